"""Record a payment of a loan: allocated, posted in double entry, with its receipt's folio."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import plain_fields
from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.loan import Channel, Loan, LoanStatus
from app.domain.loans.preview import preview_payment
from app.domain.money import Money
from app.domain.typed_text import check_text
from app.domain.users.roles import Limit
from app.errors import ConfirmationNeeded, Conflict, RuleViolation
from app.ports.recorded import NewEvent, StoredEvent
from app.ports.storage import UnitOfWork
from app.services.payments.posting import next_seq, post_event

REFERENCE_LENGTH_MAX = 60


@dataclass(frozen=True)
class RecordPayment:
    """``request_id`` is made when the window opens: the same one never records twice."""

    loan_id: int
    amount: Money
    value_on: date
    channel: Channel
    reference: str
    request_id: str
    excess: Excess | None = None
    effect: PrepaymentEffect | None = None
    confirmed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class PaymentRecorded:
    """``is_repeated``: this request had been recorded before; nothing was added."""

    event_id: int
    receipt: str
    is_repeated: bool
    changes: Changes


def record_payment(ctx: Context, command: RecordPayment) -> PaymentRecorded:
    """RuleViolation of the field; ConfirmationNeeded ``payment.looks_repeated``.

    Conflict ``payment.request_reused`` when the request was used for another payment; AuthorisationNeeded
    ``limit.backdating_days``.
    """
    with ctx.change("payments.record") as uow:
        recorded = record_in(ctx, uow, command, "payments.record")
        uow.commit()
    return recorded


def record_in(ctx: Context, uow: UnitOfWork, command: RecordPayment, permission: str) -> PaymentRecorded:
    """The same inside a transaction that does more (a bank deposit split over several loans)."""
    changes = Changes.of(Topic.PAYMENTS, Topic.LOANS, Topic.CLIENTS, Topic.BANK)
    earlier = uow.loans.event_of_request(command.request_id)
    if earlier is not None:
        _require_same(earlier, command)
        return PaymentRecorded(earlier.id, earlier.new.receipt, True, changes)
    loan = uow.loans.get(command.loan_id)
    stored = uow.loans.events(loan.id)
    _check(ctx, loan, stored, command)
    days_back = (ctx.clock.business_on() - command.value_on).days
    authoriser = ctx.require_limit(uow, Limit.BACKDATING_DAYS, days_back, permission)
    new = NewEvent(
        loan_id=loan.id,
        event=LoanEvent(
            seq=next_seq(stored),
            kind=EventKind.PAYMENT,
            value_on=command.value_on,
            amount=command.amount,
            excess=command.excess,
            effect=command.effect,
        ),
        request_id=command.request_id,
        recorded_at=ctx.clock.now(),
        recorded_by=ctx.user.id,
        channel=command.channel,
        reference=command.reference.strip(),
        receipt=uow.folios.take("REC"),
    )
    posted = post_event(ctx, uow, loan, stored, new)
    told = {"receipt": new.receipt, "channel": command.channel.value, "event": posted.event_id}
    subject = Subject("loan", loan.id, loan.folio)
    after = plain_fields(new.event) | told
    ctx.record(uow, Action.PAYMENT_RECORDED, subject, after=after, authorised_by=authoriser)
    return PaymentRecorded(posted.event_id, new.receipt, False, changes)


def _check(ctx: Context, loan: Loan, stored: tuple[StoredEvent, ...], command: RecordPayment) -> None:
    if loan.status is not LoanStatus.ACTIVE:
        raise RuleViolation("payment.loan_not_active", folio=loan.folio)
    if command.value_on > ctx.clock.business_on():
        raise RuleViolation("payment.in_future", field="value_on")
    check_text(command.reference, "reference", REFERENCE_LENGTH_MAX)
    events = tuple(item.new.event for item in stored)
    preview_payment(loan.terms, events, command.amount, command.value_on, command.excess, command.effect)
    twin = _same_day_twin(stored, command)
    if twin is not None and "payment.looks_repeated" not in command.confirmed:
        raise ConfirmationNeeded(
            "payment.looks_repeated",
            receipt=twin.new.receipt,
            amount=command.amount.formatted(),
            on=command.value_on.strftime("%d/%m/%Y"),
        )


def _same_day_twin(stored: tuple[StoredEvent, ...], command: RecordPayment) -> StoredEvent | None:
    undone = {item.new.event.reverses_seq for item in stored}
    for item in stored:
        event = item.new.event
        is_payment_in_force = event.kind is EventKind.PAYMENT and event.seq not in undone
        if is_payment_in_force and event.amount == command.amount and event.value_on == command.value_on:
            return item
    return None


def _require_same(earlier: StoredEvent, command: RecordPayment) -> None:
    event = earlier.new.event
    same = (earlier.new.loan_id, event.amount, event.value_on) == (command.loan_id, command.amount, command.value_on)
    if not same:
        raise Conflict("payment.request_reused", receipt=earlier.new.receipt)
