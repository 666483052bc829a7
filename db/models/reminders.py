"""Rows of whom to remind of what."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.collections.reminders import ReminderKind
from app.domain.money import Money
from db.models.metadata import TableRow, one_of


class ReminderRow(TableRow):
    """A client to call about a loan; open until somebody attends it or a later one takes its place."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("loan_id", "made_on"),
        Index(None, "attended_by"),
        Index(None, "attended_at", "made_on"),
        CheckConstraint(one_of("kind", ReminderKind), name="kind"),
        CheckConstraint("days_past_due >= 0", name="days_past_due"),
        CheckConstraint("(attended_at IS NULL) = (attended_by IS NULL)", name="attended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"))
    kind: Mapped[str] = mapped_column(String(12))
    made_on: Mapped[date]
    due_on: Mapped[date]
    days_past_due: Mapped[int]
    amount: Mapped[Money]
    attended_at: Mapped[datetime | None]
    attended_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str]
