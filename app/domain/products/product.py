"""A loan product: the defaults and the ranges within which a loan is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.methods import Method
from app.domain.money import ZERO, Money
from app.domain.rates import DayCount
from app.domain.typed_text import check_text
from app.errors import RuleViolation

NAME_LENGTH_MAX = 80
METHODS_OFFERED = (Method.LEVEL_WITH_VAT, Method.LEVEL, Method.EQUAL_PRINCIPAL, Method.FLAT)
FREQUENCIES_OFFERED = (Frequency.WEEKLY, Frequency.FOURTEEN_DAY, Frequency.SEMIMONTHLY, Frequency.MONTHLY)
DAY_COUNTS_OFFERED = (DayCount.THIRTY_360, DayCount.ACTUAL_360)


@dataclass(frozen=True)
class Product:
    """Rates are yearly fractions (0.36); ``id`` 0 until stored; ``version`` rises with each change."""

    id: int
    name: str
    method: Method
    frequency: Frequency
    day_count: DayCount
    annual_rate: Decimal
    late_annual_rate: Decimal
    vat_rate: Decimal
    opening_fee_rate: Decimal
    amount_min: Money
    amount_max: Money
    installments_min: int
    installments_max: int
    amount_default: Money
    installments_default: int
    business_day_rule: BusinessDayRule = BusinessDayRule.NONE
    is_active: bool = True
    version: int = 1


def checked(product: Product) -> Product:
    """The product, or a RuleViolation that names the field."""
    if not product.name.strip():
        raise RuleViolation("product.required", field="name")
    check_text(product.name, "name", NAME_LENGTH_MAX)
    for field in ("annual_rate", "late_annual_rate", "vat_rate", "opening_fee_rate"):
        rate: Decimal = getattr(product, field)
        if rate < 0:
            raise RuleViolation("product.rate_negative", field=field)
        if rate > 20:
            raise RuleViolation("product.rate_too_high", field=field)
    if not ZERO < product.amount_min <= product.amount_max:
        raise RuleViolation("product.amount_range", field="amount_max")
    if not 1 <= product.installments_min <= product.installments_max:
        raise RuleViolation("product.installments_range", field="installments_max")
    if not product.amount_min <= product.amount_default <= product.amount_max:
        raise RuleViolation("product.default_outside", field="amount_default")
    if not product.installments_min <= product.installments_default <= product.installments_max:
        raise RuleViolation("product.default_outside", field="installments_default")
    return product


def check_within(product: Product, principal: Money, installments: int) -> None:
    """Refuse an amount or a number of installments outside the product's ranges."""
    if not product.amount_min <= principal <= product.amount_max:
        raise RuleViolation(
            "product.amount_outside",
            field="principal",
            product=product.name,
            least=product.amount_min.formatted(),
            most=product.amount_max.formatted(),
        )
    if not product.installments_min <= installments <= product.installments_max:
        raise RuleViolation(
            "product.installments_outside",
            field="installments",
            product=product.name,
            least=product.installments_min,
            most=product.installments_max,
        )
