"""Reverse a payment or a waiver: a new event that undoes it, with a reason; nothing is erased."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.loans.events import EventKind, LoanEvent
from app.domain.typed_text import check_text
from app.domain.users.roles import Limit
from app.errors import Conflict, RuleViolation
from app.ports.recorded import NewEvent, StoredEvent
from app.services.payments.posting import next_seq, post_event

REASON_LENGTH_MIN, REASON_LENGTH_MAX = 5, 300


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
    with ctx.change("payments.reverse") as uow:
        reason = " ".join(command.reason.split())
        if len(reason) < REASON_LENGTH_MIN:
            raise RuleViolation("payment.reason_short", field="reason", least=REASON_LENGTH_MIN)
        check_text(reason, "reason", REASON_LENGTH_MAX)
        payment = uow.loans.event(command.event_id)
        stored = uow.loans.events(payment.new.loan_id)
        if uow.loans.event_of_request(command.request_id) is None:
            _check(payment, stored)
            centavos = payment.new.event.amount.centavos
            authoriser = ctx.require_limit(uow, Limit.REVERSAL_AMOUNT, centavos, "payments.reverse")
            loan = uow.loans.get(payment.new.loan_id)
            post_event(ctx, uow, loan, stored, _reversal(ctx, payment, stored, reason, command.request_id))
            uow.bank.release_event(payment.id)
            subject = Subject("loan", loan.id, loan.folio)
            before = {"receipt": payment.new.receipt, "amount": str(payment.new.event.amount)}
            ctx.record(
                uow,
                Action.PAYMENT_REVERSED,
                subject,
                before=before,
                after={"reason": reason},
                authorised_by=authoriser,
            )
            uow.commit()
    return PaymentReversed(payment.new.receipt, Changes.of(Topic.PAYMENTS, Topic.LOANS, Topic.CLIENTS, Topic.BANK))


def _check(payment: StoredEvent, stored: tuple[StoredEvent, ...]) -> None:
    if payment.new.event.kind not in (EventKind.PAYMENT, EventKind.WAIVER):
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
