"""What a verification of the books found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """Something that does not agree: a code with the values of its sentence."""

    code: str
    params: Mapping[str, object]

    @classmethod
    def of(cls, code: str, **params: object) -> Difference:
        return cls(code, params)


@dataclass(frozen=True)
class Verification:
    """How many loans were replayed, entries added and audit entries followed, and what did not agree."""

    loans: int
    entries: int
    audit: int
    differences: tuple[Difference, ...]

    @property
    def is_clean(self) -> bool:
        return not self.differences
