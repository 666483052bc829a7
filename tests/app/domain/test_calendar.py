"""Due-date series, 30E/360 days, and the bank holidays of Mexico."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import (
    BusinessDayRule,
    Frequency,
    adjust,
    bank_holidays,
    days_30e360,
    due_dates,
    is_business_day,
)
from app.errors import RuleViolation

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("frequency", "first", "expected"),
    [
        (Frequency.WEEKLY, date(2026, 1, 22), ["2026-01-22", "2026-01-29", "2026-02-05"]),
        (Frequency.FOURTEEN_DAY, date(2026, 1, 22), ["2026-01-22", "2026-02-05", "2026-02-19"]),
        (Frequency.SEMIMONTHLY, date(2026, 2, 15), ["2026-02-15", "2026-02-28", "2026-03-15"]),
        (Frequency.SEMIMONTHLY, date(2028, 2, 29), ["2028-02-29", "2028-03-15", "2028-03-31"]),
        (Frequency.BIMONTHLY, date(2025, 12, 31), ["2025-12-31", "2026-02-28", "2026-04-30"]),
        (Frequency.QUARTERLY, date(2026, 1, 31), ["2026-01-31", "2026-04-30", "2026-07-31"]),
        (Frequency.SEMIANNUAL, date(2026, 8, 31), ["2026-08-31", "2027-02-28", "2027-08-31"]),
        (Frequency.ANNUAL, date(2024, 2, 29), ["2024-02-29", "2025-02-28", "2026-02-28"]),
    ],
)
def test_a_series_keeps_its_anchors_day(frequency: Frequency, first: date, expected: list[str]) -> None:
    assert [day.isoformat() for day in due_dates(frequency, first, 3)] == expected


def test_an_annual_series_of_the_29th_of_february_comes_back_to_it() -> None:
    assert due_dates(Frequency.ANNUAL, date(2024, 2, 29), 5)[-1] == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (date(2026, 1, 10), "31/12/2025", "15/01/2026"),
        (date(2026, 2, 20), "15/02/2026", "28/02/2026"),
        (date(2026, 1, 30), "15/01/2026", "31/01/2026"),
    ],
)
def test_a_semimonthly_series_starts_on_a_15th_or_a_months_end(first: date, before: str, after: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        due_dates(Frequency.SEMIMONTHLY, first, 4)
    assert refused.value.code == "terms.semimonthly_start"
    assert refused.value.params == {"before": before, "after": after}


def test_a_series_beyond_the_year_2200_is_refused() -> None:
    with pytest.raises(RuleViolation) as refused:
        due_dates(Frequency.ANNUAL, date(2026, 1, 1), 1200)
    assert refused.value.code == "terms.date_range"
    with pytest.raises(RuleViolation):
        due_dates(Frequency.ANNUAL, date(2026, 1, 1), 100_000)


@given(DAYS, st.sampled_from([frequency for frequency in Frequency if frequency is not Frequency.SEMIMONTHLY]))
def test_every_series_rises(first: date, frequency: Frequency) -> None:
    dates = due_dates(frequency, first, 13)
    assert list(dates) == sorted(set(dates))
    assert dates[0] == first


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 1, 15), date(2026, 2, 15), 30),
        (date(2026, 1, 31), date(2026, 2, 28), 28),
        (date(2026, 1, 30), date(2026, 3, 31), 60),
        (date(2026, 2, 28), date(2026, 3, 31), 32),
        (date(2026, 1, 15), date(2027, 1, 15), 360),
    ],
)
def test_30e360_gives_every_month_thirty_days(start: date, end: date, days: int) -> None:
    assert days_30e360(start, end) == days


def test_the_bank_holidays_of_2026_are_the_published_ones() -> None:
    assert sorted(day.strftime("%d/%m") for day in bank_holidays(2026)) == sorted(
        "01/01 02/02 16/03 02/04 03/04 01/05 16/09 02/11 16/11 12/12 25/12".split()
    )


@pytest.mark.parametrize(("year", "is_holiday"), [(2023, False), (2024, True), (2025, False), (2030, True)])
def test_the_handover_of_government_closes_banks_every_six_years(year: int, is_holiday: bool) -> None:
    assert (date(year, 10, 1) in bank_holidays(year)) is is_holiday


@pytest.mark.parametrize(
    ("day", "following", "preceding"),
    [
        (date(2026, 2, 16), date(2026, 2, 16), date(2026, 2, 16)),
        (date(2026, 1, 31), date(2026, 2, 3), date(2026, 1, 30)),  # a Saturday; Monday the 2nd is a holiday
        (date(2026, 4, 2), date(2026, 4, 6), date(2026, 4, 1)),  # Holy Thursday
        (date(2027, 1, 1), date(2027, 1, 4), date(2026, 12, 31)),
    ],
)
def test_the_business_day_rule_skips_days_banks_are_closed(day: date, following: date, preceding: date) -> None:
    assert adjust(day, BusinessDayRule.NONE) == day
    assert adjust(day, BusinessDayRule.FOLLOWING) == following
    assert adjust(day, BusinessDayRule.PRECEDING) == preceding


@given(DAYS)
def test_an_adjusted_day_is_a_business_day_near_by(day: date) -> None:
    for rule in (BusinessDayRule.FOLLOWING, BusinessDayRule.PRECEDING):
        moved = adjust(day, rule)
        assert is_business_day(moved)
        assert abs(moved - day) <= timedelta(days=6)
