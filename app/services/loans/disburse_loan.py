"""Hand over a loan's money: its first event, from which interest runs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import plain_fields
from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.loan import Channel, Disbursement, Loan, LoanStatus
from app.domain.loans.schedule import disbursed_amount
from app.domain.loans.terms import FeeMode
from app.domain.money import Money
from app.domain.typed_text import check_text
from app.domain.users.roles import Limit
from app.errors import ConfirmationNeeded, RuleViolation
from app.ports.recorded import NewEvent
from app.services.loans.simulate_loan import simulate_loan
from app.services.payments.posting import post_event

REFERENCE_LENGTH_MAX = 60


@dataclass(frozen=True)
class DisburseLoan:
    """``disbursed_on`` another day than planned changes the table: confirm ``loan.schedule_changes``."""

    loan_id: int
    disbursed_on: date
    channel: Channel
    reference: str
    request_id: str
    confirmed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class LoanDisbursed:
    """What the client received."""

    net_amount: Money
    changes: Changes


def disburse_loan(ctx: Context, command: DisburseLoan) -> LoanDisbursed:
    """RuleViolation of the field; ConfirmationNeeded when the table or the CAT would change; AuthorisationNeeded."""
    changes = Changes.of(Topic.LOANS, Topic.PAYMENTS, Topic.CLIENTS)
    with ctx.change("loans.disburse") as uow:
        loan = uow.loans.get(command.loan_id)
        earlier = uow.loans.event_of_request(command.request_id)
        if earlier is not None and loan.disbursement is not None:
            return LoanDisbursed(loan.disbursement.net_amount, changes)
        _check(ctx, loan, command)
        days_back = (ctx.clock.business_on() - command.disbursed_on).days
        authoriser = ctx.require_limit(uow, Limit.BACKDATING_DAYS, days_back, "loans.disburse")
        loan = _on_the_day(loan, command)
        net = money_handed_over(loan)
        disbursement = Disbursement(command.disbursed_on, command.channel, command.reference.strip(), net)
        loan = replace(loan, disbursement=disbursement, status=LoanStatus.ACTIVE)
        uow.loans.save_disbursed(loan, disbursement)
        new = NewEvent(
            loan_id=loan.id,
            event=LoanEvent(seq=1, kind=EventKind.DISBURSEMENT, value_on=command.disbursed_on, amount=net),
            request_id=command.request_id,
            recorded_at=ctx.clock.now(),
            recorded_by=ctx.user.id,
            channel=command.channel,
            reference=disbursement.reference,
            receipt="",
        )
        post_event(ctx, uow, loan, (), new)
        subject = Subject("loan", loan.id, loan.folio)
        ctx.record(uow, Action.LOAN_DISBURSED, subject, after=plain_fields(disbursement), authorised_by=authoriser)
        uow.commit()
    return LoanDisbursed(net, changes)


def money_handed_over(loan: Loan) -> Money:
    """What leaves the till or the bank: less the opening fee and its VAT, deducted or paid in the same act."""
    net = disbursed_amount(loan.terms)
    fee = loan.terms.opening_fee
    if fee is not None and fee.how is FeeMode.PAID:
        net = net - fee.fee(loan.terms.principal) - fee.vat(loan.terms.principal)
    return net


def _check(ctx: Context, loan: Loan, command: DisburseLoan) -> None:
    if loan.status is not LoanStatus.APPROVED:
        raise RuleViolation("loan.not_disbursable", folio=loan.folio)
    if command.disbursed_on > ctx.clock.business_on():
        raise RuleViolation("loan.disbursed_in_future", field="disbursed_on")
    if command.disbursed_on < loan.signed_on:
        raise RuleViolation(
            "loan.disbursed_before_signed", field="disbursed_on", signed_on=loan.signed_on.strftime("%d/%m/%Y")
        )
    if not command.channel.is_cash and not command.reference.strip():
        raise RuleViolation("loan.reference_required", field="reference")
    check_text(command.reference, "reference", REFERENCE_LENGTH_MAX)


def _on_the_day(loan: Loan, command: DisburseLoan) -> Loan:
    if command.disbursed_on == loan.terms.disbursed_on:
        return loan
    simulation = simulate_loan(replace(loan.terms, disbursed_on=command.disbursed_on))
    is_same = simulation.schedule.rows == loan.schedule and simulation.cat == loan.cat
    if not is_same and "loan.schedule_changes" not in command.confirmed:
        raise ConfirmationNeeded(
            "loan.schedule_changes",
            field="disbursed_on",
            planned_on=loan.terms.disbursed_on.strftime("%d/%m/%Y"),
            before=sum_text(loan),
            after=simulation.schedule.totals.total.formatted(),
            cat=simulation.cat,
        )
    return replace(loan, terms=simulation.terms, schedule=simulation.schedule.rows, cat=simulation.cat)


def sum_text(loan: Loan) -> str:
    """The contracted total, as read by people."""
    return Money(sum(row.total.centavos for row in loan.schedule)).formatted()
