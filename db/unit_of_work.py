"""One transaction: begun when the block starts, forgotten unless committed, its failures told as user errors."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from db.engine import writing
from db.failures import user_error
from db.integrity import SqlIntegrity
from db.key_derivation import CompanyKeys
from db.models.clients import ClientRow
from db.models.loans import LoanRow
from db.queries.all_queries import SqlQueries
from db.repositories.accounting import ChartTable, LedgerTable, PeriodTable
from db.repositories.audit import AuditTable
from db.repositories.backups import BackupTable
from db.repositories.bank import BankTable
from db.repositories.clients import ClientTable
from db.repositories.loan_lives import LoanLives
from db.repositories.loans import LoanTable
from db.repositories.products import ProductTable
from db.repositories.reminders import ReminderTable
from db.repositories.settings import CompanyTable, FolioTable, HolidayTable
from db.repositories.users import BranchTable, RoleTable, UserTable
from db.row_seals import note_touched, seal_touched
from db.sealed_text import TextSealer


class SqlUnitOfWork:
    """A transaction over the company's file; used by one thread, once."""

    def __init__(
        self, engine: Engine, keys: CompanyKeys, *, writes: bool, is_audited: bool, committed: Callable[[], None]
    ) -> None:
        self._keys = keys
        self._writes = writes
        self._is_audited = is_audited
        self._committed = committed
        # Objects are thrown away with the session, so expiring them on commit would only cost reads.
        self._session = Session(writing(engine) if writes else engine, expire_on_commit=False)
        self.clients = ClientTable(self._session)
        self.products = ProductTable(self._session)
        self.loans = LoanTable(self._session)
        self.backups = BackupTable(self._session)
        self.reminders = ReminderTable(self._session)
        self.lives = LoanLives(self._session)
        self.ledger = LedgerTable(self._session)
        self.chart = ChartTable(self._session)
        self.periods = PeriodTable(self._session)
        self.bank = BankTable(self._session)
        self.company = CompanyTable(self._session)
        self.holidays = HolidayTable(self._session)
        self.users = UserTable(self._session, TextSealer(keys.columns))
        self.roles = RoleTable(self._session)
        self.branches = BranchTable(self._session)
        self.audit = AuditTable(self._session, keys.audit, keys.generation)
        self.folios = FolioTable(self._session)
        self.integrity = SqlIntegrity(self._session, keys)
        self.queries = SqlQueries(self._session)

    def __enter__(self) -> Self:
        try:
            # Begins now and not at the first statement: a writer waits for its turn here, before it has read anything.
            connection = self._session.connection()
            if self._writes:
                note_touched(connection)
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

    def limit_to_branch(self, branch_id: int) -> None:
        """From here on clients and loans are those of one branch, in every statement; others are not found."""

        def only_its_own(state: ORMExecuteState) -> None:
            if state.is_select or state.is_update or state.is_delete:
                state.statement = state.statement.options(
                    with_loader_criteria(ClientRow, ClientRow.branch_id == branch_id, include_aliases=True),
                    with_loader_criteria(LoanRow, LoanRow.branch_id == branch_id, include_aliases=True),
                )

        event.listen(self._session, "do_orm_execute", only_its_own)

    def commit(self) -> None:
        """Keep everything done so far; ExternalProblem ``database.…`` when the disk refuses (nothing is kept)."""
        assert self._writes, "a reading unit of work has nothing to commit"
        try:
            self._session.flush()
            sealed = seal_touched(self._session.connection(), self._keys.rows)
            # Not an assert: it must hold also when assertions are stripped.
            if self._is_audited and sealed and not self.audit.appended:
                raise RuntimeError("a change without an entry of the audit trail")
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
