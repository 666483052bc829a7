"""A prepayment changes neither what the loan is worth at its own rate nor what was agreed of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.state import state_on
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.rates import DayCount
from tests.known_terms import terms_l1

METHODS = (Method.LEVEL, Method.LEVEL_WITH_VAT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY)


def _present_value(terms: LoanTerms, rows: list[ScheduleRow], start: date) -> Fraction:
    """Principal and interest of the rows, each discounted by actual days / 360 at the contract's rate."""
    worth, discount = Fraction(0), Fraction(1)
    for row in rows:
        discount /= 1 + Fraction(terms.annual_rate) * (row.due_on - start).days / 360
        worth += discount * (row.principal.centavos + row.interest.centavos)
        start = row.due_on
    return worth


@given(
    method=st.sampled_from(METHODS),
    count=st.integers(2, 36),
    rate=st.decimals(Decimal("0.01"), Decimal("1.2"), places=3),
    paid_through=st.integers(0, 30),
    days=st.integers(0, 27),
    percent=st.integers(5, 90),
    effect=st.sampled_from(list(PrepaymentEffect)),
)
def test_a_prepayment_keeps_the_present_value_at_the_loans_own_rate(
    method: Method, count: int, rate: Decimal, paid_through: int, days: int, percent: int, effect: PrepaymentEffect
) -> None:
    terms = terms_l1(
        method=method,
        installments=count,
        annual_rate=rate,
        principal=Money.of(120_000),
        day_count=DayCount.ACTUAL_360,
        opening_fee=None,
    )
    paid = build_schedule(terms).rows[: min(paid_through, count - 1)]
    events = [LoanEvent(row.n, EventKind.PAYMENT, row.due_on, row.total) for row in paid]
    day = (paid[-1].due_on if paid else terms.disbursed_on) + timedelta(days=days)
    before = state_on(terms, events, day)
    accrued = before.accrued_interest + before.accrued_vat
    prepaid = before.outstanding_principal.times(Fraction(percent, 100))
    event = LoanEvent(count + 1, EventKind.PAYMENT, day, accrued + prepaid, Excess.PREPAYMENT, effect)
    after = state_on(terms, [*events, event], day)
    assume(not after.is_settled)
    coming = [row for row in after.rows if row.due_on > day]
    balance = before.outstanding_principal - prepaid
    assert after.outstanding_principal == balance
    assert abs(_present_value(terms, coming, day) - balance.centavos) <= len(coming)
    if effect is PrepaymentEffect.LOWER_PAYMENT:
        assert [row.due_on for row in coming] == [row.due_on for row in before.rows[len(paid) :]]
    else:
        assert len(coming) <= len(before.rows) - len(paid)
