"""What the storage itself can tell of whether anything was altered behind the program's back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.domain.accounting.concepts import Concept
from app.domain.money import Money


class RowFault(StrEnum):
    """What happened to a row outside the program."""

    ALTERED = "altered"
    ADDED = "added"
    DELETED = "deleted"


@dataclass(frozen=True)
class AlteredRow:
    """A row whose seal does not fit: its table, and the key by which it is found there."""

    table: str
    key: str
    fault: RowFault


@dataclass(frozen=True)
class ChainBreak:
    """An entry of the audit trail that is missing, or is not what was written."""

    number: int
    is_missing: bool


@dataclass(frozen=True)
class UnbalancedEntry:
    """An entry whose two sides differ."""

    entry_id: int
    debits: Money
    credits: Money


@dataclass(frozen=True)
class ChainHead:
    """The last entry of the audit trail: its number and the seal that covers all of it."""

    number: int
    mac: str


class IntegrityChecks(Protocol):
    """Each reads everything of its kind once; ``noticed`` is told how many rows went by."""

    def counts(self) -> Mapping[str, int]:
        """How many ``rows`` are sealed, ``entries`` the journal has and entries the ``audit`` trail has."""
        ...

    def file_faults(self) -> tuple[str, ...]:
        """What the engine finds wrong with its pages, in its own words."""
        ...

    def altered_rows(self, noticed: Callable[[int], None]) -> Iterator[AlteredRow]: ...
    def chain_breaks(self, noticed: Callable[[int], None]) -> Iterator[ChainBreak]: ...
    def unbalanced_entries(self) -> tuple[UnbalancedEntry, ...]: ...

    def close_sums(self) -> Mapping[Concept, Money]:
        """What the daily closes' entries add up to, debits positive."""
        ...

    def chain_head(self) -> ChainHead: ...

    def chain_mac(self, number: int) -> str | None:
        """The seal of an entry of the trail; None when there is none of that number."""
        ...
