"""An open company database: hands out transactions until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Engine

from app.domain.users.sign_in_failure import SignInFailure
from db.company_backups import LocalBackups
from db.key_derivation import CompanyKeys
from db.key_file import KeyFile
from db.key_slots import PASSWORD
from db.presence import Presence, join
from db.unit_of_work import SqlUnitOfWork


def _nothing() -> None:
    """What most databases do after a commit."""


class LocalDatabase:
    """The encrypted file on this PC; threads may share it, each with its own unit of work.

    ``key_file`` holds the slots beside it; ``presence`` is its place among those who have it open.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        keys: CompanyKeys,
        key_file: KeyFile,
        presence: Presence | None = None,
        *,
        on_first_commit: Callable[[], None] = _nothing,
    ) -> None:
        self.path = path
        self.engine = engine
        self._presence = presence
        self.keys = keys
        self.key_file = key_file
        self._on_first_commit = on_first_commit

    def unit_of_work(self, *, is_audited: bool = False) -> SqlUnitOfWork:
        """A writing transaction: takes the write lock at its start."""
        return SqlUnitOfWork(self.engine, self.keys, writes=True, is_audited=is_audited, committed=self._committed)

    def reading(self) -> SqlUnitOfWork:
        """A reading transaction: sees one moment, blocks nobody."""
        return SqlUnitOfWork(self.engine, self.keys, writes=False, is_audited=False, committed=_nothing)

    def check_password(self, username: str, password: str) -> None:
        """NotAllowed ``login.wrong`` or ``login.wait`` unless it is the user's; ExternalProblem about the slots."""
        self.key_file.unlock(username, password)

    def counted_code(self, username: str) -> AbstractContextManager[int]:
        """A try of the telephone's code, counted as a failure unless its block ends well. NotAllowed ``login.wait``."""
        return self.key_file.counted_code(username)

    def key_changes(self) -> AbstractContextManager[None]:
        """A block that gives slots or takes them away and then commits: when it fails they are as before."""
        return self.key_file.undone_on_failure()

    def set_password(self, username: str, password: str) -> None:
        """Give the user a key slot, or another password. RuleViolation ``password.…``; ExternalProblem."""
        self.key_file.set_password(self.keys, username, password)

    def remove_access(self, username: str) -> None:
        """Take the user's key slots away: his password's and those of PCs he trusted. ExternalProblem."""
        self.key_file.remove((PASSWORD, username))
        self.key_file.forget_pcs(username)

    def is_pc_trusted(self, username: str) -> bool:
        """Whether this PC keeps a key for the user. ExternalProblem ``keyring.unavailable``."""
        return self.key_file.is_pc_trusted(username)

    def trust_pc(self, username: str) -> None:
        """Keep a key for the user in this PC's vault. ExternalProblem ``keyring.unavailable``."""
        self.key_file.trust_pc(self.keys, username)

    def forget_pc(self, username: str) -> None:
        """What this PC keeps for the user opens nothing from here on."""
        self.key_file.forget_pc(username)

    def forget_pcs(self, username: str) -> None:
        """The same for every PC."""
        self.key_file.forget_pcs(username)

    def sign_in_failures(self) -> tuple[SignInFailure, ...]:
        """Failed tries that are not in the audit trail yet, the oldest first."""
        return self.key_file.failures()

    def forget_sign_in_failures(self, count: int) -> None:
        """The oldest so many are in the audit trail now."""
        self.key_file.forget_failures(count)

    def backups(self) -> LocalBackups:
        """Making and listing them."""
        return LocalBackups(self.path, self.engine, self.keys, self.key_file)

    def new_recovery_key(self) -> str:
        """A new printed key in place of the old one. ExternalProblem."""
        return self.key_file.new_recovery_key(self.keys)

    @property
    def identity(self) -> str:
        """What tells this company's files and backups from another's."""
        return self.key_file.load().database_id

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        return self.path.parent

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self.engine.dispose()
        if self._presence is not None:
            self._presence.leave()

    def reopen(self) -> None:
        """Take the place among those who have the file open again, after ``close``."""
        self._presence = join(self.path)

    def _committed(self) -> None:
        act, self._on_first_commit = self._on_first_commit, _nothing
        act()
