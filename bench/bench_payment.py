"""Recording a payment: encrypted, audited and sealed, beside the same on plain SQLite, and without audit and seals."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid4

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from app.context import Context
from app.domain.loans.events import Excess
from app.domain.loans.loan import Channel
from app.domain.money import Money
from app.ports.clock import SystemClock
from app.services.accounting.close_day import close_days
from app.services.audit.verify_books import verify_books
from app.services.payments.record_payment import RecordPayment, record_payment
from app.services.users.sign_in import context_of
from bench.bench_open_database import FILES, USER, fill
from bench.measure import compare
from db.database import LocalDatabase
from db.engine import _PRAGMAS, _begin
from db.repositories.audit import AuditTable

LOANS_USED = 200


def paying(ctx: Context) -> Any:
    """A payment of one peso to the next of some loans, kept as an advance; each call is one transaction."""
    with ctx.database.reading() as uow:
        open_loans = [line.loan_id for line in uow.queries.portfolio(ctx.clock.business_on())][:LOANS_USED]
    turn = count()

    def pay() -> None:
        command = RecordPayment(
            open_loans[next(turn) % len(open_loans)],
            Money(100),
            ctx.clock.business_on(),
            Channel.CASH,
            "",
            uuid4().hex,
            Excess.ADVANCE,
            confirmed=frozenset({"payment.looks_repeated"}),
        )
        record_payment(ctx, command)

    return pay


def plain_database(path: Path, like: LocalDatabase) -> LocalDatabase:
    """The same rows on the same engine without a key: plain SQLite pages."""

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return LocalDatabase(path, engine, like.keys, like.key_file)


@contextmanager
def nothing_told() -> Iterator[None]:
    """No audit entry and no seal: what a program that only stores would do."""

    def appended(self: AuditTable, _entry: object) -> int:
        self.appended = 1
        return 0

    with (
        mock.patch("db.unit_of_work.note_touched", return_value=None),
        mock.patch("db.unit_of_work.seal_touched", return_value=0),
        mock.patch.object(AuditTable, "append", appended),
        mock.patch.object(AuditTable, "last_at", return_value=None),
    ):
        yield


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empresa.db"
        fill(path)
        encrypted = FILES.open(path, USER.username, USER.password)
        assert isinstance(encrypted, LocalDatabase)
        plain = plain_database(path.with_suffix(".plain"), encrypted)
        bare = plain_database(path.with_suffix(".bare"), encrypted)
        path.with_suffix(".bare").write_bytes(path.with_suffix(".plain").read_bytes())
        contexts = [context_of(database, SystemClock(), USER.username) for database in (encrypted, plain, bare)]
        for ctx in contexts:
            close_days(ctx, ctx.clock.business_on())  # what was filled in bulk has its accruals from here on
        ours, unencrypted, untold = (paying(ctx) for ctx in contexts)

        def without_audit() -> None:
            with nothing_told():
                untold()

        compare("a payment", ours, unencrypted, "the same on plain SQLite pages: the cost of SQLCipher")
        compare("a payment on plain SQLite", unencrypted, without_audit, "without audit trail and seals: their cost")
        compare("a payment, in all", ours, without_audit, "plain SQLite without audit trail and seals")
        later = replace(contexts[0], clock=SystemClock())
        found = verify_books(later).differences
        assert found == (), found[:3]
        for database in (encrypted, plain, bare):
            database.close()


if __name__ == "__main__":
    main()
