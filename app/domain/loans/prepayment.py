"""The remaining schedule computed anew after principal was paid ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from app.domain.loans.events import PrepaymentEffect
from app.domain.loans.periods import Period, accrued_rate
from app.domain.loans.schedule import Plan, ScheduleRow, first_plan, plan_rows
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.products.methods import Method


def rebuilt(
    terms: LoanTerms,
    plan: Plan,
    periods: Sequence[Period],
    balance: Money,
    prepaid: Money,
    paid_on: date,
    effect: PrepaymentEffect,
) -> tuple[Plan, list[ScheduleRow], list[Period]]:
    """The plan, rows and periods left once ``prepaid`` lowered the balance to ``balance`` on ``paid_on``.

    The interest that had accrued was paid with the prepayment, so the period under way bears only what is left of it.
    Under ``flat`` the base falls by what was prepaid: interest that has not elapsed is not charged.
    """
    first, *rest = periods
    elapsed = accrued_rate(terms, first, paid_on)
    left = replace(
        first,
        start=max(first.start, paid_on),
        rate=first.rate - elapsed,
        level_rate=max(first.level_rate - elapsed, Fraction(0)),
    )
    periods = [left, *rest]
    flat_base = plan.flat_base - prepaid if plan.flat_base is not None else None
    if terms.method is Method.CUSTOM:
        plan = Plan(custom=_custom_left(plan.custom[-len(periods) :], prepaid, effect))
    elif effect is PrepaymentEffect.SHORTEN_TERM:
        plan = replace(plan, flat_base=flat_base)
    else:
        plan = first_plan(terms, balance, periods, flat_base)
    return plan, plan_rows(terms, balance, periods, plan), periods


def _custom_left(planned: Sequence[Money], prepaid: Money, effect: PrepaymentEffect) -> tuple[Money, ...]:
    """``shorten_term`` takes from the last lines; ``lower_payment`` from all in proportion, the last adjusting."""
    amounts = list(planned)
    whole = Money(sum(amount.centavos for amount in amounts))
    if effect is PrepaymentEffect.SHORTEN_TERM:
        for place in reversed(range(len(amounts))):
            taken = min(amounts[place], prepaid)
            amounts[place] -= taken
            prepaid -= taken
        return tuple(amounts)
    left = whole - prepaid
    kept = [Money(left.centavos * amount.centavos // whole.centavos) for amount in amounts[:-1]]
    return (*kept, left - Money(sum((amount.centavos for amount in kept), ZERO.centavos)))
