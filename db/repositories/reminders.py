"""Whom to remind, as the daily close left it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.collections.reminders import Reminder
from app.errors import NotFound
from db.models.reminders import ReminderRow

_PLAIN = ("made_on", "due_on", "days_past_due", "amount")


class ReminderTable:
    """Reminders by loan."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def replace(self, reminders: Mapping[int, Reminder]) -> None:
        """Make those of these loans due, in place of the open ones that they had; one already made is left."""
        if not reminders:
            return
        days = {reminder.made_on for reminder in reminders.values()}
        known = set(
            self._session.execute(
                select(ReminderRow.loan_id).where(
                    ReminderRow.loan_id.in_(sorted(reminders)), ReminderRow.made_on.in_(sorted(days))
                )
            ).scalars()
        )
        made = {loan_id: reminder for loan_id, reminder in reminders.items() if loan_id not in known}
        if not made:
            return
        self._session.execute(
            delete(ReminderRow).where(ReminderRow.loan_id.in_(sorted(made)), ReminderRow.attended_at.is_(None))
        )
        rows = [
            {name: getattr(one, name) for name in _PLAIN} | {"loan_id": loan_id, "kind": one.kind.value, "note": ""}
            for loan_id, one in made.items()
        ]
        self._session.execute(insert(ReminderRow), rows)

    def attend(self, reminder_id: int, note: str, at: datetime, by: int) -> int:
        """The loan's id. NotFound ``reminder.gone`` when somebody attended it first."""
        found = self._session.execute(
            update(ReminderRow)
            .where(ReminderRow.id == reminder_id, ReminderRow.attended_at.is_(None))
            .values(attended_at=at, attended_by=by, note=note)
            .returning(ReminderRow.loan_id)
        ).scalar_one_or_none()
        if found is None:
            raise NotFound("reminder.gone")
        return found
