"""Read the products on offer."""

from __future__ import annotations

from app.context import Context
from app.domain.products.product import Product


def read_products(ctx: Context, *, only_active: bool = False) -> tuple[Product, ...]:
    """All products by name, or those still offered."""
    with ctx.reading("products.view") as uow:
        return tuple(product for product in uow.products.all() if product.is_active or not only_active)
