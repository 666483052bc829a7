"""The level payment: the amount that, paid each period, repays a balance."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from app.domain.loans.terms import RoundHow

Ratio = tuple[int, int]


def level_payment(
    balance: int, residual: int, rates: Sequence[Ratio], multiple: int = 1, how: str = RoundHow.NEAREST
) -> int:
    """(balance - residual·D_n) / ΣD_k with D_k = Π 1/(1 + i_j), in whole multiples of centavos (LOAN_MATHS, ``level``).

    ``rates`` are each period's, as (numerator, denominator). Rounded once, from the exact value: half up, or up.
    Exact because the fractions share the denominator Π(1 + i_j) and stay whole numbers until the one division.
    """
    first = rates[0]
    if all(rate == first for rate in rates):
        annuity, denominator, discounted = _of_equal(first, len(rates))
    else:
        annuity, denominator, discounted = _of_any(rates)
    repaid = balance * denominator - residual * discounted
    step = annuity * multiple
    steps = -(-repaid // step) if how == RoundHow.UP else (2 * repaid + step) // (2 * step)
    return steps * multiple


def _of_equal(rate: Ratio, count: int) -> tuple[int, int, int]:
    """The geometric sum: ΣD = (gⁿ - dⁿ)/(gⁿ·i) with 1 + i = g/d."""
    common = gcd(*rate)
    numerator, base = rate[0] // common, rate[1] // common
    if not numerator:
        return count, 1, 1
    grown, flat = (base + numerator) ** count, base**count
    return base * (grown - flat), numerator * grown, numerator * flat


def _of_any(rates: Sequence[Ratio]) -> tuple[int, int, int]:
    annuity, denominator, discounted = 0, 1, 1
    for numerator, base in reversed(rates):
        common = gcd(numerator, base)
        base //= common
        annuity = (denominator + annuity) * base
        denominator *= base + numerator // common
        discounted *= base
    return annuity, denominator, discounted
