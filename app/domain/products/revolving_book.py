"""The book of a revolving line while it is replayed: daily balances, and a statement at each cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from app.domain.calendar import add_months
from app.domain.loans.book import Applied, Book, DailyBalance, Rest
from app.domain.loans.events import EventKind, LoanEvent, in_force
from app.domain.loans.installment import Charge, Installment
from app.domain.loans.replay import assign, charge, waive, write_off
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import share_of
from app.domain.payments.allocation import Part
from app.domain.payments.components import AT_PRINCIPAL

RUNNING = 0
"""The place in ``daily_of`` of the balances since the last cut."""


class RevolvingBook(Book):
    """``unbilled``: centavos drawn and not repaid that no statement asks for yet.

    A statement can be paid from its cut on; it is demanded, and is late, from its limit date. Interest runs on the
    whole balance each day; with ``late_replaces_ordinary`` not on what is overdue. It never runs on interest.
    """

    def __init__(
        self, terms: LoanTerms, cut_day: int, payment_days: int, minimum_principal: Callable[[int], int]
    ) -> None:
        super().__init__(terms, None)
        self.cut_day = cut_day
        self.payment_days = payment_days
        self.minimum_principal = minimum_principal
        self.unbilled = 0
        self.counted_to = terms.disbursed_on
        self.daily_of = {RUNNING: []}

    @property
    def is_handed_over(self) -> bool:
        return True

    @property
    def balance(self) -> int:
        """Principal drawn and not repaid, in centavos."""
        return self.unbilled + sum(item.unpaid(AT_PRINCIPAL) for item in self.installments)

    def rest(self, day: date) -> Rest:
        """Interest since the last cut, its VAT, and what no statement asks for yet."""
        interest = self._interest_since_cut(day)
        return Rest(interest, share_of(interest, self.terms.vat_ratio), self.unbilled)

    def demanded(self, day: date) -> list[Charge | Installment]:
        """A statement is demanded from its limit date."""
        return [one for one in self.holders(day) if isinstance(one, Charge) or one.row.demanded_on <= day]

    def coming(self, day: date) -> list[Installment]:
        """Statements whose limit date is to come."""
        return [item for item in self.open_installments(day) if item.row.demanded_on > day]

    def count_to(self, day: date) -> None:
        """Note the balance that interest ran on since it was last counted."""
        if day > self.counted_to:
            bearing = self._bearing(self.counted_to)
            if bearing:
                self.daily_of[RUNNING].append(DailyBalance(self.counted_to, day, bearing))
            self.counted_to = day

    def cut(self, day: date) -> None:
        """The statement of the day: interest of the period, and the minimum of the balance."""
        interest = self._interest_since_cut(day)
        owed = sum(item.unpaid(AT_PRINCIPAL) for item in self.installments)
        principal = min(self.minimum_principal(self.unbilled + owed), self.unbilled)
        self._bill(day, day + timedelta(days=self.payment_days), principal, interest)

    def close(self, day: date) -> None:
        """A statement of all that is left, due the same day."""
        self._bill(day, day, self.unbilled, self._interest_since_cut(day))

    def repay(self, amount: int) -> list[Part]:
        """Lower what no statement asks for yet, as far as the amount goes: what it paid, of no installment."""
        repaid = min(amount, self.unbilled)
        self.unbilled -= repaid
        return [Part(0, AT_PRINCIPAL, repaid)] if repaid else []

    def next_cut(self, day: date) -> date:
        """The first cut after the day."""
        for months in (0, 1):
            month = add_months(day.replace(day=1), months)
            cut = add_months(month.replace(day=1), 1) - timedelta(days=1)
            cut = cut if self.cut_day >= cut.day else cut.replace(day=self.cut_day)
            if cut > day:
                return cut
        raise AssertionError("of two months one has its cut to come")

    def limit_dates(self, after: date, until: date) -> list[date]:
        """Limit dates in between: what is overdue from then on may bear no ordinary interest."""
        days = {item.row.demanded_on for item in self.installments if not item.is_clear}
        return sorted(day for day in days if after < day <= until)

    def _bill(self, day: date, limit_on: date, principal: int, interest: int) -> None:
        n = len(self.installments) + 1
        balance, vat = self.balance, share_of(interest, self.terms.vat_ratio)
        self.unbilled -= principal
        row = ScheduleRow(n, day, limit_on, balance, principal, interest, vat, 0, 0, balance - principal)
        self.daily_of[n], self.daily_of[RUNNING] = self.daily_of[RUNNING], []
        self.set_table(n - 1, [row])

    def _bearing(self, day: date) -> int:
        if not self.terms.late_replaces_ordinary:
            return self.balance
        return self.balance - sum(item.unpaid(AT_PRINCIPAL) for item in self.installments if _is_overdue(item, day))

    def _interest_since_cut(self, day: date) -> int:
        self.count_to(day)
        rate, rate_base = self.terms.rate_ratio
        units = sum((one.end - one.start).days * one.balance for one in self.daily_of[RUNNING])
        return share_of(units, (rate, rate_base * self.terms.late_day_base))


def _is_overdue(item: Installment, day: date) -> bool:
    return day >= item.late_since


def replayed_line(book: RevolvingBook, events: Sequence[LoanEvent], day: date) -> None:
    """Apply the events in force up to the day, with the cuts between them; a day's events come before its cut."""
    counting = [event for event in in_force(events) if event.value_on <= day]
    cut = book.next_cut(book.terms.disbursed_on)
    for event in counting:
        while cut < event.value_on:
            cut = _pass_cut(book, cut)
        _count(book, event.value_on)
        _apply(book, event)
    while cut <= day:
        cut = _pass_cut(book, cut)
    _count(book, day)


def _pass_cut(book: RevolvingBook, cut: date) -> date:
    _count(book, cut)
    book.cut(cut)
    book.pass_days(cut - timedelta(days=1), cut)
    return book.next_cut(cut)


def _count(book: RevolvingBook, day: date) -> None:
    for limit_on in book.limit_dates(book.counted_to, day):
        book.count_to(limit_on)
    book.count_to(day)


def _apply(book: RevolvingBook, event: LoanEvent) -> None:
    if event.kind is EventKind.DISBURSEMENT:
        _draw(book, event)
    elif event.kind is EventKind.PAYMENT:
        _pay(book, event)
    else:
        _SHARED[event.kind](book, event)


def _draw(book: RevolvingBook, event: LoanEvent) -> None:
    """A drawing; money of the client's kept from before pays of it what it can."""
    book.unbilled += event.amount.centavos
    for kept in book.advances:
        repaid = book.repay(kept.amount)
        kept.source.excess_given += repaid
        kept.amount -= sum(part.centavos for part in repaid)
    book.advances = [kept for kept in book.advances if kept.amount]


def _pay(book: RevolvingBook, event: LoanEvent) -> None:
    """What statements ask first; the rest repays the balance at once, and what is beyond it waits as an advance."""
    day = event.value_on
    given, left = book.give(event.amount.centavos, day)
    applied = Applied(event.seq, given)
    book.applied.append(applied)
    if left >= book.rest(day).total > 0:
        book.close(day)
        closing, left = book.give(left, day)
        applied.given += closing
    repaid = book.repay(left)
    applied.given += repaid
    left -= sum(part.centavos for part in repaid)
    if left:
        book.keep(applied, left)


_SHARED: dict[EventKind, Callable[[Book, LoanEvent], None]] = {
    EventKind.CHARGE: charge,
    EventKind.WAIVER: waive,
    EventKind.WRITE_OFF: write_off,
    EventKind.ASSIGNMENT: assign,
}
