"""The periods of a schedule: their dates and the rate each bears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.calendar import days_30e360, due_dates
from app.domain.loans.terms import FirstPeriod, LoanTerms
from app.domain.products.methods import Method
from app.domain.rates import DayCount, period_rate, year_fraction


@dataclass(frozen=True)
class Period:
    """From the former unadjusted due date (or the disbursement) to this one; ``rate`` is the period's, exact.

    ``level_rate`` is the one that the level payment is computed with (the regular one when the first period is
    counted by days).
    """

    n: int
    start: date
    end: date
    rate: Fraction
    level_rate: Fraction


def periods_of(terms: LoanTerms) -> tuple[Period, ...]:
    """All periods of the contracted schedule."""
    ends = _ends(terms)
    starts = (terms.disbursed_on, *ends[:-1])
    periods = []
    for n, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        regular = _regular_rate(terms, start, end)
        rate = regular
        by_days = terms.first_period is FirstPeriod.BY_DAYS and terms.day_count is DayCount.THIRTY_360
        if n == 1 and by_days:
            rate = Fraction(terms.annual_rate) * Fraction(days_30e360(start, end), 360)
        periods.append(Period(n, start, end, rate, regular))
    return tuple(periods)


def _ends(terms: LoanTerms) -> tuple[date, ...]:
    if terms.method is Method.CUSTOM:
        return tuple(row.due_on for row in terms.custom_rows)
    if terms.method is Method.BULLET:
        return (terms.first_due_on,)
    return due_dates(terms.frequency, terms.first_due_on, terms.installments)


def _regular_rate(terms: LoanTerms, start: date, end: date) -> Fraction:
    if terms.method in (Method.BULLET, Method.CUSTOM):
        return Fraction(terms.annual_rate) * year_fraction(terms.day_count, start, end)
    return period_rate(terms.annual_rate, terms.day_count, terms.frequency, start, end)


def accrued_rate(terms: LoanTerms, period: Period, day: date) -> Fraction:
    """The part of the period's rate that has accrued by ``day``, never more than the whole.

    Days run by the day count; ``periodic`` has no base of days, so its period accrues evenly.
    """
    if day <= period.start:
        return Fraction(0)
    if day >= period.end:
        return period.rate
    if terms.day_count is DayCount.PERIODIC:
        return period.rate * Fraction((day - period.start).days, (period.end - period.start).days)
    elapsed = Fraction(terms.annual_rate) * year_fraction(terms.day_count, period.start, day)
    return min(elapsed, period.rate)
