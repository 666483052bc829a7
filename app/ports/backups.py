"""What use cases ask of backups: where they go, which were made, and making or restoring one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.domain.backups.backup import BackupKind, CompanyState, Manifest
from app.progress import Progress


@dataclass(frozen=True)
class MadeBackup:
    """A backup that was made, opened and found whole."""

    made_at: datetime
    folder: str
    file_name: str
    kind: BackupKind
    size: int
    audit_number: int
    audit_mac: str


class BackupRepository(Protocol):
    """Places, and the log of backups."""

    def places(self) -> Mapping[int, str]: ...
    def add_place(self, folder: str) -> int: ...
    def remove_place(self, place_id: int) -> None: ...
    def record(self, made: MadeBackup) -> None: ...

    def made(self, limit: int) -> tuple[MadeBackup, ...]:
        """The newest first."""
        ...


class Backups(Protocol):
    """The backups of one open company."""

    def make(self, folder: Path, kind: BackupKind, made_at: datetime, progress: Progress) -> tuple[Path, Manifest]:
        """Make one in the folder, open it and check it. ExternalProblem ``backup.…``, ``file.disk``; Cancelled."""
        ...

    def in_folder(self, folder: Path) -> tuple[tuple[Path, Manifest], ...]:
        """This company's backups there, the newest first; what cannot be read is left out."""
        ...

    def delete(self, path: Path) -> None: ...

    def state(self) -> CompanyState:
        """What the open file holds now."""
        ...
