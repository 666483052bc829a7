"""The encrypted company files on this PC: where they may lie, how they are made, and who may open them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.errors import ExternalProblem, NotFound, RuleViolation
from app.ports.clock import Clock, SystemClock
from app.ports.company_files import CreatedCompanyFile, NewUserSlot
from app.ports.storage import BulkWriter, Database
from db.bulk_writer import SqlBulkWriter
from db.database import LocalDatabase
from db.engine import open_engine
from db.failures import user_error
from db.key_derivation import CompanyKeys, KeyDerivation, new_data_key
from db.key_file import ATTEMPTS, KEYS, KeyFile, beside, disk_problems
from db.passwords import check_password
from db.places import is_network_share, synchronised_by
from db.side_file import sync_folder
from db.upgrade import NewerSchema, NoSchema, upgrade

CREATING = ".creating"
"""Lies beside a file until the first commit: what has it was never finished and may be made again."""
_WRITTEN_BY_ENGINE = ("-wal", "-shm", "-journal")


class LocalCompanyFiles:
    """Files of this PC's own disks; ``kdf`` is the cost of new slots (old ones keep theirs)."""

    def __init__(
        self,
        kdf: KeyDerivation | None = None,
        clock: Clock | None = None,
        is_remote: Callable[[Path], bool] = is_network_share,
    ) -> None:
        self._kdf = kdf or KeyDerivation()
        self._clock = clock or SystemClock()
        self._is_remote = is_remote

    def check_place(self, path: Path) -> None:
        """Refuse a network share, a synchronised folder, a missing or read-only folder, or an existing file."""
        self._refuse_elsewhere(path)
        if not path.parent.is_dir():
            raise RuleViolation("file.folder_missing", field="path", folder=str(path.parent))
        if path.is_dir():
            raise RuleViolation("file.is_folder", field="path")
        if path.exists() and not beside(path, CREATING).exists():
            raise RuleViolation("file.exists", field="path")
        try:
            with tempfile.TemporaryFile(dir=path.parent):
                pass
        except OSError as error:
            raise RuleViolation("file.not_writable", field="path", folder=str(path.parent)) from error

    def check_password(self, password: str, username: str) -> None:
        """RuleViolation ``password.short``, ``password.long``, ``password.common``, ``password.is_username``."""
        check_password(password, username)

    def create(self, path: Path, users: list[NewUserSlot]) -> CreatedCompanyFile:
        """A new file with its tables and a slot for each user; the caller fills it in one unit of work."""
        self.check_place(path)
        for user in users:
            self.check_password(user.password, user.username)
        path = path.resolve()
        with disk_problems():
            if beside(path, CREATING).exists():
                self.remove(path)
            _set_old_keys_aside(path)
            beside(path, CREATING).touch()
            sync_folder(path.parent)
        keys = CompanyKeys.of(new_data_key())
        key_file = self._key_file(path)
        with disk_problems():
            recovery_key = key_file.create(keys, {user.username: user.password for user in users})
            engine = open_engine(path, keys.database, must_exist=False)
            _upgrade_or_close(engine, keys.rows, is_new=True)
            _only_for_owner(path)
        database = LocalDatabase(engine, keys, key_file, on_first_commit=partial(_finish, path))
        return CreatedCompanyFile(database, recovery_key)

    def open(self, path: Path, username: str, password: str) -> Database:
        """Open with a user's password; failures are counted per user and slow the next try."""
        path = self._existing(path)
        return self._opened(path, self._key_file(path).unlock(username, password))

    def open_with_recovery(self, path: Path, recovery_key: str, username: str, new_password: str) -> Database:
        """Open with the printed key and give the user a new password."""
        self.check_password(new_password, username)
        path = self._existing(path)
        key_file = self._key_file(path)
        keys, user = key_file.unlock_with_recovery(recovery_key, username)
        database = self._opened(path, keys)
        try:
            key_file.set_password(keys, user, new_password)
        except BaseException:
            database.close()
            raise
        return database

    def usernames(self, path: Path) -> tuple[str, ...]:
        """Those who have a slot, in the order they were given one."""
        path = self._existing(path)
        return self._key_file(path).load().usernames

    def remove(self, path: Path) -> None:
        """Delete a file just created whose first filling failed, with its companions. The database is closed."""
        path = path.resolve()
        companions = [*_WRITTEN_BY_ENGINE, KEYS, ATTEMPTS]
        with disk_problems():
            for companion in [path, *(beside(path, ending) for ending in companions)]:
                companion.unlink(missing_ok=True)
            # Last: while it lies there, whatever is left counts as unfinished.
            beside(path, CREATING).unlink(missing_ok=True)

    def bulk_writer(self, database: Database) -> BulkWriter:
        assert isinstance(database, LocalDatabase), "a bulk writer fills this module's databases"
        return SqlBulkWriter(database.engine, database.keys.rows)

    def _opened(self, path: Path, keys: CompanyKeys) -> LocalDatabase:
        engine = open_engine(path, keys.database)
        try:
            if path.stat().st_size == 0:
                raise NoSchema  # before the engine writes its first page on top
            _upgrade_or_close(engine, keys.rows)
        except NoSchema as error:
            if beside(path, CREATING).exists():
                raise ExternalProblem("file.unfinished") from error
            raise ExternalProblem("file.damaged") from error
        database = LocalDatabase(engine, keys, self._key_file(path))
        if beside(path, CREATING).exists():
            try:
                with database.reading() as uow:
                    uow.company.get()
                _finish(path)
            except NotFound as error:
                database.close()
                raise ExternalProblem("file.unfinished") from error
            except BaseException:
                database.close()
                raise
        return database

    def _refuse_elsewhere(self, path: Path) -> None:
        if self._is_remote(path):
            raise RuleViolation("file.network_share", field="path")
        service = synchronised_by(path.absolute()) or synchronised_by(path.resolve())
        if service:
            raise RuleViolation("file.synchronised_folder", field="path", service=service)

    def _key_file(self, path: Path) -> KeyFile:
        return KeyFile(path, self._kdf, self._clock)

    def _existing(self, path: Path) -> Path:
        self._refuse_elsewhere(path)
        if not path.is_file():
            raise ExternalProblem("file.not_found", path=str(path))
        return path.resolve()


def _upgrade_or_close(engine: Engine, seal_key: bytes, *, is_new: bool = False) -> None:
    try:
        upgrade(engine, seal_key, is_new=is_new)
    except BaseException as failure:
        engine.dispose()
        if isinstance(failure, NewerSchema):
            raise ExternalProblem("file.newer") from failure
        told = user_error(failure) if isinstance(failure, DBAPIError) else None
        if told is None:
            raise
        if told.code == "database.damaged":
            raise ExternalProblem("file.damaged") from failure
        if told.code == "database.busy":
            raise ExternalProblem("file.busy") from failure
        raise ExternalProblem("file.disk") from failure


def _set_old_keys_aside(path: Path) -> None:
    """Keys without their database may be the only ones of a file that was moved: they are kept under another name."""
    keys = beside(path, KEYS)
    if not keys.exists():
        return
    number = 1
    while (old := beside(path, f"{KEYS}.old-{number}")).exists():
        number += 1
    os.replace(keys, old)


def _finish(path: Path) -> None:
    with disk_problems():
        beside(path, CREATING).unlink(missing_ok=True)


def _only_for_owner(path: Path) -> None:
    for file in (path, beside(path, KEYS)):
        file.chmod(0o600)
