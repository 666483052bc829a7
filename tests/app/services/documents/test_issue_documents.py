"""Documents and receipts from what is on file: the contracted figures, the same at every reprint."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from app.domain.users.roles import PresetRole
from app.errors import NotAllowed, RuleViolation
from app.services.documents.issue_loan_documents import issue_loan_documents
from app.services.documents.issue_receipt import issue_receipt
from app.services.loans.cancel_loan import cancel_loan
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from tests.company import Lender, add_active_loan, add_client, add_loan, pay

DUE_1 = date(2026, 2, 15)


def _text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_contract_holds_the_contracted_figures_and_is_the_same_twice(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    first = issue_loan_documents(lender.ctx, loan_id)
    text = _text(first.content)
    for figure in ("CRE-000001", "10,000.00", "11,252.70", "58.7", "1,875.45", "Concepción Salgado Briseño"):
        assert figure in text, figure
    assert issue_loan_documents(lender.ctx, loan_id).content == first.content


def test_a_receipt_says_the_same_after_later_payments_and_shows_its_reversal(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    paid = pay(lender.on(DUE_1), loan_id, "1875.45", DUE_1)
    before = issue_receipt(lender.on(DUE_1), paid.event_id)
    later = date(2026, 3, 15)
    pay(lender.on(later), loan_id, "1875.45", later)
    assert issue_receipt(lender.on(later), paid.event_id).content == before.content
    text = _text(before.content)
    assert "8,472.55" in text
    assert "UN MIL OCHOCIENTOS SETENTA Y CINCO PESOS 45/100 M.N." in " ".join(text.split())
    reverse_payment(lender.on(later), ReversePayment(paid.event_id, "Cheque devuelto", "r-1"))
    assert "REVERSADO" in _text(issue_receipt(lender.on(later), paid.event_id).content)


def test_a_cancelled_loan_gives_no_documents_and_neither_does_a_collector(lender: Lender) -> None:
    loan_id = add_loan(lender.ctx, add_client(lender.ctx))
    with pytest.raises(NotAllowed):
        issue_loan_documents(lender.as_role(PresetRole.COLLECTOR), loan_id)
    cancel_loan(lender.ctx, loan_id)
    with pytest.raises(RuleViolation) as caught:
        issue_loan_documents(lender.ctx, loan_id)
    assert caught.value.code == "loan.cancelled"
