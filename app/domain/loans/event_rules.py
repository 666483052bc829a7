"""What the events of a life must respect together; the text of an error names the event by its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.loans.events import EventKind, LoanEvent, in_force
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.errors import RuleViolation

_WITH_AMOUNT = (EventKind.DISBURSEMENT, EventKind.PAYMENT, EventKind.CHARGE, EventKind.WAIVER)


def check_events(terms: LoanTerms, events: Sequence[LoanEvent]) -> None:
    """Raise the RuleViolation of the first event of a loan that cannot be.

    ``event.drawn_too_much``, and what ``check_each`` and ``check_none_before`` raise.
    """
    check_each(events)
    _check_disbursements(terms, events)


def check_each(events: Sequence[LoanEvent]) -> None:
    """What events must respect whatever the product.

    ``event.seq_repeated``, ``event.not_positive``, ``event.reverses_unknown``, ``event.reverses_reversal``,
    ``event.reversed_twice``, ``event.vat_rate``, ``reschedule.not_after``.
    """
    by_seq: dict[int, LoanEvent] = {}
    for event in events:
        if event.seq in by_seq:
            raise RuleViolation("event.seq_repeated", field="seq", seq=event.seq)
        by_seq[event.seq] = event
        if event.kind in _WITH_AMOUNT and event.amount <= ZERO:
            raise RuleViolation("event.not_positive", field="amount", seq=event.seq)
        if event.vat_rate is not None and not 0 <= event.vat_rate <= 1:
            raise RuleViolation("event.vat_rate", field="vat_rate", seq=event.seq)
        if event.due_on is not None and event.due_on <= event.value_on:
            raise RuleViolation("reschedule.not_after", field="first_due_on", on=f"{event.value_on:%d/%m/%Y}")
    _check_reversals(by_seq)


def check_none_before(events: Sequence[LoanEvent], first: date) -> None:
    """``event.before_disbursement`` when an event in force is of a day before the agreement's first."""
    for event in in_force(events):
        if event.value_on < first:
            raise RuleViolation(
                "event.before_disbursement", field="value_on", seq=event.seq, on=first.strftime("%d/%m/%Y")
            )


def _check_reversals(by_seq: dict[int, LoanEvent]) -> None:
    undone: set[int] = set()
    for event in by_seq.values():
        if event.kind is not EventKind.REVERSAL:
            continue
        of = by_seq.get(event.reverses_seq or 0)
        if of is None:
            raise RuleViolation("event.reverses_unknown", field="of", seq=event.seq, of=event.reverses_seq)
        if of.kind is EventKind.REVERSAL:
            raise RuleViolation("event.reverses_reversal", field="of", seq=event.seq, of=of.seq)
        if of.seq in undone:
            raise RuleViolation("event.reversed_twice", field="of", seq=event.seq, of=of.seq)
        undone.add(of.seq)


def _check_disbursements(terms: LoanTerms, events: Sequence[LoanEvent]) -> None:
    draws = [event for event in in_force(events) if event.kind is EventKind.DISBURSEMENT]
    drawn = Money(sum((event.principal or terms.principal).centavos for event in draws))
    if drawn > terms.principal:
        raise RuleViolation(
            "event.drawn_too_much", field="amount", drawn=drawn.formatted(), most=terms.principal.formatted()
        )
    has_own = any(event.kind is EventKind.DISBURSEMENT for event in events)
    if has_own and not draws:
        return  # the loan was undone: what was paid is kept for its client
    first = min((event.value_on for event in draws), default=terms.disbursed_on)
    check_none_before(events, max(first, terms.disbursed_on))
