"""The encrypted company files on this PC: where they may lie, how they are made, and who may open them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.domain.audit.entry import AuditEntry
from app.errors import ExternalProblem, NotFound, RuleViolation
from app.ports.clock import Clock, SystemClock
from app.ports.company_files import CreatedCompanyFile, NewUserSlot, UnlockedBackup
from app.ports.machine_secrets import MachineSecrets
from app.ports.storage import BulkWriter, Database
from app.progress import Progress
from db.bulk_writer import SqlBulkWriter
from db.company_backups import UnpackedBackup, unlocked_backup
from db.copying import keep_copy
from db.database import LocalDatabase
from db.engine import open_engine
from db.failures import engine_problems, user_error
from db.file_swap import WRITTEN_BY_ENGINE, copy_pair, finish_swap, remove_pair, swap_in
from db.key_derivation import CompanyKeys, KeyDerivation, new_data_key
from db.key_file import ATTEMPTS, KEYS, KeyFile, beside, disk_problems
from db.key_rotation import Rotation
from db.key_slots import PASSWORD, RECOVERY
from db.machine_secrets import SystemVault
from db.passwords import check_password
from db.places import is_network_share, synchronised_by
from db.presence import LOCK, Presence, join
from db.side_file import sync_folder
from db.upgrade import NewerSchema, NoSchema, newest_schema, schema_of, upgrade

CREATING = ".creating"
"""Lies beside a file until the first commit: what has it was never finished and may be made again."""


class _Unlocked:
    """A backup unpacked in a folder of its own."""

    def __init__(self, files: LocalCompanyFiles, unpacked: UnpackedBackup) -> None:
        self._files, self._unpacked = files, unpacked
        self.manifest = unpacked.manifest

    def open(self) -> Database:
        """The copy, to look at; it goes with the block."""
        return self._files.open_unpacked(self._unpacked)

    def restore(self, target: Path) -> Path | None:
        """Put it in the place of ``target``; where the pair that was there was kept."""
        return self._files.restore(self._unpacked, target)


class LocalCompanyFiles:
    """Files of this PC's own disks; ``kdf`` is the cost of new slots (old ones keep theirs)."""

    def __init__(
        self,
        kdf: KeyDerivation | None = None,
        clock: Clock | None = None,
        is_remote: Callable[[Path], bool] = is_network_share,
        vault: MachineSecrets | None = None,
    ) -> None:
        self._kdf = kdf or KeyDerivation()
        self._clock = clock or SystemClock()
        self._is_remote = is_remote
        self._vault = vault or SystemVault()

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
        presence = join(path)
        key_file = self._key_file(path)
        with disk_problems():
            recovery_key = key_file.create(keys, {user.username: user.password for user in users})
            engine = open_engine(path, keys.database, must_exist=False)
            _upgrade_or_close(engine, keys.rows, is_new=True)
            _only_for_owner(path)
        database = LocalDatabase(path, engine, keys, key_file, presence, on_first_commit=partial(_finish, path))
        return CreatedCompanyFile(database, recovery_key)

    def open(self, path: Path, username: str, password: str) -> Database:
        """Open with a user's password; failures are counted per user and slow the next try."""
        path = self._existing(path)
        return self._opened(path, self._key_file(path).unlock(username, password))

    def open_trusted(self, path: Path, username: str) -> Database:
        """Open with what this PC keeps for the user. NotAllowed ``login.not_trusted``."""
        path = self._existing(path)
        return self._opened(path, self._key_file(path).unlock_trusted(username))

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

    @contextmanager
    def open_backup(self, path: Path, username: str, password: str) -> Iterator[UnlockedBackup]:
        """A backup opened with a user's password of then, found whole, for as long as the block lasts."""
        if not path.is_file():
            raise ExternalProblem("file.not_found", path=str(path))
        with unlocked_backup(path, username, password, self._kdf, self._clock) as unpacked:
            yield _Unlocked(self, unpacked)

    def open_unpacked(self, unpacked: UnpackedBackup) -> Database:
        """A backup's copy, to look at."""
        return self._opened(unpacked.database, unpacked.keys)

    def restore(self, unpacked: UnpackedBackup, target: Path) -> Path | None:
        """Put a backup in the place of a file; where the pair that was there was kept."""
        self._refuse_elsewhere(target)
        if not target.parent.is_dir():
            raise RuleViolation("file.folder_missing", field="path", folder=str(target.parent))
        target = target.resolve()
        kept: list[Path] = []

        def prepare(database: Path, slots: Path) -> None:
            if target.exists():
                stamp = self._clock.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
                kept.append(target.with_name(f"{target.stem}.before-restore-{stamp}{target.suffix}"))
            try:
                if kept:
                    copy_pair(target, kept[0])
                unpacked.put(database, slots)
            except BaseException:
                for unneeded in kept:
                    remove_pair(unneeded)
                raise

        with disk_problems():
            swap_in(target, prepare)
            _only_for_owner(target)
        return kept[0] if kept else None

    def rotate_keys(self, database: Database, keep: frozenset[str], entry: AuditEntry, progress: Progress) -> Database:
        """Encrypt the company under a new key; the database, reopened. The one given is closed."""
        assert isinstance(database, LocalDatabase), "keys of this module's databases"
        holders = frozenset({(PASSWORD, user) for user in keep} | {(RECOVERY, "")})
        path, slots = database.path, database.key_file.load()
        rotation = Rotation(database.keys, slots.rotated, holders, entry)
        database.close()
        engine = open_engine(path, database.keys.database)
        try:
            with disk_problems(), engine_problems():
                swap_in(path, partial(rotation.prepare, engine, progress))
                _only_for_owner(path)
        except BaseException:
            database.reopen()
            raise
        finally:
            engine.dispose()
        return self._opened(path, rotation.made)

    def remove(self, path: Path) -> None:
        """Delete a file just created whose first filling failed, with its companions. The database is closed."""
        path = path.resolve()
        companions = [*WRITTEN_BY_ENGINE, KEYS, ATTEMPTS, LOCK]
        with disk_problems():
            for companion in [path, *(beside(path, ending) for ending in companions)]:
                companion.unlink(missing_ok=True)
            # Last: while it lies there, whatever is left counts as unfinished.
            beside(path, CREATING).unlink(missing_ok=True)

    def bulk_writer(self, database: Database) -> BulkWriter:
        assert isinstance(database, LocalDatabase), "a bulk writer fills this module's databases"
        return SqlBulkWriter(database.engine, database.keys.rows)

    def _opened(self, path: Path, keys: CompanyKeys) -> LocalDatabase:
        with disk_problems():
            presence = join(path)
        try:
            return self._opened_with(path, keys, presence)
        except BaseException:
            presence.leave()
            raise

    def _opened_with(self, path: Path, keys: CompanyKeys, presence: Presence) -> LocalDatabase:
        engine = open_engine(path, keys.database)
        try:
            if path.stat().st_size == 0:
                raise NoSchema  # before the engine writes its first page on top
            _upgrade_with_copy(path, engine, keys, self._clock.now())
        except NoSchema as error:
            if beside(path, CREATING).exists():
                raise ExternalProblem("file.unfinished") from error
            raise ExternalProblem("file.damaged") from error
        database = LocalDatabase(path, engine, keys, self._key_file(path), presence)
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
        return KeyFile(path, self._kdf, self._clock, self._vault)

    def _existing(self, path: Path) -> Path:
        self._refuse_elsewhere(path)
        if path.parent.is_dir():
            with disk_problems():
                finish_swap(path.resolve())
        if not path.is_file():
            raise ExternalProblem("file.not_found", path=str(path))
        return path.resolve()


def _upgrade_with_copy(path: Path, engine: Engine, keys: CompanyKeys, now: datetime) -> None:
    """Before the schema changes a verified copy is kept beside the file; a step that fails changes nothing."""
    try:
        present = schema_of(engine)
    except DBAPIError:
        present = ""  # what is wrong with it is told below
    if present and present < newest_schema():
        stamp = now.astimezone().strftime("%Y-%m-%d-%H%M%S")
        kept = path.with_name(f"{path.stem}.before-upgrade-{stamp}{path.suffix}")
        try:
            with disk_problems():
                keep_copy(engine, keys, beside(path, KEYS), kept)
        except BaseException as failure:
            engine.dispose()
            if isinstance(failure, DBAPIError):
                raise ExternalProblem("file.damaged") from failure
            raise
    _upgrade_or_close(engine, keys.rows)


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
