"""The bank holidays that the CNBV published for each year, as the lender typed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.calendar import YEAR_MAX, YEAR_MIN, bank_holidays
from app.errors import RuleViolation

DAYS_OF_A_YEAR_MAX = 40


@dataclass(frozen=True)
class HolidayYear:
    """The days on which banks close in a year; ``is_published``: typed from the list, else by the law's own rules."""

    year: int
    days: tuple[date, ...]
    is_published: bool


@dataclass(frozen=True)
class HolidaysSaved:
    """What changed."""

    changes: Changes


def read_holidays(ctx: Context, year: int) -> HolidayYear:
    """The year as typed, or as the law's rules give it until its list is."""
    with ctx.reading("products.view") as uow:
        if not YEAR_MIN <= year <= YEAR_MAX:
            raise RuleViolation("holidays.year", field="year", least=YEAR_MIN, most=YEAR_MAX)
        published = tuple(day for day in uow.holidays.all() if day.year == year)
    return HolidayYear(year, published or tuple(sorted(bank_holidays(year))), bool(published))


def read_published_holidays(ctx: Context) -> tuple[date, ...]:
    """Every day typed, of all years: what the terms of a new loan carry with them."""
    with ctx.reading("products.view") as uow:
        return uow.holidays.all()


def save_holidays(ctx: Context, year: int, days: Sequence[date]) -> HolidaysSaved:
    """Replace a year's list; none goes back to the law's rules. Loans already written keep their dates.

    Raises RuleViolation ``holidays.year``, ``holidays.other_year``, ``holidays.too_many``.
    """
    with ctx.change("settings.edit") as uow:
        _check(year, days)
        before = [day.isoformat() for day in uow.holidays.all() if day.year == year]
        chosen = tuple(sorted(set(days)))
        uow.holidays.replace_year(year, chosen)
        ctx.record(
            uow,
            Action.HOLIDAYS_CHANGED,
            Subject("holidays", year, str(year)),
            before={"days": list(before)},
            after={"days": [day.isoformat() for day in chosen]},
        )
        uow.commit()
    return HolidaysSaved(Changes.of(Topic.PRODUCTS))


def _check(year: int, days: Sequence[date]) -> None:
    if not YEAR_MIN <= year <= YEAR_MAX:
        raise RuleViolation("holidays.year", field="year", least=YEAR_MIN, most=YEAR_MAX)
    other = next((day for day in days if day.year != year), None)
    if other is not None:
        raise RuleViolation("holidays.other_year", field="days", day=other.strftime("%d/%m/%Y"), year=year)
    if len(set(days)) > DAYS_OF_A_YEAR_MAX:
        raise RuleViolation("holidays.too_many", field="days", most=DAYS_OF_A_YEAR_MAX)
