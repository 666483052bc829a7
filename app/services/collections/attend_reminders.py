"""The clients to call today, and that somebody did."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.typed_text import check_text
from app.ports.queries import ReminderLine

SHOWN = 500
NOTE_LENGTH_MAX = 300


@dataclass(frozen=True)
class ReminderAttended:
    """Nothing but what changed."""

    changes: Changes


def read_reminders(ctx: Context) -> tuple[ReminderLine, ...]:
    """Open ones, the longest overdue first."""
    with ctx.reading("loans.view") as uow:
        return uow.queries.reminders(SHOWN)


def attend_reminder(ctx: Context, reminder_id: int, note: str) -> ReminderAttended:
    """RuleViolation ``text.…``; NotFound ``reminder.gone``."""
    note = " ".join(note.split())
    with ctx.change("reminders.attend") as uow:
        check_text(note, "note", NOTE_LENGTH_MAX)
        loan_id = uow.reminders.attend(reminder_id, note, ctx.clock.now(), ctx.user.id)
        loan = uow.loans.get(loan_id)
        ctx.record(uow, Action.REMINDER_ATTENDED, Subject("loan", loan.id, loan.folio), after={"note": note})
        uow.commit()
    return ReminderAttended(Changes.of(Topic.REMINDERS))
