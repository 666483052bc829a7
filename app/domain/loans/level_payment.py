"""The level payment: the amount that, paid each period, repays a balance."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from app.domain.loans.terms import RoundHow
from app.domain.money import Money


def level_payment(
    balance: Money, residual: Money, rates: Sequence[Fraction], multiple: Money = Money(1), how: str = RoundHow.NEAREST
) -> Money:
    """(balance - residual·D_n) / ΣD_k with D_k = Π 1/(1 + i_j), in whole multiples (LOAN_MATHS, ``level``).

    Rounded once, from the exact value: half up, or up. Exact because the fractions share the denominator Π(1 + i_j)
    and stay whole numbers until the one division.
    """
    annuity, denominator, discounted = 0, 1, 1
    for rate in reversed(rates):
        growth = 1 + rate
        annuity = (denominator + annuity) * growth.denominator
        denominator *= growth.numerator
        discounted *= growth.denominator
    repaid = balance.centavos * denominator - residual.centavos * discounted
    step = annuity * multiple.centavos
    steps = -(-repaid // step) if how == RoundHow.UP else (2 * repaid + step) // (2 * step)
    return Money(steps * multiple.centavos)
