"""SIGKILL at a hundred random moments of all that writes at once: it opens, balances, and nothing confirmed is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.context import Context
from app.services.audit.verify_books import verify_books
from app.services.backups.restore_backup import BackupToRestore, preview_restore
from app.services.users.sign_in import sign_in
from tests.company import CONCEPCION, PASSWORD, add_active_loan, add_client, clock_on, new_lender
from tests.fixtures_database import cheap_company_files
from tests.scenarios.work_until_killed import FIRST_DAY

PARTS = 2
MOMENTS = 100 // PARTS
"""In each part: two, so that they are played side by side."""
VERIFIED_EACH = 10
LOANS = 8
LONGEST_S = 0.9
ROOT = Path(__file__).parents[2]


def _new_company(folder: Path) -> Path:
    lender = new_lender(folder)
    client_id = add_client(lender.ctx, CONCEPCION)
    for _ in range(LOANS):
        add_active_loan(lender.ctx, client_id)
    lender.ctx.database.close()
    return lender.path


def _work_and_be_killed(path: Path, folder: Path, seed: int, after_s: float) -> list[list[str]]:
    """What was confirmed before the kill; each line is one confirmation."""
    command = [sys.executable, "-m", "tests.scenarios.work_until_killed", str(path), str(folder), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert first == "ready\n", process.stderr.read()[-2000:]
        killer = threading.Timer(after_s, process.kill)
        killer.start()
        said = process.stdout.read().splitlines()
        killer.join()
        trouble = process.stderr.read()
    assert trouble == "", trouble[-2000:]
    return [line.split() for line in said if line.endswith(tuple("0123456789o"))]


def _is_all_there(ctx: Context, confirmed: list[list[str]]) -> None:
    with ctx.database.reading() as uow:
        payments = {line.receipt: str(line.amount) for line in uow.queries.recent_payments(limit=100_000)}
        imports = {str(line.id) for line in uow.queries.imports(limit=100_000)}
        closed = {close.day.isoformat() for close in uow.periods.closes(100_000) if close.finished_at is not None}
        backups = {made.file_name.replace(" ", "/") for made in uow.backups.made(100_000)}
        totals = uow.queries.ledger_totals()
    assert totals.debits == totals.credits
    there = {"import": imports, "close": closed, "backup": backups}
    for kind, what, *rest in confirmed:
        if kind == "payment":
            assert payments[what] == rest[0].zfill(4), what
        else:
            assert kind in there, (kind, what)
            assert what in there[kind], (kind, what)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_it_was_doing_nothing_confirmed_is_lost_and_nothing_is_half_done(tmp_path: Path, part: int) -> None:
    (tmp_path / "usb").mkdir()
    path = _new_company(tmp_path)
    chance = random.Random(20261123 + part)
    confirmed: list[list[str]] = []
    for moment in range(MOMENTS):
        confirmed += _work_and_be_killed(path, tmp_path / "usb", moment, chance.uniform(0, LONGEST_S))
        ctx = sign_in(cheap_company_files(), clock_on(FIRST_DAY), path, "admin", PASSWORD)
        _is_all_there(ctx, confirmed)
        if moment % VERIFIED_EACH == VERIFIED_EACH - 1:
            assert verify_books(ctx).differences == ()
        ctx.database.close()
    kinds = {kind for kind, *_ in confirmed}
    assert kinds == {"payment", "import", "close", "backup"}
    assert len(confirmed) > MOMENTS
    for backup in (tmp_path / "usb").glob("*.respaldo"):
        preview_restore(cheap_company_files(), None, BackupToRestore(backup, "admin", PASSWORD))
