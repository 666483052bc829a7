"""The amortization table: every method, setting and rounding, and the properties of all tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule, disbursed_amount
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import (
    CustomRow,
    FeeMode,
    FirstPeriod,
    Grace,
    InstallmentFee,
    LoanTerms,
    OpeningFee,
    RoundHow,
)
from app.domain.money import ZERO, Money, total
from app.domain.rates import DayCount
from app.errors import RuleViolation
from tests.app.domain.loans.loan_strategies import payable_terms

TERMS = LoanTerms(
    principal=Money.of(10_000),
    annual_rate=Decimal("0.36"),
    vat_rate=Decimal("0.16"),
    method=Method.LEVEL_WITH_VAT,
    frequency=Frequency.MONTHLY,
    installments=6,
    disbursed_on=date(2026, 1, 15),
    first_due_on=date(2026, 2, 15),
    day_count=DayCount.THIRTY_360,
)


def _rows(**changes: object) -> tuple[ScheduleRow, ...]:
    return build_schedule(replace(TERMS, **changes)).rows  # type: ignore[arg-type]


def _column(rows: tuple[ScheduleRow, ...], name: str) -> list[str]:
    return [str(getattr(row, name)) for row in rows]


# -- figures computed by others (domain reference, sections 2 and 10) ---------------------------------------------


def test_level_plus_vat_falls_with_time() -> None:
    table = build_schedule(replace(TERMS, method=Method.LEVEL))
    assert _column(table.rows, "total") == ["1893.98", "1886.56", "1878.92", "1871.04", "1862.94", "1854.56"]
    assert (str(table.totals.interest), str(table.totals.vat)) == ("1075.86", "172.14")
    assert str(table.totals.total) == "11248.00"


def test_level_with_vat_on_actual_365() -> None:
    totals = _column(_rows(day_count=DayCount.ACTUAL_365), "total")
    assert totals == ["1873.16"] * 5 + ["1873.19"]


def test_level_at_22_percent_is_the_lenders_published_payment() -> None:
    rows = _rows(method=Method.LEVEL, annual_rate=Decimal("0.22"), vat_rate=Decimal(0), installments=12)
    assert _column(rows, "total")[:-1] == ["935.94"] * 11


def test_equal_principal_with_vat_adds_up_to_13461_60() -> None:
    table = build_schedule(replace(TERMS, principal=Money.of(12_000), method=Method.EQUAL_PRINCIPAL))
    assert str(table.totals.total) == "13461.60"


def test_flat_weekly_with_vat_is_770_a_week() -> None:
    """5 % a month on the initial balance over four months of four weeks: 125.00 of interest a week."""
    rows = _rows(
        method=Method.FLAT,
        annual_rate=Decimal("0.65"),
        frequency=Frequency.WEEKLY,
        first_due_on=date(2026, 1, 22),
        installments=16,
        day_count=DayCount.PERIODIC,
    )
    assert set(_column(rows, "interest")) == {"125.00"}
    assert set(_column(rows, "total")) == {"770.00"}


def test_a_bullet_bears_the_whole_terms_interest_by_days() -> None:
    terms = replace(
        TERMS,
        principal=Money.of(50_000),
        annual_rate=Decimal("0.30"),
        method=Method.BULLET,
        installments=1,
        first_due_on=date(2026, 4, 16),  # 91 days
        day_count=DayCount.ACTUAL_360,
    )
    (row,) = build_schedule(terms).rows
    assert (str(row.interest), str(row.vat), str(row.total)) == ("3791.67", "606.67", "54398.34")
    (row,) = build_schedule(replace(terms, day_count=DayCount.ACTUAL_365)).rows
    assert str(row.interest) == "3739.73"
    (row,) = build_schedule(replace(terms, day_count=DayCount.THIRTY_360)).rows
    assert str(row.interest) == "3791.67"  # 15 January to 16 April are 91 days of 30E/360 too


def test_grace_of_principal_pays_interest_then_the_method() -> None:
    rows = _rows(
        principal=Money.of(12_000),
        vat_rate=Decimal(0),
        method=Method.LEVEL,
        grace=Grace.PRINCIPAL,
        grace_periods=2,
    )
    assert _column(rows, "total")[:5] == ["360.00", "360.00", "3228.32", "3228.32", "3228.32"]


def test_a_residual_is_kept_for_a_last_line_of_its_own() -> None:
    rows = _rows(
        principal=Money.of(200_000),
        annual_rate=Decimal("0.24"),
        vat_rate=Decimal(0),
        method=Method.LEVEL,
        installments=24,
        residual_value=Money.of(20_000),
    )
    first, *_, before, last = rows
    assert (str(first.total), str(first.interest), str(first.principal)) == ("9916.80", "4000.00", "5916.80")
    assert str(before.closing) == "20000.00"
    assert (last.n, str(last.principal), str(last.total), str(last.closing)) == (25, "20000.00", "20000.00", "0.00")
    assert last.due_on == before.due_on


@pytest.mark.parametrize(
    ("principal", "how", "received", "owed"),
    [
        ("25000.00", FeeMode.DEDUCTED, "24130.00", "25000.00"),
        ("25901.37", FeeMode.DEDUCTED, "25000.00", "25901.37"),
        ("25000.00", FeeMode.FINANCED, "25000.00", "25870.00"),
        ("25000.00", FeeMode.PAID, "25000.00", "25000.00"),
    ],
)
def test_the_opening_fee_is_deducted_financed_or_paid_apart(
    principal: str, how: FeeMode, received: str, owed: str
) -> None:
    fee = OpeningFee(rate=Decimal("0.03"), amount=None, vat_rate=Decimal("0.16"), how=how)
    terms = replace(TERMS, principal=Money.parse(principal), opening_fee=fee)
    assert str(disbursed_amount(terms)) == received
    assert str(build_schedule(terms).totals.principal) == owed


# -- settings, by hand ---------------------------------------------------------------------------------------------


def test_interest_only_brings_all_principal_with_the_last() -> None:
    rows = _rows(method=Method.INTEREST_ONLY)
    assert _column(rows, "total") == ["348.00"] * 5 + ["10348.00"]


def test_a_custom_table_bears_interest_by_days() -> None:
    """15 January to 31 March is 75 days of 30E/360 (the 31st counts as the 30th), to 15 May 45 more."""
    rows = _rows(
        method=Method.CUSTOM,
        vat_rate=Decimal(0),
        installments=2,
        first_due_on=date(2026, 3, 31),
        custom_rows=(
            CustomRow(date(2026, 3, 31), Money.of(4_000)),
            CustomRow(date(2026, 5, 15), Money.of(6_000)),
        ),
    )
    assert _column(rows, "interest") == ["750.00", "270.00"]
    assert _column(rows, "closing") == ["6000.00", "0.00"]


def test_full_grace_asks_nothing_and_its_interest_waits() -> None:
    """300.00 a month wait twice and fall due with the third month's; VAT is of the line."""
    rows = _rows(method=Method.EQUAL_PRINCIPAL, grace=Grace.FULL, grace_periods=2)
    assert _column(rows, "total")[:2] == ["0.00", "0.00"]
    assert (str(rows[2].interest), str(rows[2].vat), str(rows[2].principal)) == ("900.00", "144.00", "2500.00")


def test_full_grace_may_capitalise_interest_and_its_vat() -> None:
    """10,000 + 348.00 = 10,348.00; + 310.44 + 49.67 = 10,708.11."""
    rows = _rows(method=Method.EQUAL_PRINCIPAL, grace=Grace.FULL, grace_periods=2, capitalise_grace_interest=True)
    assert _column(rows, "closing")[:2] == ["10348.00", "10708.11"]
    assert str(rows[2].interest) == "321.24"
    assert rows[-1].closing == ZERO


def test_a_first_period_by_days_bears_its_30e360_days() -> None:
    """15 January to 28 February is 43 days: 10,000 · 0.36 · 43/360. The level payment stays the regular one."""
    changes: dict[str, object] = {"first_due_on": date(2026, 2, 28), "vat_rate": Decimal(0), "method": Method.LEVEL}
    regular, by_days = _rows(**changes), _rows(**changes, first_period=FirstPeriod.BY_DAYS)
    assert str(by_days[0].interest) == "430.00"
    assert by_days[0].total == regular[0].total


@pytest.mark.parametrize(
    ("multiple", "how", "payment"),
    [
        ("0.01", RoundHow.UP, "1875.45"),
        ("0.10", RoundHow.NEAREST, "1875.40"),
        ("1.00", RoundHow.NEAREST, "1875.00"),
        ("1.00", RoundHow.UP, "1876.00"),
        ("5.00", RoundHow.UP, "1880.00"),
        ("50.00", RoundHow.NEAREST, "1900.00"),
    ],
)
def test_the_level_payment_is_rounded_to_its_multiple_and_the_last_adjusts(
    multiple: str, how: RoundHow, payment: str
) -> None:
    """The exact payment is 1,875.4494…, rounded once: by way of the centavo, tenths would give 1,875.50."""
    rows = _rows(round_installment_to=Money.parse(multiple), round_installment_how=how)
    assert set(_column(rows, "total")[:-1]) == {payment}
    assert rows[-1].closing == ZERO


def test_half_a_centavo_of_payment_is_rounded_up() -> None:
    """100.50 at 1 % a month in two payments is 51.005 exactly: 100.50 · 1.0201 / 2.01."""
    rows = _rows(
        principal=Money.parse("100.50"),
        annual_rate=Decimal("0.12"),
        vat_rate=Decimal(0),
        method=Method.LEVEL,
        installments=2,
    )
    assert str(rows[0].total) == "51.01"


def test_a_payment_rounded_up_may_end_the_table_early() -> None:
    rows = _rows(
        principal=Money.of(1_000),
        annual_rate=Decimal(0),
        vat_rate=Decimal(0),
        installments=12,
        round_installment_to=Money.of(100),
        round_installment_how=RoundHow.UP,
    )
    assert _column(rows, "total") == ["100.00"] * 10
    assert rows[-1].closing == ZERO


def test_fees_of_each_installment_carry_their_own_vat() -> None:
    fees = (
        InstallmentFee("Seguro", Money.parse("25.50"), None, "principal", Decimal("0.16")),
        InstallmentFee("Administración", None, Decimal("0.001"), "balance", Decimal(0)),
    )
    table = build_schedule(replace(TERMS, installment_fees=fees))
    assert (str(table.rows[0].fees), str(table.rows[0].fees_vat)) == ("35.50", "4.08")
    assert str(table.rows[1].fees) == "33.97"  # a thousandth of 8,472.55
    assert str(table.rows[0].total) == "1915.03"
    assert str(table.totals.fees_vat) == "24.48"


def test_the_business_day_rule_moves_the_demand_and_no_amount() -> None:
    plain, moved = _rows(), _rows(business_day_rule=BusinessDayRule.FOLLOWING)
    assert [row.due_on for row in moved] == [row.due_on for row in plain]
    assert _column(moved, "interest") == _column(plain, "interest")
    assert moved[0].demanded_on == date(2026, 2, 16)  # 15 February 2026 is a Sunday
    assert moved[1].demanded_on == date(2026, 3, 17)  # the 15th a Sunday, the 16th a bank holiday


def test_a_payment_below_its_interest_is_refused_by_number() -> None:
    """By days the first period bears 500 % of a month's interest, more than the level payment."""
    with pytest.raises(RuleViolation) as refused:
        _rows(first_due_on=date(2026, 12, 15), first_period=FirstPeriod.BY_DAYS, installments=60)
    assert refused.value.code == "schedule.negative_amortization"
    assert refused.value.params["n"] == 1


def test_a_multiple_that_rounds_the_payment_to_nothing_is_refused() -> None:
    with pytest.raises(RuleViolation) as refused:
        _rows(annual_rate=Decimal(0), round_installment_to=Money.of(10_000))
    assert refused.value.code == "terms.rounding_too_large"


def test_a_capitalised_grace_cannot_grow_without_end() -> None:
    with pytest.raises(RuleViolation) as refused:
        _rows(
            annual_rate=Decimal(90),
            method=Method.EQUAL_PRINCIPAL,
            installments=1200,
            grace=Grace.FULL,
            grace_periods=1199,
            capitalise_grace_interest=True,
        )
    assert refused.value.code == "schedule.grows_too_large"


# -- properties of every table -------------------------------------------------------------------------------------


@given(payable_terms())
def test_principal_adds_up_and_the_balance_ends_at_nothing(terms: LoanTerms) -> None:
    rows = build_schedule(terms).rows
    capitalised = total(row.closing - row.opening + row.principal for row in rows)
    assert total(row.principal for row in rows) == terms.financed_principal + capitalised
    assert capitalised == ZERO or (terms.grace is Grace.FULL and terms.capitalise_grace_interest)
    assert rows[-1].closing == ZERO
    assert [row.n for row in rows] == list(range(1, len(rows) + 1))


@given(payable_terms())
def test_no_amount_is_negative_and_each_row_starts_where_the_last_ended(terms: LoanTerms) -> None:
    rows = build_schedule(terms).rows
    for row in rows:
        assert min(row.principal, row.interest, row.vat, row.fees, row.fees_vat, row.closing) >= ZERO
        assert row.total == row.principal + row.interest + row.vat + row.fees + row.fees_vat
    assert [row.opening for row in rows[1:]] == [row.closing for row in rows[:-1]]


@given(payable_terms())
def test_vat_is_the_interest_times_its_rate_on_each_line(terms: LoanTerms) -> None:
    for row in build_schedule(terms).rows:
        assert row.vat == row.interest.times(terms.vat_rate)


@given(payable_terms((Method.LEVEL, Method.LEVEL_WITH_VAT), has_grace=False))
def test_the_level_part_is_the_same_in_every_row_but_the_last(terms: LoanTerms) -> None:
    rows = build_schedule(terms).rows[:-1]
    with_vat = terms.method is Method.LEVEL_WITH_VAT
    assert len({row.principal + row.interest + (row.vat if with_vat else ZERO) for row in rows}) <= 1
