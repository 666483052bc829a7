"""The schema that the migrations make is the one the models say, and keeps what it must keep."""

from __future__ import annotations

from itertools import pairwise

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from app.domain.calendar import BusinessDayRule
from db.database import LocalDatabase
from db.engine import writing
from db.models.all_tables import APPEND_ONLY, TableRow
from db.upgrade import upgrade
from tests.db.sample_rows import add_active_loan, add_client_and_product


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
    upgrade(database.engine)
    with database.reading() as uow:
        assert uow.users.with_username("admin") is not None


def test_a_file_of_the_first_schema_gains_the_holidays_and_its_products_keep_their_dates(
    database: LocalDatabase,
) -> None:
    with database.unit_of_work() as uow:
        add_active_loan(uow, *add_client_and_product(uow))
        uow.commit()
    with writing(database.engine).begin() as connection:
        connection.execute(text("DROP TABLE bank_holidays"))
        connection.execute(text("ALTER TABLE products DROP COLUMN business_day_rule"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    upgrade(database.engine)
    with database.reading() as uow:
        assert uow.holidays.all() == ()
        assert {product.business_day_rule for product in uow.products.all()} == {BusinessDayRule.NONE}
        assert len(uow.loans.events(1)) == 1


def test_foreign_keys_hold_after_an_upgrade(database: LocalDatabase) -> None:
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


@pytest.mark.parametrize("table", [row.__tablename__ for row in APPEND_ONLY])
@pytest.mark.parametrize("action", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "REPLACE INTO {} SELECT * FROM {}"])
def test_what_is_recorded_cannot_be_changed_or_deleted(database: LocalDatabase, table: str, action: str) -> None:
    with database.unit_of_work() as uow:
        add_active_loan(uow, *add_client_and_product(uow))
        uow.commit()
    column = {"loan_events": "amount", "journal_entries": "posted_on", "journal_lines": "debit"}[table]
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
            connection.execute(text("INSERT INTO journal_lines VALUES (1, 99, '1101', :debit, :credit)"), values)

    for debit, credit in ((0, 0), (1, 1), (-5, 0)):
        with pytest.raises(DBAPIError, match="ck_journal_lines_one_side"):
            add_line(debit, credit)
