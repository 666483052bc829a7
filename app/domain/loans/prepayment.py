"""The remaining schedule computed anew after principal was paid ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.loans.events import PrepaymentEffect
from app.domain.loans.periods import Period, accrued_rate
from app.domain.loans.schedule import Plan, ScheduleRow, first_plan, grace_rows, plan_rows
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

    ``periods`` are those of the rows still in force. The interest that had accrued was paid with the prepayment, so
    the period under way bears only what is left of it. Under ``flat`` the base falls by what was prepaid: interest
    that has not elapsed is not charged.
    """
    periods = [_left_of(terms, period, paid_on) for period in periods]
    rows, balance, carried = grace_rows(terms, periods, balance)
    repaying = periods[len(rows) :]
    flat_base = None if plan.flat_base is None else plan.flat_base - prepaid
    if terms.method is Method.CUSTOM:
        plan = Plan(custom=_custom_left(plan.custom[-len(repaying) :], prepaid, effect))
    elif effect is PrepaymentEffect.SHORTEN_TERM:
        plan = replace(plan, flat_base=flat_base)
    else:
        plan = first_plan(terms, balance, repaying, flat_base)
    plan = replace(plan, may_fall_short=True)  # what was contracted stands: a life is never refused when replayed
    rows += plan_rows(terms, balance, repaying, plan, carried)
    return plan, rows, periods


def _left_of(terms: LoanTerms, period: Period, day: date) -> Period:
    if day <= period.start:
        return period
    elapsed = accrued_rate(terms, period, day)
    left = period.rate - elapsed
    return replace(period, start=min(day, period.end), rate=left, level_rate=left)


def _custom_left(planned: Sequence[Money], prepaid: Money, effect: PrepaymentEffect) -> tuple[Money, ...]:
    """``shorten_term`` takes from the last lines; ``lower_payment`` from all in proportion, the last adjusting."""
    amounts = list(planned)
    whole = sum(amount.centavos for amount in amounts)
    prepaid = min(prepaid, Money(whole))  # what exceeds the lines lowers the residual
    if effect is PrepaymentEffect.SHORTEN_TERM:
        for place in reversed(range(len(amounts))):
            taken = min(amounts[place], prepaid)
            amounts[place] -= taken
            prepaid -= taken
        return tuple(amounts)
    left = whole - prepaid.centavos
    if not left:
        return (ZERO,) * len(amounts)
    kept = [left * amount.centavos // whole for amount in amounts[:-1]]
    return tuple(Money(centavos) for centavos in (*kept, left - sum(kept)))
