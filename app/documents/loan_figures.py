"""What the papers of a loan are made from, and the figures they all print alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.documents.page_design import Letterhead
from app.domain.clients.client import Client
from app.domain.loans.loan import Loan, LoanStatus
from app.domain.loans.schedule import disbursed_amount
from app.domain.loans.table import Schedule, ScheduleTotals
from app.domain.loans.terms import Grace, LoanTerms
from app.domain.money import ZERO, Money
from app.domain.settings.company import Company
from app.errors import RuleViolation

CONDUSEF = "CONDUSEF: teléfonos 55\u00a05340\u00a00999 y 800\u00a0999\u00a08080 · www.condusef.gob.mx"


@dataclass(frozen=True)
class LoanDocumentsData:
    """One loan's papers: frozen values, so that they can be written without the database.

    ``signed_at_place`` is "Querétaro, Querétaro"; ``printed_on`` the business day of printing.
    """

    company: Company
    client: Client
    loan: Loan
    product_name: str
    signed_at_place: str
    printed_on: date

    @property
    def terms(self) -> LoanTerms:
        return self.loan.terms

    @cached_property
    def schedule(self) -> Schedule:
        """The contracted table as it is on file: never computed anew for printing."""
        return Schedule(self.loan.schedule)

    @cached_property
    def totals(self) -> ScheduleTotals:
        return self.schedule.totals

    @property
    def client_name(self) -> str:
        return self.client.data.full_name

    @property
    def net_amount(self) -> Money:
        """What the client receives."""
        if self.loan.disbursement is not None:
            return self.loan.disbursement.net_amount
        return disbursed_amount(self.terms)

    @property
    def last_due_on(self) -> date:
        return self.loan.schedule[-1].due_on

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead(self.company.legal_name, f"Crédito {self.loan.folio}", worthless_notice(self))


def worthless_notice(data: LoanDocumentsData) -> str:
    """What is printed in red on papers that bind nobody."""
    if data.loan.status is LoanStatus.CANCELLED:
        return "CRÉDITO CANCELADO: DOCUMENTO SIN VALIDEZ"
    return demo_notice(data.company)


def demo_notice(company: Company) -> str:
    """The red notice of the demonstration lender's papers; empty for a real one."""
    return "EMPRESA DE DEMOSTRACIÓN: DOCUMENTO SIN VALIDEZ" if company.is_demo else ""


def check_schedule(data: LoanDocumentsData) -> None:
    """RuleViolation ``documents.schedule_differs`` unless the table repays exactly what the terms lend."""
    rows = data.loan.schedule
    capitalised = data.terms.grace is Grace.FULL and data.terms.capitalise_grace_interest
    repaid = data.totals.principal
    lent = data.terms.financed_principal
    is_whole = bool(rows) and rows[0].opening == lent and rows[-1].closing == ZERO
    if not is_whole or (repaid < lent if capitalised else repaid != lent):
        raise RuleViolation("documents.schedule_differs", folio=data.loan.folio)
