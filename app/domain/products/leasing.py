"""Leasing (arrendamiento): rents that bear VAT whole, and a purchase option at the end.

LISR and LIVA treat the rent as the price of using the asset: its VAT is on capital and interest together, unlike a
loan's, whose VAT is on interest alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.calendar import Frequency
from app.domain.loans.events import EventKind
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.products.product_type import Figure, OnLoanTerms, Preview, ProductType, TermField, TermKind, reader
from app.domain.rates import DayCount
from app.errors import RuleViolation

FIELDS = (
    TermField("asset_price", TermKind.MONEY),
    TermField("down_payment", TermKind.MONEY, "0.00"),
    TermField("annual_rate", TermKind.RATE),
    TermField("vat_rate", TermKind.RATE, "0.16"),
    TermField("rents", TermKind.WHOLE),
    TermField("residual_value", TermKind.MONEY, "0.00"),
    TermField("delivered_on", TermKind.DATE),
    TermField("first_due_on", TermKind.DATE),
    TermField("late_annual_rate", TermKind.RATE, "0"),
    TermField("late_grace_days", TermKind.WHOLE, 0),
)


@dataclass(frozen=True)
class Lease(OnLoanTerms):
    """``asset_price`` without VAT, less ``down_payment`` (renta inicial), is what the rents and the option repay.

    An excess waits as an advance, for a rent has no principal to prepay.
    """

    asset_price: Money
    down_payment: Money
    annual_rate: Decimal
    vat_rate: Decimal
    rents: int
    residual_value: Money
    delivered_on: date
    first_due_on: date
    late_annual_rate: Decimal
    late_grace_days: int

    def __post_init__(self) -> None:
        if not ZERO <= self.down_payment < self.asset_price:
            raise RuleViolation("leasing.down_payment", field="down_payment")

    @property
    def rules(self) -> LoanTerms:
        """The lease as terms: level rents with VAT on the whole of them, the option as residual value."""
        return LoanTerms(
            principal=self.asset_price - self.down_payment,
            annual_rate=self.annual_rate,
            vat_rate=self.vat_rate,
            method=Method.LEVEL,
            frequency=Frequency.MONTHLY,
            installments=self.rents,
            disbursed_on=self.delivered_on,
            first_due_on=self.first_due_on,
            day_count=DayCount.THIRTY_360,
            residual_value=self.residual_value,
            late_annual_rate=self.late_annual_rate,
            late_grace_days=self.late_grace_days,
            vat_base="rent",
        )

    def preview(self) -> Preview:
        """The rent before VAT, its VAT, what is paid at delivery, the option, and the table."""
        rows = build_schedule(self.rules).rows
        first = rows[0]
        down_vat = self.rules.vat_of(self.down_payment)
        figures = (
            Figure("rent", first.principal + first.interest),
            Figure("rent_vat", first.vat),
            Figure("down_payment", self.down_payment),
            Figure("down_payment_vat", down_vat),
            Figure("residual_value", self.residual_value),
            Figure("residual_vat", self.rules.vat_of(self.residual_value)),
        )
        return Preview(figures, rows)


LEASING = ProductType(
    "leasing",
    FIELDS,
    (
        EventKind.PAYMENT,
        EventKind.CHARGE,
        EventKind.WAIVER,
        EventKind.REVERSAL,
        EventKind.ACCELERATION,
        EventKind.WRITE_OFF,
        EventKind.ASSIGNMENT,
    ),
    reader(Lease, FIELDS),
)
