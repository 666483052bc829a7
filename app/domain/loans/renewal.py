"""Renewal: a new loan whose disbursement pays the old one off."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.schedule import disbursed_amount
from app.domain.loans.state import LoanState
from app.domain.loans.terms import FeeMode, LoanTerms
from app.domain.money import ZERO, Money
from app.errors import RuleViolation


@dataclass(frozen=True)
class Renewal:
    """Of the new loan's disbursement, what pays the old loan off and what the client receives."""

    disbursed: Money
    payoff: Money
    to_client: Money


def renewal_of(old: LoanState, new: LoanTerms) -> Renewal:
    """The renewal on the day of the old loan's state, which must be the day of the new one's disbursement.

    Raises RuleViolation ``renewal.other_day``, ``renewal.nothing_owed`` or ``renewal.not_enough``.
    """
    if new.disbursed_on != old.as_of:
        raise RuleViolation("renewal.other_day", field="disbursed_on", on=f"{old.as_of:%d/%m/%Y}")
    if not old.payoff:
        raise RuleViolation("renewal.nothing_owed", field="loan")
    fee = new.opening_fee
    disbursed = disbursed_amount(new)
    if fee is not None and fee.how is FeeMode.PAID:
        disbursed -= fee.fee(new.principal) + fee.vat(new.principal)
    if disbursed < old.payoff:
        raise RuleViolation(
            "renewal.not_enough", field="principal", disbursed=disbursed.formatted(), payoff=old.payoff.formatted()
        )
    return Renewal(disbursed, old.payoff, disbursed - old.payoff)


def closing_payment(renewal: Renewal, old: LoanState, seq: int) -> LoanEvent:
    """The old loan's last payment, made by the new one's disbursement."""
    assert renewal.payoff > ZERO
    return LoanEvent(seq, EventKind.PAYMENT, old.as_of, renewal.payoff)
