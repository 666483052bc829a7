"""Printable documents and workbooks, one file each; those a user can print are listed in ``DOCUMENTS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.documents.loan_contract import write_loan_documents
from app.documents.payment_receipt import write_receipt
from app.documents.recovery_key_sheet import write_recovery_key_sheet


@dataclass(frozen=True)
class DocumentKind:
    """A printable document: its key, its Spanish title, and the function that gives its PDF."""

    key: str
    title: str
    write: Callable[..., bytes]


DOCUMENTS: tuple[DocumentKind, ...] = (
    DocumentKind("loan_package", "Documentos del crédito", write_loan_documents),
    DocumentKind("receipt", "Recibo de pago", write_receipt),
    DocumentKind("recovery_key", "Clave de recuperación", write_recovery_key_sheet),
)
