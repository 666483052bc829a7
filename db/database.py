"""An open company database: hands out transactions until it is closed."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from db.key_derivation import SubKeys
from db.unit_of_work import SqlUnitOfWork


def _nothing() -> None:
    """What most databases do after a commit."""


class LocalDatabase:
    """The encrypted file on this PC; threads may share it, each with its own unit of work.

    ``check`` asks a user's password of the key slots beside the file.
    """

    def __init__(
        self,
        engine: Engine,
        keys: SubKeys,
        check: Callable[[str, str], object],
        *,
        on_first_commit: Callable[[], None] = _nothing,
    ) -> None:
        self.engine = engine
        self.keys = keys
        self._check = check
        self._on_first_commit = on_first_commit

    def unit_of_work(self, *, is_audited: bool = False) -> SqlUnitOfWork:
        """A writing transaction: takes the write lock at its start."""
        return SqlUnitOfWork(self.engine, self.keys, writes=True, is_audited=is_audited, committed=self._committed)

    def reading(self) -> SqlUnitOfWork:
        """A reading transaction: sees one moment, blocks nobody."""
        return SqlUnitOfWork(self.engine, self.keys, writes=False, is_audited=False, committed=_nothing)

    def check_password(self, username: str, password: str) -> None:
        """NotAllowed ``login.wrong`` or ``login.wait`` unless it is the user's."""
        self._check(username, password)

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self.engine.dispose()

    def _committed(self) -> None:
        act, self._on_first_commit = self._on_first_commit, _nothing
        act()
