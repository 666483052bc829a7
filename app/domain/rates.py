"""Day counts: what share of the year a period, or some days, bears; and nominal beside effective rates."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from app.domain.calendar import Frequency, days_30e360

_ACTUAL_ACTUAL_BASE = 365 * 366
_DIGITS = 50


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
        return self in _BY_DAYS


_BY_DAYS = frozenset({DayCount.ACTUAL_360, DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL})


def share_of_days(day_count: DayCount, start: date, end: date) -> tuple[int, int]:
    """The share of the year between two dates as (units, base); 30/360 and periodic count 30E/360 days here."""
    if day_count is DayCount.ACTUAL_360:
        return (end - start).days, 360
    if day_count is DayCount.ACTUAL_365:
        return (end - start).days, 365
    if day_count is DayCount.ACTUAL_ACTUAL:
        return _actual_actual_units(start, end), _ACTUAL_ACTUAL_BASE
    return days_30e360(start, end), 360


def _actual_actual_units(start: date, end: date) -> int:
    """Days of common years over 365 and days of leap years over 366, both in units of 1/(365·366)."""
    units = 0
    for year in range(start.year, end.year + 1):
        first, last = max(start, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
        units += (last - first).days * (365 if isleap(year) else 366)
    return units


def regular_share(day_count: DayCount, frequency: Frequency) -> tuple[int, int]:
    """The share of the year of a regular period under 30/360 or periodic, whatever its dates."""
    if day_count is DayCount.PERIODIC:
        return 1, frequency.periods_per_year
    return (30 * frequency.months or frequency.days or 15), 360


def effective_annual_rate(nominal: Decimal, periods_per_year: int) -> Decimal:
    """(1 + nominal/m)^m - 1: what a nominal yearly rate bears when each period's interest is reinvested. A fraction."""
    with localcontext() as context:
        context.prec = _DIGITS
        return (1 + nominal / periods_per_year) ** periods_per_year - 1


def nominal_annual_rate(effective: Decimal, periods_per_year: int) -> Decimal:
    """m·((1 + effective)^(1/m) - 1): the nominal yearly rate, paid m times a year, of an effective one."""
    with localcontext() as context:
        context.prec = _DIGITS
        return periods_per_year * ((1 + effective) ** (Decimal(1) / periods_per_year) - 1)
