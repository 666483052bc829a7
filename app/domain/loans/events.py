"""What happens in a loan's life; nothing is edited, a mistake is reversed by a later event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.payments.components import Component


class EventKind(StrEnum):
    """The kinds of event."""

    DISBURSEMENT = "disbursement"
    PAYMENT = "payment"
    CHARGE = "charge"  # for collection work
    WAIVER = "waiver"
    REVERSAL = "reversal"
    RESCHEDULE = "reschedule"  # the dates to come move
    RESTRUCTURE = "restructure"  # a new table in the same loan
    ACCELERATION = "acceleration"  # all of it falls due
    WRITE_OFF = "write_off"
    ASSIGNMENT = "assignment"  # to legal, or sold


class Excess(StrEnum):
    """Where what exceeds the amount due goes."""

    ADVANCE = "advance"
    PREPAYMENT = "prepayment"


class PrepaymentEffect(StrEnum):
    """What a prepayment changes: fewer installments, or smaller ones."""

    SHORTEN_TERM = "shorten_term"
    LOWER_PAYMENT = "lower_payment"


class Assignee(StrEnum):
    """To whom a loan is passed on: the lawyers, who collect it for the lender, or a buyer, who owns it."""

    LEGAL = "legal"
    SOLD = "sold"


@dataclass(frozen=True)
class LoanEvent:
    """An event: its sequence number of recording, and the day from which it counts.

    ``amount``: the money that moved, or that is charged or waived. ``principal``: of a disbursement in parts, the
    principal it draws (None: all of the contract's; what the client received is ``amount``). ``vat_rate``: a charge's.
    ``component``: what is waived. ``due_on``: of a reschedule, the new date of the next installment. ``terms``: of a
    restructure, the new agreement, whose principal is replaced by what is owed; ``is_capitalised``: whether all that
    is due becomes principal, or only the principal.
    """

    seq: int
    kind: EventKind
    value_on: date
    amount: Money
    excess: Excess | None = None
    effect: PrepaymentEffect | None = None
    reverses_seq: int | None = None
    principal: Money | None = None
    vat_rate: Decimal | None = None
    component: Component | None = None
    due_on: date | None = None
    terms: LoanTerms | None = None
    is_capitalised: bool = True
    assignee: Assignee | None = None


def in_force(events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """Events that count, by value date and sequence: reversals and what they undo are left out.

    Recording refuses the reversal of a reversal; should one be on file, the latest has the last word.
    """
    reversals = [event for event in events if event.kind is EventKind.REVERSAL]
    if not reversals:
        return sorted(events, key=_by_value_date)
    undone: set[int] = set()
    for event in sorted(reversals, key=lambda event: -event.seq):
        if event.reverses_seq is not None and event.seq not in undone:
            undone.add(event.reverses_seq)
    left = [event for event in events if event.kind is not EventKind.REVERSAL and event.seq not in undone]
    return sorted(left, key=_by_value_date)


def _by_value_date(event: LoanEvent) -> tuple[date, int]:
    return event.value_on, event.seq
