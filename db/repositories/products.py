"""Loan products."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.methods import Method
from app.domain.products.product import Product
from app.domain.rates import DayCount
from app.errors import Conflict, NotFound
from db.models.products import ProductRow

_PLAIN = (
    "name",
    "annual_rate",
    "late_annual_rate",
    "vat_rate",
    "opening_fee_rate",
    "amount_min",
    "amount_max",
    "installments_min",
    "installments_max",
    "amount_default",
    "installments_default",
    "is_active",
)


class ProductTable:
    """Products by id, and all of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, product_id: int) -> Product:
        """NotFound ``product.not_found``."""
        statement = select(ProductRow).where(ProductRow.id == product_id).execution_options(populate_existing=True)
        row = self._session.execute(statement).scalar_one_or_none()
        if row is None:
            raise NotFound("product.not_found")
        return _product(row)

    def all(self) -> tuple[Product, ...]:
        statement = select(ProductRow).order_by(ProductRow.name).execution_options(populate_existing=True)
        return tuple(_product(row) for row in self._session.execute(statement).scalars())

    def add(self, product: Product) -> int:
        row = ProductRow(**_values(product), version=1)
        self._session.add(row)
        self._session.flush()
        return row.id

    def update(self, product: Product) -> None:
        """``product.version`` is the one read; Conflict ``product.changed``."""
        changed = self._session.execute(
            update(ProductRow)
            .where(ProductRow.id == product.id, ProductRow.version == product.version)
            .values(**_values(product), version=product.version + 1)
            .returning(ProductRow.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if changed is None:
            self.get(product.id)
            raise Conflict("product.changed")


def _values(product: Product) -> dict[str, object]:
    values = {name: getattr(product, name) for name in _PLAIN}
    return values | {
        "method": product.method.value,
        "frequency": product.frequency.value,
        "day_count": product.day_count.value,
        "business_day_rule": product.business_day_rule.value,
    }


def _product(row: ProductRow) -> Product:
    return Product(
        id=row.id,
        method=Method(row.method),
        frequency=Frequency(row.frequency),
        day_count=DayCount(row.day_count),
        business_day_rule=BusinessDayRule(row.business_day_rule),
        version=row.version,
        **{name: getattr(row, name) for name in _PLAIN},
    )
