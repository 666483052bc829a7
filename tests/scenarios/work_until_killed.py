"""Does at once all that writes: payments from two threads, an import, the daily close and backups, until it is killed.

Run as ``python -m tests.scenarios.work_until_killed DATABASE FOLDER SEED`` by ``test_killed_at_random_moments``. Each
line of standard output is written after the commit of what it tells.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from openpyxl import Workbook

from app.context import Context
from app.domain.backups.backup import BackupKind
from app.domain.loans.events import Excess
from app.errors import UserError
from app.services.accounting.close_day import close_day
from app.services.backups.make_backup import make_backup
from app.services.bank.import_statement import ImportStatement, import_statement
from app.services.bank.preview_statement import StatementPreview, UnknownLayout, preview_statement
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, clock_on, pay
from tests.fixtures_database import cheap_company_files

FIRST_DAY = date(2026, 2, 15)
_says = threading.Lock()


class MovingClock:
    """Noon of the day to close; every thread's, so that no clock is ever set back."""

    def __init__(self) -> None:
        self.days = 0

    def now(self) -> datetime:
        return clock_on(FIRST_DAY + timedelta(days=self.days)).now()

    def business_on(self) -> date:
        return FIRST_DAY + timedelta(days=self.days)


def say(*words: object) -> None:
    with _says:
        sys.stdout.write(" ".join(str(word) for word in words) + "\n")
        sys.stdout.flush()


def payments(ctx: Context, loan_ids: list[int], chance: random.Random) -> None:
    while True:
        day = ctx.clock.business_on()
        amount = f"{chance.randint(1, 15)}.{chance.randint(0, 99):02d}"
        recorded = pay(
            ctx,
            chance.choice(loan_ids),
            amount,
            day,
            Excess.ADVANCE,
            request_id=uuid4().hex,
            confirmed=frozenset({"payment.looks_repeated"}),
        )
        say("payment", recorded.receipt, amount)


def imports(ctx: Context, folder: Path) -> None:
    while True:
        path = folder / f"{uuid4().hex}.xlsx"
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(
            ["Día del movimiento", "Detalle de la operación", "Folio interno", "Salidas", "Entradas", "Quedan"]
        )
        for row in range(20):
            on = date(2026, 2, 1) + timedelta(days=row)
            sheet.append([on, f"DEPOSITO {uuid4().hex}", str(row), None, 10, None])
        book.save(path)
        preview = preview_statement(ctx, path)
        if isinstance(preview, UnknownLayout):  # the first time; then its columns are remembered
            preview = preview_statement(ctx, path, preview.guesses[0])
        assert isinstance(preview, StatementPreview)
        account_id = preview.accounts[0].id if preview.accounts else None
        done = import_statement(ctx, ImportStatement(preview, account_id, "Banco", "90011"))
        say("import", done.import_id)


def closes(ctx: Context, clock: MovingClock, days: int) -> None:
    for _ in range(days):
        closed = close_day(ctx)
        for one in closed.days:
            say("close", one.isoformat())
        clock.days += 1


def backups(ctx: Context, folder: Path) -> None:
    while True:
        made = make_backup(ctx, BackupKind.MANUAL, folder)
        say("backup", made.made[0].file_name.replace(" ", "/"))


def forgiving(work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        except UserError as error:
            say("refused", error.code)

    return run


def main(database: Path, folder: Path, seed: int) -> None:
    clock = MovingClock()
    ctx = sign_in(cheap_company_files(), clock, database, "admin", PASSWORD)
    chance = random.Random(seed)
    with ctx.database.reading() as uow:
        last = uow.periods.last_close()
        clock.days = (last.day - FIRST_DAY).days + 1 if last else 0
        loan_ids = [line.id for line in uow.queries.loans("", FIRST_DAY, limit=1000)]
    work: list[Callable[[], None]] = [
        lambda: payments(ctx, loan_ids, chance),
        lambda: payments(ctx, loan_ids, random.Random(seed + 1)),
        lambda: closes(ctx, clock, seed % 3 + 1),
        lambda: backups(ctx, folder),
        lambda: imports(ctx, folder),
    ]
    threads = [threading.Thread(target=forgiving(one), daemon=True) for one in work]
    say("ready")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
