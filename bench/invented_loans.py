"""Loans and lives made by arithmetic, each different, the same on every run; for measuring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from app.domain.calendar import Frequency
from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.methods import Method
from app.domain.loans.schedule import make_contract
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.rates import DayCount

DAY = date(2026, 11, 23)
_METHODS = (Method.LEVEL_WITH_VAT, Method.LEVEL, Method.EQUAL_PRINCIPAL, Method.FLAT)
_FREQUENCIES = (Frequency.MONTHLY, Frequency.SEMIMONTHLY, Frequency.WEEKLY)
_DAY_COUNTS = (DayCount.THIRTY_360, DayCount.ACTUAL_360, DayCount.PERIODIC)

Life = tuple[LoanTerms, list[LoanEvent]]


def loans(count: int) -> Iterator[Life]:
    """Lives up to ``DAY``: most pay, some late, some in part, some ahead; a few charges and reversals."""
    return (loan(place) for place in range(count))


def loan(place: int) -> Life:
    """The loan of a place: 12 to 36 installments, begun up to two years before the day."""
    frequency = _FREQUENCIES[place % 3]
    begun = DAY - timedelta(days=20 + place * 37 % 700)
    if frequency is Frequency.SEMIMONTHLY:
        begun, first = begun.replace(day=1), begun.replace(day=15)
    else:
        first = begun + timedelta(days=7 if frequency is Frequency.WEEKLY else 30)
    terms = LoanTerms(
        principal=Money.of(3_000 + place * 7 % 90_000),
        annual_rate=Decimal(24 + place % 60) / 100,
        vat_rate=Decimal("0.16"),
        method=_METHODS[place % 4],
        frequency=frequency,
        installments=12 + place % 25,
        disbursed_on=begun,
        first_due_on=first,
        day_count=_DAY_COUNTS[place % 3 if frequency is not Frequency.WEEKLY else 2],
        late_annual_rate=Decimal("0.72"),
    )
    return terms, list(_events(terms, place))


def _events(terms: LoanTerms, place: int) -> Iterator[LoanEvent]:
    yield LoanEvent(1, EventKind.DISBURSEMENT, terms.disbursed_on, terms.principal)
    rows = [row for row in make_contract(terms).schedule.rows if row.due_on <= DAY]
    paid = rows[: max(len(rows) - (0, 0, 0, 1, 2, 5)[place % 6], 0)]
    seq = 1
    for row in paid:
        seq += 1
        days = (0, 0, 0, 3, 12)[(place + row.n) % 5]
        amount = row.total if (place + row.n) % 9 else row.total.times(Decimal("0.6"))
        day = min(row.due_on + timedelta(days=days), DAY)
        excess, effect = Excess.ADVANCE, None
        if (place + row.n) % 31 == 0:
            amount, excess, effect = amount + Money.of(500), Excess.PREPAYMENT, PrepaymentEffect.SHORTEN_TERM
        yield LoanEvent(seq, EventKind.PAYMENT, day, amount, excess, effect)
    if place % 10 == 0:
        yield LoanEvent(seq + 1, EventKind.CHARGE, DAY - timedelta(days=3), Money.of(100), vat_rate=Decimal("0.16"))
    if place % 12 == 0 and len(paid) > 1:
        yield LoanEvent(seq + 2, EventKind.REVERSAL, DAY, ZERO, reverses_seq=seq)


def long_loan() -> Life:
    """Ten years of months, each paid: some late, some with an advance, one prepayment a year."""
    terms = LoanTerms(
        principal=Money.of(600_000),
        annual_rate=Decimal("0.18"),
        vat_rate=Decimal("0.16"),
        method=Method.LEVEL_WITH_VAT,
        frequency=Frequency.MONTHLY,
        installments=120,
        disbursed_on=date(2016, 11, 15),
        first_due_on=date(2016, 12, 15),
        day_count=DayCount.THIRTY_360,
        late_annual_rate=Decimal("0.36"),
    )
    events = [LoanEvent(1, EventKind.DISBURSEMENT, terms.disbursed_on, terms.principal)]
    for row in make_contract(terms).schedule.rows:
        day = row.due_on + timedelta(days=4 if row.n % 5 == 0 else 0)
        amount, excess, effect = row.total, Excess.ADVANCE, None
        if row.n % 12 == 0:
            amount, excess, effect = amount + Money.of(1000), Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT
        elif row.n % 7 == 0:
            amount += Money.of(250)
        events.append(LoanEvent(row.n + 1, EventKind.PAYMENT, day, amount, excess, effect))
    return terms, events
