"""The loan's documents in one PDF: carátula, contract, promissory note, amortization table and privacy notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.context import Context
from app.documents.loan_contract import LoanDocumentsData, write_loan_documents
from app.documents.output_file import write_file
from app.domain.audit.entry import Action, Subject
from app.domain.loans.loan import LoanStatus
from app.errors import RuleViolation


@dataclass(frozen=True)
class IssuedDocument:
    """A PDF ready to be seen, saved or printed, and the name to propose for its file."""

    file_name: str
    title: str
    content: bytes


def issue_loan_documents(ctx: Context, loan_id: int) -> IssuedDocument:
    """From the loan as contracted: nothing is recomputed. RuleViolation ``loan.cancelled`` for a cancelled one."""
    with ctx.reading("documents.issue") as uow:
        loan = uow.loans.get(loan_id)
        if loan.status is LoanStatus.CANCELLED:
            raise RuleViolation("loan.cancelled", folio=loan.folio)
        company = uow.company.get()
        data = LoanDocumentsData(
            company=company,
            client=uow.clients.get(loan.client_id),
            loan=loan,
            product_name=uow.products.get(loan.product_id).name,
            signed_at_place=company.address.city or company.address.municipality,
            printed_on=ctx.clock.business_on(),
        )
    document = IssuedDocument(f"{loan.folio} contrato.pdf", loan.folio, write_loan_documents(data))
    subject, after = Subject("loan", loan.id, loan.folio), {"document": document.file_name}
    ctx.note(Action.DOCUMENT_ISSUED, subject, "documents.issue", after=after)
    return document


def save_document(document: IssuedDocument, path: Path) -> None:
    """Whole or not at all; ExternalProblem when the file is open elsewhere or the folder is read-only."""
    write_file(path, document.content)
