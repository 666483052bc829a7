"""The products that a new company starts with; the owner edits them."""

from __future__ import annotations

from decimal import Decimal

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.methods import Method
from app.domain.money import Money
from app.domain.products.product import Product
from app.domain.rates import DayCount


def _product(
    name: str,
    method: Method,
    frequency: Frequency,
    day_count: DayCount,
    annual_rate: str,
    amounts: tuple[int, int, int],
    installments: tuple[int, int, int],
    opening_fee_rate: str,
    late_annual_rate: str,
) -> Product:
    return Product(
        id=0,
        name=name,
        method=method,
        frequency=frequency,
        day_count=day_count,
        annual_rate=Decimal(annual_rate),
        late_annual_rate=Decimal(late_annual_rate),
        vat_rate=Decimal("0.16"),
        opening_fee_rate=Decimal(opening_fee_rate),
        business_day_rule=BusinessDayRule.FOLLOWING,  # who pays on the next business day pays no late interest
        amount_min=Money.of(amounts[0]),
        amount_default=Money.of(amounts[1]),
        amount_max=Money.of(amounts[2]),
        installments_min=installments[0],
        installments_default=installments[1],
        installments_max=installments[2],
    )


STARTING_PRODUCTS: tuple[Product, ...] = (
    _product(
        "Personal mensual",
        Method.LEVEL_WITH_VAT,
        Frequency.MONTHLY,
        DayCount.THIRTY_360,
        "0.48",
        (3_000, 15_000, 100_000),
        (3, 12, 36),
        "0.03",
        "0.72",
    ),
    _product(
        "Nómina quincenal",
        Method.LEVEL_WITH_VAT,
        Frequency.SEMIMONTHLY,
        DayCount.THIRTY_360,
        "0.42",
        (2_000, 12_000, 60_000),
        (6, 24, 48),
        "0.02",
        "0.63",
    ),
    _product(
        "Microcrédito semanal",
        Method.FLAT,
        Frequency.WEEKLY,
        DayCount.THIRTY_360,
        "0.60",
        (1_000, 6_000, 25_000),
        (8, 16, 52),
        "0.05",
        "0.90",
    ),
    _product(
        "Comercio catorcenal",
        Method.LEVEL,
        Frequency.FOURTEEN_DAY,
        DayCount.ACTUAL_360,
        "0.54",
        (5_000, 20_000, 80_000),
        (6, 13, 39),
        "0.03",
        "0.81",
    ),
    _product(
        "Capital de trabajo",
        Method.EQUAL_PRINCIPAL,
        Frequency.MONTHLY,
        DayCount.ACTUAL_360,
        "0.36",
        (20_000, 80_000, 500_000),
        (3, 12, 48),
        "0.025",
        "0.54",
    ),
)
