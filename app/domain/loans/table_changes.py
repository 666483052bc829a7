"""Events that make the rest of a loan's table anew: drawing in parts, moved dates, restructure, acceleration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.calendar import due_dates
from app.domain.loans.book import NO_REST, Book, Given
from app.domain.loans.events import LoanEvent
from app.domain.loans.installment import Charge, Installment
from app.domain.loans.methods import Method
from app.domain.loans.periods import Period, accrued_share, by_days, left_of, periods_of, series
from app.domain.loans.schedule import (
    NOTHING_CARRIED,
    Carried,
    Plan,
    added,
    first_plan,
    grace_rows,
    make_contract,
    may_fall_short,
    plan_rows,
)
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.allocation import Part
from app.domain.payments.components import AT_INTEREST, AT_PRINCIPAL, AT_VAT
from app.domain.rates import DayCount, regular_share


def draw(book: Book, event: LoanEvent) -> None:
    """A part of the principal is handed over: the balance grows, and the rows to come repay the new one.

    The first part brings a financed opening fee with it. A part drawn when no due date is left falls due that day.
    """
    terms, day = book.terms, event.value_on
    drawn = (event.principal or terms.principal).centavos
    place = book.next_place(day)
    if not book.installments:
        drawn += terms.financed_principal.centavos - terms.principal.centavos
        contracted = periods_of(terms)
        coming = [period for period in contracted if period.end > day]
        book.first_n = 1 - (len(contracted) - len(coming))  # a grace runs by the contract's dates
        if coming:
            periods = [left_of(terms, period, day)._replace(n=n) for n, period in enumerate(coming, 1)]
            _remake(book, 0, periods, drawn, NOTHING_CARRIED, base_added=drawn)
            return
    if place == len(book.installments):
        n = book.installments[-1].row.n + 1 if book.installments else 1
        book.set_table(place, [ScheduleRow(n, day, day, drawn, drawn, 0, 0, 0, 0, 0)])
        return
    balance = book.installments[place].row.opening_centavos + drawn
    carried = _accrued(book, place, day)
    periods = [left_of(terms, period, day) for period in _periods_left(book, place)]
    _remake(book, place, periods, balance, carried, base_added=drawn)


def reschedule(book: Book, event: LoanEvent) -> None:
    """The next installment moves to ``due_on`` and the following keep their distance; interest runs for the days.

    Where nothing is left to move (something back-dated may leave it so) it changes nothing. Raises RuleViolation
    ``terms.semimonthly_start``.
    """
    terms, day, due_on = book.terms, event.value_on, event.due_on
    assert due_on is not None
    place = book.next_place(day)
    if place == len(book.installments):
        return
    old = _periods_left(book, place)
    ends = _moved_ends(terms, old, due_on)
    carried = _accrued(book, place, day)
    first = _stretched(terms, old[0], max(day, old[0].start), ends[0])
    periods = [first, *series(terms, ends[0], ends[1:], old[0].n + 1)]
    _remake(book, place, periods, book.installments[place].row.opening_centavos, carried, base_added=0)


def restructure(book: Book, event: LoanEvent) -> None:
    """The old table ends with what was owed, and a new one in the same loan repays it under new terms.

    What becomes principal of what was due leaves its installments as ``moved``. Unless it is capitalised, what is due
    beyond principal stays due, and so does the interest accrued by the day.
    """
    assert event.terms is not None
    day = event.value_on
    place = book.next_place(day)
    rest = book.rest(day)
    moved: list[Part] = []
    for holder in book.holders(day):
        parts: list[Part] = []
        holder.add_parts(day, parts)
        parts = [part for part in parts if event.is_capitalised or part.place == AT_PRINCIPAL]
        moved += parts
        _leave(holder, parts, day)
    next_n = book.installments[place].row.n if place < len(book.installments) else place + 1
    if rest.interest:
        book.set_table(place, [_accrued_row(next_n, day, rest.principal, rest.interest, rest.vat)])
        accrued = [Part(next_n, AT_INTEREST, rest.interest), Part(next_n, AT_VAT, rest.vat)]
        if event.is_capitalised:
            moved += accrued
            book.installments[place].move(accrued, day)
        place, next_n = place + 1, next_n + 1
    principal = sum(part.centavos for part in moved) + rest.principal
    book.restructured.append(Given(event.seq, tuple(moved), 0))
    _agree_anew(book, place, next_n, event.terms, principal, day)


def accelerate(book: Book, event: LoanEvent) -> None:
    """Vencimiento anticipado: the principal to come and what has accrued fall due on the day."""
    day = event.value_on
    rest = book.rest(day)
    if rest is NO_REST:
        return
    place = book.next_place(day)
    n = book.installments[place].row.n
    row = ScheduleRow(n, day, day, rest.principal, rest.principal, rest.interest, rest.vat, 0, 0, 0)
    book.set_table(place, [row])
    book.apply_advances(day)


def _remake(book: Book, place: int, periods: Sequence[Period], balance: int, carried: Carried, base_added: int) -> None:
    """Rows from ``place`` on that repay ``balance`` over the periods; the plan is made for them anew."""
    terms, before = book.terms, book.plan
    rows, left, still = grace_rows(terms, periods, balance, carried, book.first_n)
    repaying = periods[len(rows) :]
    flat_base = None if before.flat_base is None else before.flat_base + base_added
    if terms.method is Method.CUSTOM:
        custom = before.custom[-len(repaying) :] or first_plan(terms, left, repaying).custom
        book.plan = Plan(custom=custom)
    else:
        book.plan = first_plan(terms, left, repaying, flat_base)
    book.plan = may_fall_short(book.plan)
    rows += plan_rows(terms, left, repaying, book.plan, still)
    book.period_of.update((period.n, period) for period in periods)
    book.set_table(place, rows, carried)
    book.carried, book.carried_n, book.accrues_from = carried, periods[0].n, periods[0].n


def _periods_left(book: Book, place: int) -> list[Period]:
    """The periods of the rows to come; a residual row has none of its own."""
    numbers = [item.row.n for item in book.installments[place:]]
    return [book.period_of[n] for n in numbers if n in book.period_of]


def _accrued(book: Book, place: int, day: date) -> Carried:
    """What has accrued by the day of the periods under way, kept exact for the one that still runs."""
    *earlier, (_, running) = book.accruals(day)
    whole = sum(interest for interest, _ in earlier)
    rate, rate_base = book.terms.rate_ratio
    units, base = accrued_share(book.terms, running, day)
    exact = book.accrual_base(running.n, place) * rate * units, rate_base * base
    if book.carried_n == running.n:
        exact = added(book.carried.exact, exact)
    if book.accrues_from <= book.carried_n <= running.n:
        whole += book.carried.whole
    return Carried(whole, exact)


def _moved_ends(terms: LoanTerms, old: Sequence[Period], due_on: date) -> tuple[date, ...]:
    if terms.method in (Method.CUSTOM, Method.BULLET):
        shift = due_on - old[0].end
        return tuple(period.end + shift for period in old)
    return due_dates(terms.frequency, due_on, len(old))


def _stretched(terms: LoanTerms, period: Period, start: date, end: date) -> Period:
    """The period under way from ``start`` to its new end, by days; ``periodic`` counts a day as it did before."""
    if terms.day_count is not DayCount.PERIODIC:
        return by_days(terms, start, (end,), period.n)[0]
    units, base = regular_share(terms.day_count, terms.frequency)
    units, base = units * (end - start).days, base * (period.end - period.start).days
    return Period(period.n, start, end, units, base, units, base)


def _leave(holder: Charge | Installment, parts: list[Part], day: date) -> None:
    if isinstance(holder, Charge):
        holder.take(parts, day)
    elif parts:
        holder.move(parts, day)


def _accrued_row(n: int, day: date, balance: int, interest: int, vat: int) -> ScheduleRow:
    return ScheduleRow(n, day, day, balance, 0, interest, vat, 0, 0, balance)


def _agree_anew(book: Book, place: int, next_n: int, terms: LoanTerms, principal: int, day: date) -> None:
    if not principal:
        book.set_table(place, [])
        return
    tolerance = terms.arrears_tolerance if terms.arrears_tolerance.centavos < principal else ZERO
    terms = replace(terms, principal=Money(principal), disbursed_on=day, opening_fee=None, arrears_tolerance=tolerance)
    contract = make_contract(terms)
    shift = next_n - 1
    book.terms, book.plan = terms, may_fall_short(contract.plan)
    book.period_of.update((period.n + shift, period._replace(n=period.n + shift)) for period in contract.periods)
    book.first_n = book.accrues_from = next_n
    book.carried, book.carried_n = NOTHING_CARRIED, 0
    book.set_table(place, [row._replace(n=row.n + shift) for row in contract.schedule.rows])
