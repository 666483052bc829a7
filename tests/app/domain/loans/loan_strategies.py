"""Invented terms and lives of loans, for the properties that must hold for all of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.methods import Method
from app.domain.loans.preview import preview_payment
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms import FeeMode, FirstPeriod, Grace, InstallmentFee, LoanTerms, OpeningFee, RoundHow
from app.domain.money import Money
from app.domain.payments.components import Component
from app.domain.rates import DayCount
from app.errors import RuleViolation

DISBURSED_ON = date(2026, 1, 15)
_LEVEL = (Method.LEVEL, Method.LEVEL_WITH_VAT)
_SERIES = (*_LEVEL, Method.EQUAL_PRINCIPAL, Method.FLAT, Method.INTEREST_ONLY)
_FIRST = {
    Frequency.WEEKLY: date(2026, 1, 22),
    Frequency.FOURTEEN_DAY: date(2026, 1, 29),
    Frequency.SEMIMONTHLY: date(2026, 1, 31),
}


def _rate(low: str, high: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=4)


@st.composite
def any_terms(draw: st.DrawFn, methods: tuple[Method, ...] = _SERIES, has_grace: bool = True) -> LoanTerms:
    """Terms that make sense; some of them still cannot be repaid by their method (negative amortization)."""
    frequency = draw(st.sampled_from(list(Frequency)))
    installments = draw(st.integers(1, 30))
    grace = draw(st.sampled_from(list(Grace))) if has_grace and installments > 1 else Grace.NONE
    day_count = draw(st.sampled_from(list(DayCount)))
    fee = draw(st.none() | st.sampled_from(list(FeeMode)))
    return LoanTerms(
        principal=Money(draw(st.integers(100_00, 5_000_000_00))),
        annual_rate=draw(_rate("0", "3")),
        vat_rate=draw(st.sampled_from([Decimal(0), Decimal("0.08"), Decimal("0.16")])),
        method=draw(st.sampled_from(methods)),
        frequency=frequency,
        installments=installments,
        disbursed_on=DISBURSED_ON,
        first_due_on=_FIRST.get(frequency, date(2026, 2, 15)),
        day_count=day_count,
        first_period=draw(st.sampled_from(list(FirstPeriod)))
        if day_count is not DayCount.PERIODIC
        else FirstPeriod.REGULAR,
        business_day_rule=draw(st.sampled_from(list(BusinessDayRule))),
        round_installment_to=draw(st.sampled_from([Money(1), Money(1), Money(10), Money(100)])),
        round_installment_how=draw(st.sampled_from(list(RoundHow))),
        grace=grace,
        grace_periods=draw(st.integers(1, installments - 1)) if grace is not Grace.NONE else 0,
        capitalise_grace_interest=draw(st.booleans()),
        opening_fee=OpeningFee(Decimal("0.03"), None, Decimal("0.16"), fee) if fee else None,
        installment_fees=draw(st.sampled_from([(), _FEES])),
        late_annual_rate=draw(_rate("0", "1.2")),
        late_day_base=draw(st.sampled_from([360, 365])),
        late_grace_days=draw(st.sampled_from([0, 0, 3])),
        late_base=draw(st.sampled_from(["principal", "installment"])),
        allocation_order=draw(_ORDERS),
        vat_share=draw(st.sampled_from(["first", "proportional"])),
    )


_FEES = (
    InstallmentFee("Seguro", Money(50_00), None, "principal", Decimal("0.16")),
    InstallmentFee("Administración", None, Decimal("0.001"), "balance", Decimal(0), is_obligatory=False),
)
_ORDER = (Component.PRINCIPAL, Component.INTEREST, Component.VAT, Component.LATE_INTEREST)


_ORDERS: st.SearchStrategy[str | tuple[Component, ...]] = st.sampled_from(["by_installment", "by_component", _ORDER])


def payable_terms(methods: tuple[Method, ...] = _SERIES, has_grace: bool = True) -> st.SearchStrategy[LoanTerms]:
    """Terms whose table can be built."""
    return any_terms(methods, has_grace).filter(_has_table)


def _has_table(terms: LoanTerms) -> bool:
    try:
        build_schedule(terms)
    except RuleViolation as refused:
        if refused.code in ("schedule.negative_amortization", "schedule.grows_too_large", "terms.rounding_too_large"):
            return False
        raise
    return True


@st.composite
def lives(draw: st.DrawFn) -> tuple[LoanTerms, list[LoanEvent], date]:
    """A loan, the payments that the rules let in, in order of date, and a day from the disbursement on."""
    terms = draw(payable_terms())
    last = build_schedule(terms).rows[-1].due_on
    span = min((last - DISBURSED_ON).days + 60, 1500)
    days = sorted(draw(st.lists(st.integers(0, span), max_size=6)))
    events = [LoanEvent(1, EventKind.DISBURSEMENT, DISBURSED_ON, terms.principal)]
    for offset in days:
        amount = Money(draw(st.integers(1, terms.principal.centavos)))
        excess = draw(st.sampled_from(list(Excess)))
        effect = draw(st.sampled_from(list(PrepaymentEffect)))
        value_on = DISBURSED_ON + timedelta(days=offset)
        try:
            preview_payment(terms, events, amount, value_on, excess, effect)
        except RuleViolation:
            continue
        events.append(LoanEvent(len(events) + 1, EventKind.PAYMENT, value_on, amount, excess, effect))
    return terms, events, DISBURSED_ON + timedelta(days=draw(st.integers(0, span + 200)))
