"""Rows of bank accounts, imported statements, movements and what was learnt from accepting them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.money import Money
from db.models.metadata import TableRow

MOVEMENT_STATUSES = ("pending", "matched", "left")


class BankAccountRow(TableRow):
    """An account of the lender."""

    __tablename__ = "bank_accounts"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("number <> ''", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(40))


class BankImportRow(TableRow):
    """A statement that was imported; the same file is never imported twice."""

    __tablename__ = "bank_imports"
    __table_args__ = (
        UniqueConstraint("sha256"),
        Index(None, "account_id"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("bank_accounts.id"))
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    layout: Mapped[str] = mapped_column(String(80))
    imported_at: Mapped[datetime]
    imported_by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class BankMovementRow(TableRow):
    """A movement of a statement; ``row`` is its line in the file."""

    __tablename__ = "bank_movements"
    __table_args__ = (
        UniqueConstraint("account_id", "fingerprint"),
        Index(None, "import_id"),
        CheckConstraint("fingerprint <> ''", name="fingerprint"),
        CheckConstraint("status IN ('pending', 'matched', 'left')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("bank_imports.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("bank_accounts.id"))
    fingerprint: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(8))
    row: Mapped[int]
    moved_on: Mapped[date]
    description: Mapped[str]
    reference: Mapped[str]
    credit: Mapped[Money | None]
    debit: Mapped[Money | None]
    balance: Mapped[Money | None]
    payer_name: Mapped[str]
    payer_clabe: Mapped[str]
    payer_rfc: Mapped[str]
    tracking_key: Mapped[str]
    time: Mapped[str] = mapped_column(String(20))


class BankMovementEventRow(TableRow):
    """A payment that a movement became; stays when the payment is reversed."""

    __tablename__ = "bank_movement_events"
    __table_args__ = (Index(None, "event_id"), {"sqlite_with_rowid": False})

    movement_id: Mapped[int] = mapped_column(ForeignKey("bank_movements.id"), primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("loan_events.id"), primary_key=True, autoincrement=False)
    matched_at: Mapped[datetime]
    matched_by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class BankMappingRow(TableRow):
    """Which column is what in a file of these headings, as the user said once."""

    __tablename__ = "bank_mappings"
    __table_args__ = (CheckConstraint("signature <> ''", name="signature"), {"sqlite_with_rowid": False})

    signature: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[str]


class KnownPayerRow(TableRow):
    """A CLABE, RFC or printed name by which a client's deposits were recognised before."""

    __tablename__ = "known_payers"
    __table_args__ = (
        Index(None, "client_id"),
        CheckConstraint("key <> ''", name="key"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True, autoincrement=False)
