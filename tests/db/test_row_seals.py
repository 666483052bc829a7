"""A row altered, added or deleted with the key but behind the program's back is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from app.domain.backups.backup import BackupKind
from app.domain.collections.reminders import Reminder, ReminderKind
from app.domain.loans.events import Excess
from app.domain.money import Money
from app.ports.backups import MadeBackup
from app.ports.books import DailyClose
from db.database import LocalDatabase
from db.engine import writing
from db.models.all_tables import TableRow
from db.models.audit import AuditKeyRow
from db.row_seals import CHAINED, REPLAYED, SEALED, altered_rows, note_touched, seal_touched
from tests.company import Lender, add_active_loan, new_lender, pay
from tests.db.sample_rows import ADMIN, AT, fill_bank
from tests.tampering import behind_its_back


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Lender]:
    lender = new_lender(tmp_path)
    loan_id = add_active_loan(lender.ctx)
    pay(lender.ctx, loan_id, "500", date(2026, 1, 15), Excess.ADVANCE)
    with lender.ctx.database.unit_of_work() as uow:
        fill_bank(uow)
        uow.holidays.replace_year(2026, (date(2026, 1, 1),))
        uow.reminders.replace(
            {loan_id: Reminder(ReminderKind.COMING, date(2026, 2, 12), date(2026, 2, 15), 0, Money(9))}
        )
        uow.backups.add_place("/media/usb")
        uow.backups.record(MadeBackup(AT, "/media/usb", "a.respaldo", BackupKind.MANUAL, 9, 1, "0" * 64))
        uow.periods.close_month(date(2025, 12, 1), AT, ADMIN)
        uow.periods.save_close(DailyClose(date(2026, 1, 14), AT, AT), ADMIN)
        uow.commit()
    _retire_a_key(lender)
    yield lender
    lender.ctx.database.close()


def _retire_a_key(lender: Lender) -> None:
    """What a rotation leaves behind."""
    database = lender.ctx.database
    assert isinstance(database, LocalDatabase)
    with writing(database.engine).begin() as connection:
        note_touched(connection)
        connection.execute(insert(AuditKeyRow).values(generation=0, key=bytes(32)))
        seal_touched(connection, database.keys.rows)


def found(lender: Lender) -> list[tuple[str, str, str]]:
    database = lender.ctx.database
    assert isinstance(database, LocalDatabase)
    with database.engine.connect() as connection:
        return list(altered_rows(connection, database.keys.rows, lambda _count: None))


def test_every_table_is_sealed_replayed_or_chained() -> None:
    sealed = {one.table for one in SEALED} | {table for one in SEALED for table, _ in one.children}
    assert sealed | REPLAYED | CHAINED == set(TableRow.metadata.tables)
    assert not sealed & (REPLAYED | CHAINED)
    assert len({one.place for one in SEALED}) == len(SEALED)


def test_what_the_program_writes_is_sealed(lender: Lender) -> None:
    assert found(lender) == []


def _tables() -> list[str]:
    return [one.table for one in SEALED] + [table for one in SEALED for table, _ in one.children]


def _some_column(connection: Connection, table: str) -> tuple[str, str]:
    """A column that is no key, and another value for it."""
    columns = [column for column in TableRow.metadata.tables[table].columns if not column.primary_key]
    column = columns[-1] if columns else next(iter(TableRow.metadata.tables[table].columns))
    kind = connection.exec_driver_sql(f"SELECT typeof({column.name}) FROM {table}").scalars().first()
    return column.name, f"{column.name} + 1" if kind == "integer" else f"{column.name} || '9'"


@pytest.mark.parametrize("table", _tables())
def test_a_row_altered_with_the_key_is_named(lender: Lender, table: str) -> None:
    database = lender.ctx.database
    assert isinstance(database, LocalDatabase)
    with database.engine.connect() as connection:
        column, value = _some_column(connection, table)
        count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
    assert count, f"the test needs a row of {table}"
    root = next(one for one in SEALED if table == one.table or table in [child for child, _ in one.children])
    key = ", ".join(part.name for part in TableRow.metadata.tables[table].primary_key)
    behind_its_back(
        lender,
        f"UPDATE {table} SET {column} = {value} WHERE ({key}) IN (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1)",
    )
    names = {(name, what) for name, _, what in found(lender)}
    expected = {(root.table, "altered")}
    if column in key:
        expected = {(root.table, "added"), (root.table, "deleted")}
    assert names == expected


@pytest.mark.parametrize("table", [one.table for one in SEALED])
def test_a_row_deleted_with_the_key_is_named(lender: Lender, table: str) -> None:
    behind_its_back(lender, f"DELETE FROM {table}")
    assert {(name, what) for name, _, what in found(lender)} == {(table, "deleted")}


def test_the_altered_row_is_named_by_its_key(lender: Lender) -> None:
    behind_its_back(lender, "UPDATE products SET annual_rate = '9' WHERE id = 2")
    assert found(lender) == [("products", "2", "altered")]


def test_a_line_added_to_an_entry_and_an_event_without_its_seal_are_found(lender: Lender) -> None:
    behind_its_back(
        lender,
        "INSERT INTO journal_lines SELECT entry_id, 99, concept, account, debit, credit FROM journal_lines"
        " WHERE entry_id = 1 AND n = 1",
        "INSERT INTO branches VALUES (7, 'Sur', 1)",
    )
    assert found(lender) == [("branches", "7", "added"), ("journal_entries", "1", "altered")]


def test_rows_cannot_be_swapped_with_their_seals(lender: Lender) -> None:
    behind_its_back(
        lender,
        "UPDATE products SET id = 1000 WHERE id = 1",
        "UPDATE products SET id = 1 WHERE id = 2",
        "UPDATE products SET id = 2 WHERE id = 1000",
        "UPDATE row_seals SET n = 1000 WHERE place = 7 AND n = 1",
        "UPDATE row_seals SET n = 1 WHERE place = 7 AND n = 2",
        "UPDATE row_seals SET n = 2 WHERE place = 7 AND n = 1000",
    )
    assert found(lender) == [("products", "1", "altered"), ("products", "2", "altered")]
