"""The periods of a schedule: their dates and the share of the year each bears interest for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.domain.calendar import days_30e360, due_dates
from app.domain.loans.methods import Method
from app.domain.loans.terms import FirstPeriod, LoanTerms
from app.domain.rates import DayCount, regular_share, share_of_days


class Period(NamedTuple):
    """From the former unadjusted due date (or the disbursement) to this one.

    It bears ``units / base`` of the annual rate, whole numbers: 30/360, 31/365, 1/12. ``level_units / level_base`` is
    what the level payment is computed with (the regular share when the first period is counted by days).
    """

    n: int
    start: date
    end: date
    units: int
    base: int
    level_units: int
    level_base: int


def periods_of(terms: LoanTerms) -> tuple[Period, ...]:
    """All periods of the contracted schedule."""
    ends = _ends(terms)
    periods = series(terms, terms.disbursed_on, ends)
    is_counted = terms.first_period is FirstPeriod.BY_DAYS and terms.day_count is DayCount.THIRTY_360
    if is_counted and terms.method not in (Method.BULLET, Method.CUSTOM):
        first = periods[0]
        periods[0] = first._replace(units=days_30e360(first.start, first.end), base=360)
    return tuple(periods)


def series(terms: LoanTerms, start: date, ends: tuple[date, ...], first_n: int = 1) -> list[Period]:
    """Regular periods between the dates, numbered from ``first_n``."""
    day_count = terms.day_count
    if terms.method in (Method.BULLET, Method.CUSTOM) or day_count.is_by_days:
        return by_days(terms, start, ends, first_n)
    units, base = regular_share(day_count, terms.frequency)
    spans = enumerate(zip((start, *ends), ends, strict=False), first_n)
    return [_new(Period, (n, since, end, units, base, units, base)) for n, (since, end) in spans]


_new = tuple.__new__  # a table makes hundreds of periods, and the class's own constructor takes half of the time


def by_days(terms: LoanTerms, start: date, ends: tuple[date, ...], first_n: int = 1) -> list[Period]:
    """Periods that bear interest for the days between their dates, by the day count."""
    day_count = terms.day_count
    periods = []
    for n, end in enumerate(ends, first_n):
        units, base = share_of_days(day_count, start, end)
        periods.append(Period(n, start, end, units, base, units, base))
        start = end
    return periods


def _ends(terms: LoanTerms) -> tuple[date, ...]:
    if terms.method is Method.CUSTOM:
        return tuple(row.due_on for row in terms.custom_rows)
    if terms.method is Method.BULLET:
        return (terms.first_due_on,)
    return due_dates(terms.frequency, terms.first_due_on, terms.installments)


def accrued_share(terms: LoanTerms, period: Period, day: date) -> tuple[int, int]:
    """The part of the period's share of the year that has accrued by ``day``, never more than the whole.

    Days run by the day count; ``periodic`` has no base of days, so its period accrues evenly over its real days.
    """
    if day <= period.start:
        return 0, period.base
    if day >= period.end:
        return period.units, period.base
    if terms.day_count is DayCount.PERIODIC:
        return period.units * (day - period.start).days, period.base * (period.end - period.start).days
    units, base = share_of_days(terms.day_count, period.start, day)
    return min(units, period.units), base


def left_of(terms: LoanTerms, period: Period, day: date) -> Period:
    """What remains of a period from ``day`` on: what had accrued by then is settled or counted apart."""
    if day <= period.start:
        return period
    elapsed, base = accrued_share(terms, period, day)
    units = period.units * (base // period.base) - elapsed
    return Period(period.n, min(day, period.end), period.end, units, base, units, base)
