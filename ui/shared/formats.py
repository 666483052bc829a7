"""How amounts, dates, rates and telephones are shown, and how typed dates and rates are read."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from app.domain.money import ZERO, Money
from app.errors import RuleViolation


def money_text(amount: Money | None) -> str:
    """``$1,234.56``; negative ``($1,234.56)`` with minus; empty for none."""
    if amount is None:
        return ""
    return f"-({(-amount).formatted()})" if amount < ZERO else amount.formatted()


def date_text(day: date | None) -> str:
    """``23/11/2026``; empty for none."""
    return "" if day is None else day.strftime("%d/%m/%Y")


def rate_text(rate: Decimal) -> str:
    """``36.00 %`` of a fraction."""
    return f"{rate * 100:,.2f} %"


def phone_text(number: str) -> str:
    """``442 123 4567``."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 10 else number


def parse_rate(text: str) -> Decimal:
    """``36``, ``36 %``, ``36.5`` to a fraction. RuleViolation ``typed.not_a_rate``."""
    cleaned = text.replace("%", "").replace(" ", "").replace("\u00a0", "")
    try:
        percent = Decimal(cleaned)
    except InvalidOperation as error:
        raise RuleViolation("typed.not_a_rate", text=text) from error
    if not percent.is_finite() or not re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", cleaned):
        raise RuleViolation("typed.not_a_rate", text=text)
    return percent / 100


def parse_date(text: str, today: date) -> date:
    """What a clerk types: ``hoy``, ``ayer``, ``+7``, ``-1``, ``15``, ``1503``, ``15/3``, ``150326``, ``15/03/2026``.

    Two-digit years up to ten after today's are of this century, the others of the last one.
    RuleViolation ``typed.not_a_date``.
    """
    cleaned = text.strip().lower()
    try:
        if cleaned in ("hoy", "ayer", "mañana"):
            return today + timedelta(days={"hoy": 0, "ayer": -1, "mañana": 1}[cleaned])
        if re.fullmatch(r"[+-]\d{1,4}", cleaned):
            return today + timedelta(days=int(cleaned))
        return date(*_year_month_day(cleaned, today))
    except (ValueError, OverflowError) as error:
        raise RuleViolation("typed.not_a_date", text=text) from error


def _year_month_day(text: str, today: date) -> tuple[int, int, int]:
    parts = re.split(r"[/\-. ]", text)
    if len(parts) == 1 and text.isdigit():
        lengths = {1: (1,), 2: (2,), 4: (2, 2), 6: (2, 2, 2), 8: (2, 2, 4)}[len(text)] if len(text) in (
            1, 2, 4, 6, 8,
        ) else ()  # fmt: skip
        parts, place = [], 0
        for length in lengths:
            parts.append(text[place : place + length])
            place += length
    numbers = [int(part) for part in parts]
    if not 1 <= len(numbers) <= 3:
        raise ValueError(text)
    day = numbers[0]
    month = numbers[1] if len(numbers) > 1 else today.month
    year = numbers[2] if len(numbers) > 2 else today.year
    if len(numbers) > 2 and len(parts[2]) == 2:
        year += 2000 if year <= today.year % 100 + 10 else 1900
    elif year < 1900:
        raise ValueError(text)
    return year, month, day


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
