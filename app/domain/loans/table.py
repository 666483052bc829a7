"""The amortization table: its rows and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from app.domain.money import Money


class ScheduleRow(NamedTuple):
    """One installment. ``vat`` is the VAT on interest; ``demanded_on`` the due date moved by the business-day rule.

    The amounts are kept as whole centavos, because a replay makes many rows; they are read as Money.
    """

    n: int
    due_on: date
    demanded_on: date
    opening_centavos: int
    principal_centavos: int
    interest_centavos: int
    vat_centavos: int
    fees_centavos: int
    fees_vat_centavos: int
    closing_centavos: int

    @classmethod
    def of(
        cls,
        n: int,
        due_on: date,
        demanded_on: date,
        opening: Money,
        principal: Money,
        interest: Money,
        vat: Money,
        fees: Money,
        fees_vat: Money,
        closing: Money,
    ) -> ScheduleRow:
        """A row from amounts."""
        amounts = (opening, principal, interest, vat, fees, fees_vat, closing)
        return cls(n, due_on, demanded_on, *(amount.centavos for amount in amounts))

    @property
    def opening(self) -> Money:
        return Money(self.opening_centavos)

    @property
    def principal(self) -> Money:
        return Money(self.principal_centavos)

    @property
    def interest(self) -> Money:
        return Money(self.interest_centavos)

    @property
    def vat(self) -> Money:
        return Money(self.vat_centavos)

    @property
    def fees(self) -> Money:
        return Money(self.fees_centavos)

    @property
    def fees_vat(self) -> Money:
        return Money(self.fees_vat_centavos)

    @property
    def closing(self) -> Money:
        return Money(self.closing_centavos)

    @property
    def total_centavos(self) -> int:
        """What the installment asks, in centavos."""
        return self[4] + self[5] + self[6] + self[7] + self[8]

    @property
    def total(self) -> Money:
        return Money(self.total_centavos)


@dataclass(frozen=True)
class ScheduleTotals:
    """The sums of the columns."""

    principal: Money
    interest: Money
    vat: Money
    fees: Money
    fees_vat: Money
    total: Money


@dataclass(frozen=True)
class Schedule:
    """The rows, in order."""

    rows: tuple[ScheduleRow, ...]

    @cached_property
    def totals(self) -> ScheduleTotals:
        rows = self.rows
        return ScheduleTotals(
            principal=Money(sum(row.principal_centavos for row in rows)),
            interest=Money(sum(row.interest_centavos for row in rows)),
            vat=Money(sum(row.vat_centavos for row in rows)),
            fees=Money(sum(row.fees_centavos for row in rows)),
            fees_vat=Money(sum(row.fees_vat_centavos for row in rows)),
            total=Money(sum(row.total_centavos for row in rows)),
        )
