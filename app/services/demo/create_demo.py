"""Create the demonstration lender: invented clients, two years of loans and payments, and a bank file to reconcile."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from app.catalogs import demo_people as catalog
from app.context import Context
from app.documents.bank_sample_workbook import write_bank_sample
from app.domain.money import Money
from app.domain.users.roles import PresetRole
from app.errors import ExternalProblem
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles
from app.ports.storage import BulkLoan, Database
from app.progress import Progress, no_progress
from app.services.accounting.close_day import close_days
from app.services.demo.deposits import invented_deposits
from app.services.demo.lives import Setting, invented_loans
from app.services.demo.people import invented_clients
from app.services.settings.create_company import CompanyCreated, CreateCompany, NewUser, create_company

SIZES = {"small": 500, "medium": 8_000, "large": 80_000}
"""How many loans each size has; three clients for every five loans."""
_BATCH = 500
_OPENING_BALANCE = Money.of("184350.75")


@dataclass(frozen=True)
class CreateDemo:
    """One password opens all of its users. The same ``loans`` and ``business_on`` give the same lender."""

    path: Path
    loans: int
    business_on: date
    password: str = field(repr=False)


@dataclass(frozen=True)
class DemoCreated:
    """The open database, what it holds, and the bank's file that waits to be imported."""

    database: Database
    recovery_key: str = field(repr=False)
    clients: int
    loans: int
    payments: int
    statement_path: Path


def create_demo(
    files: CompanyFiles, clock: Clock, command: CreateDemo, progress: Progress = no_progress
) -> DemoCreated:
    """Nothing is left behind when it fails or is cancelled."""
    users = tuple(
        NewUser(username, full_name, PresetRole(role), command.password)
        for username, full_name, role in catalog.DEMO_USERS
    )
    created = create_company(files, clock, CreateCompany(command.path, catalog.DEMO_COMPANY, users))
    try:
        return _fill(files, clock, command, created, progress)
    except BaseException:
        created.database.close()
        files.remove(command.path)
        raise


def _fill(
    files: CompanyFiles, clock: Clock, command: CreateDemo, created: CompanyCreated, progress: Progress
) -> DemoCreated:
    random = Random(f"{command.loans} {command.business_on.isoformat()}")
    database = created.database
    writer = files.bulk_writer(database)
    yesterday = command.business_on - timedelta(days=1)
    with database.reading() as uow:
        products = uow.products.all()
        codes = {product.id: uow.chart.codes(product.id) for product in products}
        owner = uow.users.with_username(catalog.DEMO_USERS[0][0])
    assert owner is not None
    people = invented_clients(random, command.loans * 3 // 5, command.business_on)
    numbered = ((f"CLI-{place:06d}", person) for place, person in enumerate(people, start=1))
    client_ids = writer.add_clients(numbered, clock.now(), owner.id)
    setting = Setting(products, yesterday, owner.id, codes)
    batch: list[BulkLoan] = []
    payments = 0
    for done, loan in enumerate(invented_loans(random, setting, client_ids, command.loans), start=1):
        batch.append(loan)
        payments += max(len(loan.events) - 1, 0)
        if len(batch) == _BATCH or done == command.loans:
            writer.add_loans(batch)
            batch = []
            progress(done, command.loans)
    # Up to here nothing accrued: this brings every loan, and the ledger, to yesterday.
    close_days(Context(owner, database, clock), yesterday)
    statement_path = _write_statement(random, database, command)
    return DemoCreated(database, created.recovery_key, len(client_ids), command.loans, payments, statement_path)


def _write_statement(random: Random, database: Database, command: CreateDemo) -> Path:
    with database.unit_of_work() as uow:
        uow.bank.add_account(catalog.DEMO_BANK_NAME, catalog.DEMO_BANK_NUMBER)
        lines = uow.queries.portfolio(command.business_on)
        uow.commit()
    path = command.path.with_name(f"{command.path.stem} - {catalog.DEMO_STATEMENT_NAME}")
    deposits = invented_deposits(random, lines, command.business_on)
    try:
        write_bank_sample(path, deposits, catalog.DEMO_BANK_NUMBER, _OPENING_BALANCE)
    except OSError as error:
        raise ExternalProblem("documents.file_in_use", path=path.name) from error
    return path
