"""Rows of where backups go and of those that were made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.backups.backup import BackupKind
from db.models.metadata import TableRow, one_of


class BackupPlaceRow(TableRow):
    """A folder to which every backup goes."""

    __tablename__ = "backup_places"
    __table_args__ = (UniqueConstraint("folder"), CheckConstraint("folder <> ''", name="folder"))

    id: Mapped[int] = mapped_column(primary_key=True)
    folder: Mapped[str]


class BackupRow(TableRow):
    """A backup that was made, opened and found whole; ``audit_mac`` is the head of the trail that it saw."""

    __tablename__ = "backups"
    __table_args__ = (
        Index(None, "made_at"),
        CheckConstraint(one_of("kind", BackupKind), name="kind"),
        CheckConstraint("size > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    folder: Mapped[str]
    file_name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(12))
    size: Mapped[int]
    audit_number: Mapped[int]
    audit_mac: Mapped[str] = mapped_column(String(64))
