"""Months of the books: a closed one takes no entry; what comes late goes to the first day that is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta


def month_of(day: date) -> date:
    """The first day of its month, by which a month is known."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return month_of(month + timedelta(days=31))


def posting_day(day: date, closed_months: Iterable[date]) -> date:
    """The day itself, or the first of the first open month after it."""
    closed = set(closed_months)
    while month_of(day) in closed:
        day = next_month(month_of(day))
    return day
