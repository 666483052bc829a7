"""The revolving line (cuenta corriente): drawings and payments at will, a cut each month, a minimum payment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from app.domain.calendar import Frequency
from app.domain.loans.event_rules import check_each, check_none_before
from app.domain.loans.events import EventKind, LoanEvent, in_force
from app.domain.loans.explanation import Explanation, explain_book
from app.domain.loans.methods import Method
from app.domain.loans.state import LoanState, state_of
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.amounts import Amounts
from app.domain.products.product_type import Figure, Preview, ProductType, TermField, TermKind, reader
from app.domain.products.revolving_book import RevolvingBook, replayed_line
from app.domain.rates import DayCount
from app.errors import RuleViolation

FIELDS = (
    TermField("limit", TermKind.MONEY),
    TermField("annual_rate", TermKind.RATE),
    TermField("vat_rate", TermKind.RATE, "0.16"),
    TermField("day_base", TermKind.WHOLE, 360),
    TermField("opened_on", TermKind.DATE),
    TermField("cut_day", TermKind.WHOLE),
    TermField("payment_days", TermKind.WHOLE, 20),
    TermField("minimum_rate", TermKind.RATE, "0"),
    TermField("minimum_amount", TermKind.MONEY, "0.00"),
    TermField("late_annual_rate", TermKind.RATE, "0"),
    TermField("late_replaces_ordinary", TermKind.FLAG, False),
)
PAYMENT_DAYS_MAX = 28
"""A statement falls due before the next one is cut."""


@dataclass(frozen=True)
class RevolvingLine:
    """``cut_day``: the day of the month on which the statement is cut (31: the last).

    ``payment_days`` after it the minimum falls due: the interest and its VAT, and of the balance the larger of
    ``minimum_rate`` and ``minimum_amount``.
    """

    limit: Money
    annual_rate: Decimal
    vat_rate: Decimal
    day_base: int
    opened_on: date
    cut_day: int
    payment_days: int
    minimum_rate: Decimal
    minimum_amount: Money
    late_annual_rate: Decimal
    late_replaces_ordinary: bool

    def __post_init__(self) -> None:
        if not 1 <= self.cut_day <= 31:
            raise RuleViolation("revolving.cut_day", field="cut_day")
        if not 0 <= self.payment_days <= PAYMENT_DAYS_MAX:
            raise RuleViolation("revolving.payment_days", field="payment_days", most=PAYMENT_DAYS_MAX)
        if not 0 <= self.minimum_rate <= 1 or self.minimum_amount < ZERO:
            raise RuleViolation("revolving.minimum", field="minimum_rate")
        if self.day_base not in (360, 365):
            raise RuleViolation("terms.late_day_base", field="day_base")

    @property
    def rules(self) -> LoanTerms:
        """The terms that rule a statement's life; the limit is the principal."""
        return LoanTerms(
            principal=self.limit,
            annual_rate=self.annual_rate,
            vat_rate=self.vat_rate,
            method=Method.INTEREST_ONLY,
            frequency=Frequency.MONTHLY,
            installments=1,
            disbursed_on=self.opened_on,
            first_due_on=self.opened_on + timedelta(days=1),
            day_count=DayCount.ACTUAL_360 if self.day_base == 360 else DayCount.ACTUAL_365,
            late_annual_rate=self.late_annual_rate,
            late_day_base=self.day_base,
            late_replaces_ordinary=self.late_replaces_ordinary,
        )

    def preview(self) -> Preview:
        """A month of the whole limit: what it bears, and the minimum asked."""
        interest = self.limit.times(self.annual_rate / 12)
        vat = self.rules.vat_of(interest)
        principal = self.minimum_principal(self.limit.centavos)
        return Preview(
            (
                Figure("limit", self.limit),
                Figure("interest", interest),
                Figure("vat", vat),
                Figure("minimum", interest + vat + Money(principal)),
            )
        )

    def check(self, events: Sequence[LoanEvent]) -> None:
        """RuleViolation of the first event that cannot be; ``revolving.over_limit`` names the drawing."""
        check_each(events)
        check_none_before(events, self.opened_on)
        for event in in_force(events):
            if event.kind is not EventKind.DISBURSEMENT:
                continue
            drawn = self._book(events, event.value_on).balance
            if drawn > self.limit.centavos:
                raise RuleViolation(
                    "revolving.over_limit",
                    field="amount",
                    seq=event.seq,
                    over=Money(drawn - self.limit.centavos).formatted(),
                )

    def state_on(self, events: Sequence[LoanEvent], day: date) -> LoanState:
        """The state at the end of the day. ``due``: statements whose limit date came; ``rows``: one a statement."""
        return self._state(self._book(events, day), day)

    def explain(self, events: Sequence[LoanEvent], day: date, figure: str) -> Explanation:
        """The lines that make a figure of that state."""
        book = self._book(events, day)
        return explain_book(self.rules, book, self._state(book, day), events, figure)

    def available_on(self, events: Sequence[LoanEvent], day: date) -> Money:
        """What may still be drawn."""
        return max(self.limit - Money(self._book(events, day).balance), ZERO)

    def minimum_principal(self, balance: int) -> int:
        """Of a balance in centavos, the principal that a statement asks."""
        return min(max(Money(balance).times(self.minimum_rate).centavos, self.minimum_amount.centavos), balance)

    def _book(self, events: Sequence[LoanEvent], day: date) -> RevolvingBook:
        book = RevolvingBook(self.rules, self.cut_day, self.payment_days, self.minimum_principal)
        replayed_line(book, events, day)
        return book

    def _state(self, book: RevolvingBook, day: date) -> LoanState:
        state = state_of(book, day)
        billed = book.coming(day)
        ahead = [sum(item.unpaid(place) for item in billed) for place in range(len(state.due.centavos))]
        due = tuple(due - later for due, later in zip(state.due.centavos, ahead, strict=True))
        return replace(state, due=Amounts(due), is_settled=False)


REVOLVING_LINE = ProductType(
    "revolving",
    FIELDS,
    (
        EventKind.DISBURSEMENT,
        EventKind.PAYMENT,
        EventKind.CHARGE,
        EventKind.WAIVER,
        EventKind.REVERSAL,
        EventKind.WRITE_OFF,
        EventKind.ASSIGNMENT,
    ),
    reader(RevolvingLine, FIELDS),
)
