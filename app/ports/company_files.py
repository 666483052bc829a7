"""Creating and opening a company's encrypted file, and the key slots that let its users in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.ports.storage import BulkWriter, Database


@dataclass(frozen=True)
class NewUserSlot:
    """A user to create and the password that opens his slot."""

    username: str
    password: str


@dataclass(frozen=True)
class CreatedCompanyFile:
    """The new, empty, migrated database and the recovery key to print (shown once, kept nowhere)."""

    database: Database
    recovery_key: str


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

    def open_with_recovery(self, path: Path, recovery_key: str, username: str, new_password: str) -> Database:
        """Open with the printed key and give the user a new password."""
        ...

    def usernames(self, path: Path) -> tuple[str, ...]: ...

    def remove(self, path: Path) -> None:
        """Delete a file just created whose first filling failed, with its companions."""
        ...

    def bulk_writer(self, database: Database) -> BulkWriter: ...


OpenCompanyFiles = Callable[[], CompanyFiles]
