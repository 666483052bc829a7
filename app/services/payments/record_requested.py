"""Record a payment that another program asks for by the loan's folio."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.context import Context
from app.domain.loans.events import Excess
from app.domain.loans.requested_payment import RequestedPayment
from app.errors import ExternalProblem, RuleViolation, UserError
from app.services.payments.record_payment import PaymentRecorded, RecordPayment, record_payment


class Outcome(StrEnum):
    """What became of it."""

    RECORDED = "recorded"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True)
class RequestedResult:
    """``refusal`` is the reason when it was refused; nothing of it was saved then."""

    status: Outcome
    receipt: str = ""
    refusal: UserError | None = None


def record_requested(ctx: Context, payment: RequestedPayment) -> RequestedResult:
    """A repeated ``request_id`` is the same payment, not another; an excess is kept as an advance.

    Who may record none is told so once; trouble with the disk is raised too, for whether the next would be recorded is
    not known.
    """
    ctx.require("payments.record")
    try:
        with ctx.reading("payments.record") as uow:
            loan_id = uow.loans.id_of_folio(payment.folio)
        command = RecordPayment(
            loan_id=loan_id,
            amount=payment.amount,
            value_on=payment.value_on,
            channel=payment.channel,
            reference=payment.reference,
            request_id=payment.request_id,
            # Two requests are two payments, also of one amount on one day.
            confirmed=frozenset({"payment.looks_repeated"}),
        )
        recorded = _recorded(ctx, command)
    except ExternalProblem:
        raise
    except UserError as refusal:
        return RequestedResult(Outcome.REFUSED, refusal=refusal)
    status = Outcome.ALREADY if recorded.is_repeated else Outcome.RECORDED
    return RequestedResult(status, recorded.receipt)


def _recorded(ctx: Context, command: RecordPayment) -> PaymentRecorded:
    try:
        return record_payment(ctx, command)
    except RuleViolation as undecided:
        if undecided.code != "payment.excess_undecided":
            raise
    return record_payment(ctx, replace(command, excess=Excess.ADVANCE))
