"""The level payment, exact to the last half centavo."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.loans.level_payment import level_payment
from app.domain.loans.terms import RoundHow
from app.domain.money import ZERO, Money, round_half_up

RATES = st.lists(st.fractions(0, 2, max_denominator=36000), min_size=1, max_size=12)


def _by_definition(balance: Money, residual: Money, rates: list[Fraction]) -> Fraction:
    discount, annuity = Fraction(1), Fraction(0)
    for rate in rates:
        discount /= 1 + rate
        annuity += discount
    return (balance.centavos - residual.centavos * discount) / annuity


@given(st.integers(1, 10**12), st.integers(0, 100), RATES)
def test_the_payment_is_the_definitions_exact_value_rounded_half_up(
    centavos: int, percent: int, rates: list[Fraction]
) -> None:
    balance, residual = Money(centavos), Money(centavos * percent // 101)
    given_rates = [rate.as_integer_ratio() for rate in rates]
    paid = level_payment(balance.centavos, residual.centavos, given_rates)
    assert paid == round_half_up(_by_definition(balance, residual, rates))


@given(st.integers(1, 10**12), st.fractions(0, 2, max_denominator=36000), st.integers(1, 400))
def test_equal_rates_give_what_the_definition_gives(centavos: int, rate: Fraction, count: int) -> None:
    exact = _by_definition(Money(centavos), ZERO, [rate] * min(count, 40))
    assert level_payment(centavos, 0, [rate.as_integer_ratio()] * min(count, 40)) == round_half_up(exact)


@given(st.integers(1, 10**12), RATES, st.sampled_from([1, 10, 100, 500]))
def test_rounded_up_it_is_the_first_multiple_not_below(centavos: int, rates: list[Fraction], multiple: int) -> None:
    exact = _by_definition(Money(centavos), ZERO, rates)
    payment = level_payment(centavos, 0, [rate.as_integer_ratio() for rate in rates], multiple, RoundHow.UP)
    assert payment % multiple == 0
    assert payment - multiple < exact <= payment
