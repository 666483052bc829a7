"""Invented lives with every kind of event, for the properties that must hold whatever happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from app.domain.loans.event_rules import check_events
from app.domain.loans.events import Assignee, EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.state import state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.components import Component
from app.errors import RuleViolation
from tests.app.domain.loans.loan_strategies import DISBURSED_ON, payable_terms

CHANGES = (EventKind.RESCHEDULE, EventKind.RESTRUCTURE, EventKind.ACCELERATION)
MARKS = (EventKind.WRITE_OFF, EventKind.ASSIGNMENT)
_MONEY = (EventKind.PAYMENT, EventKind.PAYMENT, EventKind.PAYMENT, EventKind.CHARGE, EventKind.WAIVER)
Life = tuple[LoanTerms, list[LoanEvent], date]


@st.composite
def eventful_lives(draw: st.DrawFn, has_parts: bool = True, kinds: tuple[EventKind, ...] = (*CHANGES, *MARKS)) -> Life:
    """Terms, events of every kind that the engine accepts, and a day from the disbursement on."""
    terms = draw(payable_terms())
    last = build_schedule(terms).rows[-1].due_on
    span = min((last - DISBURSED_ON).days + 60, 1200)
    events = _disbursements(draw, terms, span) if has_parts else [_drawn(1, DISBURSED_ON, terms.principal)]
    assume(_is_accepted(terms, events, last))
    first = min(event.value_on for event in events)
    for _ in range(draw(st.integers(0, 7))):
        day = first + timedelta(days=draw(st.integers(0, span)))
        kind = draw(st.sampled_from((*_MONEY, *_MONEY, *kinds)))
        event = _event(draw, kind, len(events) + 1, day, terms)
        if _is_accepted(terms, [*events, event], last + timedelta(days=3000)):
            events.append(event)
    return terms, events, DISBURSED_ON + timedelta(days=draw(st.integers(0, span + 200)))


def _disbursements(draw: st.DrawFn, terms: LoanTerms, span: int) -> list[LoanEvent]:
    count = draw(st.sampled_from([1, 1, 2, 3]))
    share = terms.principal.centavos // count
    days = sorted(draw(st.lists(st.integers(0, span), min_size=count, max_size=count)))
    days[0] = draw(st.sampled_from([0, 0, days[0]]))
    return [_drawn(seq, DISBURSED_ON + timedelta(days=day), Money(share)) for seq, day in enumerate(days, 1)]


def _drawn(seq: int, day: date, principal: Money) -> LoanEvent:
    return LoanEvent(seq, EventKind.DISBURSEMENT, day, principal, principal=principal)


def _event(draw: st.DrawFn, kind: EventKind, seq: int, day: date, terms: LoanTerms) -> LoanEvent:
    amount = Money(draw(st.integers(1, terms.principal.centavos)))
    bare = LoanEvent(seq, kind, day, ZERO)
    if kind is EventKind.PAYMENT:
        excess, effect = draw(st.sampled_from(list(Excess))), draw(st.sampled_from(list(PrepaymentEffect)))
        return replace(bare, amount=amount, excess=excess, effect=effect)
    if kind is EventKind.CHARGE:
        return replace(bare, amount=Money(draw(st.integers(1, 500_00))), vat_rate=Decimal("0.16"))
    if kind is EventKind.WAIVER:
        return replace(bare, amount=amount, component=draw(st.sampled_from(list(Component))))
    if kind is EventKind.RESCHEDULE:
        return replace(bare, due_on=day + timedelta(days=draw(st.integers(1, 90))))
    if kind is EventKind.RESTRUCTURE:
        return replace(bare, terms=_new_terms(draw, terms, day), is_capitalised=draw(st.booleans()))
    if kind is EventKind.ASSIGNMENT:
        return replace(bare, assignee=Assignee.LEGAL)
    return bare


def _new_terms(draw: st.DrawFn, terms: LoanTerms, day: date) -> LoanTerms:
    first = draw(st.sampled_from([15, 31]))
    due_on = (day.replace(day=1) + timedelta(days=45)).replace(day=15)
    if first == 31:
        due_on = due_on.replace(day=1) + timedelta(days=31)
        due_on = due_on.replace(day=1) - timedelta(days=1)
    return replace(
        terms,
        disbursed_on=day,
        first_due_on=due_on,
        method=draw(st.sampled_from([Method.LEVEL, Method.LEVEL_WITH_VAT, Method.EQUAL_PRINCIPAL, Method.FLAT])),
        annual_rate=draw(st.decimals(Decimal(0), Decimal("0.9"), places=4)),
    )


def _is_accepted(terms: LoanTerms, events: list[LoanEvent], day: date) -> bool:
    try:
        check_events(terms, events)
        state_on(terms, events, day)
    except RuleViolation:
        return False
    return True
