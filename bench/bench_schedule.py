"""The amortization table of 60 months beside a bare loop of decimals that does the same arithmetic."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.domain.calendar import Frequency
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.rates import DayCount
from bench.measure import compare

PRINCIPAL = Decimal("250000.00")
ANNUAL_RATE = Decimal("0.36")
VAT_RATE = Decimal("0.16")
MONTHS = 60
CENT = Decimal("0.01")

TERMS = LoanTerms(
    principal=Money.parse(str(PRINCIPAL)),
    annual_rate=ANNUAL_RATE,
    vat_rate=VAT_RATE,
    method=Method.LEVEL,
    frequency=Frequency.MONTHLY,
    installments=MONTHS,
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


def main() -> None:
    ours = [(row.principal, row.interest, row.vat, row.total) for row in build_schedule(TERMS).rows]
    theirs = [tuple(Money.parse(str(amount)) for amount in row) for row in bare_loop()]
    assert ours == theirs, "the two must do the same arithmetic, or the ratio means nothing"
    compare("schedule of 60 months", lambda: build_schedule(TERMS), bare_loop, "a bare loop of decimals")


if __name__ == "__main__":
    main()
