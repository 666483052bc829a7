"""Read the books: trial balance of a span, its entries, the months and the daily closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.ports.books import DailyClose
from app.ports.queries import AccountBalance, JournalLineShown

LINES_MAX = 2_000
CLOSES_SHOWN = 60


@dataclass(frozen=True)
class Periods:
    """The closed months, the latest closes, and the month in which the books begin (None: nothing is posted)."""

    business_on: date
    first_month: date | None
    closed_months: tuple[date, ...]
    closes: tuple[DailyClose, ...]


def read_trial_balance(ctx: Context, since: date, until: date) -> tuple[AccountBalance, ...]:
    """Every account with what it had before, its movements of the days, both included, and what it has after."""
    with ctx.reading("ledger.view") as uow:
        return uow.queries.trial_balance(since, until)


def read_journal(ctx: Context, since: date, until: date, account: str = "") -> tuple[JournalLineShown, ...]:
    """The lines posted in those days, of one account or of all; the newest first, two thousand at most."""
    with ctx.reading("ledger.view") as uow:
        return uow.queries.journal(since, until, account, LINES_MAX)


def read_periods(ctx: Context) -> Periods:
    """Which months and days are closed."""
    with ctx.reading("ledger.view") as uow:
        return Periods(
            business_on=ctx.clock.business_on(),
            first_month=uow.queries.first_posted_month(),
            closed_months=uow.periods.closed_months(),
            closes=uow.periods.closes(CLOSES_SHOWN),
        )
