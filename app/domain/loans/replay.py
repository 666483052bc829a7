"""The loan's book while its events are replayed: the only mutable thing of the engine, alive for one replay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.installment import Installment
from app.domain.loans.periods import Period, accrued_rate
from app.domain.loans.prepayment import rebuilt
from app.domain.loans.schedule import ScheduleRow, contract_of
from app.domain.loans.terms import Grace, LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.allocation import AllocationLine, Due, allocate
from app.domain.payments.components import Component


@dataclass
class Applied:
    """What one payment did; the lines of its advance are added as it is applied."""

    seq: int
    lines: list[AllocationLine]
    excess_kind: Excess | None = None
    excess_amount: Money = ZERO


@dataclass(frozen=True)
class Rest:
    """Beyond what is due on a day: interest accrued, its VAT, and the principal of installments to come."""

    interest: Money
    vat: Money
    principal: Money

    @property
    def total(self) -> Money:
        return self.interest + self.vat + self.principal

    def parts(self) -> list[tuple[Component, Money]]:
        """In the order they are paid."""
        return [
            (Component.INTEREST, self.interest),
            (Component.VAT, self.vat),
            (Component.PRINCIPAL, self.principal),
        ]


@dataclass
class Kept:
    """What is left of an advance."""

    source: Applied
    amount: Money


@dataclass
class Book:
    """Replays one loan's events in order of value date.

    ``accrues_from`` is the first period whose interest may still be owed: a prepayment settled the ones before.
    """

    terms: LoanTerms
    applied: list[Applied] = field(default_factory=list)
    advances: list[Kept] = field(default_factory=list)
    accrues_from: int = 1

    def __post_init__(self) -> None:
        contract = contract_of(self.terms)
        self.periods: Sequence[Period] = contract.periods
        self.plan = contract.plan
        self.installments = [Installment(row, self.terms) for row in contract.schedule.rows]

    # -- what is owed -------------------------------------------------------------------------------------------

    def payable(self, day: date) -> list[Installment]:
        """Installments due by the day, its own included: a payment that day is theirs."""
        return [installment for installment in self.installments if installment.payable_on <= day]

    def future(self, day: date) -> list[Installment]:
        """Installments not due yet."""
        return [installment for installment in self.installments if installment.payable_on > day]

    def dues(self, day: date) -> list[Due]:
        """Every unpaid part that is due on the day."""
        return [due for installment in self.payable(day) if not installment.is_clear for due in installment.dues(day)]

    def rest(self, day: date) -> Rest:
        """What a pay-off on the day takes beyond what is due."""
        ahead = self.future(day)
        if not ahead:
            return Rest(ZERO, ZERO, ZERO)
        next_n = ahead[0].row.n
        first = next_n
        if self._waits_for_the_grace_to_end(next_n):
            first = self.accrues_from
        interest = ZERO
        for period in self.periods[first - 1 : next_n]:
            flat_base = self.plan.flat_base
            base = self._opening_of(period.n) if flat_base is None else flat_base
            interest += base.times(accrued_rate(self.terms, period, day))
        return Rest(interest, self.terms.vat_of(interest), ahead[0].row.opening)

    def _waits_for_the_grace_to_end(self, next_n: int) -> bool:
        """Whether the grace's interest, not capitalised, falls due with the next installment or one after it."""
        terms = self.terms
        is_waiting = terms.grace is Grace.FULL and not terms.capitalise_grace_interest
        return is_waiting and next_n <= terms.grace_periods + 1

    def _opening_of(self, n: int) -> Money:
        return next(installment.row.opening for installment in self.installments if installment.row.n == n)

    @property
    def advance(self) -> Money:
        """Money kept for the next installments."""
        return Money(sum(kept.amount.centavos for kept in self.advances))

    # -- what happens -------------------------------------------------------------------------------------------

    def pass_days(self, after: date, until: date) -> None:
        """Apply the advances kept on each due date after ``after`` and up to ``until``."""
        if not self.advances:
            return
        for day in sorted({item.payable_on for item in self.installments if after < item.payable_on <= until}):
            for kept in self.advances:
                lines, kept.amount = self._allocate(kept.amount, day)
                kept.source.lines.extend(lines)
            self.advances = [kept for kept in self.advances if kept.amount]

    def pay(self, event: LoanEvent) -> None:
        """Apply a payment on its value date."""
        day = event.value_on
        lines, left = self._allocate(event.amount, day)
        applied = Applied(event.seq, list(lines))
        self.applied.append(applied)
        if not left:
            return
        rest = self.rest(day)
        wanted = rest.total - self.advance
        if left >= wanted > ZERO:
            self._settle(applied, left, rest, day)
        elif event.excess is Excess.PREPAYMENT and left > rest.interest + rest.vat and rest.principal:
            self._prepay(applied, left, rest, day, event.effect or PrepaymentEffect.LOWER_PAYMENT)
        else:
            self._keep(applied, left)

    def _keep(self, applied: Applied, amount: Money) -> None:
        applied.excess_kind, applied.excess_amount = Excess.ADVANCE, applied.excess_amount + amount
        self.advances.append(Kept(applied, amount))

    def _allocate(self, amount: Money, day: date) -> tuple[Sequence[AllocationLine], Money]:
        dues = self.dues(day)
        if not dues:
            return (), amount
        lines, left = allocate(amount, dues, self.terms.allocation_order, self.terms.vat_share)
        of_installment: dict[int, list[AllocationLine]] = {}
        for line in lines:
            of_installment.setdefault(line.installment, []).append(line)
        for installment in self.installments:
            if installment.row.n in of_installment:
                installment.take(of_installment[installment.row.n], day)
        return lines, left

    def _settle(self, applied: Applied, left: Money, rest: Rest, day: date) -> None:
        """Pay the loan off: the advance kept and this payment cover all; a surplus stays as an advance.

        One row takes the place of those to come: what was paid that day in their stead.
        """
        n = self.future(day)[0].row.n
        row = ScheduleRow(n, day, day, rest.principal, rest.principal, rest.interest, rest.vat, ZERO, ZERO, ZERO)
        closing = Installment(row, self.terms)
        parts = rest.parts()
        kept, self.advances = self.advances, []
        for source, amount in [*((one.source, one.amount) for one in kept), (applied, left)]:
            lines, amount, parts = _filled(n, amount, parts)
            source.lines.extend(lines)
            closing.take(lines, day)
            if amount:
                self._keep(source, amount)
        self.installments = [*self.payable(day), closing]

    def _prepay(self, applied: Applied, left: Money, rest: Rest, day: date, effect: PrepaymentEffect) -> None:
        ahead = self.future(day)
        n, last = ahead[0].row.n, ahead[-1].row.n
        prepaid = left - rest.interest - rest.vat
        lines, _, _ = _filled(n, left, Rest(rest.interest, rest.vat, prepaid).parts())
        applied.lines.extend(lines)
        applied.excess_kind, applied.excess_amount = Excess.PREPAYMENT, left
        balance = ahead[0].row.opening - prepaid
        self.plan, rows, periods = rebuilt(
            self.terms, self.plan, self.periods[n - 1 : last], balance, prepaid, day, effect
        )
        self.periods = [*self.periods[: n - 1], *periods]
        self.accrues_from = n
        self.installments = [*self.payable(day), *(Installment(row, self.terms) for row in rows)]


def _filled(
    n: int, amount: Money, parts: list[tuple[Component, Money]]
) -> tuple[list[AllocationLine], Money, list[tuple[Component, Money]]]:
    """The lines that ``amount`` gives to the parts in their order, what is left of it, and of them."""
    lines, unfilled = [], []
    for component, wanted in parts:
        given = min(wanted, amount)
        if given:
            lines.append(AllocationLine(n, component, given))
        unfilled.append((component, wanted - given))
        amount -= given
    return lines, amount, unfilled


def in_force(events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """Events that count, by value date and sequence: reversals and what they undo are left out.

    A reversal that was itself reversed undoes nothing: the latest has the last word.
    """
    undone: set[int] = set()
    for event in sorted(events, key=lambda event: -event.seq):
        if event.kind is EventKind.REVERSAL and event.reverses_seq is not None and event.seq not in undone:
            undone.add(event.reverses_seq)
    left = [event for event in events if event.kind is not EventKind.REVERSAL and event.seq not in undone]
    return sorted(left, key=lambda event: (event.value_on, event.seq))
