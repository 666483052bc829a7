"""The loan's book while its events are replayed: the only mutable thing of the engine, alive for one replay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from app.domain.loans.events import Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.periods import Period, accrued_rate, periods_of
from app.domain.loans.prepayment import rebuilt
from app.domain.loans.schedule import Plan, ScheduleRow, build_schedule, first_plan
from app.domain.loans.terms import Grace, LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.allocation import AllocationLine, Due, allocate
from app.domain.payments.components import Component

_ROW_COMPONENTS = (Component.INTEREST, Component.VAT, Component.FEES, Component.FEES_VAT, Component.PRINCIPAL)
_LATE_BASES = {
    "principal": (Component.PRINCIPAL,),
    "installment": (Component.PRINCIPAL, Component.INTEREST, Component.FEES),
}


@dataclass
class Installment:
    """A row in force, what was paid of it, and its late interest so far (closed segments, centavos)."""

    row: ScheduleRow
    paid: dict[Component, int] = field(default_factory=dict)
    late_closed: int = 0
    late_vat_closed: int = 0
    late_from: date = date.min
    is_clear: bool = False

    def __post_init__(self) -> None:
        row = self.row
        self.late_from = row.demanded_on
        self.asked = {
            Component.INTEREST: row.interest.centavos,
            Component.VAT: row.vat.centavos,
            Component.FEES: row.fees.centavos,
            Component.FEES_VAT: row.fees_vat.centavos,
            Component.PRINCIPAL: row.principal.centavos,
        }

    def unpaid(self, component: Component) -> int:
        """Centavos of the row's component still unpaid."""
        return self.asked[component] - self.paid.get(component, 0)

    @property
    def is_paid(self) -> bool:
        """Whether nothing of the row itself is unpaid."""
        return all(self.unpaid(component) <= 0 for component in _ROW_COMPONENTS)


@dataclass
class Applied:
    """What one payment did."""

    seq: int
    lines: list[AllocationLine]
    excess_kind: Excess | None = None
    excess_amount: Money = ZERO


class Book:
    """Replays one loan's events in order of value date."""

    def __init__(self, terms: LoanTerms) -> None:
        self.terms = terms
        self.periods: tuple[Period, ...] | list[Period] = periods_of(terms)
        schedule = build_schedule(terms)
        self.installments = [Installment(row) for row in schedule.rows]
        grace_end = schedule.rows[terms.grace_periods].opening if terms.grace_periods else terms.financed_principal
        self.plan: Plan = first_plan(terms, grace_end, self.periods[terms.grace_periods :])
        self._late_base = _LATE_BASES[terms.late_base]
        self.applied: list[Applied] = []
        self.advances: list[tuple[Applied, Money]] = []

    # -- what is owed -------------------------------------------------------------------------------------------

    def late_of(self, installment: Installment, day: date) -> tuple[int, int]:
        """Late interest and its VAT (centavos) of an installment by ``day``, paid or not."""
        segment = self._open_segment(installment, day)
        vat = self.terms.vat_of(Money(segment)).centavos if segment else 0
        return installment.late_closed + segment, installment.late_vat_closed + vat

    def _open_segment(self, installment: Installment, day: date) -> int:
        terms = self.terms
        if not terms.late_annual_rate or day <= installment.late_from:
            return 0
        if (day - installment.row.demanded_on).days <= terms.late_grace_days:
            return 0
        base = sum(installment.unpaid(component) for component in self._late_base)
        if not base:
            return 0
        days = (day - installment.late_from).days
        return Money(base).times(Fraction(terms.late_annual_rate) * days / terms.late_day_base).centavos

    def _close_segment(self, installment: Installment, day: date) -> None:
        """Keep the late interest so far before its base changes; within the grace none is owed for what is paid."""
        if (day - installment.row.demanded_on).days <= self.terms.late_grace_days or day <= installment.late_from:
            return
        segment = self._open_segment(installment, day)
        installment.late_closed += segment
        installment.late_vat_closed += self.terms.vat_of(Money(segment)).centavos
        installment.late_from = day

    def demandable(self, day: date) -> list[Installment]:
        """Installments that can be demanded on the day, its own included."""
        return [installment for installment in self.installments if installment.row.demanded_on <= day]

    def dues(self, day: date) -> list[Due]:
        """Every unpaid part that can be demanded on the day."""
        dues: list[Due] = []
        for installment in self.demandable(day):
            if installment.is_clear:
                continue
            late, late_vat = self.late_of(installment, day)
            n = installment.row.n
            parts = [(component, installment.unpaid(component)) for component in _ROW_COMPONENTS]
            parts.append((Component.LATE_INTEREST, late - installment.paid.get(Component.LATE_INTEREST, 0)))
            parts.append((Component.LATE_VAT, late_vat - installment.paid.get(Component.LATE_VAT, 0)))
            dues.extend(Due(n, component, Money(amount)) for component, amount in parts if amount > 0)
        return dues

    def future(self, day: date) -> list[Installment]:
        """Installments not demandable yet."""
        return [installment for installment in self.installments if installment.row.demanded_on > day]

    def balance_ahead(self, day: date) -> Money:
        """Principal of installments not demandable yet."""
        ahead = self.future(day)
        return ahead[0].row.opening if ahead else ZERO

    def accrued(self, day: date) -> tuple[Money, Money]:
        """Ordinary interest accrued and not yet due, and its VAT."""
        ahead = self.future(day)
        if not ahead or day < self.terms.disbursed_on:
            return ZERO, ZERO
        next_n = ahead[0].row.n
        interest = ZERO
        for period in self.periods:
            if period.n > next_n:
                break
            if period.n == next_n or self._is_carried(period.n, next_n):
                base = self.plan.flat_base or self._opening_of(period.n)
                interest += base.times(accrued_rate(self.terms, period, day))
        return interest, self.terms.vat_of(interest)

    def _is_carried(self, n: int, next_n: int) -> bool:
        """Whether a grace period's interest waits for the first installment after it."""
        terms = self.terms
        waits = terms.grace is Grace.FULL and not terms.capitalise_grace_interest
        return waits and n <= terms.grace_periods and next_n <= terms.grace_periods + 1

    def _opening_of(self, n: int) -> Money:
        return next(installment.row.opening for installment in self.installments if installment.row.n == n)

    @property
    def advance(self) -> Money:
        """Money kept for the next installments."""
        return Money(sum(amount.centavos for _, amount in self.advances))

    def settlement_rest(self, day: date) -> tuple[Money, Money, Money]:
        """Beyond what is due: accrued interest, its VAT, and the principal ahead."""
        interest, vat = self.accrued(day)
        return interest, vat, self.balance_ahead(day)

    # -- what happens -------------------------------------------------------------------------------------------

    def pass_days(self, after: date, until: date) -> None:
        """Apply the advances kept on each due date after ``after`` and up to ``until``."""
        if not self.advances:
            return
        days = sorted({item.row.demanded_on for item in self.installments if after < item.row.demanded_on <= until})
        for day in days:
            kept, self.advances = self.advances, []
            for applied, amount in kept:
                lines, left = self._allocate(amount, day)
                applied.lines.extend(lines)
                if left:
                    self.advances.append((applied, left))

    def pay(self, event: LoanEvent) -> None:
        """Apply a payment on its value date."""
        day = event.value_on
        lines, left = self._allocate(event.amount, day)
        applied = Applied(event.seq, list(lines))
        self.applied.append(applied)
        if not left:
            return
        interest, vat, principal = self.settlement_rest(day)
        rest = interest + vat + principal - self.advance
        if left >= rest > ZERO:
            self._settle(applied, left, interest, vat, principal, day)
        elif event.excess is Excess.PREPAYMENT and left > interest + vat and principal:
            self._prepay(applied, left, interest, vat, day, event.effect or PrepaymentEffect.LOWER_PAYMENT)
        else:
            self._keep(applied, left)

    def _keep(self, applied: Applied, amount: Money) -> None:
        applied.excess_kind, applied.excess_amount = Excess.ADVANCE, applied.excess_amount + amount
        self.advances.append((applied, amount))

    def _allocate(self, amount: Money, day: date) -> tuple[Sequence[AllocationLine], Money]:
        lines, left = allocate(amount, self.dues(day), self.terms.allocation_order, self.terms.vat_share)
        by_n = {installment.row.n: installment for installment in self.installments}
        for line in lines:
            if line.component in self._late_base:
                self._close_segment(by_n[line.installment], day)
        for line in lines:
            paid = by_n[line.installment].paid
            paid[line.component] = paid.get(line.component, 0) + line.amount.centavos
        for n in {line.installment for line in lines}:
            by_n[n].is_clear = self._owes_nothing(by_n[n])
        return lines, left

    def _owes_nothing(self, installment: Installment) -> bool:
        """Whether row and late interest are paid: no day to come can make it owe again."""
        paid = installment.paid
        late_is_paid = paid.get(Component.LATE_INTEREST, 0) >= installment.late_closed
        return installment.is_paid and late_is_paid and paid.get(Component.LATE_VAT, 0) >= installment.late_vat_closed

    def _settle(self, applied: Applied, left: Money, interest: Money, vat: Money, principal: Money, day: date) -> None:
        """Pay the loan off: the advance kept and this payment cover all; a surplus stays as an advance."""
        n = self.future(day)[0].row.n
        parts = [(Component.INTEREST, interest), (Component.VAT, vat), (Component.PRINCIPAL, principal)]
        kept, self.advances = self.advances, []
        for source, amount in [*kept, (applied, left)]:
            for place, (component, wanted) in enumerate(parts):
                given = min(wanted, amount)
                if given:
                    source.lines.append(AllocationLine(n, component, given))
                parts[place] = (component, wanted - given)
                amount -= given
            if amount:
                self._keep(source, amount)
        self.installments = self.demandable(day)

    def _prepay(
        self, applied: Applied, left: Money, interest: Money, vat: Money, day: date, effect: PrepaymentEffect
    ) -> None:
        ahead = self.future(day)
        n = ahead[0].row.n
        prepaid = left - interest - vat
        for component, amount in ((Component.INTEREST, interest), (Component.VAT, vat), (Component.PRINCIPAL, prepaid)):
            if amount:
                applied.lines.append(AllocationLine(n, component, amount))
        applied.excess_kind, applied.excess_amount = Excess.PREPAYMENT, left
        periods = [period for period in self.periods if period.n >= n]
        balance = ahead[0].row.opening - prepaid
        self.plan, rows, periods = rebuilt(self.terms, self.plan, periods, balance, prepaid, day, effect)
        self.periods = [*(period for period in self.periods if period.n < n), *periods]
        self.installments = [*self.demandable(day), *(Installment(row) for row in rows)]


def in_force(events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """Events that count, by value date and sequence: reversed ones and their reversals left out."""
    undone = {event.reverses_seq for event in events if event.reverses_seq is not None}
    left = [event for event in events if event.reverses_seq is None and event.seq not in undone]
    return sorted(left, key=lambda event: (event.value_on, event.seq))
