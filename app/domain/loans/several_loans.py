"""One payment that covers several loans of a client: what each of them receives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.loans.state import LoanState
from app.domain.money import ZERO, Money, total
from app.errors import RuleViolation


@dataclass(frozen=True)
class Share:
    """What a loan, named by its key, receives of the payment: of what is due, and of what exceeds it."""

    loan: int
    due: Money
    excess: Money = ZERO

    @property
    def amount(self) -> Money:
        return self.due + self.excess


def split_payment(amount: Money, states: Mapping[int, LoanState], excess_to: int | None = None) -> tuple[Share, ...]:
    """The shares of a payment, whose order is the oldest due date first across the loans; equal dates by their order.

    Collection charges of a loan go with its oldest date. What exceeds all that is due goes to the loan named, up to
    its pay-off. Each share is then applied within its loan as the loan's own order says; the shares add up to
    ``amount``. Raises RuleViolation ``payment.not_positive``,
    ``payment.excess_undecided``, ``payment.more_than_payoff``.
    """
    if amount <= ZERO:
        raise RuleViolation("payment.not_positive", field="amount")
    given: dict[int, Money] = {}
    left = amount
    for _, _, loan, due in sorted(_dues(states), key=lambda one: one[:2]):
        paid = min(due, left)
        given[loan] = given.get(loan, ZERO) + paid
        left -= paid
    excess = _excess(left, states, given, excess_to)
    shares = tuple(
        Share(loan, given.get(loan, ZERO), excess if loan == excess_to else ZERO)
        for loan in states
        if given.get(loan, ZERO) or (loan == excess_to and excess)
    )
    assert total(share.amount for share in shares) == amount
    return shares


def _dues(states: Mapping[int, LoanState]) -> Sequence[tuple[date, int, int, Money]]:
    """(due date, place of the loan, loan, what is due of that date)."""
    dues = []
    for place, (loan, state) in enumerate(states.items()):
        of_loan = [
            (item.row.demanded_on, place, loan, item.outstanding.total)
            for item in state.installments
            if item.outstanding.total and min(item.row.due_on, item.row.demanded_on) <= state.as_of
        ]
        charges = state.due.charges + state.due.charges_vat
        if charges:
            oldest = min((one[0] for one in of_loan), default=state.as_of)
            of_loan.insert(0, (oldest, place, loan, charges))
        dues += of_loan
    return dues


def _excess(left: Money, states: Mapping[int, LoanState], given: Mapping[int, Money], excess_to: int | None) -> Money:
    if not left:
        return ZERO
    if excess_to is None:
        raise RuleViolation("payment.excess_undecided", field="excess", excess=left.formatted())
    most = states[excess_to].payoff - given.get(excess_to, ZERO)
    if left > most:
        raise RuleViolation("payment.more_than_payoff", field="amount", payoff=most.formatted())
    return left
