"""Terms of the worked examples, for tests of every room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.calendar import Frequency
from app.domain.loans.methods import Method
from app.domain.loans.terms import FeeMode, LoanTerms, OpeningFee
from app.domain.money import Money
from app.domain.rates import DayCount


def terms_l1(**changes: object) -> LoanTerms:
    """MX-L1 of the worked examples: 10,000 at 36 %, six months, 1,875.45 with VAT; late interest at 72 %."""
    terms = LoanTerms(
        principal=Money.of(10_000),
        annual_rate=Decimal("0.36"),
        vat_rate=Decimal("0.16"),
        method=Method.LEVEL_WITH_VAT,
        frequency=Frequency.MONTHLY,
        installments=6,
        disbursed_on=date(2026, 1, 15),
        first_due_on=date(2026, 2, 15),
        day_count=DayCount.THIRTY_360,
        opening_fee=OpeningFee(rate=Decimal("0.03"), amount=None, vat_rate=Decimal("0.16"), how=FeeMode.DEDUCTED),
        late_annual_rate=Decimal("0.72"),
    )
    return replace(terms, **changes)  # type: ignore[arg-type]
