"""A payment as it would be applied, before it is saved, and why it would be refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.allocation import AllocationLine
from app.errors import RuleViolation


@dataclass(frozen=True)
class PaymentPreview:
    """A payment as it would be applied, before it is saved."""

    before: LoanState
    after: LoanState
    lines: tuple[AllocationLine, ...]
    excess_kind: Excess | None
    excess_amount: Money


def preview_payment(
    terms: LoanTerms,
    events: Sequence[LoanEvent],
    amount: Money,
    value_on: date,
    excess: Excess | None = None,
    effect: PrepaymentEffect | None = None,
) -> PaymentPreview:
    """The payment as recording it would apply it.

    Raises RuleViolation ``payment.not_positive``, ``payment.before_disbursement``, ``payment.loan_settled``,
    ``payment.nothing_owed``, ``payment.more_than_payoff``, ``payment.excess_undecided``,
    ``payment.prepayment_overdue``, ``payment.prepayment_too_small``, ``payment.leaves_surplus``.
    """
    if amount <= ZERO:
        raise RuleViolation("payment.not_positive", field="amount")
    if value_on < terms.disbursed_on:
        raise RuleViolation(
            "payment.before_disbursement", field="value_on", disbursed_on=terms.disbursed_on.strftime("%d/%m/%Y")
        )
    before = state_on(terms, events, value_on)
    if before.is_settled:
        raise RuleViolation("payment.loan_settled", field="amount")
    if not before.payoff:
        raise RuleViolation("payment.nothing_owed", field="amount")
    _check_excess(before, amount, excess)
    seq = max((event.seq for event in events), default=0) + 1
    event = LoanEvent(seq, EventKind.PAYMENT, value_on, amount, excess, effect)
    after = state_on(terms, [*events, event], value_on)
    _check_later_events(terms, events, event)
    applied = next(allocation for allocation in after.allocations if allocation.seq == seq)
    return PaymentPreview(before, after, applied.all_lines, applied.excess_kind, applied.excess_amount)


def _check_excess(before: LoanState, amount: Money, excess: Excess | None) -> None:
    left = amount - before.due.total
    if amount > before.payoff:
        raise RuleViolation("payment.more_than_payoff", field="amount", payoff=before.payoff.formatted())
    if excess is Excess.PREPAYMENT and left <= ZERO and before.days_past_due:
        raise RuleViolation("payment.prepayment_overdue", field="excess", due=before.due.total.formatted())
    if left <= ZERO or amount == before.payoff:
        return
    if excess is None:
        raise RuleViolation("payment.excess_undecided", field="excess", excess=left.formatted())
    least = before.accrued_interest + before.accrued_vat
    if excess is Excess.PREPAYMENT and left <= least:
        raise RuleViolation("payment.prepayment_too_small", field="excess", least=least.formatted())


def _check_later_events(terms: LoanTerms, events: Sequence[LoanEvent], event: LoanEvent) -> None:
    """A back-dated payment may leave one recorded since with more than the loan owed that day."""
    last = max((other.value_on for other in events), default=event.value_on)
    if last <= event.value_on:
        return
    surplus = state_on(terms, [*events, event], last)
    if surplus.is_settled and surplus.advance:
        raise RuleViolation("payment.leaves_surplus", field="value_on", surplus=surplus.advance.formatted())
