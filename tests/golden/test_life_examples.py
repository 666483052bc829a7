"""The life of a loan against the worked examples (EV-1 to EV-8): figures computed by others."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.calendar import Frequency
from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.methods import Method
from app.domain.loans.state import state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.payments.allocation import AllocationLine, Due, allocate
from app.domain.payments.components import Component as Part
from app.domain.rates import DayCount
from tests.known_terms import terms_l1

TOGETHER = [
    Due(0, Part.CHARGES, Money.of("100.00")),
    Due(0, Part.CHARGES_VAT, Money.of("16.00")),
    Due(1, Part.LATE_INTEREST, Money.of("30.00")),
    Due(1, Part.LATE_VAT, Money.of("4.80")),
    Due(1, Part.INTEREST, Money.of("300.00")),
    Due(1, Part.VAT, Money.of("48.00")),
    Due(1, Part.PRINCIPAL, Money.of("1527.45")),
]
CONTRACT_ORDER = (
    Part.CHARGES_VAT,
    Part.LATE_VAT,
    Part.VAT,
    Part.LATE_INTEREST,
    Part.CHARGES,
    Part.INTEREST,
    Part.PRINCIPAL,
)


def _given(lines: tuple[AllocationLine, ...]) -> dict[Part, str]:
    return {line.component: str(line.amount) for line in lines}


@pytest.mark.parametrize("order", ["by_installment", "by_component", CONTRACT_ORDER])
def test_ev1_whatever_the_order_principal_receives_what_is_left(order: str | tuple[Part, ...]) -> None:
    lines, rest = allocate(Money.of("500.00"), TOGETHER, order)
    assert _given(lines)[Part.PRINCIPAL] == "1.20"
    assert not rest


def test_ev2_a_contract_may_put_all_vat_first() -> None:
    given = _given(allocate(Money.of("100.00"), TOGETHER, CONTRACT_ORDER)[0])
    vat = sum(Decimal(given[part]) for part in (Part.CHARGES_VAT, Part.LATE_VAT, Part.VAT))
    assert vat == Decimal("68.80")
    assert given[Part.LATE_INTEREST] == "30.00"
    assert given[Part.CHARGES] == "1.20"


def test_ev3_a_proportional_share_carries_its_own_vat() -> None:
    given = _given(allocate(Money.of("100.00"), TOGETHER, "by_installment", "proportional")[0])
    assert given == {Part.CHARGES: "86.21", Part.CHARGES_VAT: "13.79"}


def _l3() -> LoanTerms:
    return LoanTerms(
        principal=Money.of(10_000),
        annual_rate=Decimal("0.36"),
        vat_rate=Decimal(0),
        method=Method.LEVEL,
        frequency=Frequency.MONTHLY,
        installments=12,
        disbursed_on=date(2026, 1, 15),
        first_due_on=date(2026, 2, 15),
        day_count=DayCount.THIRTY_360,
        late_annual_rate=Decimal("0.24"),
    )


def _payment(seq: int, day: date, amount: str, excess: Excess | None = None, effect: object = None) -> LoanEvent:
    effect_ = effect if isinstance(effect, PrepaymentEffect) else None
    return LoanEvent(seq, EventKind.PAYMENT, day, Money.of(amount), excess, effect_)


def test_ev4_and_ev5_fifteen_days_late() -> None:
    first = _payment(1, date(2026, 2, 15), "1004.62")
    late_on = date(2026, 3, 30)
    state = state_on(_l3(), [first, _payment(2, late_on, "500.00")], late_on)
    given = _given(state.allocations[1].lines)
    assert given == {Part.LATE_INTEREST: "7.26", Part.INTEREST: "278.86", Part.PRINCIPAL: "213.88"}
    assert str(state_on(_l3(), [first], late_on).due.total) == "1011.88"
    state = state_on(_l3(), [first, _payment(2, late_on, "3000.00", Excess.ADVANCE)], late_on)
    assert str(state.advance) == "1988.12"


@pytest.mark.parametrize(
    ("effect", "totals"),
    [
        (PrepaymentEffect.LOWER_PAYMENT, ["1331.21", "1331.21", "1331.21", "1331.19"]),
        (PrepaymentEffect.SHORTEN_TERM, ["1875.45", "1875.45", "1471.69"]),
    ],
)
def test_ev6_and_ev7_a_prepayment_lowers_payments_or_shortens_the_term(
    effect: PrepaymentEffect, totals: list[str]
) -> None:
    second_due = date(2026, 3, 15)
    events = [
        _payment(1, date(2026, 2, 15), "1875.45"),
        _payment(2, second_due, "1875.45"),
        _payment(3, second_due, "2000.00", Excess.PREPAYMENT, effect),
    ]
    state = state_on(terms_l1(), events, second_due)
    assert str(state.outstanding_principal) == "4891.95"
    assert [str(row.total) for row in state.rows[2:]] == totals


@pytest.mark.parametrize(
    ("principal", "rate", "days", "base", "interest"),
    [
        ("500.00", "0.36", 1, 360, "0.50"),
        ("1500.00", "0.72", 10, 360, "30.00"),
        ("50000.00", "0.15", 1, 360, "20.83"),
        ("50000.00", "0.15", 1, 365, "20.55"),
    ],
)
def test_ev8_late_interest_by_days(principal: str, rate: str, days: int, base: int, interest: str) -> None:
    terms = LoanTerms(
        principal=Money.of(principal),
        annual_rate=Decimal(0),
        vat_rate=Decimal("0.16"),
        method=Method.LEVEL,
        frequency=Frequency.MONTHLY,
        installments=1,
        disbursed_on=date(2026, 1, 15),
        first_due_on=date(2026, 2, 15),
        day_count=DayCount.THIRTY_360,
        late_annual_rate=Decimal(rate),
        late_day_base=base,
    )
    state = state_on(terms, [], date(2026, 2, 15) + timedelta(days=days))
    assert str(state.due.late_interest) == interest
    assert state.due.late_vat == Money.of(interest).times(Decimal("0.16"))
    assert state.days_past_due == days
