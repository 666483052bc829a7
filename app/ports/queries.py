"""What lists and reports read: frozen lines, exactly the ones shown, and the questions that give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.domain.accounting.accounts import AccountKind
from app.domain.audit.entry import Action, AuditEntry
from app.domain.bank.matching import OpenLoan
from app.domain.collections.reminders import ReminderKind
from app.domain.loans.loan import Channel, LoanStatus
from app.domain.money import Money
from app.domain.payments.components import Component


@dataclass(frozen=True)
class ClientLine:
    """A client in the list."""

    id: int
    number: str
    full_name: str
    rfc: str
    curp: str
    mobile_phone: str
    municipality: str
    active_loans: int
    outstanding: Money


@dataclass(frozen=True)
class LoanLine:
    """A loan in the list and in the search, on the business day."""

    id: int
    folio: str
    client_id: int
    client_name: str
    client_phone: str
    product_name: str
    principal: Money
    status: LoanStatus
    disbursed_on: date | None
    outstanding_principal: Money
    next_due_on: date | None
    next_due_amount: Money
    days_past_due: int


@dataclass(frozen=True)
class PortfolioLine:
    """A disbursed, unsettled loan in the portfolio, on the business day.

    ``overdue`` is the unpaid part of installments due before the day (without late interest);
    ``ageing_band`` is one of ``current``, ``1-30``, ``31-60``, ``61-90``, ``91-120``, ``120+``.
    """

    loan_id: int
    folio: str
    client_name: str
    product_name: str
    disbursed_on: date
    principal: Money
    outstanding_principal: Money
    next_due_on: date | None
    next_due_amount: Money
    overdue: Money
    days_past_due: int
    ageing_band: str
    last_due_on: date
    phone: str


@dataclass(frozen=True)
class PaymentLine:
    """A payment of a loan, a waiver, or the reversal of one; ``component`` is what a waiver gave up."""

    event_id: int
    receipt: str
    loan_id: int
    loan_folio: str
    client_name: str
    value_on: date
    recorded_at: datetime
    recorded_by: str
    amount: Money
    channel: Channel | None
    reference: str
    is_reversal: bool
    is_waiver: bool
    is_reversed: bool
    reason: str
    component: Component | None = None


@dataclass(frozen=True)
class LedgerLine:
    """One line of the ledger."""

    entry_id: int
    on: date
    event_id: int | None
    loan_folio: str
    account: str
    account_name: str
    debit: Money
    credit: Money


@dataclass(frozen=True)
class LedgerTotals:
    """The whole ledger's two sides, and how many events and entries there are."""

    debits: Money
    credits: Money
    entries: int
    events: int


@dataclass(frozen=True)
class AccountBalance:
    """An account in a span of days; amounts are debits less credits, but for the two sides of its movements."""

    code: str
    name: str
    kind: AccountKind
    is_debit: bool
    opening: Money
    debits: Money
    credits: Money

    @property
    def closing(self) -> Money:
        return self.opening + self.debits - self.credits


@dataclass(frozen=True)
class JournalLineShown:
    """A line of the journal: of a loan's event (``loan_folio``) or of a daily close."""

    entry_id: int
    posted_on: date
    value_on: date
    loan_folio: str
    account: str
    account_name: str
    debit: Money
    credit: Money


@dataclass(frozen=True)
class MovementLine:
    """A bank movement on file, with what became of it."""

    id: int
    import_id: int
    account_id: int
    row: int
    on: date
    description: str
    reference: str
    credit: Money | None
    debit: Money | None
    balance: Money | None
    payer_name: str
    payer_clabe: str
    payer_rfc: str
    tracking_key: str
    status: str
    loan_folios: str


@dataclass(frozen=True)
class ImportLine:
    """An imported statement."""

    id: int
    file_name: str
    layout: str
    account_id: int
    account_name: str
    imported_at: datetime
    imported_by: str
    movements: int
    credits: Money
    pending: int


@dataclass(frozen=True)
class AuditFilter:
    """Which entries of the audit trail: each part that is given must be met. ``until`` is left out."""

    text: str = ""
    username: str = ""
    actions: frozenset[Action] = frozenset()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class AuditLine:
    """An entry of the audit trail with its number."""

    id: int
    entry: AuditEntry


@dataclass(frozen=True)
class ReminderLine:
    """A call to make: ``amount`` and ``days_past_due`` as they were on ``made_on``."""

    id: int
    loan_id: int
    loan_folio: str
    client_name: str
    phone: str
    kind: ReminderKind
    made_on: date
    due_on: date
    days_past_due: int
    amount: Money


class Queries(Protocol):
    """Reads for screens and reports; every list is limited by ``limit`` or one loan."""

    def clients(self, text: str, limit: int = 200) -> tuple[ClientLine, ...]:
        """Clients whose name, number, RFC, CURP or phone holds the text (accents and order forgiven)."""
        ...

    def client_names(self, loan_ids: Sequence[int]) -> Mapping[int, str]:
        """The client's full name by loan."""
        ...

    def loans(
        self,
        text: str,
        business_on: date,
        limit: int = 200,
        client_id: int | None = None,
        statuses: frozenset[LoanStatus] | None = None,
    ) -> tuple[LoanLine, ...]:
        """Loans by folio, client's name (any order, accents forgiven) or phone."""
        ...

    def portfolio(self, business_on: date) -> tuple[PortfolioLine, ...]: ...
    def payments(self, loan_id: int) -> tuple[PaymentLine, ...]: ...
    def recent_payments(self, limit: int = 50) -> tuple[PaymentLine, ...]: ...
    def ledger_of_loan(self, loan_id: int) -> tuple[LedgerLine, ...]: ...
    def trial_balance(self, since: date, until: date) -> tuple[AccountBalance, ...]:
        """Every account that is active or has movements, by code."""
        ...

    def journal(self, since: date, until: date, account: str, limit: int) -> tuple[JournalLineShown, ...]:
        """Lines posted in those days, the newest first."""
        ...

    def first_posted_month(self) -> date | None: ...
    def account_has_lines(self, code: str) -> bool: ...
    def ledger_totals(self) -> LedgerTotals: ...
    def audit(self, wanted: AuditFilter, limit: int) -> tuple[AuditLine, ...]:
        """The newest first."""
        ...

    def reminders(self, limit: int) -> tuple[ReminderLine, ...]:
        """Open ones, the longest overdue first."""
        ...

    def imports(self, limit: int = 100) -> tuple[ImportLine, ...]: ...
    def movements(self, import_id: int) -> tuple[MovementLine, ...]: ...
    def open_loans_for_matching(self, business_on: date) -> tuple[OpenLoan, ...]: ...
