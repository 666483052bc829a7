"""One backup, one file: the encrypted database, its key slots and a manifest, in a ZIP without compression.

A backup is made beside its final name, read back, opened with the key and checked before it gets that name.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.backups.backup import BackupKind, CompanyState, Manifest
from app.domain.money import ZERO, Money
from app.errors import ExternalProblem
from db.copying import copy_database
from db.engine import open_engine
from db.integrity import SqlIntegrity
from db.key_derivation import CompanyKeys
from db.models.accounting import JournalEntryRow, JournalLineRow
from db.models.clients import ClientRow
from db.models.loans import LoanEventRow, LoanRow
from db.models.metadata import TableRow
from db.models.settings import CompanyRow, FolioSeriesRow
from db.models.users import UserRow

ENDING = ".respaldo"
FORMAT = 1
DATABASE, KEYS, MANIFEST = "empresa.acredita", "empresa.acredita.keys", "manifest.json"
_CHUNK = 1 << 20
_WORKSPACE = ".acredita-"
_LEFT_AFTER_S = 3600
_MANIFEST_MAX = 1 << 20

_DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, EOFError, NotImplementedError)
"""What reading a file that is no whole ZIP of ours raises."""

Copied = Callable[[int, int], None]


@dataclass(frozen=True)
class OpenedBackup:
    """A backup unpacked in a folder of its own, which is deleted when it is left."""

    manifest: Manifest
    database: Path
    keys: Path


def write_backup(
    engine: Engine,
    keys: CompanyKeys,
    key_file: Path,
    target: Path,
    *,
    kind: BackupKind,
    made_at: datetime,
    program: str,
    database_id: str,
    schema: str,
    copied: Copied,
) -> Manifest:
    """Make and verify it. ExternalProblem ``backup.not_verified``; OSError; the engine's DatabaseError."""
    with _workspace(target.parent) as folder:
        copy = folder / DATABASE
        copy_database(engine, copy, keys.database, copied)
        company, state = _checked_state(copy, keys)
        manifest = Manifest(
            database_id=database_id,
            company=company,
            made_at=made_at,
            kind=kind,
            program=program,
            schema=schema,
            size=copy.stat().st_size,
            state=state,
        )
        part = folder / "whole.part"
        _pack(part, {DATABASE: copy, KEYS: key_file}, manifest, keys)
        copy.unlink()
        with opened_backup(part, folder) as found:
            verify_backup(found, keys)
        os.replace(part, target)
    return manifest


@contextmanager
def opened_backup(path: Path, beside: Path | None = None) -> Iterator[OpenedBackup]:
    """Unpack a backup and compare its parts with their hashes.

    ExternalProblem ``backup.not_one``, ``backup.damaged``, ``backup.newer``; OSError.
    """
    with _workspace(beside) as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                stored = _manifest_of(archive)
                for name in (DATABASE, KEYS):
                    _unpack(archive, name, folder / name, stored["files"][name])
            manifest = _manifest_from(stored["manifest"])
        except _DAMAGED as error:
            raise ExternalProblem("backup.damaged", file=path.name) from error
        yield OpenedBackup(manifest, folder / DATABASE, folder / KEYS)


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself, without unpacking it. Errors as ``opened_backup``."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _manifest_from(_manifest_of(archive)["manifest"])
    except _DAMAGED as error:
        raise ExternalProblem("backup.damaged", file=path.name) from error


def verify_backup(found: OpenedBackup, keys: CompanyKeys) -> None:
    """Open its database and compare it with the manifest. ExternalProblem ``backup.not_verified``."""
    _, state = _checked_state(found.database, keys)
    if state != found.manifest.state:
        raise ExternalProblem("backup.not_verified", why="manifest")


def state_of(session: Session, keys: CompanyKeys) -> CompanyState:
    """What the database of a session holds."""
    head = SqlIntegrity(session, keys).chain_head()
    debits, credits = session.execute(select(func.sum(JournalLineRow.debit), func.sum(JournalLineRow.credit))).one()

    def count(table: type[TableRow]) -> int:
        return session.execute(select(func.count()).select_from(table)).scalar_one()

    return CompanyState(
        clients=count(ClientRow),
        loans=count(LoanRow),
        events=count(LoanEventRow),
        entries=count(JournalEntryRow),
        debits=debits or ZERO,
        credits=credits or ZERO,
        folios={row.series: row.next_number for row in session.execute(select(FolioSeriesRow)).scalars()},
        audit_number=head.number,
        audit_mac=head.mac,
        usernames=tuple(
            session.execute(select(UserRow.username).where(UserRow.is_active).order_by(UserRow.id)).scalars()
        ),
    )


def _checked_state(path: Path, keys: CompanyKeys) -> tuple[str, CompanyState]:
    """The company's name and what the copy holds, once its pages, its ledger and its trail were found whole."""
    engine = open_engine(path, keys.database)
    try:
        with Session(engine) as session:
            checks = SqlIntegrity(session, keys)
            faults = checks.file_faults()
            if faults:
                raise ExternalProblem("backup.not_verified", why="pages")
            if checks.unbalanced_entries():
                raise ExternalProblem("backup.not_verified", why="ledger")
            if next(checks.chain_breaks(lambda _count: None), None) is not None:
                raise ExternalProblem("backup.not_verified", why="trail")
            company = session.execute(select(CompanyRow.trade_name)).scalar_one_or_none() or ""
            return company, state_of(session, keys)
    except DatabaseError as error:
        raise ExternalProblem("backup.not_verified", why="database") from error
    finally:
        engine.dispose()
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _pack(target: Path, files: Mapping[str, Path], manifest: Manifest, keys: CompanyKeys) -> None:
    hashes = {}
    with target.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            for name, source in files.items():
                with source.open("rb") as reading, archive.open(name, "w", force_zip64=True) as writing:
                    hashes[name] = _copy(reading, writing)
            stored: dict[str, object] = {"format": FORMAT, "files": hashes, "manifest": _manifest_json(manifest)}
            stored["mac"] = _mac(stored, keys)
            archive.writestr(MANIFEST, json.dumps(stored, ensure_ascii=False, indent=1))
        file.flush()
        os.fsync(file.fileno())


def check_mac(path: Path, keys: CompanyKeys) -> None:
    """ExternalProblem ``backup.damaged`` unless whoever made the backup had the company's key."""
    with zipfile.ZipFile(path) as archive:
        stored = _manifest_of(archive)
    mac = str(stored.pop("mac", ""))
    if not hmac.compare_digest(mac, _mac(stored, keys)):
        raise ExternalProblem("backup.damaged", file=path.name)


def _mac(stored: Mapping[str, object], keys: CompanyKeys) -> str:
    content = json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.new(keys.backups, content, hashlib.sha256).hexdigest()


def _copy(reading: Any, writing: Any) -> str:
    digest = hashlib.sha256()
    while chunk := reading.read(_CHUNK):
        digest.update(chunk)
        writing.write(chunk)
    return digest.hexdigest()


def _unpack(archive: zipfile.ZipFile, name: str, target: Path, expected: str) -> None:
    # Names are ours and not the archive's: nothing in it says where a file goes.
    writing: BinaryIO
    with archive.open(name) as reading, target.open("wb") as writing:
        if _copy(reading, writing) != expected:
            raise ValueError(name)


def _manifest_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    if archive.getinfo(MANIFEST).file_size > _MANIFEST_MAX:
        raise ValueError(MANIFEST)
    stored: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if int(stored["format"]) > FORMAT:
        raise ExternalProblem("backup.newer")
    return stored


def _manifest_json(manifest: Manifest) -> dict[str, object]:
    state = manifest.state
    return {
        "database_id": manifest.database_id,
        "company": manifest.company,
        "made_at": manifest.made_at.isoformat(),
        "kind": manifest.kind.value,
        "program": manifest.program,
        "schema": manifest.schema,
        "size": manifest.size,
        "state": {
            "clients": state.clients,
            "loans": state.loans,
            "events": state.events,
            "entries": state.entries,
            "debits": state.debits.centavos,
            "credits": state.credits.centavos,
            "folios": dict(state.folios),
            "audit_number": state.audit_number,
            "audit_mac": state.audit_mac,
            "usernames": list(state.usernames),
        },
    }


def _manifest_from(stored: Mapping[str, Any]) -> Manifest:
    state = dict(stored["state"])
    return Manifest(
        database_id=str(stored["database_id"]),
        company=str(stored["company"]),
        made_at=datetime.fromisoformat(stored["made_at"]),
        kind=BackupKind(stored["kind"]),
        program=str(stored["program"]),
        schema=str(stored["schema"]),
        size=int(stored["size"]),
        state=CompanyState(
            clients=int(state["clients"]),
            loans=int(state["loans"]),
            events=int(state["events"]),
            entries=int(state["entries"]),
            debits=Money(int(state["debits"])),
            credits=Money(int(state["credits"])),
            folios={str(series): int(number) for series, number in state["folios"].items()},
            audit_number=int(state["audit_number"]),
            audit_mac=str(state["audit_mac"]),
            usernames=tuple(str(user) for user in state["usernames"]),
        ),
    )


@contextmanager
def _workspace(beside: Path | None) -> Iterator[Path]:
    """A folder that is deleted with what is in it; where the backup goes, for a rename needs the same disk."""
    if beside is not None:
        _sweep(beside)
    with tempfile.TemporaryDirectory(prefix=_WORKSPACE, dir=beside, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _sweep(folder: Path) -> None:
    """Throw away what a backup that was killed left; one being made now is younger."""
    for left in folder.glob(f"{_WORKSPACE}*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_AFTER_S:
            shutil.rmtree(left, ignore_errors=True)
