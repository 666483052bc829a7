"""What share of a yearly rate a period bears under each day count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.calendar import Frequency
from app.domain.rates import (
    DayCount,
    effective_annual_rate,
    nominal_annual_rate,
    regular_share,
    share_of_days,
)

RATE = Decimal("0.36")
START, END = date(2026, 1, 15), date(2026, 2, 15)


@pytest.mark.parametrize(
    ("day_count", "frequency", "rate"),
    [
        (DayCount.THIRTY_360, Frequency.MONTHLY, Fraction(36, 1200)),
        (DayCount.THIRTY_360, Frequency.QUARTERLY, Fraction(36, 400)),
        (DayCount.THIRTY_360, Frequency.SEMIMONTHLY, Fraction(36 * 15, 36000)),
        (DayCount.THIRTY_360, Frequency.WEEKLY, Fraction(36 * 7, 36000)),
        (DayCount.THIRTY_360, Frequency.FOURTEEN_DAY, Fraction(36 * 14, 36000)),
        (DayCount.PERIODIC, Frequency.WEEKLY, Fraction(36, 5200)),
        (DayCount.PERIODIC, Frequency.FOURTEEN_DAY, Fraction(36, 2600)),
        (DayCount.PERIODIC, Frequency.SEMIMONTHLY, Fraction(36, 2400)),
        (DayCount.PERIODIC, Frequency.ANNUAL, Fraction(36, 100)),
        (DayCount.ACTUAL_360, Frequency.MONTHLY, Fraction(36 * 31, 36000)),
        (DayCount.ACTUAL_365, Frequency.MONTHLY, Fraction(36 * 31, 36500)),
        (DayCount.ACTUAL_ACTUAL, Frequency.MONTHLY, Fraction(36 * 31, 36500)),
    ],
)
def test_a_periods_rate_follows_its_day_count(day_count: DayCount, frequency: Frequency, rate: Fraction) -> None:
    is_counted = day_count.is_by_days
    share = share_of_days(day_count, START, END) if is_counted else regular_share(day_count, frequency)
    assert Fraction(RATE) * Fraction(*share) == rate


def test_actual_actual_counts_leap_and_common_days_apart() -> None:
    """12 December 2023 to 12 January 2024: 20 days of a common year, 11 of a leap one."""
    share = share_of_days(DayCount.ACTUAL_ACTUAL, date(2023, 12, 12), date(2024, 1, 12))
    assert Fraction(*share) == Fraction(20, 365) + Fraction(11, 366)


def test_actual_actual_of_whole_years_is_their_number() -> None:
    assert Fraction(*share_of_days(DayCount.ACTUAL_ACTUAL, date(2023, 1, 1), date(2026, 1, 1))) == 3


def test_a_nominal_rate_has_its_effective_one_and_back() -> None:
    """24 % paid monthly is 26.8242 % effective: the known figure of 2 % a month."""
    effective = effective_annual_rate(Decimal("0.24"), 12)
    assert round(effective, 8) == Decimal("0.26824179")
    assert round(nominal_annual_rate(effective, 12), 20) == Decimal("0.24")
