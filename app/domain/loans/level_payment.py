"""The level payment: the amount that, paid each period, repays a balance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from app.domain.loans.terms import RoundHow
from app.domain.money import Money, round_half_up

_DIGITS = 60
"""Digits carried: enough that 1,200 discount factors leave the centavo beyond doubt."""


def level_payment(balance: Money, residual: Money, rates: Sequence[Fraction]) -> Money:
    """(balance - residual·D_n) / ΣD_k with D_k = Π 1/(1 + i_j), rounded half up (LOAN_MATHS, ``level``)."""
    with localcontext() as context:
        context.prec = _DIGITS
        discount, annuity = Decimal(1), Decimal(0)
        for rate in rates:
            discount /= 1 + Decimal(rate.numerator) / Decimal(rate.denominator)
            annuity += discount
        exact = (balance.centavos - residual.centavos * discount) / annuity
        return Money(round_half_up(Fraction(exact)))


def rounded_to(payment: Money, multiple: Money, how: RoundHow) -> Money:
    """The payment as a multiple (0.10, 1, 5, 10 …): the nearest, halves up, or the next one up."""
    if multiple.centavos == 1:
        return payment
    steps = Fraction(payment.centavos, multiple.centavos)
    whole = -(-payment.centavos // multiple.centavos) if how is RoundHow.UP else round_half_up(steps)
    return Money(whole * multiple.centavos)
