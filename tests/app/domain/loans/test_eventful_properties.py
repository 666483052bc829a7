"""What holds for every life, whatever happened in it: drawn in parts, charged, waived, moved, restructured."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.loans.events import EventKind, LoanEvent, in_force
from app.domain.loans.explanation import FIGURES, explain
from app.domain.loans.state import LoanState, state_on
from app.domain.money import ZERO, Money, total
from app.domain.payments.components import PLACES, Component
from tests.app.domain.loans.eventful_lives import MARKS, Life, eventful_lives

MANY = settings(max_examples=300, deadline=None)


def _paid(life: Life) -> Money:
    _, events, day = life
    counting = [event for event in in_force(events) if event.value_on <= day]
    return total(event.amount for event in counting if event.kind is EventKind.PAYMENT)


def _given(state: LoanState, component: Component | None = None) -> Money:
    lines = [line for allocation in state.allocations for line in allocation.all_lines]
    return total(line.amount for line in lines if component in (None, line.component))


@MANY
@given(eventful_lives())
def test_what_was_paid_is_what_was_applied_and_what_is_kept(life: Life) -> None:
    terms, events, day = life
    state = state_on(terms, events, day)
    assert _given(state) + state.advance == _paid(life)
    amounts = {event.seq: event.amount for event in events}
    for allocation in state.allocations:
        assert total(line.amount for line in allocation.lines) + allocation.excess_amount == amounts[allocation.seq]


@MANY
@given(eventful_lives())
def test_no_component_is_negative_nor_taken_beyond_its_due(life: Life) -> None:
    terms, events, day = life
    state = state_on(terms, events, day)
    assert min(state.due.centavos) >= 0
    for item in state.installments:
        assert min(item.outstanding.centavos) >= 0
        assert min(item.paid.centavos) >= 0
    assert min(state.accrued_interest, state.accrued_vat, state.payoff, state.advance, state.next_due_amount) >= ZERO


@MANY
@given(eventful_lives())
def test_principal_lent_is_owed_paid_or_waived(life: Life) -> None:
    terms, events, day = life
    state = state_on(terms, events, day)
    draws = [event for event in in_force(events) if event.kind is EventKind.DISBURSEMENT and event.value_on <= day]
    lent = total(event.principal or terms.principal for event in draws)
    if lent:
        lent += terms.financed_principal - terms.principal
    waived = total(line.amount for one in state.waivers for line in one.lines if line.component is Component.PRINCIPAL)
    capitalised = total(line.amount for line in state.capitalised)
    assert lent + capitalised == state.outstanding_principal + _given(state, Component.PRINCIPAL) + waived


@MANY
@given(eventful_lives(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_given_changes_nothing(life: Life, random: Random) -> None:
    terms, events, day = life
    shuffled = list(events)
    random.shuffle(shuffled)
    assert state_on(terms, shuffled, day) == state_on(terms, events, day)


@MANY
@given(eventful_lives(), st.data())
def test_an_event_and_its_reversal_are_as_if_neither(life: Life, data: st.DataObject) -> None:
    terms, events, day = life
    undone = data.draw(st.sampled_from(events))
    seq = len(events) + 1
    reversal = LoanEvent(seq, EventKind.REVERSAL, undone.value_on + timedelta(days=9), ZERO, reverses_seq=undone.seq)
    without = [event for event in events if event is not undone]
    assume(any(event.kind is EventKind.DISBURSEMENT for event in without))
    assert state_on(terms, [*events, reversal], day) == state_on(terms, without, day)


@MANY
@given(eventful_lives())
def test_the_replay_of_a_prefix_is_the_state_then(life: Life) -> None:
    terms, events, day = life
    prefix = [event for event in events if event.value_on <= day]
    assume(any(event.kind is EventKind.DISBURSEMENT for event in prefix))
    assert state_on(terms, prefix, day) == state_on(terms, events, day)


@MANY
@given(eventful_lives())
def test_paying_the_payoff_leaves_exactly_nothing(life: Life) -> None:
    terms, events, day = life
    events = [event for event in events if event.value_on <= day]
    assume(any(event.kind is EventKind.DISBURSEMENT for event in events))
    before = state_on(terms, events, day)
    assume(before.payoff)
    payoff = LoanEvent(len(events) + 50, EventKind.PAYMENT, day, before.payoff)
    for later in (0, 400):
        after = state_on(terms, [*events, payoff], day + timedelta(days=later))
        assert (after.payoff, after.outstanding_principal, after.due.total, after.advance) == (ZERO,) * 4
        assert after.is_settled
        assert after.days_past_due == 0


@MANY
@given(eventful_lives())
def test_every_explanation_adds_up_to_the_figure_it_explains(life: Life) -> None:
    terms, events, day = life
    state = state_on(terms, events, day)
    for figure in FIGURES:
        explanation = explain(terms, events, day, figure)
        assert sum(line.amount for line in explanation.lines) == explanation.total
        if figure in PLACES:
            assert explanation.total == state.due.of(Component(figure)).centavos
        elif figure == "days_past_due":
            assert explanation.total == state.days_past_due
        elif figure == "total":
            assert explanation.total == state.due.total.centavos
        else:
            assert explanation.total == getattr(state, figure).centavos


@MANY
@given(eventful_lives(kinds=MARKS))
def test_a_write_off_and_the_lawyers_forgive_nothing(life: Life) -> None:
    terms, events, day = life
    unmarked = [event for event in events if event.kind not in MARKS]
    marked = state_on(terms, events, day)
    assert replace(marked, written_off_on=None, assigned_to=None) == state_on(terms, unmarked, day)
