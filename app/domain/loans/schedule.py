"""The contracted table, and how each method plans the repayment of a balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.domain.calendar import BusinessDayRule
from app.domain.loans.level_payment import level_payment
from app.domain.loans.methods import Method
from app.domain.loans.periods import Period, periods_of
from app.domain.loans.table import Schedule, ScheduleRow
from app.domain.loans.terms import FeeMode, Grace, LoanTerms
from app.domain.money import CENTAVOS_MAX, Money, share_of
from app.errors import RuleViolation


@dataclass(frozen=True)
class Plan:
    """How principal is repaid from here on, in centavos: a level ``payment``, or a fixed ``principal`` a row.

    ``flat_base`` is the balance on which ``flat`` charges interest; ``custom`` the rows left of a custom plan.
    ``may_fall_short``: a payment below a row's interest repays nothing there, instead of being refused.
    """

    payment: int | None = None
    principal: int | None = None
    flat_base: int | None = None
    custom: tuple[int, ...] = ()
    may_fall_short: bool = False


@dataclass(frozen=True)
class Contract:
    """The table as contracted, with the periods it runs over and the plan that repays it."""

    periods: tuple[Period, ...]
    plan: Plan
    schedule: Schedule


@dataclass(frozen=True)
class Carried:
    """Interest that falls due with the next row, in centavos.

    ``whole`` was rounded already (a grace's periods); ``exact`` is a fraction, rounded with the row's own interest (a
    period in which a disbursement changed the balance).
    """

    whole: int = 0
    exact: tuple[int, int] = (0, 1)


NOTHING_CARRIED = Carried()


def build_schedule(terms: LoanTerms) -> Schedule:
    """The contracted table. RuleViolation ``schedule.negative_amortization`` names the installment."""
    return make_contract(terms).schedule


def make_contract(terms: LoanTerms) -> Contract:
    """The table, its periods and its plan. Raises as ``build_schedule``, and ``terms.rounding_too_large``."""
    periods = periods_of(terms)
    rows, balance, carried = grace_rows(terms, periods, terms.financed_principal.centavos)
    repaying = periods[len(rows) :]
    plan = first_plan(terms, balance, repaying)
    multiple = terms.round_installment_to
    if plan.payment is not None and plan.payment % multiple.centavos:
        raise RuleViolation("terms.rounding_too_large", field="round_installment_to", multiple=multiple.formatted())
    rows += plan_rows(terms, balance, repaying, plan, carried)
    return Contract(periods, plan, Schedule(tuple(rows)))


contract_of = lru_cache(maxsize=256)(make_contract)
"""Kept for the loans last asked for: a window asks for the same loan again and again."""


def disbursed_amount(terms: LoanTerms) -> Money:
    """What the client receives: the principal, less a deducted opening fee and its VAT."""
    fee = terms.opening_fee
    if fee is None or fee.how is not FeeMode.DEDUCTED:
        return terms.principal
    return terms.principal - fee.fee(terms.principal) - fee.vat(terms.principal)


def total_payable(terms: LoanTerms, schedule: Schedule) -> Money:
    """Monto total a pagar: the table's total and the opening fee with its VAT, unless it was financed."""
    fee = terms.opening_fee
    if fee is None or fee.how is FeeMode.FINANCED:
        return schedule.totals.total
    return schedule.totals.total + fee.fee(terms.principal) + fee.vat(terms.principal)


def first_plan(terms: LoanTerms, balance: int, periods: Sequence[Period], flat_base: int | None = None) -> Plan:
    """The plan that the terms' method makes for a balance over the periods left.

    A level payment that its multiple would round to nothing is rounded to the centavo.
    """
    residual = min(terms.residual_value.centavos, balance)
    if terms.method in (Method.LEVEL, Method.LEVEL_WITH_VAT):
        rates = _level_rates(terms, periods)
        to, how = terms.round_installment_to.centavos, terms.round_installment_how
        payment = level_payment(balance, residual, rates, to, how)
        return Plan(payment=payment or level_payment(balance, residual, rates))
    if terms.method is Method.EQUAL_PRINCIPAL:
        return Plan(principal=share_of(balance - residual, (1, len(periods))))
    if terms.method is Method.FLAT:
        base = balance if flat_base is None else flat_base
        return Plan(principal=share_of(balance - residual, (1, len(periods))), flat_base=base)
    if terms.method is Method.CUSTOM:
        return Plan(custom=tuple(row.principal.centavos for row in terms.custom_rows[-len(periods) :]))
    return Plan(principal=0)


def _level_rates(terms: LoanTerms, periods: Sequence[Period]) -> list[tuple[int, int]]:
    """Each period's rate; with the VAT on interest where the payment includes it."""
    numerator, denominator = terms.rate_ratio
    if terms.includes_vat:
        vat, vat_base = terms.vat_ratio
        numerator, denominator = numerator * (vat_base + vat), denominator * vat_base
    return [(numerator * period.level_units, denominator * period.level_base) for period in periods]


def plan_rows(
    terms: LoanTerms, balance: int, periods: Sequence[Period], plan: Plan, carried: Carried = NOTHING_CARRIED
) -> list[ScheduleRow]:
    """Rows that repay ``balance`` down to the residual; ``carried`` interest falls due with the first of them.

    The last row takes the whole remaining principal; a plan that repays earlier ends the table early. While a
    residual is owed it bears interest to its date, so such a table keeps its length.
    """
    rows: list[ScheduleRow] = []
    residual = min(terms.residual_value.centavos, balance)
    last_place = len(periods) - 1
    (rate, rate_base), (vat_rate, vat_base) = terms.rate_ratio, terms.vat_ratio
    has_simple_rows = not (terms.installment_fees or terms.has_vat_on_rent)
    is_moved = terms.business_day_rule is not BusinessDayRule.NONE
    flat_base, half_vat = plan.flat_base, 2 * vat_base
    whole, exact = carried.whole, carried.exact
    for place, period in enumerate(periods):
        n, _, due_on, units, base, _, _ = period
        earned, divisor = (balance if flat_base is None else flat_base) * rate * units, rate_base * base
        if exact[0]:
            earned, divisor = added(exact, (earned, divisor))
            exact = NOTHING_CARRIED.exact
        own = (2 * earned + divisor) // (2 * divisor)
        interest, whole = own + whole, 0
        left = balance - residual
        if place == last_place:
            principal = left
        else:
            principal = _principal(terms, plan, place, own, n)
            if principal > left:
                principal = left
        if has_simple_rows:
            vat = (2 * interest * vat_rate + vat_base) // half_vat
            day = terms.demanded_on(due_on) if is_moved else due_on
            # tuple.__new__: a table makes hundreds of rows, and the class's own constructor takes half of its time
            rows.append(
                _new(ScheduleRow, (n, due_on, day, balance, principal, interest, vat, 0, 0, balance - principal))
            )
        else:
            rows.append(_row_with_fees(terms, period, balance, principal, interest))
        balance -= principal
        if not balance:
            break
    if balance:
        rows.append(_residual_row(terms, rows[-1], balance))
    return rows


_new = tuple.__new__


def _principal(terms: LoanTerms, plan: Plan, place: int, own_interest: int, n: int) -> int:
    if plan.payment is None:
        if plan.custom:
            return plan.custom[place]
        assert plan.principal is not None
        return plan.principal
    principal = plan.payment - own_interest
    if terms.includes_vat:
        vat_rate, vat_base = terms.vat_ratio
        principal -= (2 * own_interest * vat_rate + vat_base) // (2 * vat_base)
    if principal >= 0:
        return principal
    if plan.may_fall_short:
        return 0
    raise RuleViolation(
        "schedule.negative_amortization",
        field="installments",
        n=n,
        payment=Money(plan.payment).formatted(),
        interest=Money(plan.payment - principal).formatted(),
    )


def _row_with_fees(terms: LoanTerms, period: Period, opening: int, principal: int, interest: int) -> ScheduleRow:
    fees = fees_vat = 0
    for fee in terms.installment_fees:
        amount = fee.centavos(terms.principal.centavos, opening)
        fees += amount
        fees_vat += share_of(amount, fee.vat_rate.as_integer_ratio())
    vat = share_of(interest + principal if terms.has_vat_on_rent else interest, terms.vat_ratio)
    demanded_on = terms.demanded_on(period.end)
    closing = opening - principal
    return ScheduleRow(period.n, period.end, demanded_on, opening, principal, interest, vat, fees, fees_vat, closing)


def _residual_row(terms: LoanTerms, last: ScheduleRow, balance: int) -> ScheduleRow:
    vat = share_of(balance, terms.vat_ratio) if terms.has_vat_on_rent else 0
    return ScheduleRow(last.n + 1, last.due_on, last.demanded_on, balance, balance, 0, vat, 0, 0, 0)


def grace_rows(
    terms: LoanTerms, periods: Sequence[Period], balance: int, carried: Carried = NOTHING_CARRIED, first_n: int = 1
) -> tuple[list[ScheduleRow], int, Carried]:
    """The rows of the periods within the grace, the balance after it, and the interest it carries to the next row.

    ``first_n`` is the number of the agreement's first period: the grace counts from it.
    """
    rows: list[ScheduleRow] = []
    whole, exact = carried.whole, carried.exact
    rate, rate_base = terms.rate_ratio
    for period in periods:
        if period.n >= first_n + terms.grace_periods:
            break
        interest = _with_exact(exact, balance, (rate * period.units, rate_base * period.base))
        exact = NOTHING_CARRIED.exact
        if terms.grace is Grace.PRINCIPAL:
            rows.append(_row_with_fees(terms, period, balance, 0, interest + whole))
            whole = 0
            continue
        opening = balance
        if terms.capitalise_grace_interest:
            balance += interest + share_of(interest, terms.vat_ratio)
            if balance > CENTAVOS_MAX:
                most = Money(CENTAVOS_MAX).formatted()
                raise RuleViolation("schedule.grows_too_large", field="grace_periods", most=most)
        else:
            whole += interest
        demanded_on = terms.demanded_on(period.end)
        rows.append(ScheduleRow(period.n, period.end, demanded_on, opening, 0, 0, 0, 0, 0, balance))
    return rows, balance, Carried(whole, exact) if rows else carried


def _with_exact(exact: tuple[int, int], balance: int, rate: tuple[int, int]) -> int:
    """A fraction of centavos and the interest on a balance, rounded together."""
    return share_of(1, added(exact, (balance * rate[0], rate[1])))


def added(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The sum of two fractions."""
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def may_fall_short(plan: Plan) -> Plan:
    """The plan of a table made anew during a loan's life: what happened stands, so no row of it is refused."""
    return replace(plan, may_fall_short=True)
