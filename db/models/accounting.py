"""Rows of the ledger (appended, never changed: triggers refuse), its chart, its months and its daily closes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.accounting.accounts import AccountKind
from app.domain.accounting.concepts import Concept
from app.domain.money import Money
from db.models.metadata import TableRow, one_of


class AccountRow(TableRow):
    """An account of the chart."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("code <> ''", name="code"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint(one_of("kind", AccountKind), name="kind"),
        CheckConstraint("version >= 1", name="version"),
        {"sqlite_with_rowid": False},
    )

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(12))
    is_debit: Mapped[bool]
    sat_code: Mapped[str] = mapped_column(String(12))
    is_active: Mapped[bool]
    version: Mapped[int]


class AccountMappingRow(TableRow):
    """To which account a concept of a product goes; ``product_id`` 0 for every product without one of its own."""

    __tablename__ = "account_mappings"
    __table_args__ = (
        Index(None, "account"),
        CheckConstraint(one_of("concept", Concept), name="concept"),
        {"sqlite_with_rowid": False},
    )

    concept: Mapped[str] = mapped_column(String(24), primary_key=True)
    product_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.code"))


class JournalEntryRow(TableRow):
    """A balanced entry: of a loan's event, or of many loans at a daily close."""

    __tablename__ = "journal_entries"
    __table_args__ = (
        Index(None, "loan_id"),
        Index(None, "event_id"),
        Index(None, "posted_on"),
        Index(None, "close_on"),
        CheckConstraint("(loan_id IS NULL) = (event_id IS NULL)", name="event_of_loan"),
        CheckConstraint("(event_id IS NULL) = (close_on IS NOT NULL)", name="source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    posted_on: Mapped[date]
    value_on: Mapped[date]
    loan_id: Mapped[int | None] = mapped_column(ForeignKey("loans.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("loan_events.id"))
    close_on: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class JournalLineRow(TableRow):
    """One side of an entry: exactly one of debit and credit is above zero."""

    __tablename__ = "journal_lines"
    __table_args__ = (
        Index(None, "account"),
        CheckConstraint("(debit > 0 AND credit = 0) OR (debit = 0 AND credit > 0)", name="one_side"),
        CheckConstraint(one_of("concept", Concept), name="concept"),
        {"sqlite_with_rowid": False},
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entries.id"), primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    concept: Mapped[str] = mapped_column(String(24))
    account: Mapped[str] = mapped_column(ForeignKey("accounts.code"))
    debit: Mapped[Money]
    credit: Mapped[Money]


class ClosedMonthRow(TableRow):
    """A month that takes no more entries."""

    __tablename__ = "closed_months"
    __table_args__ = ({"sqlite_with_rowid": False},)

    month: Mapped[date] = mapped_column(primary_key=True)
    closed_at: Mapped[datetime]
    closed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class DailyCloseRow(TableRow):
    """A daily close and how far it is: ``last_loan_id`` is the last loan that was brought to the day."""

    __tablename__ = "daily_closes"
    __table_args__ = (
        CheckConstraint("loans >= 0", name="loans"),
        {"sqlite_with_rowid": False},
    )

    day: Mapped[date] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    last_loan_id: Mapped[int]
    loans: Mapped[int]
    moved: Mapped[int]
    closed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class LoanCloseRow(TableRow):
    """What the daily closes posted for a loan, in entries that sum many: a JSON object of concept and centavos."""

    __tablename__ = "loan_closes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"), primary_key=True, autoincrement=False)
    balances: Mapped[str]
