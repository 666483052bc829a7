"""CAT (costo anual total): the yearly effective rate that equates what is received with what is paid.

Banco de México's circular 21/2009: VAT, late interest and optional products stay out. The root is located in binary
floating point, which is a search and touches no amount, and each one-decimal boundary it comes near is decided exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from app.domain.calendar import Frequency, add_months
from app.domain.loans.schedule import Schedule, build_schedule, disbursed_amount
from app.domain.loans.terms import FeeMode, FirstPeriod, LoanTerms
from app.domain.money import ZERO, Money
from app.domain.products.methods import Method
from app.errors import RuleViolation

RATE_MAX = 1e20
_STEPS_MAX = 400
_NEAR_BOUNDARY = 1e-6


@dataclass(frozen=True)
class Flow:
    """Money at ``t`` years from the first disbursement; a released guarantee is a negative payment."""

    t: Fraction
    amount: Money


def cat_of_flows(disbursements: Sequence[Flow], payments: Sequence[Flow]) -> Decimal:
    """The CAT as a percentage with one decimal, half up; the positive root nearest zero.

    Raises RuleViolation ``cat.no_flows`` or ``cat.no_solution``.
    """
    if not disbursements or not payments:
        raise RuleViolation("cat.no_flows")
    flows = [Flow(flow.t, -flow.amount) for flow in disbursements] + list(payments)
    flows = [flow for flow in flows if flow.amount]
    if sum(flow.amount.centavos for flow in flows) == 0:
        return Decimal("0.0")
    low, high = _bracket(flows)
    return _to_one_decimal(flows, _bisect(flows, low, high))


def cat_of_terms(terms: LoanTerms, schedule: Schedule) -> Decimal:
    """The CAT of a contract: its principal, ordinary interest, opening fee and obligatory fees, without VAT."""
    fee = terms.opening_fee
    received, at_start = terms.principal, ZERO
    if fee is not None and fee.how is FeeMode.DEDUCTED:
        received = disbursed_amount(terms) + fee.vat(terms.principal)
    if fee is not None and fee.how is FeeMode.PAID:
        at_start = fee.fee(terms.principal)
    if fee is not None and fee.how is FeeMode.FINANCED:
        schedule = build_schedule(replace(terms, opening_fee=replace(fee, vat_rate=Decimal(0))))
    payments = [Flow(Fraction(0), at_start)] if at_start else []
    is_periodic = is_regular(terms)
    base = 360 if terms.cat_convention == "act/360" else 365
    for row in schedule.rows:
        share = Fraction(row.n, terms.frequency.periods_per_year)
        t = share if is_periodic else Fraction((row.due_on - terms.disbursed_on).days, base)
        obligatory = sum(
            fee.fee(terms.principal, row.opening).centavos for fee in terms.installment_fees if fee.is_obligatory
        )
        has_fees = bool(row.fees)
        payments.append(Flow(t, row.principal + row.interest + (Money(obligatory) if has_fees else ZERO)))
    return cat_of_flows([Flow(Fraction(0), received)], payments)


def is_regular(terms: LoanTerms) -> bool:
    """Whether flows fall on regular fractions of the year; single payments and irregular series count days."""
    if terms.cat_convention != "periodic" or terms.installments == 1:
        return False
    if terms.method in (Method.BULLET, Method.CUSTOM):
        return False
    if not terms.day_count.is_by_days and terms.first_period is FirstPeriod.REGULAR:
        return True  # the table itself takes the first period as a whole one, whatever its dates
    return _first_period_is_whole(terms.frequency, terms.disbursed_on, terms.first_due_on)


def _first_period_is_whole(frequency: Frequency, start: date, end: date) -> bool:
    if frequency.months:
        return add_months(start, frequency.months) == end or add_months(end, -frequency.months) == start
    if frequency.days:
        return (end - start).days == frequency.days
    return 13 <= (end - start).days <= 16


def _value(flows: Sequence[Flow], rate: float) -> float:
    log_growth = math.log1p(rate)
    return math.fsum(flow.amount.centavos * math.exp(-float(flow.t) * log_growth) for flow in flows)


def _bracket(flows: Sequence[Flow]) -> tuple[float, float]:
    """The first sign change upward from zero, on a grid that widens by a tenth."""
    low, at_low = 0.0, _value(flows, 0.0)
    step = 1e-4
    while low < RATE_MAX:
        high = low + step
        at_high = _value(flows, high)
        if at_high == 0.0 or (at_low > 0) != (at_high > 0):
            return low, high
        low, at_low, step = high, at_high, step * 1.1
    raise RuleViolation("cat.no_solution")


def _bisect(flows: Sequence[Flow], low: float, high: float) -> float:
    sign = _value(flows, low) > 0
    for _ in range(_STEPS_MAX):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (_value(flows, middle) > 0) == sign:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _to_one_decimal(flows: Sequence[Flow], rate: float) -> Decimal:
    percent = Decimal(rate) * 100
    rounded = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    boundary = (percent * 10).to_integral_value(rounding="ROUND_FLOOR") / 10 + Decimal("0.05")
    if abs(percent - boundary) > max(_NEAR_BOUNDARY, float(percent) * 1e-12):
        return rounded
    falls = _value(flows, rate * (1 - 1e-6)) > 0
    root_is_above = (_exact_value(flows, boundary / 100) > 0) == falls
    upper, lower = boundary + Decimal("0.05"), boundary - Decimal("0.05")
    is_up = root_is_above or _exact_value(flows, boundary / 100) == 0
    return (upper if is_up else lower).quantize(Decimal("0.1"))


def _exact_value(flows: Sequence[Flow], rate: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        log_growth = (1 + rate).ln()
        return sum(
            (flow.amount.centavos * (-log_growth * flow.t.numerator / flow.t.denominator).exp() for flow in flows),
            Decimal(0),
        )
