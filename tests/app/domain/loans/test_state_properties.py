"""What holds for every loan, whatever its terms and its payments."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.preview import preview_payment
from app.domain.loans.schedule import build_schedule
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money, total
from app.domain.payments.components import Component
from tests.app.domain.loans.loan_strategies import DISBURSED_ON, lives, payable_terms

Life = tuple[LoanTerms, list[LoanEvent], date]


def _paid(state: LoanState, component: Component | None = None) -> Money:
    lines = [line for allocation in state.allocations for line in allocation.all_lines]
    return total(line.amount for line in lines if component in (None, line.component))


def _payments(events: list[LoanEvent], day: date) -> list[LoanEvent]:
    return [event for event in events if event.kind is EventKind.PAYMENT and event.value_on <= day]


@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_the_events_given_changes_nothing(life: Life, random: st.DataObject) -> None:
    terms, events, day = life
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert state_on(terms, shuffled, day) == state_on(terms, events, day)


@given(lives())
def test_no_part_of_a_payment_vanishes(life: Life) -> None:
    terms, events, day = life
    state = state_on(terms, events, day)
    assert _paid(state) + state.advance == total(event.amount for event in _payments(events, day))


@given(lives())
def test_principal_is_owed_or_paid(life: Life) -> None:
    terms, events, day = life
    state = state_on(terms, events, day)
    repaid = state.outstanding_principal + _paid(state, Component.PRINCIPAL)
    capitalised = total(row.closing - row.opening for row in state.rows if row.closing > row.opening)
    ahead = total(row.closing - row.opening for row in state.rows if row.closing > row.opening and row.due_on > day)
    assert terms.financed_principal <= repaid <= terms.financed_principal + max(capitalised - ahead, capitalised)


@given(lives())
def test_what_is_outstanding_of_each_installment_is_due_less_paid(life: Life) -> None:
    terms, events, day = life
    for item in state_on(terms, events, day).installments:
        for component in Component:
            assert item.outstanding.of(component) == item.due.of(component) - item.paid.of(component) >= ZERO
        assert item.is_paid == (item.outstanding.total == ZERO)


@given(lives())
def test_paying_the_payoff_leaves_exactly_nothing(life: Life) -> None:
    terms, every_event, day = life
    events = [event for event in every_event if event.value_on <= day]
    before = state_on(terms, events, day)
    assume(before.payoff)
    after = preview_payment(terms, events, before.payoff, day).after
    assert after.is_settled
    assert (after.payoff, after.outstanding_principal, after.due.total, after.advance) == (ZERO,) * 4
    assert (after.days_past_due, after.oldest_unpaid_on, after.next_due_on) == (0, None, None)
    assert all(item.is_paid for item in after.installments)
    assert state_on(terms, [*events, _last(events, before.payoff, day)], day + timedelta(days=400)).payoff == ZERO


def _last(events: list[LoanEvent], amount: Money, day: date) -> LoanEvent:
    return LoanEvent(max(event.seq for event in events) + 1, EventKind.PAYMENT, day, amount)


@given(lives(), st.data())
def test_a_reversed_event_never_happened(life: Life, data: st.DataObject) -> None:
    terms, events, day = life
    assume(len(events) > 1)
    undone = data.draw(st.sampled_from(events[1:]))
    seq = events[-1].seq + 1
    reversal = LoanEvent(seq, EventKind.REVERSAL, day, undone.amount, reverses_seq=undone.seq)
    without = [event for event in events if event is not undone]
    assert state_on(terms, [*events, reversal], day) == state_on(terms, without, day)
    back = LoanEvent(seq + 1, EventKind.REVERSAL, day, undone.amount, reverses_seq=seq)
    assert state_on(terms, [*events, reversal, back], day) == state_on(terms, events, day)


@given(payable_terms())
def test_paying_each_installment_on_its_date_leaves_the_schedule_as_contracted(terms: LoanTerms) -> None:
    rows = build_schedule(terms).rows
    events = [LoanEvent(1, EventKind.DISBURSEMENT, DISBURSED_ON, terms.principal)]
    for row in rows:
        due = state_on(terms, events, row.due_on).due.total
        if due:
            events.append(LoanEvent(len(events) + 1, EventKind.PAYMENT, row.due_on, due))
    state = state_on(terms, events, rows[-1].due_on)
    assert state.is_settled
    assert state.rows == rows
    assert _paid(state) == build_schedule(terms).totals.total
    assert not _paid(state, Component.LATE_INTEREST)


@given(lives(), st.integers(0, 700))
def test_lists_may_count_days_past_due_from_the_oldest_unpaid_date(life: Life, days: int) -> None:
    terms, events, day = life
    past = _payments(events, day)
    oldest = state_on(terms, past, day).oldest_unpaid_on
    later = day + timedelta(days=days)
    counted = max((later - oldest).days, 0) if oldest else 0
    assert state_on(terms, past, later).days_past_due == counted


@given(lives(), st.integers(1, 60))
def test_without_a_payment_what_is_owed_only_grows(life: Life, days: int) -> None:
    terms, events, day = life
    past = _payments(events, day)
    before, after = state_on(terms, past, day), state_on(terms, past, day + timedelta(days=days))
    assert after.due.late_interest >= before.due.late_interest
    assert after.outstanding_principal >= before.outstanding_principal - before.advance
    assert after.days_past_due == 0 or after.days_past_due >= before.days_past_due
