"""Rows of the ledger; appended, never changed (triggers refuse)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.money import Money
from db.models.metadata import TableRow


class JournalEntryRow(TableRow):
    """The balanced entry of one loan event."""

    __tablename__ = "journal_entries"
    __table_args__ = (Index(None, "loan_id"), Index(None, "event_id"), Index(None, "posted_on"))

    id: Mapped[int] = mapped_column(primary_key=True)
    posted_on: Mapped[date]
    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("loan_events.id"))
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class JournalLineRow(TableRow):
    """One side of an entry: exactly one of debit and credit is above zero."""

    __tablename__ = "journal_lines"
    __table_args__ = (
        CheckConstraint("(debit > 0 AND credit = 0) OR (debit = 0 AND credit > 0)", name="one_side"),
        CheckConstraint("account <> ''", name="account"),
        {"sqlite_with_rowid": False},
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entries.id"), primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account: Mapped[str] = mapped_column(String(8))
    debit: Mapped[Money]
    credit: Mapped[Money]
