"""Reverse a payment: a new event that undoes it, with a reason; nothing is erased."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.loans.events import EventKind, LoanEvent
from app.errors import Conflict, RuleViolation
from app.ports.storage import NewEvent, StoredEvent
from app.services.payments.posting import next_seq, post_event

REASON_LENGTH_MIN = 5


@dataclass(frozen=True)
class ReversePayment:
    """``event_id`` is the payment's."""

    event_id: int
    reason: str
    request_id: str


@dataclass(frozen=True)
class PaymentReversed:
    """The receipt that no longer counts."""

    receipt: str
    changes: Changes


def reverse_payment(ctx: Context, command: ReversePayment) -> PaymentReversed:
    """RuleViolation ``payment.reason_short`` or ``payment.not_reversible``; Conflict ``payment.already_reversed``."""
    ctx.require("payments.reverse")
    reason = " ".join(command.reason.split())
    if len(reason) < REASON_LENGTH_MIN:
        raise RuleViolation("payment.reason_short", field="reason", least=REASON_LENGTH_MIN)
    with ctx.database.unit_of_work() as uow:
        payment = uow.loans.event(command.event_id)
        stored = uow.loans.events(payment.new.loan_id)
        if uow.loans.event_of_request(command.request_id) is None:
            _check(payment, stored)
            loan = uow.loans.get(payment.new.loan_id)
            post_event(ctx, uow, loan, stored, _reversal(ctx, payment, stored, reason, command.request_id))
            uow.bank.release_event(payment.id)
            uow.commit()
    return PaymentReversed(payment.new.receipt, Changes.of(Topic.PAYMENTS, Topic.LOANS, Topic.CLIENTS, Topic.BANK))


def _check(payment: StoredEvent, stored: tuple[StoredEvent, ...]) -> None:
    if payment.new.event.kind is not EventKind.PAYMENT:
        raise RuleViolation("payment.not_reversible")
    if any(item.new.event.reverses_seq == payment.new.event.seq for item in stored):
        raise Conflict("payment.already_reversed", receipt=payment.new.receipt)


def _reversal(
    ctx: Context, payment: StoredEvent, stored: tuple[StoredEvent, ...], reason: str, request_id: str
) -> NewEvent:
    return NewEvent(
        loan_id=payment.new.loan_id,
        event=LoanEvent(
            seq=next_seq(stored),
            kind=EventKind.REVERSAL,
            value_on=ctx.clock.business_on(),
            amount=payment.new.event.amount,
            reverses_seq=payment.new.event.seq,
        ),
        request_id=request_id,
        recorded_at=ctx.clock.now(),
        recorded_by=ctx.user.id,
        channel=payment.new.channel,
        reference=payment.new.receipt,
        receipt="",
        reason=reason,
    )
