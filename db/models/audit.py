"""Rows of the audit trail, and the seals that tell whether any other row was altered behind the program's back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.metadata import TableRow


class AuditEntryRow(TableRow):
    """An entry; appended, never changed (triggers refuse). ``mac`` covers it and the entry before it.

    ``user_id`` is no foreign key: a try with a name that nobody has is an entry too.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "subject_kind", "subject_id"),
        Index(None, "user_id", "action", "subject_id"),
        Index(None, "at"),
        CheckConstraint("length(mac) = 32", name="mac"),
        CheckConstraint("id >= 1", name="positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    user_id: Mapped[int | None]
    username: Mapped[str] = mapped_column(String(60))
    workplace: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    subject_label: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    authorised_by: Mapped[str] = mapped_column(String(60))
    generation: Mapped[int]
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditKeyRow(TableRow):
    """A key that sealed the trail before the company's keys were changed; those entries are followed with it."""

    __tablename__ = "audit_keys"

    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))


class RowSealRow(TableRow):
    """The seal of a row and of what hangs from it; ``place`` numbers its table, ``n`` or ``k`` is its key."""

    __tablename__ = "row_seals"
    __table_args__ = ({"sqlite_with_rowid": False},)

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    k: Mapped[str] = mapped_column(primary_key=True)
    mac: Mapped[bytes] = mapped_column(LargeBinary(16))
