"""The ledger: balanced entries, appended; its chart, its months and its closes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from app.domain.accounting.accounts import Account, AccountKind, codes_of
from app.domain.accounting.accounts import Mapping as AccountMapping
from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import JournalEntry
from app.domain.money import ZERO, Money, total
from app.errors import Conflict, NotFound
from app.ports.books import DailyClose
from db.models.accounting import (
    AccountMappingRow,
    AccountRow,
    ClosedMonthRow,
    DailyCloseRow,
    JournalEntryRow,
    JournalLineRow,
    LoanCloseRow,
)


class LedgerTable:
    """Entries and what they add up to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def balances_of_loan(self, loan_id: int) -> Mapping[Concept, Money]:
        """Debits less credits per concept posted for the loan: by its events, and in the daily closes."""
        rows = self._session.execute(
            select(JournalLineRow.concept, func.sum(JournalLineRow.debit), func.sum(JournalLineRow.credit))
            .join(JournalEntryRow, JournalEntryRow.id == JournalLineRow.entry_id)
            .where(JournalEntryRow.loan_id == loan_id)
            .group_by(JournalLineRow.concept)
        )
        balances = {Concept(concept): debit - credit for concept, debit, credit in rows}
        for concept, amount in self.closed_of_loan(loan_id).items():
            balances[concept] = balances.get(concept, ZERO) + amount
        return balances

    def closed_of_loan(self, loan_id: int) -> dict[Concept, Money]:
        """The part of it that the daily closes posted."""
        text = self._session.execute(
            select(LoanCloseRow.balances).where(LoanCloseRow.loan_id == loan_id)
        ).scalar_one_or_none()
        return {} if text is None else balances_from(text)

    def append(
        self,
        entry: JournalEntry,
        *,
        at: datetime,
        by: int,
        loan_id: int | None = None,
        event_id: int | None = None,
        close_on: date | None = None,
    ) -> int:
        refuse_unbalanced(entry)
        row = JournalEntryRow(
            posted_on=entry.posted_on,
            value_on=entry.value_on,
            loan_id=loan_id,
            event_id=event_id,
            close_on=close_on,
            created_at=at,
            created_by=by,
        )
        self._session.add(row)
        self._session.flush()
        if entry.lines:
            self._session.execute(insert(JournalLineRow), line_values(row.id, entry))
        return row.id

    def save_closed(self, balances: Mapping[int, Mapping[Concept, Money]]) -> None:
        """What the daily closes posted for each of these loans, from the first to the last."""
        if not balances:
            return
        statement = upsert(LoanCloseRow)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["loan_id"], set_={"balances": statement.excluded.balances}),
            [{"loan_id": loan_id, "balances": balances_text(each)} for loan_id, each in balances.items()],
        )


class ChartTable:
    """The chart of accounts and the mapping of concepts to it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def accounts(self) -> tuple[Account, ...]:
        rows = self._session.execute(select(AccountRow).order_by(AccountRow.code)).scalars()
        return tuple(_account(row) for row in rows)

    def add(self, account: Account) -> None:
        self._session.add(AccountRow(code=account.code, **_account_values(account), version=1))
        self._session.flush()

    def update(self, account: Account) -> None:
        """Everything but the code. Conflict ``account.changed``; NotFound ``account.gone``."""
        changed = self._session.execute(
            update(AccountRow)
            .where(AccountRow.code == account.code, AccountRow.version == account.version)
            .values(**_account_values(account), version=account.version + 1)
            .returning(AccountRow.code)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if changed is None:
            if all(known.code != account.code for known in self.accounts()):
                raise NotFound("account.gone")
            raise Conflict("account.changed")

    def mappings(self) -> tuple[AccountMapping, ...]:
        rows = self._session.execute(
            select(AccountMappingRow).order_by(AccountMappingRow.product_id, AccountMappingRow.concept)
        ).scalars()
        return tuple(AccountMapping(Concept(row.concept), row.product_id, row.account) for row in rows)

    def codes(self, product_id: int) -> Mapping[Concept, str]:
        """The account of every concept for a product."""
        return codes_of(self.mappings(), product_id)

    def map(self, mapping: AccountMapping) -> None:
        """Replace the concept's account for the product."""
        values = {"concept": mapping.concept.value, "product_id": mapping.product_id, "account": mapping.code}
        self._session.execute(
            upsert(AccountMappingRow)
            .values(**values)
            .on_conflict_do_update(index_elements=["concept", "product_id"], set_={"account": mapping.code})
        )

    def unmap(self, concept: Concept, product_id: int) -> None:
        """Back to the account of every product."""
        self._session.execute(
            delete(AccountMappingRow).where(
                AccountMappingRow.concept == concept.value, AccountMappingRow.product_id == product_id
            )
        )


class PeriodTable:
    """Closed months and daily closes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def closed_months(self) -> tuple[date, ...]:
        return tuple(self._session.execute(select(ClosedMonthRow.month).order_by(ClosedMonthRow.month)).scalars())

    def close_month(self, month: date, at: datetime, by: int) -> None:
        self._session.execute(insert(ClosedMonthRow).values(month=month, closed_at=at, closed_by=by))

    def reopen_month(self, month: date) -> None:
        self._session.execute(delete(ClosedMonthRow).where(ClosedMonthRow.month == month))

    def last_close(self) -> DailyClose | None:
        row = self._session.execute(
            select(DailyCloseRow).order_by(DailyCloseRow.day.desc()).limit(1).execution_options(populate_existing=True)
        ).scalar_one_or_none()
        return None if row is None else _close(row)

    def closes(self, limit: int) -> tuple[DailyClose, ...]:
        rows = self._session.execute(select(DailyCloseRow).order_by(DailyCloseRow.day.desc()).limit(limit)).scalars()
        return tuple(_close(row) for row in rows)

    def save_close(self, close: DailyClose, by: int) -> None:
        """Begin it, or say how far it is."""
        values = {
            "started_at": close.started_at,
            "finished_at": close.finished_at,
            "last_loan_id": close.last_loan_id,
            "loans": close.loans,
            "moved": close.moved,
            "closed_by": by,
        }
        self._session.execute(
            upsert(DailyCloseRow)
            .values(day=close.day, **values)
            .on_conflict_do_update(index_elements=["day"], set_=values)
        )


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
            "concept": line.concept.value,
            "account": line.account,
            "debit": line.debit,
            "credit": line.credit,
        }
        for n, line in enumerate(entry.lines, start=1)
    ]


def balances_text(balances: Mapping[Concept, Money]) -> str:
    """As they are kept: JSON of concept and centavos, what is zero left out."""
    return json.dumps({concept.value: amount.centavos for concept, amount in balances.items() if amount})


def balances_from(text: str) -> dict[Concept, Money]:
    """What ``balances_text`` wrote."""
    return {Concept(name): Money(centavos) for name, centavos in json.loads(text).items()}


def _account(row: AccountRow) -> Account:
    kind = AccountKind(row.kind)
    return Account(row.code, row.name, kind, row.is_debit, row.sat_code, row.is_active, row.version)


def _account_values(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "kind": account.kind.value,
        "is_debit": account.is_debit,
        "sat_code": account.sat_code,
        "is_active": account.is_active,
    }


def _close(row: DailyCloseRow) -> DailyClose:
    return DailyClose(row.day, row.started_at, row.finished_at, row.last_loan_id, row.loans, row.moved)
