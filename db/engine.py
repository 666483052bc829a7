"""The encrypted engine: SQLAlchemy over SQLCipher, with the key in one closure and every write begun as a write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_TIMEOUT_MS = 10_000
CACHE_KIB = 65_536
KEY_BYTES = 32
_WRITES = "acredita_writes"

_PRAGMAS = (
    "cipher_log_level = NONE",  # SQLCipher writes page errors to stderr otherwise
    # Measured: locking and wiping every page of memory makes sorts and groupings three times slower, and the
    # interpreter's own copies of the same rows would stay in memory all the same.
    "cipher_memory_security = OFF",
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "temp_store = MEMORY",  # the default may spill sorts to disk in plain text
    f"cache_size = -{CACHE_KIB}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # or REPLACE would delete append-only rows past their triggers
    "trusted_schema = OFF",
)


class _Opener:
    """Opens raw connections; holds the key so that no URL, log line or repr ever does."""

    def __init__(self, path: Path, key: bytes, *, must_exist: bool) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("the database key is 32 bytes")
        mode = "rw" if must_exist else "rwc"
        self._uri = f"{path.resolve().as_uri()}?mode={mode}"
        self.__key = key

    def __call__(self) -> Any:
        # One connection is used by one thread at a time: SQLAlchemy's pool hands it over.
        connection = sqlcipher.connect(self._uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA key = \"x'{self.__key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection


def open_engine(path: Path, key: bytes, *, must_exist: bool = True) -> Engine:
    """An engine on the encrypted file; nothing is read until it connects.

    A wrong key or a file that is no database raises ``DatabaseError`` ("file is not a database") on connecting.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=_Opener(path, key, must_exist=must_exist),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=8,
        pool_reset_on_return="rollback",
        hide_parameters=True,  # values are personal data, and errors are logged
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A plain BEGIN that later writes fails at once when another process wrote meanwhile; IMMEDIATE waits its turn.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing(engine: Engine) -> Engine:
    """The same engine and pool, whose transactions take the write lock at their start."""
    return engine.execution_options(**{_WRITES: True})
