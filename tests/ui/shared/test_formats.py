"""What a clerk types as a date or a rate, and how amounts are shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.money import Money
from app.errors import RuleViolation
from ui.shared.formats import money_text, parse_date, parse_rate, phone_text

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hoy", date(2026, 11, 23)),
        ("ayer", date(2026, 11, 22)),
        ("+7", date(2026, 11, 30)),
        ("-1", date(2026, 11, 22)),
        ("15", date(2026, 11, 15)),
        ("1503", date(2026, 3, 15)),
        ("15/3", date(2026, 3, 15)),
        ("150326", date(2026, 3, 15)),
        ("15/03/2026", date(2026, 3, 15)),
        ("15-03-26", date(2026, 3, 15)),
        ("260656", date(1956, 6, 26)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_clerks_write_it(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["31/02/2026", "310226", "0", "abc", "1/2/3/4", "99", "12345", "15/13", "+99999"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        parse_date(typed, TODAY)
    assert caught.value.code == "typed.not_a_date"


@pytest.mark.parametrize(("typed", "rate"), [("36", "0.36"), ("36 %", "0.36"), ("36.5", "0.365"), ("0", "0")])
def test_a_rate_is_typed_as_a_percentage_and_kept_as_a_fraction(typed: str, rate: str) -> None:
    assert parse_rate(typed) == Decimal(rate)


@pytest.mark.parametrize("typed", ["x", "36,5", "1e5", "NaN", "--3"])
def test_what_is_no_rate_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolation):
        parse_rate(typed)


def test_amounts_and_telephones_are_shown_as_people_read_them() -> None:
    assert money_text(Money.of("1234567.89")) == "$1,234,567.89"
    assert money_text(Money.of("-5.00")) == "-($5.00)"
    assert money_text(None) == ""
    assert phone_text("4421234567") == "442 123 4567"
