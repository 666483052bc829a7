"""The loan's book while its events are replayed: the only mutable thing of the engine, alive for one replay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.domain.loans.events import Assignee, Excess
from app.domain.loans.installment import Charge, Installment
from app.domain.loans.periods import Period, accrued_share
from app.domain.loans.schedule import NOTHING_CARRIED, Carried, Contract, Plan, added
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import Grace, LoanTerms
from app.domain.money import share_of
from app.domain.payments.allocation import Part, allocate_parts
from app.domain.payments.components import AT_INTEREST, AT_PRINCIPAL, AT_VAT


@dataclass(slots=True)
class Applied:
    """What one payment did: what it gave to what was due that day, and where its excess went since.

    ``to_balance``: how many of the first parts of ``excess_given`` lowered the balance to come and so reached no row.
    """

    seq: int
    given: list[Part] = field(default_factory=list)
    excess_given: list[Part] = field(default_factory=list)
    excess_kind: Excess | None = None
    excess: int = 0
    to_balance: int = 0


@dataclass(slots=True)
class Kept:
    """What is left of an advance, in centavos."""

    source: Applied
    amount: int


class Given(NamedTuple):
    """A waiver, or what a restructure made principal: the parts, and what found nothing to reach."""

    seq: int
    parts: tuple[Part, ...]
    unused: int


class Rest(NamedTuple):
    """Beyond what is due on a day, in centavos: interest accrued, VAT, and the principal of installments to come."""

    interest: int
    vat: int
    principal: int

    @property
    def total(self) -> int:
        return self.interest + self.vat + self.principal

    def parts(self, n: int) -> list[Part]:
        """In the order they are paid, as parts of an installment."""
        return [Part(n, AT_INTEREST, self.interest), Part(n, AT_VAT, self.vat), Part(n, AT_PRINCIPAL, self.principal)]


class DailyBalance(NamedTuple):
    """Centavos on which interest ran from ``start`` to ``end``, where it runs on daily balances."""

    start: date
    end: date
    balance: int


NO_REST = Rest(0, 0, 0)


class Book:
    """What a loan asks and has received, as its events are applied in order of value date.

    ``accrues_from``: the first period whose interest may still be owed: a prepayment settled the ones before.
    ``carried``: interest of the period ``carried_n`` that a disbursement or a change of dates counted apart.
    ``first_n``: the number of the first row of the agreement in force, above 1 after a restructure. ``daily_of``:
    the balances that a statement's interest ran on (0: the one not cut yet), where interest runs on daily balances.
    """

    def __init__(self, terms: LoanTerms, contract: Contract | None) -> None:
        self.terms = terms
        self.plan = contract.plan if contract else Plan()
        self.period_of: dict[int, Period] = {period.n: period for period in contract.periods} if contract else {}
        self.installments: list[Installment] = []
        self.payable_days: list[date] = []
        self.first_open = 0
        self.charges: list[Charge] = []
        self.applied: list[Applied] = []
        self.advances: list[Kept] = []
        self.waivers: list[Given] = []
        self.restructured: list[Given] = []
        self.accrues_from = 1
        self.carried = NOTHING_CARRIED
        self.carried_n = 0
        self.first_n = 1
        self.daily_of: dict[int, list[DailyBalance]] = {}
        self.written_off_on: date | None = None
        self.assigned: tuple[date, Assignee] | None = None
        if contract:
            self.set_table(0, contract.schedule.rows)

    def set_table(self, kept: int, rows: Sequence[ScheduleRow], carried: Carried = NOTHING_CARRIED) -> None:
        """Keep the first installments and put the rows after them."""
        terms, plan = self.terms, self.plan
        new = [Installment(row, terms, plan) for row in rows]
        if new and carried is not NOTHING_CARRIED:
            new[0].carried = carried
        self.installments = [*self.installments[:kept], *new]
        self.payable_days = [item.payable_on for item in self.installments]
        self.first_open = min(self.first_open, kept)

    @property
    def is_owed(self) -> bool:
        """Whether the loan was handed over and is still the lender's."""
        is_sold = self.assigned is not None and self.assigned[1] is Assignee.SOLD
        return self.is_handed_over and not is_sold

    @property
    def is_handed_over(self) -> bool:
        return bool(self.installments)

    # -- what is owed -------------------------------------------------------------------------------------------

    def next_place(self, day: date) -> int:
        """The place of the first installment not due yet: those before are payable, the day's own included."""
        return bisect_right(self.payable_days, day)

    def open_installments(self, day: date) -> Iterator[Installment]:
        """Installments due by the day with something unpaid."""
        installments = self.installments
        last = self.next_place(day)
        while self.first_open < last and installments[self.first_open].is_clear:
            self.first_open += 1
        return (item for item in installments[self.first_open : last] if not item.is_clear)

    def holders(self, day: date) -> list[Charge | Installment]:
        """Everything with something unpaid that is due on the day: charges, then installments."""
        open_charges = [charge for charge in self.charges if not charge.is_clear and charge.payable_on <= day]
        return [*open_charges, *self.open_installments(day)]

    def demanded(self, day: date) -> list[Charge | Installment]:
        """Of these, what can be demanded already: all of it, but for statements whose limit date is to come."""
        return self.holders(day)

    def coming(self, day: date) -> list[Installment]:
        """Installments to be demanded after the day."""
        return self.installments[self.next_place(day) :]

    def due_parts(self, day: date) -> list[Part]:
        """Every unpaid part that is due on the day."""
        parts: list[Part] = []
        for holder in self.holders(day):
            holder.add_parts(day, parts)
        return parts

    def rest(self, day: date) -> Rest:
        """What a pay-off on the day takes beyond what is due."""
        place = self.next_place(day)
        if place == len(self.installments):
            return NO_REST
        coming = self.installments[place].row
        interest = sum(rounded for rounded, _ in self.accruals(day))
        if self.carried.whole and self.accrues_from <= self.carried_n <= coming.n:
            interest += self.carried.whole
        principal = coming.opening_centavos
        taxed = interest + principal if self.terms.has_vat_on_rent else interest
        return Rest(interest, share_of(taxed, self.terms.vat_ratio), principal)

    def accruals(self, day: date) -> list[tuple[int, Period]]:
        """The rounded interest accrued of each period under way (several while a grace waits to fall due)."""
        place = self.next_place(day)
        next_n = self.installments[place].row.n
        first = self.accrues_from if self._waits_for_the_grace_to_end(next_n) else next_n
        rate, rate_base = self.terms.rate_ratio
        accruals = []
        for n in range(first, next_n + 1):
            period = self.period_of[n]
            units, base = accrued_share(self.terms, period, day)
            exact = self.accrual_base(n, place - (next_n - n)) * rate * units, rate_base * base
            if n == self.carried_n:
                exact = added(self.carried.exact, exact)
            accruals.append((share_of(1, exact), period))
        return accruals

    def accrual_base(self, n: int, place: int) -> int:
        """The balance on which the period's interest runs."""
        flat_base = self.plan.flat_base
        return self.installments[place].row.opening_centavos if flat_base is None else flat_base

    def _waits_for_the_grace_to_end(self, next_n: int) -> bool:
        """Whether the grace's interest, not capitalised, falls due with the next installment or one after it."""
        terms = self.terms
        is_waiting = terms.grace is Grace.FULL and not terms.capitalise_grace_interest
        return is_waiting and next_n <= self.first_n + terms.grace_periods

    @property
    def advance(self) -> int:
        """Centavos kept for the next installments."""
        return sum(kept.amount for kept in self.advances)

    # -- what is given ------------------------------------------------------------------------------------------

    def give(self, amount: int, day: date) -> tuple[list[Part], int]:
        """Apply an amount to what is due on the day: the parts it reached, and what is left of it."""
        holders = self.holders(day)
        parts: list[Part] = []
        for holder in holders:
            holder.add_parts(day, parts)
        if not parts:
            return [], amount
        given, left = allocate_parts(amount, parts, self.terms.ranking, is_in_order=True)
        if len(holders) == 1:
            holders[0].take(given, day)
            return given, left
        of_holder: dict[int, list[Part]] = {}
        for part in given:
            of_holder.setdefault(part.holder, []).append(part)
        for holder in holders:
            if holder.holder in of_holder:
                holder.take(of_holder[holder.holder], day)
        return given, left

    def keep(self, applied: Applied, amount: int) -> None:
        """Keep an amount as an advance."""
        if applied.excess_kind is None:
            applied.excess_kind = Excess.ADVANCE
        applied.excess += amount
        self.advances.append(Kept(applied, amount))

    def pass_days(self, after: date, until: date) -> None:
        """Apply the advances kept on each due date after ``after`` and up to ``until``."""
        if not self.advances:
            return
        for day in sorted({day for day in self.payable_days if after < day <= until}):
            self.apply_advances(day)

    def apply_advances(self, day: date) -> None:
        """Give what is kept to what is due on the day, the oldest advance first."""
        for kept in self.advances:
            given, kept.amount = self.give(kept.amount, day)
            kept.source.excess_given.extend(given)
        self.advances = [kept for kept in self.advances if kept.amount]
