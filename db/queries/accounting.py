"""The ledger's lines and totals."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.money import ZERO
from app.ports.queries import LedgerLine, LedgerTotals
from db.models.accounting import JournalEntryRow, JournalLineRow
from db.models.loans import LoanEventRow, LoanRow


def list_ledger_of_loan(session: Session, loan_id: int) -> tuple[LedgerLine, ...]:
    """Every line posted for a loan, in order."""
    rows = session.execute(
        select(
            JournalEntryRow.id,
            JournalEntryRow.posted_on,
            JournalEntryRow.event_id,
            LoanRow.folio,
            JournalLineRow.account,
            JournalLineRow.debit,
            JournalLineRow.credit,
        )
        .join(JournalLineRow, JournalLineRow.entry_id == JournalEntryRow.id)
        .join(LoanRow, LoanRow.id == JournalEntryRow.loan_id)
        .where(JournalEntryRow.loan_id == loan_id)
        .order_by(JournalEntryRow.id, JournalLineRow.n)
    )
    return tuple(LedgerLine(*row) for row in rows)


def ledger_totals(session: Session) -> LedgerTotals:
    """The whole ledger's two sides, and how many events and entries there are."""
    debits, credits = session.execute(select(func.sum(JournalLineRow.debit), func.sum(JournalLineRow.credit))).one()
    return LedgerTotals(
        debits=debits or ZERO,
        credits=credits or ZERO,
        entries=session.execute(select(func.count()).select_from(JournalEntryRow)).scalar_one(),
        events=session.execute(select(func.count()).select_from(LoanEventRow)).scalar_one(),
    )
