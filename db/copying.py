"""A whole copy of an open database, under the same key or another: of one moment, while others go on writing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from app.errors import ExternalProblem
from db.engine import open_engine
from db.key_derivation import CompanyKeys

_PAGES_AT_A_TIME = 2048
_PART = ".part"


def copy_database(engine: Engine, target: Path, key: bytes, copied: Callable[[int, int], None]) -> None:
    """Write the copy at ``target``, which must not exist; ``copied`` is told pages done and in all.

    A reading transaction holds the moment, so that what is written meanwhile neither enters nor begins it anew.
    Raises the engine's DatabaseError (a damaged source, a full disk); what ``copied`` raises.
    """
    destination = sqlcipher.connect(target.resolve().as_uri() + "?mode=rwc", uri=True, isolation_level=None)
    try:
        destination.execute("PRAGMA cipher_log_level = NONE").fetchall()
        destination.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        with engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()

            def progress(_status: int, remaining: int, total: int) -> None:
                copied(total - remaining, total)

            source.backup(destination, pages=_PAGES_AT_A_TIME, progress=progress)
        # A copy keeps the source's journal mode: as one file it must not wait for a log that is not there.
        destination.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlcipher.Error as failure:
        raise DatabaseError("backup", None, failure) from failure
    finally:
        destination.close()


def fold_into_one_file(engine: Engine) -> None:
    """Put what the write-ahead log holds into the file and do without a log. The engine's DatabaseError."""
    connection = engine.raw_connection()
    try:
        # On the driver's own connection: inside a transaction, as the engine begins one, the mode cannot change.
        connection.cursor().execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlcipher.Error as failure:
        raise DatabaseError("journal_mode", None, failure) from failure
    finally:
        connection.close()


def keep_copy(engine: Engine, keys: CompanyKeys, key_file: Path, target: Path) -> None:
    """A pair that opens like the original, found whole: ``target`` and its slots beside it.

    It has its name only when it is whole; what a crash leaves is called ``.part``, and the next copy replaces it.
    ExternalProblem ``backup.not_verified``; OSError; the engine's DatabaseError.
    """
    part = key_file.with_suffix(_PART)
    part.unlink(missing_ok=True)
    try:
        copy_database(engine, part, keys.database, lambda _done, _total: None)
        _check_pages(part, keys)
        slots = target.with_name(target.name + key_file.suffix)
        shutil.copyfile(key_file, slots)
        for kept in (part, slots):
            kept.chmod(0o600)
        os.replace(part, target)
    except BaseException:
        for left in (part, target.with_name(target.name + key_file.suffix)):
            left.unlink(missing_ok=True)
        raise


def _check_pages(copy: Path, keys: CompanyKeys) -> None:
    engine = open_engine(copy, keys.database)
    try:
        with engine.connect() as connection:
            for pragma in ("cipher_integrity_check", "quick_check"):
                found = [row[0] for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]
                if found not in ([], ["ok"]):
                    raise ExternalProblem("backup.not_verified", why="pages")
        # Nothing may wait in a log: the copy is about to be called something else.
        fold_into_one_file(engine)
    finally:
        engine.dispose()
