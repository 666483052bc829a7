"""The state of a loan on a day, replayed from its terms and events: nothing is stored, everything can be explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.installment import Installment
from app.domain.loans.replay import Book, Rest, in_force
from app.domain.loans.schedule import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.allocation import AllocationLine, allocate
from app.domain.payments.amounts import Amounts
from app.domain.payments.components import Component
from app.errors import RuleViolation

STAGE_2_DAYS = 31
STAGE_3_DAYS = 90
STAGE_3_DAYS_BULLET = 30


@dataclass(frozen=True)
class InstallmentState:
    """An installment in force; ``due`` is what it asks including late interest so far."""

    row: ScheduleRow
    due: Amounts
    paid: Amounts
    outstanding: Amounts
    is_paid: bool


@dataclass(frozen=True)
class EventAllocation:
    """Where a payment went. An advance's lines are added as it is applied on the due dates."""

    seq: int
    lines: tuple[AllocationLine, ...]
    excess_kind: Excess | None
    excess_amount: Money


@dataclass(frozen=True)
class LoanState:
    """A loan on a day.

    ``due``: all that is due that day, the installment of the day included. ``oldest_unpaid_on``: the day from which
    days past due count on any later day if nothing more is paid. ``next_due_on``: the first due date to come that the
    advance does not cover; ``next_due_amount`` what the advance leaves of it. ``rows``: the schedule in force.
    """

    as_of: date
    days_past_due: int
    stage: int
    outstanding_principal: Money
    due: Amounts
    accrued_interest: Money
    accrued_vat: Money
    payoff: Money
    advance: Money
    next_due_on: date | None
    next_due_amount: Money
    installments: tuple[InstallmentState, ...]
    rows: tuple[ScheduleRow, ...]
    allocations: tuple[EventAllocation, ...]
    is_settled: bool
    oldest_unpaid_on: date | None


@dataclass(frozen=True)
class PaymentPreview:
    """A payment as it would be applied, before it is saved."""

    before: LoanState
    after: LoanState
    lines: tuple[AllocationLine, ...]
    excess_kind: Excess | None
    excess_amount: Money


def state_on(terms: LoanTerms, events: Sequence[LoanEvent], day: date) -> LoanState:
    """The state at the end of ``day``, whatever the order in which the events are given.

    Events of later days are left out, and so is what a reversal undid, as if it had never happened. Without a
    disbursement among the events the terms' own date counts; with one that was reversed nothing is owed.
    """
    counting = in_force(events)
    kinds = {event.kind for event in events}
    is_undone = EventKind.DISBURSEMENT in kinds and not any(
        event.kind is EventKind.DISBURSEMENT and event.value_on <= day for event in counting
    )
    book = Book(terms)
    last = terms.disbursed_on
    for event in counting:
        if event.value_on > day or event.kind is not EventKind.PAYMENT:
            continue
        book.pass_days(last, event.value_on)
        book.pay(event)
        last = max(last, event.value_on)
    book.pass_days(last, day)
    return _state(book, day, is_owed=day >= terms.disbursed_on and not is_undone)


def preview_payment(
    terms: LoanTerms,
    events: Sequence[LoanEvent],
    amount: Money,
    value_on: date,
    excess: Excess | None = None,
    effect: PrepaymentEffect | None = None,
) -> PaymentPreview:
    """The payment as recording it would apply it.

    Raises RuleViolation ``payment.not_positive``, ``payment.before_disbursement``, ``payment.loan_settled``,
    ``payment.nothing_owed``, ``payment.more_than_payoff``, ``payment.excess_undecided``,
    ``payment.prepayment_overdue``, ``payment.prepayment_too_small``, ``payment.leaves_surplus``.
    """
    if amount <= ZERO:
        raise RuleViolation("payment.not_positive", field="amount")
    if value_on < terms.disbursed_on:
        raise RuleViolation(
            "payment.before_disbursement", field="value_on", disbursed_on=terms.disbursed_on.strftime("%d/%m/%Y")
        )
    before = state_on(terms, events, value_on)
    if before.is_settled:
        raise RuleViolation("payment.loan_settled", field="amount")
    if not before.payoff:
        raise RuleViolation("payment.nothing_owed", field="amount")
    _check_excess(before, amount, excess)
    seq = max((event.seq for event in events), default=0) + 1
    event = LoanEvent(seq, EventKind.PAYMENT, value_on, amount, excess, effect)
    after = state_on(terms, [*events, event], value_on)
    _check_later_events(terms, events, event)
    applied = next(allocation for allocation in after.allocations if allocation.seq == seq)
    return PaymentPreview(before, after, applied.lines, applied.excess_kind, applied.excess_amount)


def _check_excess(before: LoanState, amount: Money, excess: Excess | None) -> None:
    left = amount - before.due.total
    if amount > before.payoff:
        raise RuleViolation("payment.more_than_payoff", field="amount", payoff=before.payoff.formatted())
    if excess is Excess.PREPAYMENT and left <= ZERO and before.days_past_due:
        raise RuleViolation("payment.prepayment_overdue", field="excess", due=before.due.total.formatted())
    if left <= ZERO or amount == before.payoff:
        return
    if excess is None:
        raise RuleViolation("payment.excess_undecided", field="excess", excess=left.formatted())
    least = before.accrued_interest + before.accrued_vat
    if excess is Excess.PREPAYMENT and left <= least:
        raise RuleViolation("payment.prepayment_too_small", field="excess", least=least.formatted())


def _check_later_events(terms: LoanTerms, events: Sequence[LoanEvent], event: LoanEvent) -> None:
    """A back-dated payment may leave one recorded since with more than the loan owed that day."""
    last = max((other.value_on for other in events), default=event.value_on)
    if last <= event.value_on:
        return
    surplus = state_on(terms, [*events, event], last)
    if surplus.is_settled and surplus.advance:
        raise RuleViolation("payment.leaves_surplus", field="value_on", surplus=surplus.advance.formatted())


def _state(book: Book, day: date, is_owed: bool) -> LoanState:
    due: dict[Component, int] = {}
    for item in book.dues(day) if is_owed else ():
        due[item.component] = due.get(item.component, 0) + item.amount.centavos
    amounts = Amounts.from_centavos(due)
    rest = book.rest(day) if is_owed else Rest(ZERO, ZERO, ZERO)
    advance = book.advance
    past_due, stage = _standing(book, day) if is_owed else (0, 1)
    next_due_on, next_due_amount = _next_due(book, day)
    return LoanState(
        as_of=day,
        days_past_due=past_due,
        stage=stage,
        outstanding_principal=amounts.principal + rest.principal,
        due=amounts,
        accrued_interest=rest.interest,
        accrued_vat=rest.vat,
        payoff=max(amounts.total + rest.total - advance, ZERO),
        advance=advance,
        next_due_on=next_due_on,
        next_due_amount=next_due_amount,
        installments=tuple(_installment_state(item, day) for item in book.installments),
        rows=tuple(item.row for item in book.installments),
        allocations=tuple(
            EventAllocation(one.seq, tuple(one.lines), one.excess_kind, one.excess_amount) for one in book.applied
        ),
        is_settled=is_owed and not amounts.total and not rest.principal,
        oldest_unpaid_on=_oldest_unpaid_on(book),
    )


def _installment_state(item: Installment, day: date) -> InstallmentState:
    late, late_vat = item.late(day)
    due = item.asked | {Component.LATE_INTEREST: late, Component.LATE_VAT: late_vat}
    paid = item.paid
    outstanding = {component: amount - paid.get(component, 0) for component, amount in due.items()}
    return InstallmentState(
        row=item.row,
        due=Amounts.from_centavos(due),
        paid=Amounts.from_centavos(paid),
        outstanding=Amounts.from_centavos(outstanding),
        is_paid=not any(outstanding.values()),
    )


def _standing(book: Book, day: date) -> tuple[int, int]:
    """Days past due, and the stage: the third at ninety days, at thirty where one row brings all the principal."""
    for item in book.payable(day):
        if item.is_delinquent():
            days = max((day - item.row.demanded_on).days, 0)
            limit = STAGE_3_DAYS
            if item.unpaid(Component.PRINCIPAL) and item.row.principal == _repaid_by_rows(book):
                limit = STAGE_3_DAYS_BULLET
            return days, 3 if days >= limit else 2 if days >= STAGE_2_DAYS else 1
    return 0, 1


def _repaid_by_rows(book: Book) -> Money:
    return Money(sum(item.asked[Component.PRINCIPAL] for item in book.installments))


def _next_due(book: Book, day: date) -> tuple[date | None, Money]:
    """The first installment to come that the advance does not cover, and what the advance leaves of it."""
    advance = book.advance.centavos
    for item in book.future(day):
        left = item.unpaid_total - advance
        if left > 0:
            return item.row.demanded_on, Money(left)
        advance -= item.unpaid_total
    return None, ZERO


def _oldest_unpaid_on(book: Book) -> date | None:
    """The first installment that would be delinquent once the advance kept is applied to it and those before."""
    advance, terms = book.advance, book.terms
    for item in book.installments:
        lines: tuple[AllocationLine, ...] = ()
        if advance and not item.is_clear:
            lines, advance = allocate(advance, item.dues(item.payable_on), terms.allocation_order, terms.vat_share)
        if item.is_delinquent(lines):
            return item.row.demanded_on
    return None
