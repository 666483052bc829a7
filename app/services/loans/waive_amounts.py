"""Waive (condonar) part of what a loan owes: late interest, interest, charges or fees, never principal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import plain_mapping
from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import LoanState, state_on
from app.domain.money import ZERO, Money, total
from app.domain.payments.components import COMPONENTS, Component
from app.domain.typed_text import check_text
from app.domain.users.roles import Limit
from app.errors import RuleViolation
from app.ports.recorded import NewEvent
from app.services.payments.posting import next_seq, post_event

REASON_LENGTH_MIN, REASON_LENGTH_MAX = 10, 300
WAIVABLE = tuple(component for component in COMPONENTS if component is not Component.PRINCIPAL)


@dataclass(frozen=True)
class WaiveAmounts:
    """``amounts``: of each component, VAT apart; the same ``request_id`` never waives twice."""

    loan_id: int
    amounts: Mapping[Component, Money]
    reason: str
    request_id: str


@dataclass(frozen=True)
class AmountsWaived:
    """What was waived in all."""

    total: Money
    changes: Changes


def waive_amounts(ctx: Context, command: WaiveAmounts) -> AmountsWaived:
    """Of what is due today. RuleViolation ``waiver.…``, ``payment.loan_not_active``; AuthorisationNeeded ``limit.…``.

    One event of each component, all in one transaction.
    """
    amounts: dict[Component, Money] = {one: command.amounts[one] for one in WAIVABLE if command.amounts.get(one)}
    waived = total(amounts.values())
    with ctx.change("loans.waive") as uow:
        reason = " ".join(command.reason.split())
        if len(reason) < REASON_LENGTH_MIN:
            raise RuleViolation("waiver.reason_short", field="reason", least=REASON_LENGTH_MIN)
        check_text(reason, "reason", REASON_LENGTH_MAX)
        loan = uow.loans.get(command.loan_id)
        if loan.status is not LoanStatus.ACTIVE:
            raise RuleViolation("payment.loan_not_active", folio=loan.folio)
        if uow.loans.event_of_request(_request(command, 0)) is None:
            stored = uow.loans.events(loan.id)
            today = state_on(loan.terms, [item.new.event for item in stored], ctx.clock.business_on())
            _check(amounts, today)
            authoriser = ctx.require_limit(uow, Limit.WAIVER_AMOUNT, waived.centavos, "loans.waive")
            for place, (component, amount) in enumerate(amounts.items()):
                stored = uow.loans.events(loan.id)
                event = LoanEvent(
                    next_seq(stored), EventKind.WAIVER, ctx.clock.business_on(), amount, component=component
                )
                post_event(ctx, uow, loan, stored, _event(ctx, command, event, reason, place))
            after = plain_mapping({"amount": waived, "amounts": amounts, "reason": reason})
            subject = Subject("loan", loan.id, loan.folio)
            ctx.record(uow, Action.AMOUNTS_WAIVED, subject, after=after, authorised_by=authoriser)
            uow.commit()
    return AmountsWaived(waived, Changes.of(Topic.LOANS, Topic.PAYMENTS, Topic.CLIENTS, Topic.BOOKS))


def _check(amounts: Mapping[Component, Money], state: LoanState) -> None:
    if not amounts:
        raise RuleViolation("waiver.nothing")
    for component, amount in amounts.items():
        due: Money = getattr(state.due, component.value)
        if amount < ZERO:
            raise RuleViolation("waiver.negative", field=component.value)
        if amount > due:
            raise RuleViolation("waiver.more_than_due", field=component.value, due=due.formatted())


def _request(command: WaiveAmounts, place: int) -> str:
    return f"{command.request_id}-{place}"


def _event(ctx: Context, command: WaiveAmounts, event: LoanEvent, reason: str, place: int) -> NewEvent:
    return NewEvent(
        loan_id=command.loan_id,
        event=event,
        request_id=_request(command, place),
        recorded_at=ctx.clock.now(),
        recorded_by=ctx.user.id,
        channel=None,
        reference="",
        receipt="",
        reason=reason,
    )
