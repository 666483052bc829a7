"""The amortization table beside a bare loop of decimals, and beside numpy-financial's arrays.

numpy-financial is neither exact nor dated: floats, one rate for all periods, no due dates, no VAT, no rounding.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy
import numpy_financial

from app.domain.calendar import Frequency
from app.domain.loans.methods import Method
from app.domain.loans.schedule import make_contract
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.rates import DayCount
from bench.measure import compare

PRINCIPAL = Decimal("250000.00")
ANNUAL_RATE = Decimal("0.36")
VAT_RATE = Decimal("0.16")
MONTHS = 60
CENT = Decimal("0.01")
LONG_MONTHS = 360
LONG_PRINCIPAL = 1_000_000
LONG_MONTHLY_RATE = 0.01
NUMPY_RATIO_MAX = 5


def terms_of(principal: Decimal, annual_rate: Decimal, vat_rate: Decimal, months: int) -> LoanTerms:
    """A level loan of so many months."""
    return LoanTerms(
        principal=Money.of(principal),
        annual_rate=annual_rate,
        vat_rate=vat_rate,
        method=Method.LEVEL,
        frequency=Frequency.MONTHLY,
        installments=months,
        disbursed_on=date(2026, 1, 15),
        first_due_on=date(2026, 2, 15),
        day_count=DayCount.THIRTY_360,
    )


def bare_loop() -> list[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """Principal, interest, VAT and total of each month; the last one takes what is left."""
    rate = ANNUAL_RATE / 12
    level = (PRINCIPAL * rate / (1 - (1 + rate) ** -MONTHS)).quantize(CENT, ROUND_HALF_UP)
    balance, rows = PRINCIPAL, []
    for month in range(MONTHS):
        interest = (balance * rate).quantize(CENT, ROUND_HALF_UP)
        vat = (interest * VAT_RATE).quantize(CENT, ROUND_HALF_UP)
        principal = balance if month == MONTHS - 1 else level - interest
        balance -= principal
        rows.append((principal, interest, vat, principal + interest + vat))
    return rows


def arrays() -> tuple[object, object]:
    """numpy-financial's principal and interest of the long loan."""
    months = numpy.arange(LONG_MONTHS) + 1
    return (
        numpy_financial.ppmt(LONG_MONTHLY_RATE, months, LONG_MONTHS, -LONG_PRINCIPAL),
        numpy_financial.ipmt(LONG_MONTHLY_RATE, months, LONG_MONTHS, -LONG_PRINCIPAL),
    )


def beside_the_bare_loop() -> None:
    """Sixty months, the same arithmetic."""
    terms = terms_of(PRINCIPAL, ANNUAL_RATE, VAT_RATE, MONTHS)
    ours = [(row.principal, row.interest, row.vat, row.total) for row in make_contract(terms).schedule.rows]
    theirs = [tuple(Money.parse(str(amount)) for amount in row) for row in bare_loop()]
    assert ours == theirs, "the two must do the same arithmetic, or the ratio means nothing"
    compare("schedule of 60 months", lambda: make_contract(terms), bare_loop, "a bare loop of decimals")


def beside_numpy_financial() -> None:
    """Three hundred and sixty months without VAT; ours to the centavo and dated."""
    terms = terms_of(Decimal(LONG_PRINCIPAL), Decimal("0.12"), Decimal(0), LONG_MONTHS)
    rows = make_contract(terms).schedule.rows
    principal, interest = arrays()
    floats = zip(numpy.asarray(principal), numpy.asarray(interest), strict=True)
    for row, (their_principal, their_interest) in zip(rows[:-1], floats, strict=False):
        drift = abs(row.principal_centavos / 100 - their_principal) + abs(row.interest_centavos / 100 - their_interest)
        assert drift < 0.3, "the two must be the same loan but for what rounding each month moves"
    ratio = compare(
        "schedule of 360 months", lambda: make_contract(terms), arrays, "numpy-financial's ppmt and ipmt arrays"
    )
    assert ratio <= NUMPY_RATIO_MAX, f"a table takes {ratio} times the arrays; {NUMPY_RATIO_MAX} was promised"


def main() -> None:
    beside_the_bare_loop()
    beside_numpy_financial()


if __name__ == "__main__":
    main()
