"""What use cases ask of storage: one unit of work is one transaction, forgotten unless committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from app.domain.accounting.entries import JournalEntry
from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.matching import KnownPayer
from app.domain.bank.statement import Movement
from app.domain.clients.client import Client, ClientData, ClientIdentity
from app.domain.collections.reminders import Reminder
from app.domain.loans.loan import Disbursement, Loan
from app.domain.loans.state import LoanState
from app.domain.products.product import Product
from app.domain.settings.company import Company
from app.domain.users.sign_in_failure import SignInFailure
from app.ports.backups import BackupRepository, Backups
from app.ports.books import ChartRepository, LedgerRepository, PeriodRepository
from app.ports.integrity import IntegrityChecks
from app.ports.lives import LifeRepository
from app.ports.queries import Queries
from app.ports.recorded import NewEvent, StoredEvent
from app.ports.staff import AuditRepository, BranchRepository, RoleRepository, UserRepository


@dataclass(frozen=True)
class StoredMovement:
    """A bank movement on file. ``status``: pending, matched, left (decided to leave)."""

    id: int
    import_id: int
    account_id: int
    status: str
    movement: Movement


@dataclass(frozen=True)
class BankAccount:
    """An account of the lender; ``number`` as its statements print it."""

    id: int
    name: str
    number: str


class ClientRepository(Protocol):
    def get(self, client_id: int) -> Client:
        """NotFound ``client.not_found``."""
        ...

    def add(self, data: ClientData, number: str, at: datetime, by: int, branch_id: int = 1) -> int: ...

    def update(self, client_id: int, data: ClientData, expected_version: int) -> None:
        """Conflict ``client.changed`` when somebody else saved first."""
        ...

    def with_curp(self, curp: str) -> ClientIdentity | None: ...
    def with_rfc(self, rfc: str) -> ClientIdentity | None: ...

    def resembling(self, data: ClientData) -> tuple[ClientIdentity, ...]:
        """Those with the same birth date, or with the same search key of the name."""
        ...


class ProductRepository(Protocol):
    def get(self, product_id: int) -> Product: ...
    def all(self) -> tuple[Product, ...]: ...
    def add(self, product: Product) -> int: ...
    def update(self, product: Product) -> None:
        """``product.version`` is the one read; Conflict ``product.changed``."""
        ...


class LoanRepository(Protocol):
    def get(self, loan_id: int) -> Loan:
        """NotFound ``loan.not_found``."""
        ...

    def id_of_folio(self, folio: str) -> int:
        """NotFound ``loan.folio_not_found``."""
        ...

    def add(self, loan: Loan, at: datetime, by: int, branch_id: int = 1) -> int: ...

    def save_disbursed(self, loan: Loan, disbursement: Disbursement) -> None:
        """Terms and schedule as disbursed, status active."""
        ...

    def save_cancelled(self, loan_id: int) -> None: ...

    def events(self, loan_id: int) -> tuple[StoredEvent, ...]:
        """Every event of the loan, by sequence."""
        ...

    def event(self, event_id: int) -> StoredEvent:
        """NotFound ``payment.not_found``."""
        ...

    def event_of_request(self, request_id: str) -> StoredEvent | None: ...
    def append_event(self, new: NewEvent) -> int: ...

    def snapshot_day(self, loan_id: int) -> date | None:
        """The day that the loan was last brought to, by an event or a daily close."""
        ...

    def save_snapshot(self, loan_id: int, state: LoanState) -> None:
        """Replace the installments in force with what is paid of each, and the loan's totals and status."""
        ...


class BankRepository(Protocol):
    def accounts(self) -> tuple[BankAccount, ...]: ...
    def add_account(self, name: str, number: str) -> int: ...

    def import_of_file(self, sha256: str) -> int | None:
        """The import that brought a file of this hash, if any."""
        ...

    def known_fingerprints(self, account_id: int, fingerprints: Sequence[str]) -> frozenset[str]: ...

    def add_import(
        self, *, account_id: int, file_name: str, sha256: str, layout: str, at: datetime, by: int
    ) -> int: ...

    def add_movements(self, import_id: int, movements: Sequence[tuple[str, Movement]]) -> None:
        """Pairs of fingerprint and movement, all new."""
        ...

    def movement(self, movement_id: int) -> StoredMovement:
        """NotFound ``bank.movement_not_found``."""
        ...

    def pending(self, import_id: int) -> tuple[StoredMovement, ...]: ...

    def record_match(self, movement_id: int, event_ids: Sequence[int], at: datetime, by: int) -> None:
        """Link the movement to the payments it became; status ``matched``."""
        ...

    def set_status(self, movement_id: int, status: str) -> None: ...

    def release_event(self, event_id: int) -> None:
        """A payment was reversed: a movement that became it is pending again (its other payments reversed too)."""
        ...

    def known_payers(self) -> tuple[KnownPayer, ...]: ...
    def learn_payer(self, payer: KnownPayer) -> None: ...
    def mapping(self, signature: str) -> ColumnMapping | None: ...
    def save_mapping(self, signature: str, mapping: ColumnMapping) -> None: ...


class CompanyRepository(Protocol):
    def get(self) -> Company: ...
    def save(self, company: Company) -> None: ...


class HolidayRepository(Protocol):
    def all(self) -> tuple[date, ...]: ...
    def replace_year(self, year: int, days: tuple[date, ...]) -> None: ...


class FolioRepository(Protocol):
    def take(self, series: str) -> str:
        """The next folio of a series (CLI, CRE, REC), ``CRE-000123``; given inside the transaction, never twice."""
        ...


class ReminderRepository(Protocol):
    def replace(self, reminders: Mapping[int, Reminder]) -> None:
        """Make those of these loans due, in place of the open ones that they had; one already made is left."""
        ...

    def attend(self, reminder_id: int, note: str, at: datetime, by: int) -> int:
        """The loan's id. NotFound ``reminder.gone`` when somebody attended it first."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving the block without ``commit`` forgets everything."""

    @property
    def clients(self) -> ClientRepository: ...
    @property
    def products(self) -> ProductRepository: ...
    @property
    def loans(self) -> LoanRepository: ...
    @property
    def ledger(self) -> LedgerRepository: ...
    @property
    def backups(self) -> BackupRepository: ...
    @property
    def lives(self) -> LifeRepository: ...
    @property
    def reminders(self) -> ReminderRepository: ...
    @property
    def chart(self) -> ChartRepository: ...
    @property
    def periods(self) -> PeriodRepository: ...
    @property
    def bank(self) -> BankRepository: ...
    @property
    def company(self) -> CompanyRepository: ...
    @property
    def holidays(self) -> HolidayRepository: ...
    @property
    def users(self) -> UserRepository: ...
    @property
    def roles(self) -> RoleRepository: ...
    @property
    def branches(self) -> BranchRepository: ...
    @property
    def audit(self) -> AuditRepository: ...
    @property
    def folios(self) -> FolioRepository: ...
    @property
    def integrity(self) -> IntegrityChecks: ...
    @property
    def queries(self) -> Queries: ...

    def limit_to_branch(self, branch_id: int) -> None:
        """From here on clients, loans and what hangs from them are those of one branch; others are not found."""
        ...

    def commit(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Database(Protocol):
    """An open company database."""

    def unit_of_work(self, *, is_audited: bool = False) -> UnitOfWork:
        """A writing transaction (BEGIN IMMEDIATE); an audited one does not commit without an entry of the trail."""
        ...

    def reading(self) -> UnitOfWork:
        """A reading transaction: sees one moment, blocks nobody, cannot commit."""
        ...

    def check_password(self, username: str, password: str) -> None:
        """NotAllowed ``login.wrong`` or ``login.wait`` unless it is the user's; failures are counted."""
        ...

    def counted_code(self, username: str) -> AbstractContextManager[int]:
        """A try of the telephone's code, counted as a failure unless its block ends well; the failures so far.

        NotAllowed ``login.wait`` after too many.
        """
        ...

    def key_changes(self) -> AbstractContextManager[None]:
        """A block that gives slots or takes them away and then commits: when it fails they are as before."""
        ...

    def set_password(self, username: str, password: str) -> None:
        """Give the user a key slot, or another password. RuleViolation ``password.…``; ExternalProblem."""
        ...

    def remove_access(self, username: str) -> None:
        """Take the user's key slots away: his password's and those of PCs he trusted."""
        ...

    def is_pc_trusted(self, username: str) -> bool:
        """Whether this PC keeps a key for the user. ExternalProblem ``keyring.unavailable``."""
        ...

    def trust_pc(self, username: str) -> None:
        """Keep a key for the user in this PC's vault. ExternalProblem ``keyring.unavailable``."""
        ...

    def forget_pc(self, username: str) -> None:
        """What this PC keeps for the user opens nothing from here on."""
        ...

    def forget_pcs(self, username: str) -> None:
        """The same for every PC."""
        ...

    def sign_in_failures(self) -> tuple[SignInFailure, ...]:
        """Failed tries that are not in the audit trail yet, the oldest first."""
        ...

    def forget_sign_in_failures(self, count: int) -> None:
        """The oldest so many are in the audit trail now."""
        ...

    def backups(self) -> Backups:
        """Making and listing backups of this company."""
        ...

    def new_recovery_key(self) -> str:
        """A new printed key in place of the old one. ExternalProblem."""
        ...

    @property
    def identity(self) -> str:
        """What tells this company's files and backups from another's."""
        ...

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        ...

    def close(self) -> None: ...

    def reopen(self) -> None:
        """After ``close``."""
        ...


@dataclass(frozen=True)
class BulkLoan:
    """A loan with its whole life, for the demonstration lender's fast filling."""

    loan: Loan
    events: tuple[tuple[NewEvent, JournalEntry], ...]
    state: LoanState


class BulkWriter(Protocol):
    """Fills an empty database quickly; used by the demonstration lender only."""

    def add_clients(self, clients: Iterable[tuple[str, ClientData]], at: datetime, by: int) -> list[int]: ...
    def add_loans(self, loans: Iterable[BulkLoan]) -> None: ...
