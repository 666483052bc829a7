"""Day counts: what fraction of a yearly rate a period, or some days, bears."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.calendar import Frequency, days_30e360


class DayCount(StrEnum):
    """How a period's share of the year is counted."""

    THIRTY_360 = "30/360"
    PERIODIC = "periodic"
    ACTUAL_360 = "actual/360"
    ACTUAL_365 = "actual/365"
    ACTUAL_ACTUAL = "actual/actual"

    @property
    def is_by_days(self) -> bool:
        """Whether real days between dates count."""
        return self in (DayCount.ACTUAL_360, DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL)


def year_fraction(day_count: DayCount, start: date, end: date) -> Fraction:
    """The share of a year between two dates; 30/360 and periodic count 30E/360 days here."""
    if day_count is DayCount.ACTUAL_360:
        return Fraction((end - start).days, 360)
    if day_count is DayCount.ACTUAL_365:
        return Fraction((end - start).days, 365)
    if day_count is DayCount.ACTUAL_ACTUAL:
        return _actual_actual(start, end)
    return Fraction(days_30e360(start, end), 360)


def _actual_actual(start: date, end: date) -> Fraction:
    share = Fraction(0)
    for year in range(start.year, end.year + 1):
        first, last = max(start, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
        share += Fraction((last - first).days, 366 if isleap(year) else 365)
    return share


def regular_fraction(day_count: DayCount, frequency: Frequency) -> Fraction:
    """The share of a year of a regular period under 30/360 or periodic, whatever its dates."""
    if day_count is DayCount.PERIODIC:
        return Fraction(1, frequency.periods_per_year)
    if frequency.months:
        return Fraction(frequency.months, 12)
    return Fraction(frequency.days or 15, 360)


def period_rate(annual_rate: Decimal, day_count: DayCount, frequency: Frequency, start: date, end: date) -> Fraction:
    """The rate of a period from ``start`` to ``end``, unadjusted due dates."""
    share = year_fraction(day_count, start, end) if day_count.is_by_days else regular_fraction(day_count, frequency)
    return Fraction(annual_rate) * share
