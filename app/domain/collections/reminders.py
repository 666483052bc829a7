"""Which clients to remind on a day: of a payment that comes, or of one that did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.loans.state import LoanState
from app.domain.money import Money

DAYS_BEFORE = 3
OVERDUE_ON_DAYS = (1, 8, 16, 31, 61, 91)
"""Days past due at which a client is reminded again."""


class ReminderKind(StrEnum):
    """Why the client is called."""

    COMING = "coming"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Reminder:
    """A call to make: ``amount`` is the payment that comes, or all that is due."""

    kind: ReminderKind
    made_on: date
    due_on: date
    days_past_due: int
    amount: Money


def reminder_of(state: LoanState) -> Reminder | None:
    """The one that falls due on the state's day, if any: what is overdue comes before what comes."""
    if state.is_settled:
        return None
    if state.days_past_due in OVERDUE_ON_DAYS and state.oldest_unpaid_on is not None:
        return Reminder(ReminderKind.OVERDUE, state.as_of, state.oldest_unpaid_on, state.days_past_due, state.due.total)
    if state.days_past_due or state.next_due_on is None or (state.next_due_on - state.as_of).days != DAYS_BEFORE:
        return None
    return Reminder(ReminderKind.COMING, state.as_of, state.next_due_on, 0, state.next_due_amount)
