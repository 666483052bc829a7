"""Rows of loan products."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.money import Money
from db.models.metadata import TableRow


class ProductRow(TableRow):
    """A product's defaults and ranges; rates are yearly fractions."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("0 < amount_min AND amount_min <= amount_max", name="amounts"),
        CheckConstraint("amount_default BETWEEN amount_min AND amount_max", name="amount_default"),
        CheckConstraint("1 <= installments_min AND installments_min <= installments_max", name="installments"),
        CheckConstraint(
            "installments_default BETWEEN installments_min AND installments_max", name="installments_default"
        ),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    method: Mapped[str] = mapped_column(String(24))
    frequency: Mapped[str] = mapped_column(String(16))
    day_count: Mapped[str] = mapped_column(String(16))
    business_day_rule: Mapped[str] = mapped_column(String(12), server_default="none")
    annual_rate: Mapped[Decimal]
    late_annual_rate: Mapped[Decimal]
    vat_rate: Mapped[Decimal]
    opening_fee_rate: Mapped[Decimal]
    amount_min: Mapped[Money]
    amount_max: Mapped[Money]
    installments_min: Mapped[int]
    installments_max: Mapped[int]
    amount_default: Mapped[Money]
    installments_default: Mapped[int]
    is_active: Mapped[bool]
    version: Mapped[int]
