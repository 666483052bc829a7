"""The state of a loan on a day, replayed from its terms and events: nothing is stored, everything can be explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.replay import Book, Installment, in_force
from app.domain.loans.schedule import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.allocation import AllocationLine
from app.domain.payments.amounts import Amounts
from app.domain.payments.components import Component
from app.errors import RuleViolation

STAGE_2_DAYS = 31
STAGE_3_DAYS = 90
_DELINQUENT = (Component.PRINCIPAL, Component.INTEREST)
_LATE = (Component.LATE_INTEREST, Component.LATE_VAT)


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
    """A loan on a day. ``oldest_unpaid_on``: due date of the first installment that payments and advance leave unpaid.

    ``next_due_on`` is the first unpaid due date after the day; ``next_due_amount`` what the advance leaves of it.
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
    """The state at the end of ``day``, whatever the order in which the events are given."""
    return _state(_replayed(terms, events, day), day)


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
    ``payment.more_than_payoff``, ``payment.excess_undecided``, ``payment.prepayment_too_small``.
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
    _check_excess(before, amount, excess)
    seq = max((event.seq for event in events), default=0) + 1
    event = LoanEvent(seq, EventKind.PAYMENT, value_on, amount, excess, effect)
    after = state_on(terms, [*events, event], value_on)
    applied = next(allocation for allocation in after.allocations if allocation.seq == seq)
    return PaymentPreview(before, after, applied.lines, applied.excess_kind, applied.excess_amount)


def _check_excess(before: LoanState, amount: Money, excess: Excess | None) -> None:
    left = amount - before.due.total
    if amount > before.payoff:
        raise RuleViolation("payment.more_than_payoff", field="amount", payoff=before.payoff.formatted())
    if left <= ZERO or amount == before.payoff:
        return
    if excess is None:
        raise RuleViolation("payment.excess_undecided", field="excess", excess=left.formatted())
    least = before.accrued_interest + before.accrued_vat
    if excess is Excess.PREPAYMENT and left <= least:
        raise RuleViolation("payment.prepayment_too_small", field="excess", least=least.formatted())


def _replayed(terms: LoanTerms, events: Sequence[LoanEvent], day: date) -> Book:
    book = Book(terms)
    last = terms.disbursed_on
    for event in in_force(events):
        if event.value_on > day or event.kind is not EventKind.PAYMENT:
            continue
        book.pass_days(last, event.value_on)
        book.pay(event)
        last = max(last, event.value_on)
    book.pass_days(last, day)
    return book


def _state(book: Book, day: date) -> LoanState:
    terms = book.terms
    due: dict[Component, int] = {}
    for item in book.dues(day):
        due[item.component] = due.get(item.component, 0) + item.amount.centavos
    amounts = Amounts.from_centavos(due)
    interest, vat, ahead = book.settlement_rest(day)
    advance = book.advance
    installments = tuple(_installment_state(book, item, day) for item in book.installments)
    is_settled = not amounts.total and not ahead
    past_due = _days_past_due(book, day)
    upcoming = [item for item in book.future(day) if not item.is_paid]
    next_amount = max(upcoming[0].row.total - advance, ZERO) if upcoming else ZERO
    return LoanState(
        as_of=day,
        days_past_due=past_due,
        stage=3 if past_due >= STAGE_3_DAYS else 2 if past_due >= STAGE_2_DAYS else 1,
        outstanding_principal=amounts.principal + ahead if day >= terms.disbursed_on else ZERO,
        due=amounts,
        accrued_interest=interest,
        accrued_vat=vat,
        payoff=max(amounts.total + interest + vat + ahead - advance, ZERO),
        advance=advance,
        next_due_on=upcoming[0].row.demanded_on if upcoming else None,
        next_due_amount=next_amount,
        installments=installments,
        rows=tuple(item.row for item in book.installments),
        allocations=tuple(
            EventAllocation(one.seq, tuple(one.lines), one.excess_kind, one.excess_amount) for one in book.applied
        ),
        is_settled=is_settled,
        oldest_unpaid_on=_oldest_unpaid_on(book),
    )


def _installment_state(book: Book, item: Installment, day: date) -> InstallmentState:
    late, late_vat = book.late_of(item, day) if item.row.demanded_on <= day else (0, 0)
    due = item.asked | {Component.LATE_INTEREST: late, Component.LATE_VAT: late_vat}
    paid = item.paid
    outstanding = {component: amount - paid.get(component, 0) for component, amount in due.items()}
    return InstallmentState(
        row=item.row,
        due=Amounts.from_centavos(due),
        paid=Amounts.from_centavos(paid),
        outstanding=Amounts.from_centavos(outstanding),
        is_paid=all(amount <= 0 for amount in outstanding.values()),
    )


def _days_past_due(book: Book, day: date) -> int:
    tolerance = book.terms.arrears_tolerance.centavos
    for item in book.demandable(day):
        if sum(item.unpaid(component) for component in _DELINQUENT) > 0 and _unpaid_total(item) > tolerance:
            return (day - item.row.demanded_on).days
    return 0


def _unpaid_total(item: Installment) -> int:
    return item.row.total.centavos - sum(amount for component, amount in item.paid.items() if component not in _LATE)


def _oldest_unpaid_on(book: Book) -> date | None:
    advance = book.advance.centavos
    for item in book.installments:
        unpaid = _unpaid_total(item)
        if unpaid > max(advance, 0) and unpaid > 0:
            return item.row.demanded_on
        advance -= unpaid
    return None
