"""The schema that the migrations make is the one the models say, and keeps what it must keep."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

import db.upgrade
from app.domain.audit.entry import Action, AuditEntry, Subject
from app.domain.calendar import BusinessDayRule
from app.domain.users.roles import PresetRole
from app.ports.clock import SystemClock
from db.database import LocalDatabase
from db.engine import open_engine, writing
from db.key_derivation import CompanyKeys
from db.key_file import KeyFile
from db.models.all_tables import APPEND_ONLY, TableRow
from db.row_seals import altered_rows
from db.upgrade import schema_of, upgrade
from tests.db.old_company import first_schema, old_company
from tests.db.sample_rows import AT, add_active_loan, add_client_and_product
from tests.fixtures_database import CHEAP, PASSWORD, cheap_company_files


def test_the_migrated_schema_is_the_models(database: LocalDatabase) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, TableRow.metadata) == []


def checks(connection: Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in inspect(connection).get_table_names():
        sql = connection.execute(text("SELECT sql FROM sqlite_schema WHERE name = :name"), {"name": table}).scalar_one()
        words = sql.replace('"', " ").replace("(", " ").split()
        found[table] = {after for before, after in pairwise(words) if before == "CONSTRAINT"}
    return found


def test_every_constraint_of_the_models_is_in_the_schema_by_name(database: LocalDatabase) -> None:
    with database.engine.connect() as connection:
        found = checks(connection)
    for table in TableRow.metadata.sorted_tables:
        named = {str(constraint.name) for constraint in table.constraints if constraint.name}
        assert named == found[table.name], table.name


def test_upgrading_what_is_up_to_date_changes_nothing(database: LocalDatabase) -> None:
    upgrade(database.engine, database.keys.rows)
    with database.reading() as uow:
        assert uow.users.with_username("admin") is not None


def test_a_file_of_the_first_schema_keeps_what_it_holds(tmp_path: Path) -> None:
    keys = CompanyKeys.of(bytes(32))
    engine = first_schema(tmp_path / "old.db", keys)
    upgrade(engine, keys.rows)
    database = LocalDatabase(tmp_path / "old.db", engine, keys, KeyFile(tmp_path / "old.db", CHEAP, SystemClock()))
    with database.reading() as uow:
        assert uow.holidays.all() == ()
        assert {product.business_day_rule for product in uow.products.all()} == {BusinessDayRule.NONE}
        owner = uow.users.get(1)
        assert (owner.username, owner.role.key, owner.is_active, owner.branch_id) == ("admin", "owner", True, 1)
        assert {role.key for role in uow.roles.all()} == {preset.value for preset in PresetRole}
        assert uow.clients.get(1).data.given_names == "Ana"
    with engine.connect() as connection:
        assert list(altered_rows(connection, keys.rows, lambda _count: None)) == []
    database.close()


def test_a_step_that_fails_leaves_the_file_as_it_was_and_its_copy_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empresa.acredita"
    old_company(path, 3)
    with monkeypatch.context() as patched:

        def fail(_connection: Connection, _key: bytes) -> None:
            raise RuntimeError("a bug in the last step")

        patched.setattr(db.upgrade, "seal_all", fail)
        with pytest.raises(RuntimeError):
            cheap_company_files().open(path, "admin", PASSWORD)
    engine = open_engine(path, CompanyKeys.of(bytes(range(32))).database)
    assert schema_of(engine) == "0001"
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM clients")).scalar_one() == 3
    engine.dispose()
    (kept,) = (one for one in tmp_path.glob("empresa.before-upgrade-*") if one.suffix == ".acredita")
    shutil.copyfile(kept, tmp_path / "otra.acredita")
    shutil.copyfile(f"{kept}.keys", tmp_path / "otra.acredita.keys")
    cheap_company_files().open(tmp_path / "otra.acredita", "admin", PASSWORD).close()
    cheap_company_files().open(path, "admin", PASSWORD).close()


def test_foreign_keys_hold_after_an_upgrade(database: LocalDatabase) -> None:
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


@pytest.mark.parametrize("table", [row.__tablename__ for row in APPEND_ONLY])
@pytest.mark.parametrize("action", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "REPLACE INTO {} SELECT * FROM {}"])
def test_what_is_recorded_cannot_be_changed_or_deleted(database: LocalDatabase, table: str, action: str) -> None:
    with database.unit_of_work() as uow:
        add_active_loan(uow, *add_client_and_product(uow))
        uow.audit.append(AuditEntry(AT, 1, "admin", "PC", Action.LOAN_DISBURSED, Subject("loan", 1, "CRE-000001")))
        uow.commit()
    columns = {"loan_events": "amount", "journal_entries": "posted_on", "journal_lines": "debit"}
    column = columns.get(table, "username")
    statement = action.format(table, table) if "REPLACE" in action else action.format(table, column, column)
    with pytest.raises(DBAPIError, match="append-only"), writing(database.engine).begin() as connection:
        connection.execute(text(statement))
    with database.reading() as uow:
        totals = uow.queries.ledger_totals()
    assert (totals.events, totals.entries) == (1, 1)
    assert totals.debits == totals.credits
    assert totals.debits


def test_half_an_entry_line_is_refused_by_the_schema(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        add_active_loan(uow, *add_client_and_product(uow))
        uow.commit()

    def add_line(debit: int, credit: int) -> None:
        with writing(database.engine).begin() as connection:
            values = {"debit": debit, "credit": credit}
            connection.execute(
                text("INSERT INTO journal_lines VALUES (1, 99, 'cash', '1101', :debit, :credit)"), values
            )

    for debit, credit in ((0, 0), (1, 1), (-5, 0)):
        with pytest.raises(DBAPIError, match="ck_journal_lines_one_side"):
            add_line(debit, credit)
