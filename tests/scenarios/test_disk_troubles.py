"""A disk that fills up or takes nothing more: it is said, nothing is half done, and work goes on when it can."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from app.context import Context
from app.domain.backups.backup import BackupKind
from app.domain.loans.events import Excess
from app.errors import ExternalProblem
from app.services.accounting.close_day import close_day
from app.services.audit.verify_books import verify_books
from app.services.backups.make_backup import make_backup
from app.services.backups.restore_backup import BackupToRestore, preview_restore, restore_backup
from app.services.users.rotate_keys import rotate_keys
from app.services.users.set_password import change_own_password
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, Lender, add_active_loan, add_client, new_lender, pay

DAY = date(2026, 2, 20)
ROOM = (0, 4, 12, 40, 100, 250, 600)
"""KiB left on the disk when the work begins: it breaks off at its first writing, or in the middle, or not at all."""
TOLD = {"database.disk_full", "database.disk", "file.disk", "backup.place_failed", "backup.disk"}
SIZE_MIB = 12

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="disks are made small with Linux's own means")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few MiB."""
    folder = tmp_path / "disco"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "none", str(folder)], check=False, capture_output=True
    )
    if made.returncode != 0:
        pytest.skip("this account may not mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full_but(folder: Path, kib: int) -> Iterator[None]:
    """The disk filled by somebody else's file, but for so much."""
    filler = folder / "video.mp4"
    with filler.open("wb", buffering=0) as file:
        with suppress(OSError):
            while file.write(bytes(4096)):
                pass
        file.truncate(max(0, filler.stat().st_size - kib * 1024))
    yield
    filler.unlink()


@contextmanager
def no_write_past(size: int) -> Iterator[None]:
    """No file of this process grows past so many bytes; the system refuses every further write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def company(folder: Path) -> Lender:
    lender = new_lender(folder)
    client_id = add_client(lender.ctx)
    for _ in range(3):
        add_active_loan(lender.ctx, client_id)
    return lender


def told(work: Callable[..., object], *given: Any, **named: Any) -> str:
    """The code of the refusal; empty when it was done."""
    try:
        work(*given, **named)
    except ExternalProblem as problem:
        return problem.code
    return ""


def standing(ctx: Context) -> tuple[int, ...]:
    """What is on file: events, entries, lines of the trail, closes, backups."""
    with ctx.database.reading() as uow:
        totals = uow.queries.ledger_totals()
        assert totals.debits == totals.credits
        return totals.events, totals.entries, len(uow.periods.closes(1000)), len(uow.backups.made(1000))


# -- a full disk ---------------------------------------------------------------------------------------------------


def test_a_payment_on_a_full_disk_is_recorded_whole_or_refused_whole(small_disk: Path) -> None:
    lender = company(small_disk)
    refused = 0
    for number, kib in enumerate(ROOM * 4):
        day = DAY + timedelta(days=number)
        ctx, loan_id = lender.on(day), 1 + number % 3
        before, request = standing(ctx), uuid4().hex
        with full_but(small_disk, kib):
            code = told(pay, ctx, loan_id, "50", day, Excess.ADVANCE, request_id=request)
        assert not code or code in TOLD
        refused += bool(code)
        assert standing(ctx)[:2] == (before[0] + (not code), before[1] + (not code))
        # As a clerk who presses Cobrar again once there is room: once it is on file, and only once.
        pay(ctx, loan_id, "50", day, Excess.ADVANCE, request_id=request)
        assert standing(ctx)[0] == before[0] + 1
    assert refused
    assert verify_books(lender.on(DAY + timedelta(days=100))).differences == ()
    lender.ctx.database.close()


def test_a_close_that_ran_out_of_disk_goes_on_where_it_stopped(small_disk: Path) -> None:
    lender = company(small_disk)
    codes = set()
    for number, kib in enumerate(ROOM):
        ctx = lender.on(DAY + timedelta(days=30 * number))
        with full_but(small_disk, kib):
            codes.add(told(close_day, ctx))
        close_day(ctx)
        assert verify_books(ctx).differences == ()
    assert codes & TOLD
    assert codes <= TOLD | {""}
    lender.ctx.database.close()


def test_a_backup_that_does_not_fit_leaves_no_file_that_looks_like_one(small_disk: Path, tmp_path: Path) -> None:
    lender = new_lender(tmp_path)
    add_active_loan(lender.ctx)
    codes = []
    for kib in (*ROOM, 2000, 6000):
        with full_but(small_disk, kib):
            codes.append(code := told(make_backup, lender.ctx, BackupKind.MANUAL, small_disk))
        left = sorted(path.name for path in small_disk.iterdir())
        assert (left == []) is bool(code), left
        for path in small_disk.iterdir():
            preview_restore(lender.files, lender.ctx, BackupToRestore(path, "admin", PASSWORD))
            path.unlink()
    assert set(codes[:2]) <= TOLD
    assert codes[-1] == ""
    lender.ctx.database.close()


def test_a_restore_or_a_change_of_key_that_does_not_fit_changes_nothing(small_disk: Path, tmp_path: Path) -> None:
    lender = company(small_disk)
    made = make_backup(lender.ctx, BackupKind.MANUAL, tmp_path).made[0]
    backup = BackupToRestore(Path(made.folder) / made.file_name, "admin", PASSWORD)
    pay(lender.ctx, 1, "50", date(2026, 1, 15), Excess.ADVANCE)
    before = standing(lender.ctx)
    names = sorted(path.name for path in small_disk.iterdir())
    ctx = lender.ctx
    for kib in (0, 40, 100):
        with full_but(small_disk, kib):
            assert told(rotate_keys, lender.files, ctx) in TOLD
        assert standing(ctx) == before
        with full_but(small_disk, kib):
            assert told(restore_backup, lender.files, ctx.clock, ctx, backup, lender.path) in TOLD
        assert standing(ctx) == before
    rotate_keys(lender.files, ctx).context.database.close()
    assert sorted(path.name for path in small_disk.iterdir() if not path.name.endswith(("-wal", "-shm"))) == [
        name for name in names if not name.endswith(("-wal", "-shm"))
    ]


def test_a_password_that_cannot_be_kept_is_not_changed(small_disk: Path) -> None:
    lender = company(small_disk)
    with full_but(small_disk, 0):
        assert told(change_own_password, lender.ctx, PASSWORD, "otra clave larga y nueva") in TOLD
        assert told(sign_in, lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD) in TOLD
    sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD).database.close()
    lender.ctx.database.close()


# -- a disk that takes nothing more --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 4096, 40_000, 200_000])
def test_writes_that_the_system_refuses_are_told_and_lose_nothing(tmp_path: Path, size: int) -> None:
    lender = company(tmp_path)
    (tmp_path / "usb").mkdir()
    ctx = lender.on(DAY)
    for number in range(3):
        before = standing(ctx)
        with no_write_past(size):
            codes = {
                told(pay, ctx, 1, "50", DAY, Excess.ADVANCE),
                told(close_day, ctx),
                told(change_own_password, ctx, PASSWORD, "otra clave larga y nueva"),
                told(make_backup, ctx, BackupKind.MANUAL, tmp_path / "usb"),
            }
        assert codes <= TOLD
        assert standing(ctx) == before
        assert verify_books(ctx).differences == (), number
    pay(ctx, 1, "50", DAY, Excess.ADVANCE)
    assert close_day(ctx).loans == 3
    ctx.database.close()
    sign_in(lender.files, ctx.clock, lender.path, "admin", PASSWORD).database.close()


def test_a_company_on_a_disk_that_turned_read_only_says_so_and_opens_when_it_can(small_disk: Path) -> None:
    lender = company(small_disk)
    lender.ctx.database.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    before = {path.name: path.read_bytes() for path in small_disk.iterdir()}
    assert told(sign_in, lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD) in TOLD
    assert {path.name: path.read_bytes() for path in small_disk.iterdir()} == before
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    assert verify_books(ctx).differences == ()
    ctx.database.close()
