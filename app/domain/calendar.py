"""Due-date series, day counting between dates, and the bank holidays of Mexico."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from dateutil.easter import easter

from app.errors import RuleViolation

YEAR_MIN, YEAR_MAX = 1900, 2200


class Frequency(StrEnum):
    """How often an installment falls due."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"
    FOURTEEN_DAY = "fourteen_day"
    SEMIMONTHLY = "semimonthly"
    BIMONTHLY = "bimonthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        """Whole months of a period; 0 for those counted in days or half months."""
        return _MONTHS.get(self, 0)

    @property
    def days(self) -> int:
        """Days of a weekly or fourteen-day period; 0 otherwise."""
        return {Frequency.WEEKLY: 7, Frequency.FOURTEEN_DAY: 14}.get(self, 0)

    @property
    def periods_per_year(self) -> int:
        """52, 26, 24, 12, 6, 4, 2 or 1."""
        if self.months:
            return 12 // self.months
        return {Frequency.WEEKLY: 52, Frequency.FOURTEEN_DAY: 26, Frequency.SEMIMONTHLY: 24}[self]


_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.BIMONTHLY: 2,
    Frequency.QUARTERLY: 3,
    Frequency.SEMIANNUAL: 6,
    Frequency.ANNUAL: 12,
}


class BusinessDayRule(StrEnum):
    """What happens to a due date on a day banks are closed."""

    NONE = "none"
    FOLLOWING = "following"
    PRECEDING = "preceding"


def is_month_end(day: date) -> bool:
    """Whether the day is its month's last."""
    return day.day == monthrange(day.year, day.month)[1]


def add_months(anchor: date, months: int) -> date:
    """The anchor's day ``months`` later, clamped to the month's end (31 Jan, 28 Feb, 31 Mar)."""
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def due_dates(frequency: Frequency, first_due_on: date, count: int) -> tuple[date, ...]:
    """The series anchored at its first date.

    Raises RuleViolation ``terms.semimonthly_start`` naming the two nearest valid dates, ``terms.date_range``.
    """
    check_first_due(frequency, first_due_on)
    try:
        dates = (
            _monthly(first_due_on, frequency.months, count)
            if frequency.months
            else _others(frequency, first_due_on, count)
        )
    except (OverflowError, ValueError) as error:
        raise RuleViolation("terms.date_range", field="installments", least=YEAR_MIN, most=YEAR_MAX) from error
    if dates and not YEAR_MIN <= dates[-1].year <= YEAR_MAX:
        raise RuleViolation("terms.date_range", field="installments", least=YEAR_MIN, most=YEAR_MAX)
    return dates


_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _monthly(first: date, months: int, count: int) -> tuple[date, ...]:
    index, day = first.year * 12 + first.month - 1, first.day
    dates = []
    for place in range(index, index + months * count, months):
        year, month = divmod(place, 12)
        last = 29 if month == 1 and isleap(year) else _LAST_DAYS[month]
        dates.append(date(year, month + 1, day if day < last else last))
    return tuple(dates)


def _others(frequency: Frequency, first: date, count: int) -> tuple[date, ...]:
    if frequency.days:
        start = first.toordinal()
        return tuple(date.fromordinal(start + frequency.days * place) for place in range(count))
    return tuple(_half_month(first, place) for place in range(count))


def _half_month(first: date, place: int) -> date:
    half = place + (0 if first.day == 15 else 1)
    month_start = add_months(first.replace(day=1), half // 2)
    if half % 2 == 0:
        return month_start.replace(day=15)
    return month_start.replace(day=monthrange(month_start.year, month_start.month)[1])


def check_first_due(frequency: Frequency, first: date) -> None:
    """RuleViolation ``terms.semimonthly_start``: that series starts on a 15th or on a month's last day."""
    if frequency is not Frequency.SEMIMONTHLY or first.day == 15 or is_month_end(first):
        return
    if first.day < 15:
        before, after = first.replace(day=1) - timedelta(days=1), first.replace(day=15)
    else:
        before, after = first.replace(day=15), first.replace(day=monthrange(first.year, first.month)[1])
    raise RuleViolation(
        "terms.semimonthly_start",
        field="first_due_on",
        before=before.strftime("%d/%m/%Y"),
        after=after.strftime("%d/%m/%Y"),
    )


def days_30e360(start: date, end: date) -> int:
    """Days of the 30E/360 convention: every month has thirty, the 31st counts as the 30th."""
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + min(end.day, 30) - min(start.day, 30)


@lru_cache(maxsize=512)
def bank_holidays(year: int) -> frozenset[date]:
    """Days on which banks close, by the law's own rules (LFT art. 74 and the CNBV's yearly list's pattern)."""
    sunday = easter(year)
    days = {
        date(year, 1, 1),
        _nth_monday(year, 2, 1),
        _nth_monday(year, 3, 3),
        sunday - timedelta(days=3),
        sunday - timedelta(days=2),
        date(year, 5, 1),
        date(year, 9, 16),
        date(year, 11, 2),
        _nth_monday(year, 11, 3),
        date(year, 12, 12),
        date(year, 12, 25),
    }
    if year >= 2024 and (year - 2024) % 6 == 0:
        days.add(date(year, 10, 1))  # the Executive's handover
    return frozenset(days)


def _nth_monday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7 + 7 * (nth - 1))


def is_business_day(day: date, published: Mapping[int, frozenset[date]] | None = None) -> bool:
    """Whether banks open. ``published``: the days of each year whose list is known; the others follow the law."""
    if day.weekday() >= 5:
        return False
    known = published.get(day.year) if published else None
    return day not in (bank_holidays(day.year) if known is None else known)


def adjust(day: date, rule: BusinessDayRule, published: Mapping[int, frozenset[date]] | None = None) -> date:
    """The day on which a payment due on ``day`` is demanded."""
    if rule is BusinessDayRule.NONE:
        return day
    step = timedelta(days=1 if rule is BusinessDayRule.FOLLOWING else -1)
    while not is_business_day(day, published):
        day += step
    return day
