"""Creating and opening a company's encrypted file, and the key slots that let its users in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.audit.entry import AuditEntry
from app.domain.backups.backup import Manifest
from app.ports.storage import BulkWriter, Database
from app.progress import Progress


@dataclass(frozen=True)
class NewUserSlot:
    """A user to create and the password that opens his slot."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class CreatedCompanyFile:
    """The new, empty, migrated database and the recovery key to print (shown once, kept nowhere)."""

    database: Database
    recovery_key: str = field(repr=False)


class UnlockedBackup(Protocol):
    """A backup unpacked in a folder of its own."""

    @property
    def manifest(self) -> Manifest: ...

    def open(self) -> Database:
        """The copy, to look at; it goes with the block."""
        ...

    def restore(self, target: Path) -> Path | None:
        """Put it in the place of ``target``; where the pair that was there was kept.

        ExternalProblem ``file.in_use``, ``file.disk``, and RuleViolation about the place: then nothing changed.
        """
        ...


class CompanyFiles(Protocol):
    """The encrypted files on this PC.

    Errors: RuleViolation ``file.network_share``, ``file.synchronised_folder``, ``file.exists``,
    ``file.folder_missing``, ``password.short``, ``password.common``; NotAllowed ``login.wrong`` (count of failures) and
    ``login.wait`` (seconds); ExternalProblem ``file.not_found``, ``file.keys_missing``, ``file.damaged``,
    ``file.newer``, ``file.disk``.
    """

    def check_place(self, path: Path) -> None:
        """Refuse a network share, a synchronised folder, a missing folder or an existing file, with the reason."""
        ...

    def check_password(self, password: str, username: str) -> None:
        """Refuse a password that is too short or too common."""
        ...

    def create(self, path: Path, users: list[NewUserSlot]) -> CreatedCompanyFile: ...

    def open(self, path: Path, username: str, password: str) -> Database:
        """Open with a user's password; failures are counted per user and slow the next try."""
        ...

    def open_trusted(self, path: Path, username: str) -> Database:
        """Open with what this PC keeps for the user. NotAllowed ``login.not_trusted``; ``keyring.unavailable``."""
        ...

    def open_with_recovery(self, path: Path, recovery_key: str, username: str, new_password: str) -> Database:
        """Open with the printed key and give the user a new password."""
        ...

    def usernames(self, path: Path) -> tuple[str, ...]: ...

    def open_backup(self, path: Path, username: str, password: str) -> AbstractContextManager[UnlockedBackup]:
        """A backup opened with a user's password of then, found whole, for as long as the block lasts.

        NotAllowed ``login.wrong``; ExternalProblem ``backup.damaged``, ``backup.newer``, ``backup.not_verified``.
        """
        ...

    def rotate_keys(self, database: Database, keep: frozenset[str], entry: AuditEntry, progress: Progress) -> Database:
        """Encrypt the company under a new key, with slots for ``keep`` and the printed key; the file reopened.

        The one given is closed. ExternalProblem ``file.in_use``, ``file.disk``: then it is reopened under its old key.
        """
        ...

    def remove(self, path: Path) -> None:
        """Delete a file just created whose first filling failed, with its companions."""
        ...

    def bulk_writer(self, database: Database) -> BulkWriter: ...


OpenCompanyFiles = Callable[[], CompanyFiles]
