"""Money: exact centavos, half up, and what a clerk may type."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money, round_half_up, total
from app.errors import RuleViolation


@pytest.mark.parametrize(
    ("typed", "centavos"),
    [
        ("1500", 150000),
        ("1,500.5", 150050),
        ("$1,500", 150000),
        ("$ 1,500.00", 150000),
        (" 1500 ", 150000),
        ("1500*12", 1800000),
        (".5", 50),
        ("0", 0),
        ("-20.10", -2010),
        ("\u00a01,234,567.89", 123456789),
    ],
)
def test_what_a_clerk_types_is_read_exactly(typed: str, centavos: int) -> None:
    assert Money.parse(typed) == Money(centavos)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12a", "money.not_a_number"),
        ("", "money.not_a_number"),
        (".", "money.not_a_number"),
        ("1.2.3", "money.not_a_number"),
        ("1,50,0", "money.not_a_number"),
        ("10.999", "money.european"),
        ("10.9999", "money.too_many_decimals"),
        ("1.500,00", "money.european"),
        ("15,00", "money.european"),
        ("9" * 20, "money.too_large"),
    ],
)
def test_what_cannot_be_read_safely_is_refused_and_never_guessed(typed: str, code: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        Money.parse(typed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-0.5", -1), ("-2.5", -3)]
)
def test_halves_round_away_from_zero(value: str, rounded: int) -> None:
    assert round_half_up(Fraction(value)) == rounded


def test_interest_of_one_day_rounds_at_the_centavo() -> None:
    # DOMAIN: 50,000 at 15 % one day on 360 is 20.83; on 365, 20.55.
    assert Money.of(50_000).times(Fraction(15, 100) / 360) == Money.of("20.83")
    assert Money.of(50_000).times(Fraction(15, 100) / 365) == Money.of("20.55")


def test_a_float_never_becomes_money() -> None:
    with pytest.raises(TypeError):
        Money.of(0.1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(100).times(0.5)  # type: ignore[arg-type]


@given(st.lists(st.integers(-(10**12), 10**12), max_size=50))
def test_a_sum_is_exact(parts: list[int]) -> None:
    assert total(Money(part) for part in parts) == Money(sum(parts))


@given(st.integers(-(10**13), 10**13))
def test_text_goes_and_comes_back(centavos: int) -> None:
    assert Money.of(str(Money(centavos))) == Money(centavos)
    assert Money(centavos).to_decimal() == Decimal(centavos) / 100


def test_people_read_thousands_and_cents() -> None:
    assert Money(123456789).formatted() == "$1,234,567.89"
    assert Money(-5).formatted() == "-$0.05"
