"""The amortization table: its rows, totals, and how each method plans them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from app.domain.calendar import adjust
from app.domain.loans.level_payment import level_payment
from app.domain.loans.periods import Period, periods_of
from app.domain.loans.terms import FeeMode, Grace, LoanTerms
from app.domain.money import CENTAVOS_MAX, ZERO, Money, total
from app.domain.products.methods import Method
from app.errors import RuleViolation

BALANCE_MAX = Money(CENTAVOS_MAX)


@dataclass(frozen=True)
class ScheduleRow:
    """One installment. ``vat`` is the VAT on interest; ``demanded_on`` the due date moved by the business-day rule."""

    n: int
    due_on: date
    demanded_on: date
    opening: Money
    principal: Money
    interest: Money
    vat: Money
    fees: Money
    fees_vat: Money
    closing: Money

    @cached_property
    def total(self) -> Money:
        return self.principal + self.interest + self.vat + self.fees + self.fees_vat


@dataclass(frozen=True)
class ScheduleTotals:
    """The sums of the columns."""

    principal: Money
    interest: Money
    vat: Money
    fees: Money
    fees_vat: Money
    total: Money


@dataclass(frozen=True)
class Schedule:
    """The rows, in order."""

    rows: tuple[ScheduleRow, ...]

    @cached_property
    def totals(self) -> ScheduleTotals:
        return ScheduleTotals(
            principal=total(row.principal for row in self.rows),
            interest=total(row.interest for row in self.rows),
            vat=total(row.vat for row in self.rows),
            fees=total(row.fees for row in self.rows),
            fees_vat=total(row.fees_vat for row in self.rows),
            total=total(row.total for row in self.rows),
        )


@dataclass(frozen=True)
class Plan:
    """How principal is repaid from here on: a level ``payment``, or a fixed ``principal`` a row.

    ``flat_base`` is the balance on which ``flat`` charges interest; ``custom`` the rows left of a custom plan.
    ``may_fall_short``: a payment below a row's interest repays nothing there, instead of being refused.
    """

    payment: Money | None = None
    principal: Money | None = None
    flat_base: Money | None = None
    custom: tuple[Money, ...] = ()
    may_fall_short: bool = False


@dataclass(frozen=True)
class Contract:
    """The table as contracted, with the periods it runs over and the plan that repays it."""

    periods: tuple[Period, ...]
    plan: Plan
    schedule: Schedule


def build_schedule(terms: LoanTerms) -> Schedule:
    """The contracted table. RuleViolation ``schedule.negative_amortization`` names the installment."""
    return contract_of(terms).schedule


@lru_cache(maxsize=256)
def contract_of(terms: LoanTerms) -> Contract:
    """Kept for the loans last asked for: replaying a loan's events asks again and again. Raises as the table does."""
    periods = periods_of(terms)
    rows, balance, carried = grace_rows(terms, periods, terms.financed_principal)
    repaying = periods[len(rows) :]
    plan = first_plan(terms, balance, repaying)
    multiple = terms.round_installment_to
    if plan.payment is not None and plan.payment.centavos % multiple.centavos:
        raise RuleViolation("terms.rounding_too_large", field="round_installment_to", multiple=multiple.formatted())
    return Contract(periods, plan, Schedule((*rows, *plan_rows(terms, balance, repaying, plan, carried))))


def disbursed_amount(terms: LoanTerms) -> Money:
    """What the client receives: the principal, less a deducted opening fee and its VAT."""
    fee = terms.opening_fee
    if fee is None or fee.how is not FeeMode.DEDUCTED:
        return terms.principal
    return terms.principal - fee.fee(terms.principal) - fee.vat(terms.principal)


def first_plan(terms: LoanTerms, balance: Money, periods: Sequence[Period], flat_base: Money | None = None) -> Plan:
    """The plan that the terms' method makes for a balance over the periods left.

    A level payment that its multiple would round to nothing is rounded to the centavo.
    """
    residual = min(terms.residual_value, balance)
    repaid = balance - residual
    if terms.method in (Method.LEVEL, Method.LEVEL_WITH_VAT):
        gross = 1 + Fraction(terms.vat_rate) if terms.method is Method.LEVEL_WITH_VAT else Fraction(1)
        rates = [period.level_rate * gross for period in periods]
        to, how = terms.round_installment_to, terms.round_installment_how
        payment = level_payment(balance, residual, rates, to, how)
        return Plan(payment=payment or level_payment(balance, residual, rates))
    if terms.method is Method.EQUAL_PRINCIPAL:
        return Plan(principal=repaid.times(Fraction(1, len(periods))))
    if terms.method is Method.FLAT:
        base = balance if flat_base is None else flat_base
        return Plan(principal=repaid.times(Fraction(1, len(periods))), flat_base=base)
    if terms.method is Method.CUSTOM:
        return Plan(custom=tuple(row.principal for row in terms.custom_rows[-len(periods) :]))
    return Plan(principal=ZERO)


def plan_rows(
    terms: LoanTerms, balance: Money, periods: Sequence[Period], plan: Plan, carried: Money = ZERO
) -> list[ScheduleRow]:
    """Rows that repay ``balance`` down to the residual; ``carried`` interest falls due with the first of them.

    The last row takes the whole remaining principal; a plan that repays earlier ends the table early. While a
    residual is owed it bears interest to its date, so such a table keeps its length.
    """
    rows: list[ScheduleRow] = []
    residual = min(terms.residual_value, balance)
    for place, period in enumerate(periods):
        own = (balance if plan.flat_base is None else plan.flat_base).times(period.rate)
        interest = own + carried
        left = balance - residual
        is_last = place == len(periods) - 1
        principal = left if is_last else _principal(terms, plan, place, own, period.n)
        principal = min(principal, left)
        rows.append(_row(terms, period, balance, principal, interest))
        balance -= principal
        carried = ZERO
        if balance == ZERO:
            break
    if balance:
        rows.append(_residual_row(terms, rows[-1], balance))
    return rows


def _principal(terms: LoanTerms, plan: Plan, place: int, own_interest: Money, n: int) -> Money:
    if plan.custom:
        return plan.custom[place]
    if plan.payment is None:
        assert plan.principal is not None
        return plan.principal
    vat = terms.vat_of(own_interest) if terms.method is Method.LEVEL_WITH_VAT else ZERO
    principal = plan.payment - own_interest - vat
    if principal < ZERO and plan.may_fall_short:
        return ZERO
    if principal < ZERO:
        raise RuleViolation(
            "schedule.negative_amortization",
            field="installments",
            n=n,
            payment=plan.payment.formatted(),
            interest=(own_interest + vat).formatted(),
        )
    return principal


def _row(terms: LoanTerms, period: Period, opening: Money, principal: Money, interest: Money) -> ScheduleRow:
    charged = [(fee, fee.fee(terms.principal, opening)) for fee in terms.installment_fees]
    return ScheduleRow(
        n=period.n,
        due_on=period.end,
        demanded_on=adjust(period.end, terms.business_day_rule),
        opening=opening,
        principal=principal,
        interest=interest,
        vat=terms.vat_of(interest),
        fees=total(amount for _, amount in charged),
        fees_vat=total(amount.times(fee.vat_rate) for fee, amount in charged),
        closing=opening - principal,
    )


def _residual_row(terms: LoanTerms, last: ScheduleRow, balance: Money) -> ScheduleRow:
    return ScheduleRow(last.n + 1, last.due_on, last.demanded_on, balance, balance, ZERO, ZERO, ZERO, ZERO, ZERO)


def grace_rows(terms: LoanTerms, periods: Sequence[Period], balance: Money) -> tuple[list[ScheduleRow], Money, Money]:
    """The rows of the periods within the grace, the balance after it, and the interest it carries to the next row."""
    rows: list[ScheduleRow] = []
    carried = ZERO
    for period in periods:
        if period.n > terms.grace_periods:
            break
        interest = balance.times(period.rate)
        if terms.grace is Grace.PRINCIPAL:
            rows.append(_row(terms, period, balance, ZERO, interest))
            continue
        opening = balance
        if terms.capitalise_grace_interest:
            balance = balance + interest + terms.vat_of(interest)
            if balance > BALANCE_MAX:
                raise RuleViolation("schedule.grows_too_large", field="grace_periods", most=BALANCE_MAX.formatted())
        else:
            carried += interest
        demanded_on = adjust(period.end, terms.business_day_rule)
        rows.append(ScheduleRow(period.n, period.end, demanded_on, opening, ZERO, ZERO, ZERO, ZERO, ZERO, balance))
    return rows, balance, carried
