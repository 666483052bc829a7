"""An open company database: hands out transactions until it is closed."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from db.unit_of_work import SqlUnitOfWork


def _nothing() -> None:
    """What most databases do after a commit."""


class LocalDatabase:
    """The encrypted file on this PC; threads may share it, each with its own unit of work."""

    def __init__(self, engine: Engine, *, on_first_commit: Callable[[], None] = _nothing) -> None:
        self.engine = engine
        self._on_first_commit = on_first_commit

    def unit_of_work(self) -> SqlUnitOfWork:
        """A writing transaction: takes the write lock at its start."""
        return SqlUnitOfWork(self.engine, writes=True, committed=self._committed)

    def reading(self) -> SqlUnitOfWork:
        """A reading transaction: sees one moment, blocks nobody."""
        return SqlUnitOfWork(self.engine, writes=False, committed=_nothing)

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self.engine.dispose()

    def _committed(self) -> None:
        act, self._on_first_commit = self._on_first_commit, _nothing
        act()
