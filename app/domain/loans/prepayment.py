"""The remaining schedule computed anew after principal was paid ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.loans.events import PrepaymentEffect
from app.domain.loans.methods import Method
from app.domain.loans.periods import Period, left_of
from app.domain.loans.schedule import Plan, first_plan, grace_rows, may_fall_short, plan_rows
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms


def rebuilt(
    terms: LoanTerms,
    plan: Plan,
    periods: Sequence[Period],
    balance: int,
    prepaid: int,
    paid_on: date,
    effect: PrepaymentEffect,
    first_n: int = 1,
) -> tuple[Plan, list[ScheduleRow], list[Period]]:
    """The plan, rows and periods left once ``prepaid`` centavos lowered the balance to ``balance`` on ``paid_on``.

    ``periods`` are those of the rows still in force. The interest that had accrued was paid with the prepayment, so
    the period under way bears only what is left of it. Under ``flat`` the base falls by what was prepaid: interest
    that has not elapsed is not charged.
    """
    periods = [left_of(terms, period, paid_on) for period in periods]
    rows, balance, carried = grace_rows(terms, periods, balance, first_n=first_n)
    repaying = periods[len(rows) :]
    flat_base = None if plan.flat_base is None else plan.flat_base - prepaid
    if terms.method is Method.CUSTOM:
        plan = Plan(custom=_custom_left(plan.custom[-len(repaying) :], prepaid, effect))
    elif effect is PrepaymentEffect.SHORTEN_TERM:
        plan = replace(plan, flat_base=flat_base)
    else:
        plan = first_plan(terms, balance, repaying, flat_base)
    plan = may_fall_short(plan)
    rows += plan_rows(terms, balance, repaying, plan, carried)
    return plan, rows, periods


def _custom_left(planned: Sequence[int], prepaid: int, effect: PrepaymentEffect) -> tuple[int, ...]:
    """``shorten_term`` takes from the last lines; ``lower_payment`` from all in proportion, the last adjusting."""
    amounts = list(planned)
    whole = sum(amounts)
    prepaid = min(prepaid, whole)  # what exceeds the lines lowers the residual
    if effect is PrepaymentEffect.SHORTEN_TERM:
        for place in reversed(range(len(amounts))):
            taken = min(amounts[place], prepaid)
            amounts[place] -= taken
            prepaid -= taken
        return tuple(amounts)
    left = whole - prepaid
    if not left:
        return (0,) * len(amounts)
    kept = [left * amount // whole for amount in amounts[:-1]]
    return (*kept, left - sum(kept))
