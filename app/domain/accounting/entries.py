"""Balanced double entry: an entry is refused unless its debits equal its credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.accounting.chart import Account
from app.domain.money import ZERO, Money, total


@dataclass(frozen=True)
class JournalLine:
    """One side of an entry: exactly one of debit and credit is above zero."""

    account: Account
    debit: Money
    credit: Money

    def __post_init__(self) -> None:
        assert self.debit >= ZERO, self
        assert self.credit >= ZERO, self
        assert bool(self.debit) != bool(self.credit), self


@dataclass(frozen=True)
class JournalEntry:
    """The entry of one event, on its posting day."""

    on: date
    lines: tuple[JournalLine, ...]

    def __post_init__(self) -> None:
        assert total(line.debit for line in self.lines) == total(line.credit for line in self.lines), self.lines


def entry_from_balances(on: date, wanted: Mapping[Account, Money], posted: Mapping[Account, Money]) -> JournalEntry:
    """The entry that takes a loan's account balances from ``posted`` to ``wanted`` (debits positive)."""
    lines = []
    for account in Account:
        change = wanted.get(account, ZERO) - posted.get(account, ZERO)
        if change > ZERO:
            lines.append(JournalLine(account, change, ZERO))
        elif change < ZERO:
            lines.append(JournalLine(account, ZERO, -change))
    return JournalEntry(on, tuple(lines))
