"""SIGKILL in the middle of 200 payments: every confirmed one is there, the ledger balances, the next one works."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.services.loans.read_loans import read_loan
from app.services.users.sign_in import sign_in
from tests.company import CONCEPCION, PASSWORD, add_active_loan, add_client, clock_on, new_lender, pay
from tests.fixtures_database import cheap_company_files
from tests.scenarios.record_until_killed import DAY

PAYMENTS = 200
LOANS = 8
ROOT = Path(__file__).parents[2]


def _lender_with_loans(folder: Path) -> Path:
    lender = new_lender(folder)
    client_id = add_client(lender.ctx, CONCEPCION)
    for _ in range(LOANS):
        add_active_loan(lender.ctx, client_id)
    lender.ctx.database.close()
    return lender.path


@pytest.mark.parametrize("confirmed_before_kill", [1, 37, 120])
def test_every_confirmed_payment_survives_a_kill(tmp_path: Path, confirmed_before_kill: int) -> None:
    path = _lender_with_loans(tmp_path)
    command = [sys.executable, "-m", "tests.scenarios.record_until_killed", str(path), str(PAYMENTS)]
    confirmed: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        for line in process.stdout:
            confirmed.append(line.split()[0])
            if len(confirmed) == confirmed_before_kill:
                process.kill()
    assert confirmed_before_kill <= len(confirmed) < PAYMENTS

    ctx = sign_in(cheap_company_files(), clock_on(DAY), path, "admin", PASSWORD)
    with ctx.database.reading() as uow:
        totals = uow.queries.ledger_totals()
        lines = uow.queries.recent_payments(limit=1000)
    receipts = {line.receipt for line in lines}
    assert set(confirmed) <= receipts
    assert len(receipts) <= len(confirmed) + 1, "at most the one whose confirmation was cut off"
    assert totals.debits == totals.credits
    assert totals.entries == totals.events == len(lines) + LOANS
    pay(ctx, lines[0].loan_id, "5.55", date(2026, 2, 15))
    state = read_loan(ctx, lines[0].loan_id).state
    assert state is not None
    ctx.database.close()
