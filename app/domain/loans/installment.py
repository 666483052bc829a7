"""What a loan's book holds while it is replayed: installments with their late interest, and collection charges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.domain.loans.schedule import NOTHING_CARRIED, Carried, Plan
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import share_of
from app.domain.payments.allocation import Part
from app.domain.payments.components import (
    AT_CHARGES,
    AT_CHARGES_VAT,
    AT_FEES,
    AT_FEES_VAT,
    AT_INTEREST,
    AT_LATE,
    AT_LATE_VAT,
    AT_PRINCIPAL,
    AT_VAT,
    COMPONENTS,
)

FIRST_HOLDER = -(10**9)
"""The holder of the first charge: charges sort before every installment."""
_PRINCIPAL = (AT_PRINCIPAL,)
_INSTALLMENT = (AT_PRINCIPAL, AT_INTEREST, AT_FEES)


class LateSegment(NamedTuple):
    """Late interest of the days after ``start`` up to ``end`` on an unchanging ``base``; all in centavos."""

    start: date
    end: date
    base: int
    interest: int
    vat: int


class Installment:
    """A row in force. Amounts are whole centavos.

    ``payable_on``: from when it is due. The business-day rule moves the day it is demanded (``row.demanded_on``),
    from which days past due count; who pays on the nominal due date pays it all the same. Late interest runs from
    ``late_since``, the later of both: it neither punishes a bank's holiday nor runs beside ordinary interest.
    ``segments``: late interest whose base changed, rounded and kept; the open one is from ``late_from``.
    ``taken``: what was paid, waived or moved of each component; ``waived`` and ``moved`` (to a new table) are parts
    of it. ``plan`` and ``carried`` are what its row was made with.
    """

    __slots__ = (
        "asked",
        "carried",
        "holder",
        "is_clear",
        "late_closed",
        "late_from",
        "late_since",
        "late_vat_closed",
        "moved",
        "payable_on",
        "plan",
        "row",
        "segments",
        "taken",
        "terms",
        "waived",
    )

    def __init__(
        self, row: ScheduleRow, terms: LoanTerms, plan: Plan | None = None, carried: Carried = NOTHING_CARRIED
    ) -> None:
        _, due_on, demanded_on, _, principal, interest, vat, fees, fees_vat, _ = row
        self.row = row
        self.holder = row.n
        self.terms = terms
        self.plan = plan
        self.carried = carried
        self.payable_on, self.late_since = (due_on, demanded_on) if due_on <= demanded_on else (demanded_on, due_on)
        self.late_from = self.late_since
        self.late_closed = 0
        self.late_vat_closed = 0
        self.segments: list[LateSegment] = []
        self.asked = (0, 0, 0, 0, interest, vat, fees, fees_vat, principal)
        self.taken: list[int] | None = None
        self.waived: list[int] | None = None
        self.moved: list[int] | None = None
        self.is_clear = not (principal or interest or vat or fees or fees_vat)

    def unpaid(self, place: int) -> int:
        """Centavos of the row's component (late interest apart) still unpaid."""
        return self.asked[place] if self.taken is None else self.asked[place] - self.taken[place]

    @property
    def unpaid_total(self) -> int:
        """Centavos of the row still unpaid, late interest apart."""
        return sum(self.asked) - (0 if self.taken is None else sum(self.taken[AT_INTEREST:]))

    def is_delinquent(self, given: Sequence[Part] = ()) -> bool:
        """Whether principal or interest is unpaid beyond the tolerance, once ``given`` is taken: days past due."""
        if self.is_clear:
            return False
        if not given and self.taken is None and not self.terms.arrears_tolerance.centavos:
            return bool(self.asked[AT_PRINCIPAL] or self.asked[AT_INTEREST])
        taken = {part.place: part.centavos for part in given}
        if self.unpaid_total - sum(taken.values()) <= self.terms.arrears_tolerance.centavos:
            return False
        return any(self.unpaid(place) > taken.get(place, 0) for place in (AT_PRINCIPAL, AT_INTEREST))

    def late(self, day: date) -> tuple[int, int]:
        """Late interest and its VAT by ``day``, paid or not."""
        segment = self.open_segment(day)
        if segment is None:
            return self.late_closed, self.late_vat_closed
        return self.late_closed + segment.interest, self.late_vat_closed + segment.vat

    def add_parts(self, day: date, parts: list[Part]) -> None:
        """Put its unpaid parts on the day into the list."""
        holder, taken = self.holder, self.taken
        late, late_vat = self.late(day)
        if taken is not None:
            late -= taken[AT_LATE]
            late_vat -= taken[AT_LATE_VAT]
        if late_vat > 0:
            parts.append(Part(holder, AT_LATE_VAT, late_vat))
        if late > 0:
            parts.append(Part(holder, AT_LATE, late))
        for place in _ROW_PLACES:
            left = self.asked[place] if taken is None else self.asked[place] - taken[place]
            if left > 0:
                parts.append(Part(holder, place, left))

    def take(self, parts: Sequence[Part], day: date) -> None:
        """Note what was given on the day; a segment of late interest closes before its base changes."""
        taken = self.taken
        if taken is None:
            taken = self.taken = [0] * len(COMPONENTS)
        bases = self._late_bases()
        if day > self.late_from and any(part.place in bases for part in parts):
            self._close_segment(day)
        for part in parts:
            taken[part.place] += part.centavos
        # Late interest is closed by whatever pays the last of its base: once clear, no day to come makes it owe again.
        self.is_clear = (
            taken[AT_LATE] >= self.late_closed
            and taken[AT_LATE_VAT] >= self.late_vat_closed
            and sum(taken[AT_INTEREST:]) >= sum(self.asked)
        )

    def waive(self, part: Part, day: date) -> None:
        """Give up a part of what is owed."""
        if self.waived is None:
            self.waived = [0] * len(COMPONENTS)
        self.waived[part.place] += part.centavos
        self.take([part], day)

    def move(self, parts: Sequence[Part], day: date) -> None:
        """Leave parts of what is owed to a new table."""
        if self.moved is None:
            self.moved = [0] * len(COMPONENTS)
        for part in parts:
            self.moved[part.place] += part.centavos
        self.take(parts, day)

    def open_segment(self, day: date) -> LateSegment | None:
        """The late interest still running by ``day``, if any."""
        terms = self.terms
        start = self.late_from
        if self.is_clear or day <= start or not terms.late_annual_rate:
            return None
        if terms.late_grace_days and (day - self.late_since).days <= terms.late_grace_days:
            return None
        base = sum(self.unpaid(place) for place in self._late_bases())
        if base <= 0:
            return None
        rate, rate_base = terms.late_ratio
        interest = share_of(base, (rate * (day - start).days, rate_base))
        return LateSegment(start, day, base, interest, share_of(interest, terms.vat_ratio))

    def _late_bases(self) -> tuple[int, ...]:
        return _PRINCIPAL if self.terms.late_base == "principal" else _INSTALLMENT

    def _close_segment(self, day: date) -> None:
        """Within the days of grace nothing is kept: what is paid then bears none, the rest counts from the due date."""
        if (day - self.late_since).days <= self.terms.late_grace_days:
            return
        segment = self.open_segment(day)
        if segment is not None:
            self.segments.append(segment)
            self.late_closed += segment.interest
            self.late_vat_closed += segment.vat
        self.late_from = day


_ROW_PLACES = (AT_VAT, AT_INTEREST, AT_FEES_VAT, AT_FEES, AT_PRINCIPAL)


class Charge:
    """A charge for collection work and its VAT, due from its own day. Amounts are whole centavos."""

    __slots__ = ("asked", "holder", "is_clear", "payable_on", "seq", "taken", "vat_rate", "waived")

    def __init__(self, seq: int, place: int, on: date, amount: int, vat_rate: tuple[int, int]) -> None:
        self.seq = seq
        self.holder = FIRST_HOLDER + place
        self.payable_on = on
        self.vat_rate = vat_rate
        self.asked = (amount, share_of(amount, vat_rate))
        self.taken = [0, 0]
        self.waived = [0, 0]
        self.is_clear = not amount

    def add_parts(self, day: date, parts: list[Part]) -> None:
        """Put its unpaid parts into the list."""
        left = [(place, self.asked[place] - self.taken[place]) for place in (AT_CHARGES_VAT, AT_CHARGES)]
        parts.extend(Part(self.holder, place, centavos) for place, centavos in left if centavos > 0)

    def take(self, parts: Sequence[Part], day: date) -> None:
        """Note what was given."""
        for part in parts:
            self.taken[part.place] += part.centavos
        self.is_clear = sum(self.taken) >= sum(self.asked)

    def waive(self, part: Part, day: date) -> None:
        """Give up a part of it."""
        self.waived[part.place] += part.centavos
        self.take([part], day)
