"""A loan lived step by step, at random: whatever the clerk does next, the books of the loan still add up."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect, in_force
from app.domain.loans.explanation import FIGURES, explain
from app.domain.loans.preview import preview_payment
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money, total
from app.domain.payments.components import Component
from app.errors import RuleViolation
from tests.app.domain.loans.loan_strategies import DISBURSED_ON, payable_terms

REFUSALS = {
    "payment.more_than_payoff",
    "payment.loan_settled",
    "payment.nothing_owed",
    "payment.prepayment_overdue",
    "payment.prepayment_too_small",
    "payment.leaves_surplus",
}


class LoanLife(RuleBasedStateMachine):
    """Days pass; payments are typed today or for an earlier day; anything may be reversed."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[LoanEvent] = []
        self.today = DISBURSED_ON

    @initialize(terms=payable_terms())
    def disburse(self, terms: LoanTerms) -> None:
        self.terms = terms
        self.events = [LoanEvent(1, EventKind.DISBURSEMENT, DISBURSED_ON, terms.principal)]

    @property
    def state(self) -> LoanState:
        return state_on(self.terms, self.events, self.today)

    @property
    def next_seq(self) -> int:
        return len(self.events) + 1

    @rule(days=st.integers(1, 60))
    def let_days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(
        percent=st.integers(1, 130),
        back=st.sampled_from([0, 0, 0, 5, 40]),
        excess=st.sampled_from(list(Excess)),
        effect=st.sampled_from(list(PrepaymentEffect)),
    )
    def pay(self, percent: int, back: int, excess: Excess, effect: PrepaymentEffect) -> None:
        state = self.state
        wanted = state.due.total or state.next_due_amount or Money.of(100)
        day = max(self.today - timedelta(days=back), DISBURSED_ON)
        amount = Money(max(wanted.centavos * percent // 100, 1))
        try:
            preview = preview_payment(self.terms, self.events, amount, day, excess, effect)
        except RuleViolation as refused:
            if refused.code not in REFUSALS:
                raise
            return
        self.events.append(LoanEvent(self.next_seq, EventKind.PAYMENT, day, amount, excess, effect))
        assert state_on(self.terms, self.events, day) == preview.after

    @precondition(lambda self: len(self.events) > 1)
    @rule(place=st.integers(0, 50))
    def reverse(self, place: int) -> None:
        undone = {event.reverses_seq for event in self.events}
        living = [e for e in self.events[1:] if e.kind is not EventKind.REVERSAL and e.seq not in undone]
        if living:
            of = living[place % len(living)]
            self.events.append(LoanEvent(self.next_seq, EventKind.REVERSAL, self.today, ZERO, reverses_seq=of.seq))

    @rule(centavos=st.integers(1, 300_00))
    def charge(self, centavos: int) -> None:
        self.events.append(
            LoanEvent(self.next_seq, EventKind.CHARGE, self.today, Money(centavos), vat_rate=Decimal("0.16"))
        )

    @rule(component=st.sampled_from(list(Component)), percent=st.integers(1, 100))
    def waive(self, component: Component, percent: int) -> None:
        amount = Money(self.state.due.of(component).centavos * percent // 100)
        if amount:
            self.events.append(LoanEvent(self.next_seq, EventKind.WAIVER, self.today, amount, component=component))

    @invariant()
    def every_peso_paid_is_somewhere(self) -> None:
        if self.events:
            state = self.state
            paid = total(event.amount for event in in_force(self.events) if event.kind is EventKind.PAYMENT)
            given = total(line.amount for one in state.allocations for line in one.all_lines)
            assert given + state.advance == paid

    @invariant()
    def nothing_is_negative(self) -> None:
        if self.events:
            state = self.state
            assert min(state.due.centavos) >= 0
            assert min(state.payoff, state.outstanding_principal, state.advance) >= ZERO

    @invariant()
    def the_figures_explain_themselves(self) -> None:
        if self.events:
            for figure in FIGURES:
                explanation = explain(self.terms, self.events, self.today, figure)
                assert sum(line.amount for line in explanation.lines) == explanation.total


TestLoanLife = LoanLife.TestCase
TestLoanLife.settings = settings(max_examples=60, stateful_step_count=18, deadline=None)
