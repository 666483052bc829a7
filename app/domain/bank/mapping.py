"""Which column of an unknown bank's table is what, remembered by its headings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from app.domain.clients.names import search_key


@dataclass(frozen=True)
class ColumnMapping:
    """Column numbers from 0; ``amount`` is a signed column, ``sign`` a column of + and -; ``header_row`` from 0."""

    sheet_name: str
    header_row: int
    date: int
    description: int
    reference: int | None = None
    credit: int | None = None
    debit: int | None = None
    amount: int | None = None
    sign: int | None = None
    balance: int | None = None
    account: str = ""

    def to_json(self) -> dict[str, object]:
        """Plain values, for storage."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> ColumnMapping:
        """The mapping that ``to_json`` gave."""
        return cls(**data)  # type: ignore[arg-type]  # written by to_json


def heading_signature(headings: Sequence[str]) -> str:
    """A hash of the headings, accents and capitals forgiven, under which a mapping is remembered."""
    joined = "\x1f".join(search_key(heading) for heading in headings)
    return hashlib.sha256(joined.encode()).hexdigest()
