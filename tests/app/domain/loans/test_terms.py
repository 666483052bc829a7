"""What terms are refused, beside which field, and how fast."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.calendar import Frequency
from app.domain.loans.methods import Method
from app.domain.loans.terms import CustomRow, FeeMode, FirstPeriod, Grace, InstallmentFee, OpeningFee
from app.domain.money import Money
from app.domain.payments.components import Component
from app.domain.rates import DayCount
from app.errors import RuleViolation
from tests.known_terms import terms_l1

CENT = Decimal("0.01")


def _fee(**changes: object) -> OpeningFee:
    fee = OpeningFee(rate=CENT, amount=None, vat_rate=Decimal("0.16"), how=FeeMode.PAID)
    return replace(fee, **changes)  # type: ignore[arg-type]


def _row(day: date, amount: int) -> CustomRow:
    return CustomRow(day, Money.of(amount))


FEBRUARY, MARCH = date(2026, 2, 15), date(2026, 3, 15)
CUSTOM: dict[str, object] = {"method": Method.CUSTOM, "installments": 2, "opening_fee": None}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"principal": Money(0)}, "terms.principal_not_positive", "principal"),
        ({"principal": Money(-1)}, "terms.principal_not_positive", "principal"),
        ({"principal": Money(10**32)}, "terms.principal_too_large", "principal"),
        ({"annual_rate": Decimal("-0.01")}, "terms.rate_negative", "annual_rate"),
        ({"annual_rate": Decimal("NaN")}, "terms.rate_negative", "annual_rate"),
        ({"annual_rate": Decimal("1e30")}, "terms.rate_too_high", "annual_rate"),
        ({"annual_rate": Decimal("1e-30")}, "terms.rate_decimals", "annual_rate"),
        ({"late_annual_rate": Decimal(-1)}, "terms.rate_negative", "late_annual_rate"),
        ({"vat_rate": Decimal(16)}, "terms.vat_rate", "vat_rate"),
        ({"installments": 0}, "terms.installments_not_positive", "installments"),
        ({"installments": -3}, "terms.installments_not_positive", "installments"),
        ({"installments": 1_000_000}, "terms.installments_too_many", "installments"),
        ({"first_due_on": date(2026, 1, 15)}, "terms.first_due_before_disbursement", "first_due_on"),
        ({"first_due_on": date(2025, 12, 15)}, "terms.first_due_before_disbursement", "first_due_on"),
        ({"disbursed_on": date(1899, 12, 31)}, "terms.date_range", "disbursed_on"),
        ({"first_due_on": date(2201, 1, 1)}, "terms.date_range", "first_due_on"),
        (
            {"frequency": Frequency.SEMIMONTHLY, "first_due_on": date(2026, 2, 10)},
            "terms.semimonthly_start",
            "first_due_on",
        ),
        ({"round_installment_to": Money(0)}, "terms.rounding", "round_installment_to"),
        ({"round_installment_to": Money(10**9)}, "terms.rounding", "round_installment_to"),
        ({"residual_value": Money.of(10_000)}, "terms.residual", "residual_value"),
        ({"residual_value": Money(-1)}, "terms.residual", "residual_value"),
        ({"method": Method.BULLET}, "terms.bullet_one_installment", "installments"),
        ({"grace": Grace.FULL}, "terms.grace_incomplete", "grace_periods"),
        ({"grace_periods": 2}, "terms.grace_incomplete", "grace_periods"),
        ({"grace": Grace.FULL, "grace_periods": 6}, "terms.grace_too_long", "grace_periods"),
        ({"grace": Grace.FULL, "grace_periods": -1}, "terms.grace_too_long", "grace_periods"),
        (
            {"first_period": FirstPeriod.BY_DAYS, "day_count": DayCount.PERIODIC},
            "terms.first_period",
            "first_period",
        ),
        ({"opening_fee": _fee(rate=Decimal(1))}, "terms.opening_fee", "opening_fee"),
        ({"opening_fee": _fee(rate=Decimal(-1))}, "terms.rate_negative", "opening_fee"),
        ({"opening_fee": _fee(rate=None)}, "terms.rate_or_amount", "opening_fee"),
        ({"opening_fee": _fee(amount=Money(1))}, "terms.rate_or_amount", "opening_fee"),
        ({"opening_fee": _fee(rate=None, amount=Money(-1))}, "terms.fee_negative", "opening_fee"),
        ({"opening_fee": _fee(vat_rate=Decimal(2))}, "terms.vat_rate", "opening_fee"),
        (
            {"installment_fees": (InstallmentFee("x", None, CENT, "rent", CENT),)},
            "terms.fee_of",
            "installment_fees",
        ),
        (
            {"installment_fees": (InstallmentFee("x", Money(10**9), None, "principal", CENT),)},
            "terms.installment_fee",
            "installment_fees",
        ),
        (
            {"installment_fees": (InstallmentFee("x", Money(1), None, "principal", CENT),) * 21},
            "terms.fees_too_many",
            "installment_fees",
        ),
        ({"cat_convention": "act/366"}, "terms.not_an_option", "cat_convention"),
        ({"late_base": "balance"}, "terms.not_an_option", "late_base"),
        ({"vat_share": "last"}, "terms.not_an_option", "vat_share"),
        ({"allocation_order": "by_luck"}, "terms.not_an_option", "allocation_order"),
        ({"allocation_order": ()}, "terms.allocation_order", "allocation_order"),
        ({"allocation_order": (Component.FEES,) * 2}, "terms.allocation_order", "allocation_order"),
        ({"late_day_base": 366}, "terms.late_day_base", "late_day_base"),
        ({"late_grace_days": -1}, "terms.late_grace", "late_grace_days"),
        ({"arrears_tolerance": Money(-1)}, "terms.arrears_tolerance", "arrears_tolerance"),
        ({"custom_rows": (_row(FEBRUARY, 10_000),)}, "terms.custom_rows_unused", "custom_rows"),
        ({**CUSTOM, "custom_rows": (_row(FEBRUARY, 10_000),)}, "terms.custom_rows_count", "custom_rows"),
        (
            {**CUSTOM, "custom_rows": (_row(FEBRUARY, 1), _row(FEBRUARY, 9_999))},
            "terms.custom_rows_order",
            "custom_rows",
        ),
        (
            {**CUSTOM, "custom_rows": (_row(FEBRUARY, 1), _row(MARCH, 9_998))},
            "terms.custom_rows_sum",
            "custom_rows",
        ),
        (
            {**CUSTOM, "custom_rows": (_row(FEBRUARY, -1), _row(MARCH, 10_001))},
            "terms.custom_rows_sum",
            "custom_rows",
        ),
        (
            {**CUSTOM, "custom_rows": (_row(date(2026, 2, 1), 1), _row(MARCH, 9_999))},
            "terms.custom_first_due",
            "first_due_on",
        ),
        (
            {**CUSTOM, "custom_rows": (_row(FEBRUARY, 1), _row(date(2300, 1, 1), 9_999))},
            "terms.date_range",
            "custom_rows",
        ),
        (
            {
                **CUSTOM,
                "grace": Grace.PRINCIPAL,
                "grace_periods": 1,
                "custom_rows": (_row(FEBRUARY, 1), _row(MARCH, 9_999)),
            },
            "terms.custom_grace",
            "grace",
        ),
    ],
)
def test_terms_that_make_no_sense_are_refused_beside_their_field(
    changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        terms_l1(**changes)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_rate_of_nothing_and_one_installment_are_valid() -> None:
    assert terms_l1(annual_rate=Decimal(0), installments=1).installments == 1
