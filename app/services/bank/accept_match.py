"""Accept what a bank deposit pays: one payment per loan, whole or not at all, and remember the payer."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.bank.matching import known_payers_of
from app.domain.loans.events import Excess, PrepaymentEffect
from app.domain.loans.loan import Channel
from app.domain.money import Money, total
from app.errors import Cancelled, Conflict, RuleViolation, UserError
from app.progress import Progress, no_progress
from app.services.payments.record_payment import PaymentRecorded, RecordPayment, record_in

REFERENCE_LENGTH_MAX = 60


@dataclass(frozen=True)
class MatchPart:
    """The share of a deposit that one loan gets."""

    loan_id: int
    amount: Money
    excess: Excess | None = None
    effect: PrepaymentEffect | None = None


@dataclass(frozen=True)
class AcceptMatch:
    """The parts add up to the deposit. ``request_id`` makes a retry harmless."""

    movement_id: int
    parts: tuple[MatchPart, ...]
    request_id: str
    confirmed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class MatchAccepted:
    """The receipts given, in the order of the parts."""

    receipts: tuple[str, ...]
    changes: Changes


def accept_match(ctx: Context, command: AcceptMatch) -> MatchAccepted:
    """RuleViolation ``bank.parts_differ``; Conflict ``bank.already_matched``; the errors of ``record_payment``."""
    with ctx.change("bank.reconcile") as uow:
        stored = uow.bank.movement(command.movement_id)
        deposit = stored.movement.credit
        if deposit is None:
            raise RuleViolation("bank.not_a_deposit")
        if stored.status == "matched":
            raise Conflict("bank.already_matched")
        if not command.parts or total(part.amount for part in command.parts) != deposit:
            parts = total(part.amount for part in command.parts)
            raise RuleViolation("bank.parts_differ", parts=parts.formatted(), deposit=deposit.formatted())
        recorded: list[PaymentRecorded] = []
        for place, part in enumerate(command.parts):
            payment = RecordPayment(
                loan_id=part.loan_id,
                amount=part.amount,
                value_on=stored.movement.on,
                channel=Channel.DEPOSIT,
                reference=_reference(stored.movement.reference, stored.movement.tracking_key),
                request_id=f"{command.request_id}/{place}",
                excess=part.excess,
                effect=part.effect,
                confirmed=command.confirmed,
            )
            recorded.append(record_in(ctx, uow, payment, "bank.reconcile"))
            client_id = uow.loans.get(part.loan_id).client_id
            for payer in known_payers_of(stored.movement, client_id):
                uow.bank.learn_payer(payer)
        uow.bank.record_match(stored.id, [one.event_id for one in recorded], ctx.clock.now(), ctx.user.id)
        subject = Subject("movement", stored.id, stored.movement.description[:60])
        ctx.record(uow, Action.DEPOSIT_MATCHED, subject, after={"receipts": [one.receipt for one in recorded]})
        uow.commit()
    changes = Changes.of(Topic.BANK, Topic.PAYMENTS, Topic.LOANS, Topic.CLIENTS)
    return MatchAccepted(tuple(one.receipt for one in recorded), changes)


@dataclass(frozen=True)
class AllAccepted:
    """How many were accepted, and the movements that were refused with the reason."""

    accepted: int
    refused: tuple[tuple[int, UserError], ...]
    changes: Changes


def accept_all(ctx: Context, commands: tuple[AcceptMatch, ...], progress: Progress = no_progress) -> AllAccepted:
    """Each in its own transaction: what was accepted stays when the user stops or one is refused."""
    ctx.require("bank.reconcile")
    refused: list[tuple[int, UserError]] = []
    for done, command in enumerate(commands, start=1):
        try:
            accept_match(ctx, command)
        except UserError as error:
            refused.append((command.movement_id, error))
        try:
            progress(done, len(commands))
        except Cancelled:
            break
    changes = Changes.of(Topic.BANK, Topic.PAYMENTS, Topic.LOANS, Topic.CLIENTS)
    return AllAccepted(done - len(refused) if commands else 0, tuple(refused), changes)


def _reference(reference: str, tracking_key: str) -> str:
    return (tracking_key or reference)[:REFERENCE_LENGTH_MAX]
