"""CAT (costo anual total): the yearly effective rate that equates what is received with what is paid.

Banco de México's circular 21/2009: VAT, late interest and optional products stay out. The root is located in binary
floating point, which is a search and touches no amount; the decimal reported is then decided with sixty digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from app.domain.calendar import Frequency, add_months
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.table import Schedule
from app.domain.loans.terms import FeeMode, LoanTerms
from app.domain.money import ZERO, Money
from app.errors import RuleViolation

GROWTH_LOG_MAX = 46.0
"""ln(1 + CAT) is sought up to here: some 10^22 %, beyond the dearest one-day loan."""
_LOG_WIDTH_MIN = 1e-6
_DIGITS = 60
_NOTHING = Decimal("1e-40")


@dataclass(frozen=True)
class Flow:
    """Money at ``t`` years from the first disbursement; a released guarantee is a negative payment."""

    t: Fraction
    amount: Money


def cat_of_flows(disbursements: Sequence[Flow], payments: Sequence[Flow]) -> Decimal:
    """The CAT as a percentage with one decimal, half up; the positive root nearest zero.

    Raises RuleViolation ``cat.no_flows``, ``cat.flow_before_start``, ``cat.disbursement_not_positive``,
    ``cat.no_solution`` or ``cat.too_large``.
    """
    if not disbursements or not any(flow.amount for flow in payments):
        raise RuleViolation("cat.no_flows")
    if any(flow.t < 0 for flow in (*disbursements, *payments)):
        raise RuleViolation("cat.flow_before_start")
    if any(flow.amount <= ZERO for flow in disbursements):
        raise RuleViolation("cat.disbursement_not_positive")
    flows = _Flows(disbursements, payments)
    if sum(flows.centavos) == 0:
        return Decimal("0.0")
    return flows.percentage(flows.only_root() if flows.sign_changes == 1 else flows.first_root())


class _Flows:
    """Net flows in order of time: what is paid is positive, what is received negative."""

    def __init__(self, disbursements: Sequence[Flow], payments: Sequence[Flow]) -> None:
        net: dict[Fraction, int] = {}
        for flow in disbursements:
            net[flow.t] = net.get(flow.t, 0) - flow.amount.centavos
        for flow in payments:
            net[flow.t] = net.get(flow.t, 0) + flow.amount.centavos
        times = sorted(net)
        self.centavos = [net[t] for t in times]
        steps = [times[0], *(after - before for before, after in pairwise(times))]
        self.gaps = list(dict.fromkeys(steps))
        places = {gap: place for place, gap in enumerate(self.gaps)}
        self.gap_places = [places[step] for step in steps]
        signs = [amount > 0 for amount in self.centavos if amount]
        self.sign_changes = sum(before != after for before, after in pairwise(signs))

    def value(self, log: float, amounts: Sequence[int] | None = None) -> float:
        """The present value (centavos) at ``log`` = ln(1 + rate), from the last flow back to the first."""
        shrinks = [math.exp(-log * float(gap)) for gap in self.gaps]
        worth = 0.0
        for amount, place in zip(reversed(amounts or self.centavos), reversed(self.gap_places), strict=True):
            worth = (worth + amount) * shrinks[place]
        return worth

    def exact_sign(self, rate: Decimal) -> int:
        """The sign of the present value at a rate, with sixty digits; 0 when it is nothing."""
        with localcontext() as context:
            context.prec = _DIGITS
            log = (1 + rate).ln()
            shrinks = [(-log * gap.numerator / gap.denominator).exp() for gap in self.gaps]
            worth = size = Decimal(0)
            for amount, place in zip(reversed(self.centavos), reversed(self.gap_places), strict=True):
                worth = (worth + amount) * shrinks[place]
                size = (size + abs(amount)) * shrinks[place]
            if abs(worth) <= _NOTHING * size:
                return 0
            return 1 if worth > 0 else -1

    def only_root(self) -> float:
        """One change of sign, so at most one root (Descartes): more is paid than received, or there is none."""
        if self.value(0.0) <= 0 or next(amount for amount in self.centavos if amount) > 0:
            raise RuleViolation("cat.no_solution")
        if self.value(GROWTH_LOG_MAX) > 0:
            raise RuleViolation("cat.too_large")
        return _bisected(self.value, 0.0, GROWTH_LOG_MAX)

    def first_root(self) -> float:
        """The root nearest zero of flows that change sign several times.

        Paid and received present values both fall as the rate rises, so on a stretch their difference lies between
        the ends' crossed differences; a stretch that cannot hold a root is left behind, the rest is halved.
        """
        paid = [max(amount, 0) for amount in self.centavos]
        received = [max(-amount, 0) for amount in self.centavos]
        stretches = [(0.0, GROWTH_LOG_MAX)]
        while stretches:
            low, high = stretches.pop()
            if self.value(high, paid) > self.value(low, received) or self.value(low, paid) < self.value(high, received):
                continue
            if high - low > _LOG_WIDTH_MIN:
                middle = (low + high) / 2
                stretches += [(middle, high), (low, middle)]
            elif (self.value(low) > 0) != (self.value(high) > 0):
                return _bisected(self.value, low, high)
        raise RuleViolation("cat.no_solution")

    def percentage(self, log: float) -> Decimal:
        """One decimal, half up: the last tenth whose lower edge the root reaches, sought around where floats put it."""
        left_sign = 1 if self.value(0.0) > 0 else -1

        def is_reached(tenth: int) -> bool:
            return self.exact_sign((Decimal(tenth) - Decimal("0.5")).scaleb(-3)) in (left_sign, 0)

        low = max(round(math.expm1(log) * 1000), 0)
        step = 1
        while low > 0 and not is_reached(low):
            low, step = max(low - step, 0), step * 2
        high, step = low + 1, 1
        while is_reached(high):
            low, high, step = high, high + step, step * 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if is_reached(middle) else (low, middle)
        return Decimal(low).scaleb(-1).quantize(Decimal("0.1"))


def _bisected(value: Callable[[float], float], low: float, high: float) -> float:
    """Where ``value`` changes sign between two points at which it has different ones. It cannot leave them."""
    is_positive = value(low) > 0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if (value(middle) > 0) == is_positive:
            low = middle
        else:
            high = middle


def cat_of_terms(terms: LoanTerms, schedule: Schedule) -> Decimal:
    """The CAT of a contract: its principal, ordinary interest, opening fee and obligatory fees, without VAT.

    ``schedule`` is the contracted one. Raises what ``cat_of_flows`` does.
    """
    fee = terms.opening_fee
    received, payments = terms.principal, []
    if fee is not None and fee.how is FeeMode.DEDUCTED:
        received -= fee.fee(terms.principal)
    elif fee is not None and fee.how is FeeMode.PAID:
        payments.append(Flow(Fraction(0), fee.fee(terms.principal)))
    elif fee is not None:
        terms, schedule = _without_fee_vat(terms, schedule, fee.vat(terms.principal))
    times = _times(terms, schedule)
    for row, t in zip(schedule.rows, times, strict=True):
        payments.append(Flow(t, row.principal + row.interest + _obligatory_fees(terms, schedule, row.n)))
    return cat_of_flows([Flow(Fraction(0), received)], payments)


def _without_fee_vat(terms: LoanTerms, schedule: Schedule, vat: Money) -> tuple[LoanTerms, Schedule]:
    """The contract whose financed opening fee carries no VAT; a custom plan lowers its lines in proportion."""
    fee = terms.opening_fee
    assert fee is not None
    if not vat:
        return terms, schedule
    changes: dict[str, object] = {"opening_fee": replace(fee, vat_rate=Decimal(0))}
    if terms.custom_rows:
        rows = list(terms.custom_rows)
        whole = sum(row.principal.centavos for row in rows)
        lowered = [row.principal.times(Fraction(whole - vat.centavos, whole)) for row in rows[:-1]]
        last = Money(whole - vat.centavos - sum(amount.centavos for amount in lowered))
        amounts = [*lowered, last]
        changes["custom_rows"] = tuple(
            replace(row, principal=amount) for row, amount in zip(rows, amounts, strict=True)
        )
    bare = replace(terms, **changes)  # type: ignore[arg-type]  # each change has its field's type
    return bare, build_schedule(bare)


def _obligatory_fees(terms: LoanTerms, schedule: Schedule, n: int) -> Money:
    row = schedule.rows[n - 1]
    if all(fee.is_obligatory for fee in terms.installment_fees) or not row.fees:
        return row.fees
    obligatory = (fee for fee in terms.installment_fees if fee.is_obligatory)
    return Money(sum(fee.fee(terms.principal, row.opening).centavos for fee in obligatory))


def _times(terms: LoanTerms, schedule: Schedule) -> list[Fraction]:
    """Years from the disbursement to each row: regular fractions where the schedule is regular, else by days."""
    if is_regular(terms):
        per_year, last = terms.frequency.periods_per_year, terms.installments
        return [Fraction(min(row.n, last), per_year) for row in schedule.rows]
    base = 360 if terms.cat_convention == "act/360" else 365
    return [Fraction((row.due_on - terms.disbursed_on).days, base) for row in schedule.rows]


def is_regular(terms: LoanTerms) -> bool:
    """Whether flows fall on regular fractions of the year; single payments and irregular series count days.

    A first period longer or shorter than the others makes the series irregular, whatever interest it bears.
    """
    if terms.cat_convention != "periodic" or terms.installments == 1 or terms.method is Method.CUSTOM:
        return False
    return _is_first_period_whole(terms.frequency, terms.disbursed_on, terms.first_due_on)


def _is_first_period_whole(frequency: Frequency, start: date, end: date) -> bool:
    if frequency.months:
        return add_months(start, frequency.months) == end or add_months(end, -frequency.months) == start
    if frequency.days:
        return (end - start).days == frequency.days
    return 13 <= (end - start).days <= 16  # the days a half month may have
