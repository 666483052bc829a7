"""Where backups go, and the log of those made."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.backups.backup import BackupKind
from app.ports.backups import MadeBackup
from db.models.backups import BackupPlaceRow, BackupRow

_PLAIN = ("made_at", "folder", "file_name", "size", "audit_number", "audit_mac")


class BackupTable:
    """Places and backups made."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def places(self) -> Mapping[int, str]:
        rows = self._session.execute(select(BackupPlaceRow).order_by(BackupPlaceRow.id)).scalars()
        return {row.id: row.folder for row in rows}

    def add_place(self, folder: str) -> int:
        row = BackupPlaceRow(folder=folder)
        self._session.add(row)
        self._session.flush()
        return row.id

    def remove_place(self, place_id: int) -> None:
        self._session.execute(delete(BackupPlaceRow).where(BackupPlaceRow.id == place_id))

    def record(self, made: MadeBackup) -> None:
        values = {name: getattr(made, name) for name in _PLAIN}
        self._session.execute(insert(BackupRow).values(**values, kind=made.kind.value))

    def made(self, limit: int) -> tuple[MadeBackup, ...]:
        """The newest first."""
        rows = self._session.execute(select(BackupRow).order_by(BackupRow.id.desc()).limit(limit)).scalars()
        return tuple(
            MadeBackup(kind=BackupKind(row.kind), **{name: getattr(row, name) for name in _PLAIN}) for row in rows
        )
