"""The commands on a company: JSON lines out, each after its commit; done twice, nothing twice; exit codes that tell."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest

from app.cli.command_line import run_command
from app.cli.streams import Streams
from app.domain.loans.events import Excess
from app.ports.clock import Clock, FixedClock
from app.services.users.second_factor import propose_second_factor, set_second_factor
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, Lender, add_active_loan, clock_on, new_lender, pay
from tests.fixtures_database import cheap_company_files
from tests.tampering import behind_its_back

DAY = date(2026, 2, 20)


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Lender]:
    lender = new_lender(tmp_path)
    add_active_loan(lender.ctx)
    lender.ctx.database.close()
    yield lender
    lender.ctx.database.close()


def run(
    lender: Lender, *arguments: object, clock: Clock | None = None, password: str | None = PASSWORD, code: str = ""
) -> Any:
    """Exit code, the JSON lines written, and what was complained of."""
    streams = Streams(
        io.StringIO(), io.StringIO(), io.StringIO(), cheap_company_files, clock or clock_on(DAY), lambda: password, code
    )
    exit_code = run_command([str(one) for one in (*arguments, "--db", lender.path)], streams)
    assert isinstance(streams.stdout, io.StringIO)
    assert isinstance(streams.stderr, io.StringIO)
    return exit_code, [json.loads(line) for line in streams.stdout.getvalue().splitlines()], streams.stderr.getvalue()


def payments(folder: Path, *changes: dict[str, object]) -> Path:
    first = {
        "request_id": "r-1",
        "folio": "CRE-000001",
        "amount": "500.00",
        "value_date": "2026-02-20",
        "method": "cash",
        "reference": "",
    }
    path = folder / "pagos.json"
    path.write_text(json.dumps([first | change for change in changes]), encoding="utf-8")
    return path


def test_each_payment_answers_a_line_and_asking_again_records_nothing(lender: Lender, tmp_path: Path) -> None:
    path = payments(
        tmp_path, {}, {"request_id": "r-2", "amount": "20.00"}, {"request_id": "r-3", "folio": "CRE-999999"}
    )
    code, lines, err = run(lender, "record-payments", path, "--user", "admin")
    assert (code, err) == (0, "")
    assert [(line["request_id"], line["status"], line["receipt"]) for line in lines] == [
        ("r-1", "recorded", "REC-000001"),
        ("r-2", "recorded", "REC-000002"),
        ("r-3", "refused", ""),
    ]
    assert "CRE-999999" in lines[2]["why"]
    _, again, _ = run(lender, "record-payments", path)
    assert [(line["status"], line["receipt"]) for line in again] == [
        ("already", "REC-000001"),
        ("already", "REC-000002"),
        ("refused", ""),
    ]
    _, loans, _ = run(lender, "loans")
    # MX-L1 on 20/02: 1,527.45 at 72 %/360 for five days: 15.27, VAT 2.44; 1,875.45 + 17.71 - 520.00.
    assert [(line["folio"], line["due"]) for line in loans] == [("CRE-000001", "1373.16")]


@pytest.mark.parametrize(
    "change",
    [{"amount": "diez"}, {"amount": 10.555}, {"amount": "-5.00"}, {"value_date": "20/02/2026"}, {"method": "trueque"}],
)
def test_a_payment_that_cannot_be_read_is_refused_and_the_next_recorded(
    lender: Lender, tmp_path: Path, change: dict[str, object]
) -> None:
    code, lines, _ = run(lender, "record-payments", payments(tmp_path, change, {"request_id": "r-2"}))
    assert code == 0
    assert [line["status"] for line in lines] == ["refused", "recorded"]
    assert lines[0]["why"]


def test_a_wrong_password_or_none_records_nothing(lender: Lender, tmp_path: Path) -> None:
    for password in ("no es esta clave", None):
        code, lines, err = run(lender, "record-payments", payments(tmp_path, {}), password=password)
        assert (code, lines) == (2, [])
        assert err.startswith("Error: ")
        assert "no es esta clave" not in err


def test_the_daily_close_tells_its_days_and_the_second_one_has_none(lender: Lender) -> None:
    code, (closed,), _ = run(lender, "close-day", "--on", "2026-02-18")
    assert (code, closed["days"], closed["loans"]) == (0, ["2026-02-18"], 1)
    _, (closed,), _ = run(lender, "close-day")
    assert closed == {"days": ["2026-02-19", "2026-02-20"], "loans": 1, "moved": 0, "backups": []}
    _, (closed,), _ = run(lender, "close-day")
    assert closed == {"days": [], "loans": 0, "moved": 0, "backups": []}
    code, _, err = run(lender, "close-day", "--on", "2026-02-21")
    assert (code, "20/02/2026" in err) == (2, True)


def test_the_verification_counts_and_exits_with_one_when_something_differs(lender: Lender) -> None:
    code, (found,), _ = run(lender, "verify")
    assert (code, found["loans"], found["entries"], found["differences"]) == (0, 1, 1, [])
    behind_its_back(lender, "UPDATE loan_snapshots SET outstanding_principal = outstanding_principal - 1")
    code, (found,), _ = run(lender, "verify")
    assert code == 1
    assert [one for one in found["differences"] if "CRE-000001" in str(one)]


def test_a_backup_is_made_told_and_gone_back_to(lender: Lender, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    code, (made,), _ = run(lender, "backup", "--to", folder)
    backup = Path(made["made"][0]["file"])
    assert (code, backup.parent, made["refused"]) == (0, folder, [])
    run(lender, "record-payments", payments(tmp_path, {}))
    code, (told,), _ = run(lender, "restore", backup)
    assert (code, told["lost"]["events"], told["restored"]) == (0, 1, False)
    later = clock_on(DAY + timedelta(days=1))
    code, (told,), _ = run(lender, "restore", backup, "--yes", clock=later)
    assert (code, told["restored"]) == (0, True)
    assert Path(told["kept_as"]).exists()
    _, (found,), _ = run(lender, "verify", clock=later)
    assert (found["entries"], found["differences"]) == (1, [])


def test_no_place_to_back_up_to_is_told(lender: Lender) -> None:
    code, lines, err = run(lender, "backup")
    assert (code, lines) == (2, [])
    assert "agregue una carpeta" in err


def test_loans_are_listed_a_line_each_with_what_is_owed(lender: Lender) -> None:
    ctx = lender.on(DAY)
    pay(ctx, 1, "1000.00", DAY, Excess.ADVANCE)
    ctx.database.close()
    _, (line,), _ = run(lender, "loans")
    assert line["folio"] == "CRE-000001"
    assert line["client"] == "Concepción Salgado Briseño"
    # 1,000.00 less 15.27 and 2.44 of late interest, 300.00 and 48.00 of interest, leaves 634.29 to principal.
    assert line["outstanding"] == "9365.71"


def test_who_has_a_code_gives_it_beside_the_password(lender: Lender) -> None:
    clock = clock_on(DAY)
    ctx = sign_in(lender.files, clock, lender.path, "admin", PASSWORD)
    codes = pyotp.TOTP(propose_second_factor(ctx, "Préstamos").secret)
    set_second_factor(ctx, codes.secret, codes.at(clock.now()), PASSWORD)
    ctx.database.close()
    later = FixedClock(clock.now() + timedelta(seconds=30))
    code, lines, said = run(lender, "loans", clock=later)
    assert (code, lines) == (2, [])
    assert "código de seis números" in said
    code, lines, _said = run(lender, "loans", clock=later, code=codes.at(later.now()))
    assert code == 0
    assert [line["folio"] for line in lines] == ["CRE-000001"]


def test_a_pc_that_nobody_trusted_does_not_enter_by_itself(lender: Lender) -> None:
    code, lines, said = run(lender, "close-day", "--unattended", password=None)
    assert (code, lines) == (2, [])
    assert "ACREDITA_PASSWORD" in said
    code, _lines, said = run(lender, "loans", "--unattended", password=None)
    assert code == 2
    assert "no se reconoce: --unattended" in said


def test_a_bug_shows_no_traceback_and_nothing_of_anybody(lender: Lender, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_args: object, _streams: Streams) -> int:
        raise ValueError("Concepción Salgado Briseño debe $1,875.45")

    monkeypatch.setattr("app.cli.loans.run", fail)
    code, lines, said = run(lender, "loans")
    assert (code, lines) == (3, [])
    assert "error interno (folio " in said
    assert "ValueError" in said
    assert "cli/test_company_commands.py" in said
    assert not any(secret in said for secret in ("Salgado", "1,875.45", "Traceback"))
