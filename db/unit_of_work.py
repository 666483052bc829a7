"""One transaction: begun when the block starts, forgotten unless committed, its failures told as user errors."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from db.engine import writing
from db.failures import user_error
from db.queries.all_queries import SqlQueries
from db.repositories.accounting import LedgerTable
from db.repositories.bank import BankTable
from db.repositories.clients import ClientTable
from db.repositories.loans import LoanTable
from db.repositories.products import ProductTable
from db.repositories.settings import CompanyTable, FolioTable, HolidayTable
from db.repositories.users import UserTable


class SqlUnitOfWork:
    """A transaction over the company's file; used by one thread, once."""

    def __init__(self, engine: Engine, *, writes: bool, committed: Callable[[], None]) -> None:
        self._writes = writes
        self._committed = committed
        # Objects are thrown away with the session, so expiring them on commit would only cost reads.
        self._session = Session(writing(engine) if writes else engine, expire_on_commit=False)
        self.clients = ClientTable(self._session)
        self.products = ProductTable(self._session)
        self.loans = LoanTable(self._session)
        self.ledger = LedgerTable(self._session)
        self.bank = BankTable(self._session)
        self.company = CompanyTable(self._session)
        self.holidays = HolidayTable(self._session)
        self.users = UserTable(self._session)
        self.folios = FolioTable(self._session)
        self.queries = SqlQueries(self._session)

    def __enter__(self) -> Self:
        try:
            # Begins now and not at the first statement: a writer waits for its turn here, before it has read anything.
            self._session.connection()
        except SQLAlchemyError as failure:
            self._session.close()
            _raise_as_told(failure)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._session.close()
        except SQLAlchemyError as failure:
            if error is None:
                _raise_as_told(failure)
        if isinstance(error, SQLAlchemyError):
            _raise_as_told(error)

    def commit(self) -> None:
        """Keep everything done so far; ExternalProblem ``database.…`` when the disk refuses (nothing is kept)."""
        assert self._writes, "a reading unit of work has nothing to commit"
        try:
            self._session.commit()
        except SQLAlchemyError as failure:
            self._session.rollback()
            _raise_as_told(failure)
        self._committed()


def _raise_as_told(failure: SQLAlchemyError) -> None:
    told = user_error(failure)
    if told is None:
        raise failure
    raise told from failure
