"""Every read for screens and reports, each in its area's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.domain.bank.matching import OpenLoan
from app.domain.loans.loan import LoanStatus
from app.ports.queries import (
    AccountBalance,
    AuditFilter,
    AuditLine,
    ClientLine,
    ImportLine,
    JournalLineShown,
    LedgerLine,
    LedgerTotals,
    LoanLine,
    MovementLine,
    PaymentLine,
    PortfolioLine,
    ReminderLine,
)
from db.queries import accounting, audit, bank, clients, loans, open_loans, payments, reminders


class SqlQueries:
    """The reads of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def clients(self, text: str, limit: int = 200) -> tuple[ClientLine, ...]:
        return clients.list_clients(self._session, text, limit)

    def client_names(self, loan_ids: Sequence[int]) -> Mapping[int, str]:
        return clients.client_names(self._session, loan_ids)

    def loans(
        self,
        text: str,
        business_on: date,
        limit: int = 200,
        client_id: int | None = None,
        statuses: frozenset[LoanStatus] | None = None,
    ) -> tuple[LoanLine, ...]:
        return loans.list_loans(self._session, text, business_on, limit, client_id, statuses)

    def portfolio(self, business_on: date) -> tuple[PortfolioLine, ...]:
        return loans.list_portfolio(self._session, business_on)

    def payments(self, loan_id: int) -> tuple[PaymentLine, ...]:
        return payments.list_payments(self._session, loan_id)

    def recent_payments(self, limit: int = 50) -> tuple[PaymentLine, ...]:
        return payments.list_recent_payments(self._session, limit)

    def ledger_of_loan(self, loan_id: int) -> tuple[LedgerLine, ...]:
        return accounting.list_ledger_of_loan(self._session, loan_id)

    def trial_balance(self, since: date, until: date) -> tuple[AccountBalance, ...]:
        return accounting.trial_balance(self._session, since, until)

    def journal(self, since: date, until: date, account: str, limit: int) -> tuple[JournalLineShown, ...]:
        return accounting.list_journal(self._session, since, until, account, limit)

    def first_posted_month(self) -> date | None:
        return accounting.first_posted_month(self._session)

    def account_has_lines(self, code: str) -> bool:
        return accounting.account_has_lines(self._session, code)

    def ledger_totals(self) -> LedgerTotals:
        return accounting.ledger_totals(self._session)

    def audit(self, wanted: AuditFilter, limit: int) -> tuple[AuditLine, ...]:
        return audit.list_audit(self._session, wanted, limit)

    def reminders(self, limit: int) -> tuple[ReminderLine, ...]:
        return reminders.list_reminders(self._session, limit)

    def imports(self, limit: int = 100) -> tuple[ImportLine, ...]:
        return bank.list_imports(self._session, limit)

    def movements(self, import_id: int) -> tuple[MovementLine, ...]:
        return bank.list_movements(self._session, import_id)

    def open_loans_for_matching(self, business_on: date) -> tuple[OpenLoan, ...]:
        return open_loans.list_open_loans(self._session, business_on)
