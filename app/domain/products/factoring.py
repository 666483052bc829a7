"""Factoring: a receivable bought at a discount, of which an aforo is advanced and the rest kept as a reserve.

LGTOC art. 419 and following: with recourse (cobranza delegada o no) the seller answers for the debtor's payment;
without it he does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.calendar import Frequency
from app.domain.loans.events import EventKind, LoanEvent, in_force
from app.domain.loans.methods import Method
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money, share_of, total
from app.domain.products.product_type import Figure, OnLoanTerms, Preview, ProductType, TermField, TermKind, reader
from app.domain.rates import DayCount
from app.errors import RuleViolation

FIELDS = (
    TermField("face_value", TermKind.MONEY),
    TermField("advance_rate", TermKind.RATE),
    TermField("annual_rate", TermKind.RATE),
    TermField("day_base", TermKind.WHOLE, 360),
    TermField("interest_vat_rate", TermKind.RATE, "0"),
    TermField("commission_rate", TermKind.RATE, "0"),
    TermField("commission_vat_rate", TermKind.RATE, "0.16"),
    TermField("bought_on", TermKind.DATE),
    TermField("due_on", TermKind.DATE),
    TermField("late_annual_rate", TermKind.RATE, "0"),
    TermField("has_recourse", TermKind.FLAG, True),
)


@dataclass(frozen=True)
class Settlement:
    """How a bought receivable stands: what came in, what the advance still lacks and who owes it, what is returned."""

    collected: Money
    outstanding: Money
    is_owed_by_seller: bool
    reserve_to_return: Money


@dataclass(frozen=True)
class Receivable(OnLoanTerms):
    """``advance_rate`` is the aforo; interest to the due date and the commission are taken from the advance.

    The discount is earned at once: an early collection returns none of it. Late interest runs on the advance. In its
    state ``advance`` is what of the reserve came in and is to be returned.
    """

    face_value: Money
    advance_rate: Decimal
    annual_rate: Decimal
    day_base: int
    interest_vat_rate: Decimal
    commission_rate: Decimal
    commission_vat_rate: Decimal
    bought_on: date
    due_on: date
    late_annual_rate: Decimal
    has_recourse: bool

    def __post_init__(self) -> None:
        if not self.face_value > ZERO:
            raise RuleViolation("factoring.face_value", field="face_value")
        if not 0 < self.advance_rate <= 1:
            raise RuleViolation("factoring.advance_rate", field="advance_rate")
        if self.day_base not in (360, 365):
            raise RuleViolation("terms.late_day_base", field="day_base")
        if not 0 <= self.commission_rate <= 1 or not 0 <= self.commission_vat_rate <= 1:
            raise RuleViolation("factoring.commission", field="commission_rate")
        if self.rules and self.net <= ZERO:
            raise RuleViolation("factoring.nothing_left", field="annual_rate")

    @property
    def advance(self) -> Money:
        """The part of the face value that is financed."""
        return self.face_value.times(self.advance_rate)

    @property
    def reserve(self) -> Money:
        """The part kept until the debtor pays."""
        return self.face_value - self.advance

    @property
    def interest(self) -> Money:
        """The discount: interest on the advance for the days to the due date."""
        rate, rate_base = self.annual_rate.as_integer_ratio()
        days = (self.due_on - self.bought_on).days
        return Money(share_of(self.advance.centavos, (rate * days, rate_base * self.day_base)))

    @property
    def commission(self) -> Money:
        """The commission on the advance, without VAT."""
        return self.advance.times(self.commission_rate)

    @property
    def net(self) -> Money:
        """What the seller receives on the day of the purchase."""
        taken = self.interest + self.interest.times(self.interest_vat_rate)
        return self.advance - taken - self.commission - self.commission.times(self.commission_vat_rate)

    @property
    def rules(self) -> LoanTerms:
        """The advance as a single payment without interest to come: it was taken beforehand."""
        return LoanTerms(
            principal=self.advance,
            annual_rate=Decimal(0),
            vat_rate=self.interest_vat_rate,
            method=Method.BULLET,
            frequency=Frequency.MONTHLY,
            installments=1,
            disbursed_on=self.bought_on,
            first_due_on=self.due_on,
            day_count=DayCount.ACTUAL_360,
            late_annual_rate=self.late_annual_rate,
            late_day_base=self.day_base,
        )

    def preview(self) -> Preview:
        """The advance, what is taken from it, what is received and what is kept."""
        amounts = {
            "advance": self.advance,
            "interest": self.interest,
            "interest_vat": self.interest.times(self.interest_vat_rate),
            "commission": self.commission,
            "commission_vat": self.commission.times(self.commission_vat_rate),
            "net": self.net,
            "reserve": self.reserve,
        }
        return Preview(tuple(Figure(name, amount) for name, amount in amounts.items()))

    def check(self, events: Sequence[LoanEvent]) -> None:
        """RuleViolation of the first event that cannot be; ``factoring.more_than_face``."""
        super().check(events)
        if self._collected(events, date.max) > self.face_value + self._charged(events):
            raise RuleViolation("factoring.more_than_face", field="amount", face=self.face_value.formatted())

    def settlement(self, events: Sequence[LoanEvent], day: date) -> Settlement:
        """With recourse the seller owes what the debtor has not paid once it is due; without it the debtor does."""
        state = self.state_on(events, day)
        is_overdue = day > self.due_on and bool(state.payoff)
        return Settlement(
            collected=self._collected(events, day),
            outstanding=state.payoff,
            is_owed_by_seller=self.has_recourse and is_overdue,
            reserve_to_return=state.advance if state.is_settled else ZERO,
        )

    def _collected(self, events: Sequence[LoanEvent], day: date) -> Money:
        counting = [event for event in in_force(events) if event.value_on <= day]
        return total(event.amount for event in counting if event.kind is EventKind.PAYMENT)

    def _charged(self, events: Sequence[LoanEvent]) -> Money:
        """Late interest and charges may be paid beyond the receivable's face: by the seller, or from outside it."""
        last = max((event.value_on for event in events), default=self.due_on)
        state = self.state_on(
            [event for event in events if event.kind is not EventKind.PAYMENT], max(last, self.due_on)
        )
        return state.due.total - state.due.principal


FACTORING = ProductType(
    "factoring",
    FIELDS,
    (
        EventKind.PAYMENT,
        EventKind.CHARGE,
        EventKind.WAIVER,
        EventKind.REVERSAL,
        EventKind.WRITE_OFF,
        EventKind.ASSIGNMENT,
    ),
    reader(Receivable, FIELDS),
)
