"""What a loan's accounts must hold, given its state: the ledger is always brought to these figures.

Because the balances are worked out from the replayed state, an entry posts every consequence of its event: also the
later payments that a reversal or a back-dated payment applies differently, and advances applied since.
Interest is income as it accrues until the loan enters the third stage, and when it is collected from then on; late
interest, charges and fees when they are collected; the opening fee over the loan's life (docs/decisions/0008).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.accounting.concepts import Concept
from app.domain.loans.events import LoanEvent
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money, share_of, total
from app.domain.payments.allocation import AllocationLine
from app.domain.payments.components import Component

THIRD_STAGE = 3
_COLLECTED: Mapping[Component, Concept] = {
    Component.CHARGES: Concept.FEE_INCOME,
    Component.CHARGES_VAT: Concept.VAT_COLLECTED,
    Component.LATE_INTEREST: Concept.LATE_INTEREST_INCOME,
    Component.LATE_VAT: Concept.VAT_COLLECTED,
    Component.INTEREST: Concept.INTEREST_INCOME,
    Component.VAT: Concept.VAT_COLLECTED,
    Component.FEES: Concept.FEE_INCOME,
    Component.FEES_VAT: Concept.VAT_COLLECTED,
}


@dataclass(frozen=True)
class CashFlow:
    """Money of an event in force: received positive, handed over negative."""

    concept: Concept
    amount: Money


def balances_of(
    terms: LoanTerms, events: Sequence[LoanEvent], state: LoanState, flows: Iterable[CashFlow]
) -> dict[Concept, Money]:
    """The balances at the end of the state's day, debits positive; they sum to zero. ``flows``: of events in force."""
    recognised_on = recognition_day(state)
    until = state if recognised_on == state.as_of else state_on(terms, events, recognised_on)
    return wanted_balances(terms, state, until, flows)


def recognition_day(state: LoanState) -> date:
    """The last day whose interest is income as it accrues: the one before the third stage began."""
    if state.stage < THIRD_STAGE:
        return state.as_of
    return state.as_of - timedelta(days=state.days_past_due - state.third_stage_days + 1)


def wanted_balances(
    terms: LoanTerms, state: LoanState, until: LoanState, flows: Iterable[CashFlow]
) -> dict[Concept, Money]:
    """As ``balances_of``; ``until`` is the state on the recognition day."""
    balances: dict[Concept, Money] = dict.fromkeys(Concept, ZERO)
    for flow in flows:
        balances[flow.concept] += flow.amount
    lines = collected_lines(state)
    for line in lines:
        if line.component is not Component.PRINCIPAL:
            balances[_COLLECTED[line.component]] -= line.amount
    is_overdue = state.stage >= THIRD_STAGE
    balances[Concept.LOANS_OVERDUE if is_overdue else Concept.LOANS_PRINCIPAL] += state.outstanding_principal
    balances[Concept.CLIENT_ADVANCES] -= state.advance
    _add_opening_fee(balances, terms, state)
    _add_accrued(balances, state, until, lines)
    memo = balances[Concept.MEMO_INTEREST] + state.due.late_interest
    balances[Concept.MEMO_LATE] = state.due.late_interest
    balances[Concept.MEMO_CONTRA] = -memo
    assert total(balances.values()) == ZERO, balances
    return {concept: balance for concept, balance in balances.items() if balance}


def collected_lines(state: LoanState) -> list[AllocationLine]:
    """Where all that was received went, and what became principal."""
    return [*(line for allocation in state.allocations for line in allocation.all_lines), *state.capitalised]


def _add_opening_fee(balances: dict[Concept, Money], terms: LoanTerms, state: LoanState) -> None:
    if terms.opening_fee is None:
        return
    fee = terms.opening_fee.fee(terms.principal)
    last_due_on = max((row.due_on for row in state.rows), default=terms.disbursed_on)
    days, whole = (state.as_of - terms.disbursed_on).days, (last_due_on - terms.disbursed_on).days
    is_earned = state.is_settled or days >= whole
    earned = fee if is_earned else Money(share_of(fee.centavos, (max(days, 0), whole)))
    balances[Concept.OPENING_FEE_INCOME] -= earned
    balances[Concept.DEFERRED_FEES] -= fee - earned
    balances[Concept.VAT_COLLECTED] -= terms.opening_fee.vat(terms.principal)


def _add_accrued(
    balances: dict[Concept, Money], state: LoanState, until: LoanState, lines: list[AllocationLine]
) -> None:
    """Interest recognised and not collected, its VAT, and what accrues without being recognised."""
    interest = _recognised(
        collected=_sum(lines, Component.INTEREST),
        earned=_sum(lines, Component.INTEREST) + state.due.interest + state.accrued_interest,
        earned_until=_sum(collected_lines(until), Component.INTEREST) + until.due.interest + until.accrued_interest,
    )
    vat = _recognised(
        collected=_sum(lines, Component.VAT),
        earned=_sum(lines, Component.VAT) + state.due.vat + state.accrued_vat,
        earned_until=_sum(collected_lines(until), Component.VAT) + until.due.vat + until.accrued_vat,
    )
    is_overdue = state.stage >= THIRD_STAGE
    balances[Concept.INTEREST_OVERDUE if is_overdue else Concept.INTEREST_RECEIVABLE] += interest.receivable
    balances[Concept.INTEREST_INCOME] -= interest.receivable
    balances[Concept.VAT_RECEIVABLE] += vat.receivable
    balances[Concept.VAT_PENDING] -= vat.receivable
    balances[Concept.MEMO_INTEREST] += interest.unrecognised


@dataclass(frozen=True)
class _Recognised:
    receivable: Money
    unrecognised: Money


def _recognised(*, collected: Money, earned: Money, earned_until: Money) -> _Recognised:
    recognised = max(collected, min(earned_until, earned))
    return _Recognised(recognised - collected, earned - recognised)


def _sum(lines: Iterable[AllocationLine], component: Component) -> Money:
    return total(line.amount for line in lines if line.component is component)
