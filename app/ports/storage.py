"""What use cases ask of storage: one unit of work is one transaction, forgotten unless committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from app.domain.accounting.chart import Account
from app.domain.accounting.entries import JournalEntry
from app.domain.audit.entry import Action, AuditEntry, Subject
from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.matching import KnownPayer
from app.domain.bank.statement import Movement
from app.domain.clients.client import Client, ClientData, ClientIdentity
from app.domain.loans.events import LoanEvent
from app.domain.loans.loan import Channel, Disbursement, Loan
from app.domain.loans.state import LoanState
from app.domain.money import Money
from app.domain.products.product import Product
from app.domain.settings.company import Company
from app.domain.users.roles import Role
from app.domain.users.sign_in_failure import SignInFailure
from app.domain.users.user import Branch, User
from app.ports.queries import Queries


@dataclass(frozen=True)
class NewEvent:
    """A loan event about to be appended, with what the domain does not need.

    ``request_id`` makes a retry harmless; ``receipt`` is empty for what gives none; ``reason`` is a reversal's.
    """

    loan_id: int
    event: LoanEvent
    request_id: str
    recorded_at: datetime
    recorded_by: int
    channel: Channel
    reference: str
    receipt: str
    reason: str = ""


@dataclass(frozen=True)
class StoredEvent:
    """A loan event on file; ``amounts`` are the allocation printed on its receipt."""

    id: int
    new: NewEvent


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

    def save_snapshot(self, loan_id: int, state: LoanState) -> None:
        """Replace the installments in force with what is paid of each, and the loan's totals and status."""
        ...


class LedgerRepository(Protocol):
    def balances_of_loan(self, loan_id: int) -> Mapping[Account, Money]:
        """Debits less credits per account posted for the loan."""
        ...

    def append(self, entry: JournalEntry, *, loan_id: int, event_id: int, at: datetime, by: int) -> int: ...


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


class UserRepository(Protocol):
    def all(self) -> tuple[User, ...]: ...

    def get(self, user_id: int) -> User:
        """NotFound ``user.not_found``."""
        ...

    def with_username(self, username: str) -> User | None: ...
    def add(self, user: User) -> int: ...

    def update(self, user: User) -> None:
        """Everything but the user name; ``user.version`` is the one read. Conflict ``user.changed``."""
        ...


class RoleRepository(Protocol):
    def all(self) -> tuple[Role, ...]: ...

    def get(self, key: str) -> Role:
        """NotFound ``role.not_found``."""
        ...

    def add(self, role: Role) -> None: ...

    def update(self, role: Role) -> None:
        """``role.version`` is the one read. Conflict ``role.changed``."""
        ...


class BranchRepository(Protocol):
    def all(self) -> tuple[Branch, ...]: ...
    def add(self, name: str) -> int: ...
    def update(self, branch: Branch) -> None: ...


class AuditRepository(Protocol):
    def append(self, entry: AuditEntry) -> int:
        """The entry's number, one more than the last's; its seal covers it and all before it."""
        ...

    def last_at(self) -> datetime | None:
        """When the last entry was written."""
        ...

    def has_recent(self, user_id: int, action: Action, subject: Subject, since: datetime) -> bool:
        """Whether the user did the same to the same subject since then."""
        ...


class FolioRepository(Protocol):
    def take(self, series: str) -> str:
        """The next folio of a series (CLI, CRE, REC), ``CRE-000123``; given inside the transaction, never twice."""
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

    def set_password(self, username: str, password: str) -> None:
        """Give the user a key slot, or another password. RuleViolation ``password.…``; ExternalProblem."""
        ...

    def remove_access(self, username: str) -> None:
        """Take the user's key slot away."""
        ...

    def sign_in_failures(self) -> tuple[SignInFailure, ...]:
        """Failed tries that are not in the audit trail yet, the oldest first."""
        ...

    def forget_sign_in_failures(self, count: int) -> None:
        """The oldest so many are in the audit trail now."""
        ...

    def close(self) -> None: ...


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
