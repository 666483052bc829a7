"""Save a product: a new one, or changes to one on file (loans already written keep their terms)."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import differences, plain_fields
from app.domain.products.product import Product, checked


@dataclass(frozen=True)
class ProductSaved:
    """The product's id."""

    product_id: int
    changes: Changes


def save_product(ctx: Context, product: Product) -> ProductSaved:
    """``product.id`` 0 adds it. RuleViolation of the field; Conflict ``product.changed``."""
    with ctx.change("products.edit") as uow:
        product = checked(product)
        if product.id == 0:
            product_id = uow.products.add(product)
            subject = Subject("product", product_id, product.name)
            ctx.record(uow, Action.PRODUCT_ADDED, subject, after=plain_fields(product))
        else:
            product_id = product.id
            before, after = differences(uow.products.get(product_id), product)
            uow.products.update(product)
            subject = Subject("product", product_id, product.name)
            ctx.record(uow, Action.PRODUCT_CHANGED, subject, before=before, after=after)
        uow.commit()
    return ProductSaved(product_id, Changes.of(Topic.PRODUCTS))
