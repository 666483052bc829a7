"""Rows of loans: as contracted, their events, and the snapshot that lists read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.loans.events import EventKind
from app.domain.loans.loan import Channel, LoanStatus
from app.domain.money import Money
from db.models.metadata import TableRow, one_of


class LoanRow(TableRow):
    """A loan; ``terms`` is the whole agreement as JSON, the columns beside it are what lists need."""

    __tablename__ = "loans"
    __table_args__ = (
        UniqueConstraint("folio"),
        Index(None, "client_id"),
        Index(None, "product_id"),
        Index(None, "status"),
        Index(None, "branch_id"),
        CheckConstraint("principal > 0", name="principal"),
        CheckConstraint("installments >= 1", name="installments"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint(one_of("status", LoanStatus), name="status"),
        CheckConstraint("(status IN ('active', 'settled')) = (disbursed_on IS NOT NULL)", name="disbursed_when_active"),
        CheckConstraint(
            "(disbursed_on IS NULL) = (disbursement_channel IS NULL)"
            " AND (disbursed_on IS NULL) = (disbursement_reference IS NULL)"
            " AND (disbursed_on IS NULL) = (net_amount IS NULL)",
            name="disbursement_whole",
        ),
        CheckConstraint("net_amount > 0", name="net_amount"),
        CheckConstraint(one_of("disbursement_channel", Channel), name="disbursement_channel"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    folio: Mapped[str] = mapped_column(String(20))
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    status: Mapped[str] = mapped_column(String(12))
    principal: Mapped[Money]
    installments: Mapped[int]
    cat: Mapped[Decimal]
    signed_on: Mapped[date]
    disbursed_on: Mapped[date | None]
    disbursement_channel: Mapped[str | None] = mapped_column(String(12))
    disbursement_reference: Mapped[str | None]
    net_amount: Mapped[Money | None]
    version: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    terms: Mapped[str]
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), server_default="1")


class ScheduleRowRow(TableRow):
    """A row of the schedule as contracted."""

    __tablename__ = "loan_schedule_rows"
    __table_args__ = (
        CheckConstraint("n >= 1", name="n"),
        CheckConstraint("total = principal + interest + vat + fees + fees_vat", name="total"),
        {"sqlite_with_rowid": False},
    )

    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"), primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_on: Mapped[date]
    demanded_on: Mapped[date]
    opening: Mapped[Money]
    principal: Mapped[Money]
    interest: Mapped[Money]
    vat: Mapped[Money]
    fees: Mapped[Money]
    fees_vat: Mapped[Money]
    total: Mapped[Money]
    closing: Mapped[Money]


class LoanEventRow(TableRow):
    """Something that happened to a loan; appended, never changed (triggers refuse).

    ``details``: a JSON object of what only some kinds have.
    """

    __tablename__ = "loan_events"
    __table_args__ = (
        UniqueConstraint("loan_id", "seq"),
        UniqueConstraint("request_id"),
        UniqueConstraint("reverses_event_id"),
        Index(
            "uq_loan_events_receipt",
            "receipt",
            unique=True,
            sqlite_where=text("receipt <> ''"),
            postgresql_where=text("receipt <> ''"),
        ),
        CheckConstraint("seq >= 1", name="seq"),
        CheckConstraint("request_id <> ''", name="request_id"),
        CheckConstraint(
            "amount > 0 OR (amount = 0 AND kind NOT IN ('disbursement', 'payment', 'charge', 'waiver'))", name="amount"
        ),
        CheckConstraint("(kind = 'reversal') = (reverses_event_id IS NOT NULL)", name="reversal"),
        CheckConstraint("kind NOT IN ('reversal', 'waiver') OR reason <> ''", name="reason"),
        CheckConstraint("kind NOT IN ('disbursement', 'payment') OR channel IS NOT NULL", name="money_moves"),
        CheckConstraint(one_of("kind", EventKind), name="kind"),
        CheckConstraint(one_of("channel", Channel), name="channel"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"))
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    value_on: Mapped[date]
    amount: Mapped[Money]
    excess: Mapped[str | None] = mapped_column(String(16))
    effect: Mapped[str | None] = mapped_column(String(16))
    reverses_event_id: Mapped[int | None] = mapped_column(ForeignKey("loan_events.id"))
    request_id: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    channel: Mapped[str | None] = mapped_column(String(12))
    reference: Mapped[str]
    receipt: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str]
    details: Mapped[str]


class InstallmentRow(TableRow):
    """An installment in force, what is paid of each component, and what is still unpaid of it.

    ``unpaid`` leaves out late interest and charges, which grow by the day, and what the advance kept covers.
    """

    __tablename__ = "loan_installments"
    __table_args__ = (
        CheckConstraint("n >= 1", name="n"),
        CheckConstraint("total = principal + interest + vat + fees + fees_vat", name="total"),
        CheckConstraint("unpaid BETWEEN 0 AND total", name="unpaid"),
        # What is overdue on a day, without reading what was paid years ago.
        Index(
            "ix_loan_installments_unpaid",
            "demanded_on",
            "loan_id",
            "unpaid",
            sqlite_where=text("unpaid > 0"),
            postgresql_where=text("unpaid > 0"),
        ),
        {"sqlite_with_rowid": False},
    )

    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"), primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due_on: Mapped[date]
    demanded_on: Mapped[date]
    opening: Mapped[Money]
    principal: Mapped[Money]
    interest: Mapped[Money]
    vat: Mapped[Money]
    fees: Mapped[Money]
    fees_vat: Mapped[Money]
    total: Mapped[Money]
    closing: Mapped[Money]
    paid_charges: Mapped[Money]
    paid_charges_vat: Mapped[Money]
    paid_late_interest: Mapped[Money]
    paid_late_vat: Mapped[Money]
    paid_interest: Mapped[Money]
    paid_vat: Mapped[Money]
    paid_fees: Mapped[Money]
    paid_fees_vat: Mapped[Money]
    paid_principal: Mapped[Money]
    is_paid: Mapped[bool]
    unpaid: Mapped[Money]


class LoanSnapshotRow(TableRow):
    """A disbursed loan's totals as its last event or daily close left them, ``as_of`` that day.

    What depends on today is worked out when read.
    """

    __tablename__ = "loan_snapshots"
    __table_args__ = (
        CheckConstraint("outstanding_principal >= 0", name="outstanding_principal"),
        CheckConstraint("advance >= 0", name="advance"),
        CheckConstraint("stage BETWEEN 1 AND 3", name="stage"),
        CheckConstraint("days_past_due >= 0", name="days_past_due"),
        CheckConstraint("next_due_amount >= 0", name="next_due_amount"),
        CheckConstraint("(next_due_on IS NULL) = (next_due_amount = 0)", name="next_due"),
    )

    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"), primary_key=True, autoincrement=False)
    as_of: Mapped[date]
    days_past_due: Mapped[int]
    stage: Mapped[int]
    outstanding_principal: Mapped[Money]
    advance: Mapped[Money]
    oldest_unpaid_on: Mapped[date | None]
    next_due_on: Mapped[date | None]
    next_due_amount: Mapped[Money]
    last_due_on: Mapped[date]
    is_settled: Mapped[bool]
