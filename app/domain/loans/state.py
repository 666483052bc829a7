"""The state of a loan on a day, replayed from its terms and events: nothing is stored, everything can be explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.loans.book import NO_REST, Applied, Book, Given
from app.domain.loans.events import Assignee, Excess, LoanEvent
from app.domain.loans.installment import Installment
from app.domain.loans.replay import replayed
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money, share_of
from app.domain.payments.allocation import AllocationLine, Part, allocate_parts
from app.domain.payments.amounts import Amounts
from app.domain.payments.components import (
    AT_INTEREST,
    AT_PRINCIPAL,
    AT_VAT,
    COMPONENTS,
    NO_CENTAVOS,
)

STAGE_2_DAYS = 31
STAGE_3_DAYS = 90
STAGE_3_DAYS_BULLET = 30


class InstallmentState(NamedTuple):
    """An installment in force; the amounts include late interest so far.

    ``taken_centavos``: what was paid, waived or moved to a new table of each component.
    """

    row: ScheduleRow
    late_centavos: tuple[int, int]
    taken_centavos: tuple[int, ...]
    waived_centavos: tuple[int, ...]
    moved_centavos: tuple[int, ...]

    @property
    def due(self) -> Amounts:
        """What it asks."""
        _, _, _, _, principal, interest, vat, fees, fees_vat, _ = self.row
        return Amounts((0, 0, *self.late_centavos, interest, vat, fees, fees_vat, principal))

    @property
    def paid(self) -> Amounts:
        """What payments gave it."""
        gone = zip(self.taken_centavos, self.waived_centavos, self.moved_centavos, strict=True)
        return Amounts(tuple(taken - waived - moved for taken, waived, moved in gone))

    @property
    def waived(self) -> Amounts:
        """What was given up."""
        return Amounts(self.waived_centavos)

    @property
    def outstanding(self) -> Amounts:
        """What it still asks."""
        both = zip(self.due.centavos, self.taken_centavos, strict=True)
        return Amounts(tuple(due - taken for due, taken in both))

    @property
    def is_paid(self) -> bool:
        return self.row.total_centavos + sum(self.late_centavos) == sum(self.taken_centavos)


@dataclass(frozen=True, slots=True)
class EventAllocation:
    """Where a payment went, in the order it was applied; centavos.

    ``given``: what was due on its day. ``excess_given``: where its excess went since, of a prepayment at once, of an
    advance as installments fall due. ``given`` and ``excess`` add up to the payment.
    """

    seq: int
    given: tuple[Part, ...]
    excess_given: tuple[Part, ...] = ()
    excess_kind: Excess | None = None
    excess: int = 0

    @property
    def lines(self) -> tuple[AllocationLine, ...]:
        """What the payment gave to what was due on its day."""
        return _lines(self.given)

    @property
    def excess_lines(self) -> tuple[AllocationLine, ...]:
        """Where its excess went since."""
        return _lines(self.excess_given)

    @property
    def all_lines(self) -> tuple[AllocationLine, ...]:
        """Both."""
        return _lines((*self.given, *self.excess_given))

    @property
    def excess_amount(self) -> Money:
        return Money(self.excess)


def _lines(parts: Sequence[Part]) -> tuple[AllocationLine, ...]:
    return tuple(AllocationLine(max(part.holder, 0), COMPONENTS[part.place], Money(part.centavos)) for part in parts)


@dataclass(frozen=True)
class LoanState:
    """A loan on a day.

    ``due``: all that is due that day, the installment of the day included. ``oldest_unpaid_on``: the day from which
    days past due count on any later day if nothing more is paid. ``next_due_on``: the first due date to come that the
    advance does not cover; ``next_due_amount`` what the advance leaves of it. ``rows``: the schedule in force.
    ``waivers``: what each reached; ``capitalised``: what became principal, of a grace or in a restructure, by the day.
    ``third_stage_days``: the days past due with which the third stage began, or would begin.
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
    waivers: tuple[EventAllocation, ...] = ()
    capitalised: tuple[AllocationLine, ...] = ()
    written_off_on: date | None = None
    assigned_to: Assignee | None = None
    third_stage_days: int = STAGE_3_DAYS


def state_on(terms: LoanTerms, events: Sequence[LoanEvent], day: date) -> LoanState:
    """The state at the end of ``day``, whatever the order in which the events are given.

    Events of later days are left out, and so is what a reversal undid, as if it had never happened. Without a
    disbursement among the events the terms' own date counts; with one that was reversed nothing is owed.
    """
    return state_of(replayed(terms, events, day), day)


def state_of(book: Book, day: date) -> LoanState:
    """The state that a replayed book is in at the end of its day."""
    is_owed = book.is_owed
    due = list(NO_CENTAVOS)
    for part in book.due_parts(day) if is_owed else ():
        due[part.place] += part.centavos
    rest = book.rest(day) if is_owed else NO_REST
    advance = book.advance
    owed = sum(due)
    past_due, stage, limit = _standing(book, day) if is_owed else (0, 1, STAGE_3_DAYS)
    next_due_on, next_due_amount = _next_due(book, day) if is_owed else (None, 0)
    return LoanState(
        as_of=day,
        days_past_due=past_due,
        stage=stage,
        outstanding_principal=Money(due[AT_PRINCIPAL] + rest.principal),
        due=Amounts(tuple(due)),
        accrued_interest=Money(rest.interest),
        accrued_vat=Money(rest.vat),
        payoff=Money(max(owed + rest.total - advance, 0)),
        advance=Money(advance),
        next_due_on=next_due_on,
        next_due_amount=Money(next_due_amount),
        installments=tuple([_installment_state(item, day) for item in book.installments]),
        rows=tuple([item.row for item in book.installments]),
        allocations=tuple([_allocation(one) for one in book.applied]),
        is_settled=is_owed and not owed and not rest.principal,
        oldest_unpaid_on=_oldest_unpaid_on(book) if is_owed else None,
        waivers=tuple([_given(one) for one in book.waivers]),
        capitalised=_capitalised(book, day),
        written_off_on=book.written_off_on,
        assigned_to=book.assigned[1] if book.assigned else None,
        third_stage_days=limit,
    )


def _installment_state(item: Installment, day: date) -> InstallmentState:
    late = item.late(day) if day > item.late_from and not item.is_clear else (item.late_closed, item.late_vat_closed)
    return InstallmentState(
        item.row,
        late,
        NO_CENTAVOS if item.taken is None else tuple(item.taken),
        NO_CENTAVOS if item.waived is None else tuple(item.waived),
        NO_CENTAVOS if item.moved is None else tuple(item.moved),
    )


def _allocation(one: Applied) -> EventAllocation:
    return EventAllocation(one.seq, tuple(one.given), tuple(one.excess_given), one.excess_kind, one.excess)


def _given(one: Given) -> EventAllocation:
    return EventAllocation(one.seq, one.parts, excess=one.unused)


def _standing(book: Book, day: date) -> tuple[int, int, int]:
    """Days past due, the stage, and the days at which the third begins.

    Ninety, or thirty where one row brings all the principal.
    """
    for item in book.open_installments(day):
        if item.is_delinquent():
            days = max((day - item.row.demanded_on).days, 0)
            limit = STAGE_3_DAYS
            if item.unpaid(AT_PRINCIPAL) and item.row.principal_centavos == _repaid_by_rows(book):
                limit = STAGE_3_DAYS_BULLET
            return days, 3 if days >= limit else 2 if days >= STAGE_2_DAYS else 1, limit
    return 0, 1, STAGE_3_DAYS


def _repaid_by_rows(book: Book) -> int:
    return sum(item.row.principal_centavos for item in book.installments)


def _next_due(book: Book, day: date) -> tuple[date | None, int]:
    """The first installment to come that the advance does not cover, and what the advance leaves of it."""
    advance = book.advance
    for item in book.coming(day):
        left = item.unpaid_total - advance
        if left > 0:
            return item.row.demanded_on, left
        advance -= item.unpaid_total
    return None, 0


def _oldest_unpaid_on(book: Book) -> date | None:
    """The first installment that would be delinquent once the advance kept is applied to it and those before."""
    advance = book.advance
    for item in book.installments[book.first_open :]:
        given: list[Part] = []
        if advance and not item.is_clear:
            parts: list[Part] = []
            item.add_parts(item.payable_on, parts)
            given, advance = allocate_parts(advance, parts, book.terms.ranking)
        if item.is_delinquent(given):
            return item.row.demanded_on
    return None


def _capitalised(book: Book, day: date) -> tuple[AllocationLine, ...]:
    """Interest and other parts that became principal by the day: of a grace as it ran, and in restructures."""
    parts = [part for one in book.restructured for part in one.parts if part.place != AT_PRINCIPAL]
    for item in book.installments:
        row = item.row
        grown = row.closing_centavos - row.opening_centavos
        if grown > 0 and item.payable_on <= day:
            interest = _interest_in(grown, item.terms)
            parts += [Part(row.n, AT_INTEREST, interest), Part(row.n, AT_VAT, grown - interest)]
    return _lines([part for part in parts if part.centavos])


def _interest_in(grown: int, terms: LoanTerms) -> int:
    """The interest that with its rounded VAT makes ``grown``; one centavo more or less would make another sum."""
    vat_rate, vat_base = terms.vat_ratio
    near = share_of(grown, (vat_base, vat_base + vat_rate))
    return next(some for some in (near, near - 1, near + 1) if some + share_of(some, terms.vat_ratio) == grown)
