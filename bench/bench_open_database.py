"""Opening a lender of 500 loans, searching it and reading its portfolio, encrypted and not."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import create_engine

from app.catalogs.demo_people import DEMO_COMPANY
from app.domain.users.roles import PresetRole
from app.ports.clock import SystemClock
from app.services.demo.lives import Setting, invented_loans
from app.services.demo.people import invented_clients
from app.services.settings.create_company import CreateCompany, NewUser, create_company
from bench.measure import compare
from db.company_files import LocalCompanyFiles
from db.database import LocalDatabase
from db.key_derivation import CompanyKeys, KeyDerivation
from db.key_file import KeyFile

LOANS = 500
DAY = date(2026, 11, 2)
USER = NewUser("admin", "Medida de Prueba", PresetRole.OWNER, "tres perros verdes")
# Argon2id is the same wait on both sides of any comparison: here it is made cheap to see the rest.
FILES = LocalCompanyFiles(kdf=KeyDerivation(memory_kib=64, iterations=1, lanes=1))


def fill(path: Path) -> None:
    """The company with its clients and loans, and beside it the same rows in a plain SQLite file."""
    created = create_company(FILES, SystemClock(), CreateCompany(path, DEMO_COMPANY, (USER,)))
    database = created.database
    assert isinstance(database, LocalDatabase)
    random = Random(1)
    with database.reading() as uow:
        products = uow.products.all()
        setting = Setting(products, DAY, 1, {one.id: uow.chart.codes(one.id) for one in products})
    people = enumerate(invented_clients(random, LOANS * 3 // 5, DAY), start=1)
    writer = FILES.bulk_writer(database)
    client_ids = writer.add_clients(((f"CLI-{n:06d}", one) for n, one in people), SystemClock().now(), 1)
    writer.add_loans(invented_loans(random, setting, client_ids, LOANS))
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("ATTACH ? AS plain KEY ''", (str(path.with_suffix(".plain")),))
        raw.execute("SELECT sqlcipher_export('plain')").fetchall()
        raw.execute("DETACH plain")
    database.close()


def read(database: LocalDatabase) -> tuple[int, int]:
    """What a clerk's first minute reads."""
    with database.reading() as uow:
        return len(uow.queries.loans("garcia", DAY)), len(uow.queries.portfolio(DAY))


def encrypted(path: Path) -> tuple[int, int]:
    database = FILES.open(path, USER.username, USER.password)
    assert isinstance(database, LocalDatabase)
    with ExitStack() as closing:
        closing.callback(database.close)
        return read(database)


def plain(path: Path) -> tuple[int, int]:
    database = LocalDatabase(
        path,
        create_engine(f"sqlite:///{path.with_suffix('.plain')}"),
        CompanyKeys.of(bytes(32)),
        KeyFile(path, KeyDerivation(), SystemClock()),
    )
    with ExitStack() as closing:
        closing.callback(database.close)
        return read(database)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empresa.db"
        fill(path)
        assert encrypted(path) == plain(path), "the two must read the same, or the ratio means nothing"
        compare("open, search and portfolio of 500 loans", lambda: encrypted(path), lambda: plain(path), "plain SQLite")


if __name__ == "__main__":
    main()
