"""What use cases ask of the books: ledger, chart of accounts, months and daily closes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.domain.accounting.accounts import Account
from app.domain.accounting.accounts import Mapping as AccountMapping
from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import JournalEntry
from app.domain.money import Money


class LedgerRepository(Protocol):
    def balances_of_loan(self, loan_id: int) -> Mapping[Concept, Money]:
        """Debits less credits per concept posted for the loan: by its events, and in the daily closes."""
        ...

    def closed_of_loan(self, loan_id: int) -> dict[Concept, Money]:
        """The part of it that the daily closes posted."""
        ...

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
        """An entry of a loan's event, or of a daily close."""
        ...

    def save_closed(self, balances: Mapping[int, Mapping[Concept, Money]]) -> None:
        """What the daily closes posted for each of these loans, from the first to the last."""
        ...


class ChartRepository(Protocol):
    def accounts(self) -> tuple[Account, ...]: ...
    def add(self, account: Account) -> None: ...

    def update(self, account: Account) -> None:
        """Everything but the code. Conflict ``account.changed``; NotFound ``account.gone``."""
        ...

    def mappings(self) -> tuple[AccountMapping, ...]: ...

    def codes(self, product_id: int) -> Mapping[Concept, str]:
        """The account of every concept for a product."""
        ...

    def map(self, mapping: AccountMapping) -> None: ...
    def unmap(self, concept: Concept, product_id: int) -> None: ...


@dataclass(frozen=True)
class DailyClose:
    """A daily close: ``last_loan_id`` is how far it is, ``moved`` how many loans changed stage in it."""

    day: date
    started_at: datetime
    finished_at: datetime | None = None
    last_loan_id: int = 0
    loans: int = 0
    moved: int = 0


class PeriodRepository(Protocol):
    def closed_months(self) -> tuple[date, ...]: ...
    def close_month(self, month: date, at: datetime, by: int) -> None: ...
    def reopen_month(self, month: date) -> None: ...
    def last_close(self) -> DailyClose | None: ...
    def closes(self, limit: int) -> tuple[DailyClose, ...]: ...

    def save_close(self, close: DailyClose, by: int) -> None:
        """Begin it, or say how far it is."""
        ...
