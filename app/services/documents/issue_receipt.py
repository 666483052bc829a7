"""A payment's receipt, showing what it was applied to when it was recorded."""

from __future__ import annotations

from app.context import Context
from app.documents.payment_receipt import ReceiptData, write_receipt
from app.domain.audit.entry import Action, Subject
from app.domain.loans.events import EventKind
from app.domain.loans.state import EventAllocation, LoanState, state_on
from app.errors import NotFound
from app.ports.recorded import StoredEvent
from app.services.documents.issue_loan_documents import IssuedDocument


def issue_receipt(ctx: Context, event_id: int) -> IssuedDocument:
    """The same figures at every reprint: later events are left out of them. NotFound ``payment.not_found``."""
    with ctx.reading("documents.issue") as uow:
        payment = uow.loans.event(event_id)
        if payment.new.event.kind is not EventKind.PAYMENT:
            raise NotFound("payment.not_found")
        loan = uow.loans.get(payment.new.loan_id)
        stored = uow.loans.events(loan.id)
        client = uow.clients.get(loan.client_id)
        company = uow.company.get()
        users = {user.id: user.full_name for user in uow.users.all()}
    event, channel = payment.new.event, payment.new.channel
    assert channel is not None, "a payment moves money"
    recorded_at = payment.new.recorded_at.astimezone()
    known_then = [item.new.event for item in stored if item.new.event.seq <= event.seq]
    state = state_on(loan.terms, known_then, max(event.value_on, recorded_at.date()))
    applied = _applied(state, event.seq)
    data = ReceiptData(
        company=company,
        client_name=client.data.full_name,
        loan_folio=loan.folio,
        receipt_folio=payment.new.receipt,
        value_on=event.value_on,
        recorded_at=recorded_at,
        channel=channel,
        reference=payment.new.reference,
        amount=event.amount,
        lines=applied.all_lines,
        excess_kind=applied.excess_kind,
        excess_amount=applied.excess_amount,
        outstanding_after=state.outstanding_principal,
        next_due_on=state.next_due_on,
        next_due_amount=state.next_due_amount,
        received_by=users.get(payment.new.recorded_by, ""),
        is_reversed=_is_reversed(payment, stored),
    )
    document = IssuedDocument(f"{payment.new.receipt} recibo.pdf", payment.new.receipt, write_receipt(data))
    subject, after = Subject("loan", loan.id, loan.folio), {"document": document.file_name}
    ctx.note(Action.DOCUMENT_ISSUED, subject, "documents.issue", after=after)
    return document


def _applied(state: LoanState, seq: int) -> EventAllocation:
    return next(allocation for allocation in state.allocations if allocation.seq == seq)


def _is_reversed(payment: StoredEvent, stored: tuple[StoredEvent, ...]) -> bool:
    return any(item.new.event.reverses_seq == payment.new.event.seq for item in stored)
