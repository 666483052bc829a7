"""Save a product: a new one, or changes to one on file (loans already written keep their terms)."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.products.product import Product, checked


@dataclass(frozen=True)
class ProductSaved:
    """The product's id."""

    product_id: int
    changes: Changes


def save_product(ctx: Context, product: Product) -> ProductSaved:
    """``product.id`` 0 adds it. RuleViolation of the field; Conflict ``product.changed``."""
    ctx.require("products.edit")
    product = checked(product)
    with ctx.database.unit_of_work() as uow:
        if product.id == 0:
            product_id = uow.products.add(product)
        else:
            product_id = product.id
            uow.products.update(product)
        uow.commit()
    return ProductSaved(product_id, Changes.of(Topic.PRODUCTS))
