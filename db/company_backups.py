"""The backups of an open company: made into folders, listed, thinned out, and restored."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.backups.backup import BackupKind, CompanyState, Manifest
from app.errors import ExternalProblem
from app.ports.clock import Clock
from app.progress import Progress
from app.version import VERSION
from db.backup_file import (
    ENDING,
    OpenedBackup,
    check_mac,
    opened_backup,
    read_manifest,
    state_of,
    verify_backup,
    write_backup,
)
from db.copying import fold_into_one_file
from db.engine import open_engine
from db.failures import engine_problems, user_error
from db.key_derivation import CompanyKeys, KeyDerivation
from db.key_file import KEYS, KeyFile, beside, disk_problems
from db.upgrade import NewerSchema, schema_of, upgrade


class LocalBackups:
    """Of one open company of this PC."""

    def __init__(self, path: Path, engine: Engine, keys: CompanyKeys, key_file: KeyFile) -> None:
        self._path, self._engine, self._keys, self._key_file = path, engine, keys, key_file

    def make(self, folder: Path, kind: BackupKind, made_at: datetime, progress: Progress) -> tuple[Path, Manifest]:
        """Make one in the folder, open it and check it. ExternalProblem ``backup.…``, ``file.disk``; Cancelled."""
        if not folder.is_dir():
            raise ExternalProblem("backup.folder_missing", folder=str(folder))
        stamp = made_at.astimezone().strftime("%Y-%m-%d %H%M%S")
        target = folder / f"{self._path.stem} {stamp}{ENDING}"
        slots = self._key_file.load()
        with disk_problems(), engine_problems():
            manifest = write_backup(
                self._engine,
                self._keys,
                beside(self._path, KEYS),
                target,
                kind=kind,
                made_at=made_at,
                program=VERSION,
                database_id=slots.database_id,
                schema=schema_of(self._engine),
                copied=progress,
            )
        return target, manifest

    def in_folder(self, folder: Path) -> tuple[tuple[Path, Manifest], ...]:
        """This company's backups there, the newest first; what cannot be read is left out."""
        database_id = self._key_file.load().database_id
        found = []
        for path in sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else ():
            try:
                manifest = read_manifest(path)
            except (ExternalProblem, OSError):
                continue
            if manifest.database_id == database_id:
                found.append((path, manifest))
        return tuple(sorted(found, key=lambda pair: pair[1].made_at, reverse=True))

    def delete(self, path: Path) -> None:
        """A backup that is not kept any more. ExternalProblem ``file.disk``."""
        with disk_problems():
            path.unlink(missing_ok=True)

    def state(self) -> CompanyState:
        """What the open file holds now."""
        with Session(self._engine) as session:
            return state_of(session, self._keys)


@dataclass(frozen=True)
class UnpackedBackup:
    """A backup that a password opened and that was found whole, unpacked for as long as it is looked at."""

    manifest: Manifest
    database: Path
    keys: CompanyKeys
    put: Callable[[Path, Path], None]


@contextmanager
def unlocked_backup(
    path: Path, username: str, password: str, derivation: KeyDerivation, clock: Clock
) -> Iterator[UnpackedBackup]:
    """Open a backup with a user's password of then, upgrade its copy if it is of an older program, and check it.

    NotAllowed ``login.wrong``; ExternalProblem ``backup.damaged``, ``backup.newer``, ``backup.not_verified``.
    """
    with disk_problems(), opened_backup(path) as found:
        keys = KeyFile(found.database, derivation, clock).unlock(username, password)
        check_mac(path, keys)
        _bring_up(found, keys, path.name)
        verify_backup(found, keys)

        def put(database: Path, slots: Path) -> None:
            shutil.copyfile(found.database, database)
            shutil.copyfile(found.keys, slots)

        yield UnpackedBackup(found.manifest, found.database, keys, put)


def _bring_up(found: OpenedBackup, keys: CompanyKeys, file: str) -> None:
    engine = open_engine(found.database, keys.database)
    try:
        upgrade(engine, keys.rows)
        fold_into_one_file(engine)
    except NewerSchema as error:
        raise ExternalProblem("backup.newer") from error
    except DatabaseError as error:
        told = user_error(error)
        if told is not None and told.code in ("database.disk", "database.disk_full"):
            raise told from error
        raise ExternalProblem("backup.damaged", file=file) from error
    finally:
        engine.dispose()
