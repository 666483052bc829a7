"""A line of an explanation, and how its values are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.loans.periods import Period
from app.domain.money import Money
from app.domain.rates import DayCount

_LEAP_AND_COMMON = 365 * 366


@dataclass(frozen=True)
class Line:
    """A signed amount in centavos (of ``days_past_due``: days) and the code of its text with the values in place.

    ``installment``: 0 where it belongs to none. ``seq``: the event it comes from, None where it is of the contract.
    """

    code: str
    amount: int
    params: Mapping[str, object] = field(default_factory=dict)
    installment: int = 0
    seq: int | None = None


def money_text(centavos: int) -> str:
    """1,234.56."""
    return f"{Money(centavos).to_decimal():,.2f}"


def percent_text(fraction: Decimal) -> str:
    """A fraction as a percentage, without the zeros that say nothing: 72."""
    percent = (fraction * 100).normalize()
    return f"{percent:,f}"


def date_text(day: date) -> str:
    """31/12/2026."""
    return f"{day:%d/%m/%Y}"


def short_date_text(day: date) -> str:
    """31/12/26, for the two ends of a stretch of days."""
    return f"{day:%d/%m/%y}"


def share_text(day_count: DayCount, period: Period) -> str:
    """The share of the year a period bears interest for: 30/360, 31/365, 1/12, 20/365 + 11/366."""
    return parts_text(day_count, period.units, period.base)


def parts_text(day_count: DayCount, units: int, base: int) -> str:
    """The same of any share; actual/actual is told by its days of common and of leap years where they are whole."""
    if day_count is not DayCount.ACTUAL_ACTUAL or base != _LEAP_AND_COMMON:
        return f"{units}/{base}"
    # units = 366·common + 365·leap, and 366 = 1 (mod 365): common is units mod 365, but for whole years
    common = units % 365
    leap = (units - 366 * common) // 365
    while leap >= 366:
        common, leap = common + 365, leap - 366
    parts = [f"{days}/{of}" for days, of in ((common, 365), (leap, 366)) if days]
    return " + ".join(parts) or "0/365"
