"""Fills an empty database quickly for the demonstration lender, through the same constraints and triggers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import SQLAlchemyError

from app.domain.clients.client import ClientData
from app.ports.storage import BulkLoan
from db.engine import writing
from db.failures import user_error
from db.models.accounting import JournalEntryRow, JournalLineRow
from db.models.clients import ClientRow
from db.models.loans import InstallmentRow, LoanEventRow, LoanRow, LoanSnapshotRow, ScheduleRowRow
from db.models.metadata import TableRow
from db.models.settings import FolioSeriesRow
from db.models.users import UserRow
from db.repositories.accounting import line_values, refuse_unbalanced
from db.repositories.clients import client_values
from db.repositories.loan_values import (
    event_values,
    installment_values,
    loan_values,
    schedule_values,
    snapshot_values,
)
from db.row_seals import note_touched, seal_touched

_LOANS_PER_TRANSACTION = 1_000


class SqlBulkWriter:
    """Many rows per statement, a thousand loans per transaction."""

    def __init__(self, engine: Engine, seal_key: bytes) -> None:
        self._engine = writing(engine)
        self._seal_key = seal_key

    def add_clients(self, clients: Iterable[tuple[str, ClientData]], at: datetime, by: int) -> list[int]:
        """The clients' ids, in the order given; all or none."""
        with self._transaction() as connection:
            first = _next_id(connection, ClientRow)
            values = [
                client_values(data)
                | {"id": first + n, "number": number, "version": 1, "created_at": at, "created_by": by}
                for n, (number, data) in enumerate(clients)
            ]
            if not values:
                return []
            connection.execute(insert(ClientRow), values)
            _raise_series(connection, (str(row["number"]) for row in values))
            return list(range(first, first + len(values)))

    def add_loans(self, loans: Iterable[BulkLoan]) -> None:
        """Loans with their lives; those of a thousand are written together, all or none."""
        waiting = iter(loans)
        while chunk := list(islice(waiting, _LOANS_PER_TRANSACTION)):
            with self._transaction() as connection:
                _write(connection, chunk)
        with self._transaction() as connection:
            # The planner's statistics, without which it may read a big table the long way; of a sample, and only of
            # the tables that grew much.
            connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
            connection.exec_driver_sql("PRAGMA optimize = 0x10002")

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                note_touched(connection)
                yield connection
                seal_touched(connection, self._seal_key)
        except SQLAlchemyError as failure:
            told = user_error(failure)
            if told is None:
                raise
            raise told from failure


class _Batch:
    """Rows waiting to be inserted, by table, in the order that foreign keys ask."""

    _ORDER = (
        LoanRow,
        ScheduleRowRow,
        LoanEventRow,
        JournalEntryRow,
        JournalLineRow,
        InstallmentRow,
        LoanSnapshotRow,
    )

    def __init__(self, connection: Connection) -> None:
        self._rows: dict[type[TableRow], list[dict[str, Any]]] = {table: [] for table in self._ORDER}
        self._next = {table: _next_id(connection, table) for table in (LoanRow, LoanEventRow, JournalEntryRow)}

    def add(self, table: type[TableRow], rows: Iterable[dict[str, Any]]) -> None:
        self._rows[table].extend(rows)

    def new_id(self, table: type[LoanRow | LoanEventRow | JournalEntryRow]) -> int:
        number = self._next[table]
        self._next[table] = number + 1
        return number

    def write(self, connection: Connection) -> None:
        for table, rows in self._rows.items():
            if rows:
                connection.execute(insert(table), rows)


def _write(connection: Connection, loans: list[BulkLoan]) -> None:
    batch = _Batch(connection)
    author = connection.execute(select(func.min(UserRow.id))).scalar_one()
    for bulk in loans:
        _add_loan(batch, bulk, author)
    batch.write(connection)
    _raise_series(connection, (bulk.loan.folio for bulk in loans))
    _raise_series(connection, (new.receipt for bulk in loans for new, _ in bulk.events if new.receipt))


def _add_loan(batch: _Batch, bulk: BulkLoan, author: int) -> None:
    loan_id = batch.new_id(LoanRow)
    # Saved when it was signed: a loan's life does not tell the hour.
    at = datetime.combine(bulk.loan.signed_on, time(18), UTC)
    batch.add(
        LoanRow,
        [loan_values(bulk.loan) | {"id": loan_id, "version": 1, "created_at": at, "created_by": author}],
    )
    batch.add(ScheduleRowRow, schedule_values(loan_id, bulk.loan.schedule))
    ids: dict[int, int] = {}
    for new, entry in bulk.events:
        event_id = batch.new_id(LoanEventRow)
        ids[new.event.seq] = event_id
        reverses = None if new.event.reverses_seq is None else ids[new.event.reverses_seq]
        values = event_values(new) | {"id": event_id, "loan_id": loan_id, "reverses_event_id": reverses}
        values["request_id"] = new.request_id or f"bulk/{bulk.loan.folio}/{new.event.seq}"
        batch.add(LoanEventRow, [values])
        refuse_unbalanced(entry)
        entry_id = batch.new_id(JournalEntryRow)
        batch.add(
            JournalEntryRow,
            [
                {
                    "id": entry_id,
                    "posted_on": entry.posted_on,
                    "value_on": entry.value_on,
                    "close_on": None,
                    "loan_id": loan_id,
                    "event_id": event_id,
                    "created_at": new.recorded_at,
                    "created_by": new.recorded_by,
                }
            ],
        )
        batch.add(JournalLineRow, line_values(entry_id, entry))
    if bulk.loan.disbursement is not None:
        installments = installment_values(loan_id, bulk.state)
        batch.add(InstallmentRow, installments)
        batch.add(LoanSnapshotRow, [{"loan_id": loan_id} | snapshot_values(bulk.state, installments)])


def _next_id(connection: Connection, table: type[ClientRow | LoanRow | LoanEventRow | JournalEntryRow]) -> int:
    return (connection.execute(select(func.max(table.id))).scalar_one() or 0) + 1


def _raise_series(connection: Connection, folios: Iterable[str]) -> None:
    """Each series gives next a number above all of these folios'."""
    highest: dict[str, int] = {}
    for folio in folios:
        series, _, number = folio.partition("-")
        highest[series] = max(highest.get(series, 0), int(number))
    for series, last in highest.items():
        statement = upsert(FolioSeriesRow).values(series=series, next_number=last + 1)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["series"],
                set_={"next_number": func.max(FolioSeriesRow.next_number, statement.excluded.next_number)},
            )
        )
