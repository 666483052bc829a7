"""The ledger's lines and totals."""

from __future__ import annotations

from datetime import date

from sqlalchemy import case, func, literal_column, select
from sqlalchemy.orm import Session

from app.domain.accounting.accounts import AccountKind
from app.domain.accounting.periods import month_of
from app.domain.money import ZERO
from app.ports.queries import AccountBalance, JournalLineShown, LedgerLine, LedgerTotals
from db.models.accounting import AccountRow, JournalEntryRow, JournalLineRow
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
            AccountRow.name,
            JournalLineRow.debit,
            JournalLineRow.credit,
        )
        .join(JournalLineRow, JournalLineRow.entry_id == JournalEntryRow.id)
        .join(LoanRow, LoanRow.id == JournalEntryRow.loan_id)
        .join(AccountRow, AccountRow.code == JournalLineRow.account)
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


def trial_balance(session: Session, since: date, until: date) -> tuple[AccountBalance, ...]:
    """Every account that is active or has movements, by code."""
    is_before, is_within = JournalEntryRow.posted_on < since, JournalEntryRow.posted_on >= since
    sums = session.execute(
        select(
            JournalLineRow.account,
            func.sum(case((is_before, JournalLineRow.debit), else_=literal_column("0"))),
            func.sum(case((is_before, JournalLineRow.credit), else_=literal_column("0"))),
            func.sum(case((is_within, JournalLineRow.debit), else_=literal_column("0"))),
            func.sum(case((is_within, JournalLineRow.credit), else_=literal_column("0"))),
        )
        .join(JournalEntryRow, JournalEntryRow.id == JournalLineRow.entry_id)
        .where(JournalEntryRow.posted_on <= until)
        .group_by(JournalLineRow.account)
    )
    found = {account: amounts for account, *amounts in sums}
    lines = []
    for row in session.execute(select(AccountRow).order_by(AccountRow.code)).scalars():
        if not row.is_active and row.code not in found:
            continue
        debits_before, credits_before, debits, credits = found.get(row.code, (ZERO, ZERO, ZERO, ZERO))
        opening = debits_before - credits_before
        lines.append(AccountBalance(row.code, row.name, AccountKind(row.kind), row.is_debit, opening, debits, credits))
    return tuple(lines)


def list_journal(session: Session, since: date, until: date, account: str, limit: int) -> tuple[JournalLineShown, ...]:
    """Lines posted in those days, the newest entries first, the lines of each in order."""
    statement = (
        select(
            JournalEntryRow.id,
            JournalEntryRow.posted_on,
            JournalEntryRow.value_on,
            func.coalesce(LoanRow.folio, ""),
            JournalLineRow.account,
            AccountRow.name,
            JournalLineRow.debit,
            JournalLineRow.credit,
        )
        .join(JournalLineRow, JournalLineRow.entry_id == JournalEntryRow.id)
        .join(AccountRow, AccountRow.code == JournalLineRow.account)
        .outerjoin(LoanRow, LoanRow.id == JournalEntryRow.loan_id)
        .where(JournalEntryRow.posted_on >= since, JournalEntryRow.posted_on <= until)
        .order_by(JournalEntryRow.id.desc(), JournalLineRow.n)
        .limit(limit)
    )
    if account:
        statement = statement.where(JournalLineRow.account == account)
    return tuple(JournalLineShown(*row) for row in session.execute(statement))


def first_posted_month(session: Session) -> date | None:
    """The month of the first entry."""
    first = session.execute(select(func.min(JournalEntryRow.posted_on))).scalar_one_or_none()
    return None if first is None else month_of(first)


def account_has_lines(session: Session, code: str) -> bool:
    """Whether anything was ever posted to it."""
    found = session.execute(select(JournalLineRow.entry_id).where(JournalLineRow.account == code).limit(1)).first()
    return found is not None
