"""A bank statement as read: its movements oldest first, their proof by running balance, and their identity."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.clients.names import search_key
from app.domain.money import ZERO, Money


@dataclass(frozen=True)
class Movement:
    """One movement; ``row`` is its row in the file as a person counts it, from 1."""

    row: int
    on: date
    description: str
    reference: str
    credit: Money | None
    debit: Money | None
    balance: Money | None
    payer_name: str = ""
    payer_clabe: str = ""
    payer_rfc: str = ""
    tracking_key: str = ""
    time: str = ""

    @property
    def net(self) -> Money:
        """What the movement added to the account."""
        return (self.credit or ZERO) - (self.debit or ZERO)


@dataclass(frozen=True)
class Fault:
    """Something wrong with a file's data: a value with its place, never an exception."""

    row: int
    column: str
    value: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """A file's movements, oldest first, and what could not be read."""

    layout: str
    account: str
    movements: tuple[Movement, ...]
    faults: tuple[Fault, ...] = ()


def balance_breaks(movements: Sequence[Movement]) -> tuple[Fault, ...]:
    """Rows whose balance does not follow from the former one, with the amount that is missing."""
    breaks = []
    previous: Money | None = None
    for movement in movements:
        if movement.balance is None:
            continue
        if previous is not None and previous + movement.net != movement.balance:
            missing = movement.balance - previous - movement.net
            breaks.append(
                Fault(
                    movement.row,
                    "balance",
                    movement.balance.formatted(),
                    "bank.balance_break",
                    {"missing": missing.formatted()},
                )
            )
        previous = movement.balance
    return tuple(breaks)


def fingerprints(account: str, movements: Sequence[Movement]) -> tuple[str, ...]:
    """A stable identity per movement: the same one through a re-download; two truly equal ones stay two.

    Account, date, exact amounts, running balance and description count; the reference does not, for banks renumber it.
    """
    seen: Counter[str] = Counter()
    marks = []
    for movement in movements:
        parts = (
            account,
            movement.on.isoformat(),
            str(movement.credit or ZERO),
            str(movement.debit or ZERO),
            "" if movement.balance is None else str(movement.balance),
            search_key(movement.description),
        )
        key = "\x1f".join(parts)
        seen[key] += 1
        marks.append(hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest())
    return tuple(marks)
