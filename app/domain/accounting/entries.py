"""Balanced double entry: an entry is refused unless its debits equal its credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.accounting.concepts import Concept
from app.domain.money import ZERO, Money, total

Balances = Mapping[Concept, Money]
"""Debits less credits of each concept; what is missing is zero."""


@dataclass(frozen=True)
class JournalLine:
    """One side of an entry: exactly one of debit and credit is above zero. ``account``: the code posted to."""

    concept: Concept
    account: str
    debit: Money
    credit: Money

    def __post_init__(self) -> None:
        assert self.account, self
        assert self.debit >= ZERO, self
        assert self.credit >= ZERO, self
        assert bool(self.debit) != bool(self.credit), self


@dataclass(frozen=True)
class JournalEntry:
    """The entry of one event or of a close; ``value_on`` is the day it is about, ``posted_on`` that of the books."""

    posted_on: date
    value_on: date
    lines: tuple[JournalLine, ...]

    def __post_init__(self) -> None:
        assert total(line.debit for line in self.lines) == total(line.credit for line in self.lines), self.lines


def difference(wanted: Balances, posted: Balances) -> dict[Concept, Money]:
    """What takes the balances from ``posted`` to ``wanted``; only what is not zero."""
    changes = {concept: wanted.get(concept, ZERO) - posted.get(concept, ZERO) for concept in Concept}
    return {concept: change for concept, change in changes.items() if change}


def lines_of(changes: Balances, codes: Mapping[Concept, str]) -> tuple[JournalLine, ...]:
    """The lines that make the changes, to the accounts of a product."""
    return tuple(
        JournalLine(concept, codes[concept], change, ZERO)
        if change > ZERO
        else JournalLine(concept, codes[concept], ZERO, -change)
        for concept, change in changes.items()
        if change
    )
