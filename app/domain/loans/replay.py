"""Replays a loan's events in order of value date onto its book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.loans.book import Applied, Book, Given, Kept, Rest
from app.domain.loans.events import Assignee, EventKind, Excess, LoanEvent, PrepaymentEffect, in_force
from app.domain.loans.installment import Charge
from app.domain.loans.prepayment import rebuilt
from app.domain.loans.schedule import Contract, contract_of
from app.domain.loans.table import ScheduleRow
from app.domain.loans.table_changes import accelerate, draw, reschedule, restructure
from app.domain.loans.terms import LoanTerms
from app.domain.payments.allocation import Part
from app.domain.payments.components import PLACES


def replayed(
    terms: LoanTerms, events: Sequence[LoanEvent], day: date, contracted: Callable[[LoanTerms], Contract] = contract_of
) -> Book:
    """The book at the end of ``day``, whatever the order in which the events are given.

    Events of later days are left out, and so is what a reversal undid. Without a disbursement among the events the
    terms' own date and the whole principal count; with one that was reversed, or is still to come, nothing is lent.
    """
    counting = [event for event in in_force(events) if event.value_on <= day]
    draws = [event for event in counting if event.kind is EventKind.DISBURSEMENT]
    is_implied = not any(event.kind is EventKind.DISBURSEMENT for event in events)
    is_whole = len(draws) == 1 and _is_whole(terms, draws[0])
    book = Book(terms, contracted(terms) if is_whole or (is_implied and day >= terms.disbursed_on) else None)
    last = terms.disbursed_on
    for event in counting:
        if event.kind is EventKind.DISBURSEMENT and is_whole:
            continue
        book.pass_days(last, event.value_on)
        _APPLY[event.kind](book, event)
        last = max(last, event.value_on)
    book.pass_days(last, day)
    return book


def _is_whole(terms: LoanTerms, event: LoanEvent) -> bool:
    is_all = event.principal is None or event.principal == terms.principal
    return is_all and event.value_on == terms.disbursed_on


def pay(book: Book, event: LoanEvent) -> None:
    """Apply a payment on its value date."""
    day = event.value_on
    if book.advances:
        owed = sum(part.centavos for part in book.due_parts(day)) + book.rest(day).total
        if event.amount.centavos >= owed - book.advance:  # it pays the loan off: the advance must not be left over
            book.apply_advances(day)
    given, left = book.give(event.amount.centavos, day)
    applied = Applied(event.seq, given)
    book.applied.append(applied)
    if not left:
        return
    rest = book.rest(day)
    wanted = rest.total - book.advance
    is_prepayment = event.excess is Excess.PREPAYMENT
    if left >= wanted > 0:
        _settle(book, applied, left, rest, day, is_prepayment)
    elif is_prepayment and left > rest.interest + rest.vat and rest.principal and not book.terms.has_vat_on_rent:
        _prepay(book, applied, left, rest, day, event.effect or PrepaymentEffect.LOWER_PAYMENT)
    else:
        book.keep(applied, left)


def _settle(book: Book, applied: Applied, left: int, rest: Rest, day: date, is_prepayment: bool) -> None:
    """Pay the loan off: the advance kept and this payment cover all; a surplus stays as an advance.

    One row takes the place of those to come: what was paid that day in their stead.
    """
    place = book.next_place(day)
    n = book.installments[place].row.n
    row = ScheduleRow(n, day, day, rest.principal, rest.principal, rest.interest, rest.vat, 0, 0, 0)
    book.set_table(place, [row])
    closing = book.installments[place]
    parts = rest.parts(n)
    kept, book.advances = book.advances, []
    for source, amount in [*((one.source, one.amount) for one in kept), (applied, left)]:
        given, surplus, parts = _filled(amount, parts)
        closing.take(given, day)
        if source is not applied:
            source.excess_given.extend(given)
            _keep_on(book, source, surplus)
        elif is_prepayment:
            applied.excess_kind, applied.excess = Excess.PREPAYMENT, amount - surplus
            applied.excess_given.extend(given)
            _keep_on(book, source, surplus, is_new=True)
        else:
            applied.given.extend(given)
            _keep_on(book, source, surplus, is_new=True)


def _keep_on(book: Book, source: Applied, surplus: int, is_new: bool = False) -> None:
    if not surplus:
        return
    if is_new:
        book.keep(source, surplus)
    else:
        book.advances.append(Kept(source, surplus))


def _prepay(book: Book, applied: Applied, left: int, rest: Rest, day: date, effect: PrepaymentEffect) -> None:
    place = book.next_place(day)
    ahead = book.installments[place:]
    n = ahead[0].row.n
    prepaid = left - rest.interest - rest.vat
    applied.excess_kind, applied.excess = Excess.PREPAYMENT, left
    applied.excess_given = [part for part in rest._replace(principal=prepaid).parts(n) if part.centavos]
    applied.to_balance = len(applied.excess_given)
    balance = ahead[0].row.opening_centavos - prepaid
    periods = [book.period_of[item.row.n] for item in ahead if item.row.n in book.period_of]
    book.plan, rows, periods = rebuilt(book.terms, book.plan, periods, balance, prepaid, day, effect, book.first_n)
    book.period_of.update((period.n, period) for period in periods)
    book.accrues_from, book.carried_n = n, 0
    book.set_table(place, rows)


def _filled(amount: int, parts: list[Part]) -> tuple[list[Part], int, list[Part]]:
    """The parts that ``amount`` pays in their order, what is left of it, and of them."""
    given, unfilled = [], []
    for part in parts:
        paid = min(part.centavos, amount)
        if paid:
            given.append(part._replace(centavos=paid))
        unfilled.append(part._replace(centavos=part.centavos - paid))
        amount -= paid
    return given, amount, unfilled


def charge(book: Book, event: LoanEvent) -> None:
    """A charge for collection work, due from its day."""
    vat_rate = (0, 1) if event.vat_rate is None else event.vat_rate.as_integer_ratio()
    book.charges.append(Charge(event.seq, len(book.charges), event.value_on, event.amount.centavos, vat_rate))


def waive(book: Book, event: LoanEvent) -> None:
    """Give up an amount of a component that is due, the oldest first; never more than is owed of it."""
    assert event.component is not None
    place, day, left = PLACES[event.component], event.value_on, event.amount.centavos
    waived: list[Part] = []
    for holder in book.holders(day):
        parts: list[Part] = []
        holder.add_parts(day, parts)
        for part in parts:
            if part.place == place and left:
                given = part._replace(centavos=min(part.centavos, left))
                holder.waive(given, day)
                waived.append(given)
                left -= given.centavos
    book.waivers.append(Given(event.seq, tuple(waived), left))


def write_off(book: Book, event: LoanEvent) -> None:
    """Castigo: the debt stays what it is, and what is paid of it is a recovery."""
    book.written_off_on = event.value_on


def assign(book: Book, event: LoanEvent) -> None:
    """The loan passes to the lawyers or to a buyer."""
    assert event.assignee is not None
    book.assigned = (event.value_on, Assignee(event.assignee))


def _nothing(book: Book, event: LoanEvent) -> None:
    """A reversal was taken into account before the replay began."""


_APPLY: dict[EventKind, Callable[[Book, LoanEvent], None]] = {
    EventKind.DISBURSEMENT: draw,
    EventKind.PAYMENT: pay,
    EventKind.CHARGE: charge,
    EventKind.WAIVER: waive,
    EventKind.REVERSAL: _nothing,
    EventKind.RESCHEDULE: reschedule,
    EventKind.RESTRUCTURE: restructure,
    EventKind.ACCELERATION: accelerate,
    EventKind.WRITE_OFF: write_off,
    EventKind.ASSIGNMENT: assign,
}
