"""The sheet with the recovery key, to print once when the company is made."""

from __future__ import annotations

from datetime import date

from app.documents.recovery_key_sheet import write_recovery_key_sheet
from app.services.documents.issue_loan_documents import IssuedDocument


def issue_recovery_key(company_name: str, path_text: str, recovery_key: str, created_on: date) -> IssuedDocument:
    """The key is kept nowhere else."""
    content = write_recovery_key_sheet(company_name, path_text, recovery_key, created_on)
    return IssuedDocument(f"{company_name} clave de recuperacion.pdf", company_name, content)
