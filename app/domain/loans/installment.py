"""An installment while a loan is replayed: what it asks, what was paid of it, and its late interest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from app.domain.loans.schedule import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.payments.allocation import AllocationLine, Due
from app.domain.payments.components import Component

ROW_COMPONENTS = (Component.INTEREST, Component.VAT, Component.FEES, Component.FEES_VAT, Component.PRINCIPAL)
_DELINQUENT = (Component.PRINCIPAL, Component.INTEREST)
_LATE_BASES = {
    "principal": (Component.PRINCIPAL,),
    "installment": (Component.PRINCIPAL, Component.INTEREST, Component.FEES),
}


class Installment:
    """A row in force. Amounts are whole centavos.

    ``payable_on``: from when it is due. The business-day rule moves the day it is demanded (``row.demanded_on``),
    from which days past due count; who pays on the nominal due date pays it all the same. Late interest runs from
    ``late_since``, the later of both: it neither punishes a bank's holiday nor runs beside ordinary interest.
    ``late_closed``: late interest of segments whose base changed, rounded and kept; the open one is from ``late_from``.
    """

    def __init__(self, row: ScheduleRow, terms: LoanTerms) -> None:
        self.row = row
        self.terms = terms
        self.payable_on = min(row.due_on, row.demanded_on)
        self.late_since = max(row.due_on, row.demanded_on)
        self.late_from = self.late_since
        self.late_closed = 0
        self.late_vat_closed = 0
        self.paid: dict[Component, int] = {}
        self.asked = {
            Component.INTEREST: row.interest.centavos,
            Component.VAT: row.vat.centavos,
            Component.FEES: row.fees.centavos,
            Component.FEES_VAT: row.fees_vat.centavos,
            Component.PRINCIPAL: row.principal.centavos,
        }
        self.row_total = sum(self.asked.values())
        self.is_clear = self.row_total == 0

    def unpaid(self, component: Component) -> int:
        """Centavos of the row's component still unpaid."""
        return self.asked[component] - self.paid.get(component, 0)

    @property
    def unpaid_total(self) -> int:
        """Centavos of the row still unpaid, late interest apart."""
        return self.row_total - sum(self.paid.get(component, 0) for component in ROW_COMPONENTS)

    def is_delinquent(self, given: Sequence[AllocationLine] = ()) -> bool:
        """Whether principal or interest is unpaid beyond the tolerance, once ``given`` is taken: days past due."""
        if self.is_clear:
            return False
        more = sum(line.amount.centavos for line in given)
        if self.unpaid_total - more <= self.terms.arrears_tolerance.centavos:
            return False
        taken = {line.component: line.amount.centavos for line in given}
        return any(self.unpaid(component) > taken.get(component, 0) for component in _DELINQUENT)

    def late(self, day: date) -> tuple[int, int]:
        """Late interest and its VAT by ``day``, paid or not."""
        segment = self._open_segment(day)
        if not segment:
            return self.late_closed, self.late_vat_closed
        return self.late_closed + segment, self.late_vat_closed + self.terms.vat_of(Money(segment)).centavos

    def dues(self, day: date) -> list[Due]:
        """Its unpaid parts on the day."""
        late, late_vat = self.late(day)
        parts = [(component, self.unpaid(component)) for component in ROW_COMPONENTS]
        parts.append((Component.LATE_INTEREST, late - self.paid.get(Component.LATE_INTEREST, 0)))
        parts.append((Component.LATE_VAT, late_vat - self.paid.get(Component.LATE_VAT, 0)))
        return [Due(self.row.n, component, Money(amount)) for component, amount in parts if amount > 0]

    def take(self, lines: Sequence[AllocationLine], day: date) -> None:
        """Note what a payment gave on the day; a segment of late interest closes before its base changes."""
        if any(line.component in _LATE_BASES[self.terms.late_base] for line in lines):
            self._close_segment(day)
        for line in lines:
            self.paid[line.component] = self.paid.get(line.component, 0) + line.amount.centavos
        # Late interest is closed by whatever pays the last of its base: once clear, no day to come makes it owe again.
        self.is_clear = (
            self.unpaid_total <= 0
            and self.paid.get(Component.LATE_INTEREST, 0) >= self.late_closed
            and self.paid.get(Component.LATE_VAT, 0) >= self.late_vat_closed
        )

    def _open_segment(self, day: date) -> int:
        terms = self.terms
        if day <= self.late_from or not terms.late_annual_rate:
            return 0
        if (day - self.late_since).days <= terms.late_grace_days:
            return 0
        base = sum(self.unpaid(component) for component in _LATE_BASES[terms.late_base])
        if base <= 0:
            return 0
        days = (day - self.late_from).days
        return Money(base).times(Fraction(terms.late_annual_rate) * Fraction(days, terms.late_day_base)).centavos

    def _close_segment(self, day: date) -> None:
        """Within the days of grace nothing is kept: what is paid then bears none, the rest counts from the due date."""
        if day <= self.late_from or (day - self.late_since).days <= self.terms.late_grace_days:
            return
        segment = self._open_segment(day)
        self.late_closed += segment
        self.late_vat_closed += self.terms.vat_of(Money(segment)).centavos
        self.late_from = day
