"""One payment over several loans, and a loan renewed by another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.renewal import closing_payment, renewal_of
from app.domain.loans.several_loans import split_payment
from app.domain.loans.state import LoanState, state_on
from app.domain.money import ZERO, Money, total
from app.errors import RuleViolation
from tests.known_terms import terms_l1

DAY = date(2026, 2, 25)


def _states(*events: LoanEvent) -> dict[int, LoanState]:
    """Loan 7 owes since 15 February 1,910.89 with its late interest; loan 9 since the 20th 1,891.00 or so."""
    later = terms_l1(disbursed_on=date(2026, 1, 20), first_due_on=date(2026, 2, 20))
    return {7: state_on(terms_l1(), list(events), DAY), 9: state_on(later, [], DAY)}


def test_the_oldest_due_date_is_paid_first_whatever_the_loan() -> None:
    seven, nine = split_payment(Money.of(2500), _states())
    assert (seven.loan, str(seven.due), nine.loan, str(nine.due)) == (7, "1910.89", 9, "589.11")


def test_a_payment_smaller_than_the_oldest_debt_reaches_one_loan_only() -> None:
    (only,) = split_payment(Money.of(500), _states())
    assert (only.loan, only.amount, only.excess) == (7, Money.of(500), ZERO)


def test_collection_charges_go_with_their_loans_oldest_date() -> None:
    charge = LoanEvent(1, EventKind.CHARGE, DAY, Money.of(100), vat_rate=Decimal("0.16"))
    seven, nine = split_payment(Money.of(2500), _states(charge))
    assert (str(seven.due), str(nine.due)) == ("2026.89", "473.11")


def test_what_exceeds_all_that_is_due_goes_to_the_loan_named_up_to_its_payoff() -> None:
    states = _states()
    due = total(state.due.total for state in states.values())
    shares = split_payment(due + Money.of(300), states, excess_to=9)
    assert [(share.loan, str(share.excess)) for share in shares] == [(7, "0.00"), (9, "300.00")]
    with pytest.raises(RuleViolation, match=r"payment\.excess_undecided"):
        split_payment(due + Money(1), states)
    with pytest.raises(RuleViolation, match=r"payment\.more_than_payoff"):
        split_payment(due + Money.of(50_000), states, excess_to=9)


@given(st.integers(1, 2_500_000))
def test_no_centavo_of_the_payment_vanishes(centavos: int) -> None:
    states = _states()
    most = states[7].due.total + states[9].payoff
    amount = min(Money(centavos), most)
    shares = split_payment(amount, states, excess_to=9)
    assert total(share.amount for share in shares) == amount
    assert all(share.due <= states[share.loan].due.total for share in shares)


def test_a_renewal_pays_the_old_loan_off_and_hands_over_the_rest() -> None:
    """20,000 less 3 % and its VAT are 19,304.00; the old loan costs 10,481.73."""
    old = state_on(terms_l1(), [], DAY)
    new = terms_l1(principal=Money.of(20_000), disbursed_on=DAY, first_due_on=DAY + timedelta(days=30))
    renewal = renewal_of(old, new)
    assert (str(renewal.disbursed), str(renewal.payoff), str(renewal.to_client)) == ("19304.00", "10481.73", "8822.27")
    closed = state_on(terms_l1(), [closing_payment(renewal, old, 2)], DAY)
    assert (closed.is_settled, closed.payoff) == (True, ZERO)


def test_a_renewal_that_does_not_reach_is_refused() -> None:
    old = state_on(terms_l1(), [], DAY)
    small = terms_l1(disbursed_on=DAY, first_due_on=DAY + timedelta(days=30))
    with pytest.raises(RuleViolation, match=r"renewal\.not_enough"):
        renewal_of(old, small)
    with pytest.raises(RuleViolation, match=r"renewal\.other_day"):
        renewal_of(old, terms_l1())
