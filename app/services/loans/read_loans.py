"""Read loans: the list that a text finds, and everything about one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.domain.clients.client import Client
from app.domain.loans.events import LoanEvent
from app.domain.loans.loan import Loan, LoanStatus
from app.domain.loans.state import LoanState, state_on
from app.domain.products.product import Product
from app.domain.typed_text import searchable
from app.ports.queries import LedgerLine, LoanLine, PaymentLine


@dataclass(frozen=True)
class LoanFile:
    """A loan with its client, its events and its state on the business day (None before disbursement)."""

    loan: Loan
    client: Client
    product: Product
    events: tuple[LoanEvent, ...]
    business_on: date
    state: LoanState | None
    payments: tuple[PaymentLine, ...]
    ledger: tuple[LedgerLine, ...]


def find_loans(
    ctx: Context, text: str, limit: int = 200, statuses: frozenset[LoanStatus] | None = None
) -> tuple[LoanLine, ...]:
    """Loans by folio, client's name or phone."""
    with ctx.reading("loans.view") as uow:
        return uow.queries.loans(searchable(text), ctx.clock.business_on(), limit, statuses=statuses)


def read_loan(ctx: Context, loan_id: int) -> LoanFile:
    """Everything the loan's screen and the payment's window show. NotFound ``loan.not_found``."""
    business_on = ctx.clock.business_on()
    with ctx.reading("loans.view") as uow:
        loan = uow.loans.get(loan_id)
        events = tuple(stored.new.event for stored in uow.loans.events(loan_id))
        return LoanFile(
            loan=loan,
            client=uow.clients.get(loan.client_id),
            product=uow.products.get(loan.product_id),
            events=events,
            business_on=business_on,
            state=state_on(loan.terms, events, business_on) if loan.disbursement else None,
            payments=uow.queries.payments(loan_id),
            ledger=uow.queries.ledger_of_loan(loan_id),
        )
