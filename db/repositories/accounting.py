"""The ledger: balanced entries, appended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.domain.accounting.chart import Account
from app.domain.accounting.entries import JournalEntry
from app.domain.money import Money, total
from db.models.accounting import JournalEntryRow, JournalLineRow


class LedgerTable:
    """Entries and what they add up to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def balances_of_loan(self, loan_id: int) -> Mapping[Account, Money]:
        """Debits less credits per account posted for the loan."""
        rows = self._session.execute(
            select(JournalLineRow.account, func.sum(JournalLineRow.debit), func.sum(JournalLineRow.credit))
            .join(JournalEntryRow, JournalEntryRow.id == JournalLineRow.entry_id)
            .where(JournalEntryRow.loan_id == loan_id)
            .group_by(JournalLineRow.account)
        )
        return {Account(account): debit - credit for account, debit, credit in rows}

    def append(self, entry: JournalEntry, *, loan_id: int, event_id: int, at: datetime, by: int) -> int:
        refuse_unbalanced(entry)
        row = JournalEntryRow(posted_on=entry.on, loan_id=loan_id, event_id=event_id, created_at=at, created_by=by)
        self._session.add(row)
        self._session.flush()
        if entry.lines:
            self._session.execute(insert(JournalLineRow), line_values(row.id, entry))
        return row.id


def refuse_unbalanced(entry: JournalEntry) -> None:
    """The last door before the disk, open or shut also when assertions are stripped."""
    if total(line.debit for line in entry.lines) != total(line.credit for line in entry.lines):
        raise ValueError("an entry whose debits and credits differ")


def line_values(entry_id: int, entry: JournalEntry) -> list[dict[str, object]]:
    """The columns of an entry's lines, numbered from 1."""
    return [
        {
            "entry_id": entry_id,
            "n": n,
            "account": line.account.value,
            "debit": line.debit,
            "credit": line.credit,
        }
        for n, line in enumerate(entry.lines, start=1)
    ]
