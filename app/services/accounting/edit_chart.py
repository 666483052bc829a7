"""The accountant's chart of accounts, and to which of them each concept of each product goes."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.accounting.accounts import ANY_PRODUCT, Account, Mapping, check_mapping, checked_account
from app.domain.accounting.concepts import Concept
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import differences, plain_fields
from app.domain.products.product import Product
from app.errors import RuleViolation
from app.ports.storage import UnitOfWork


@dataclass(frozen=True)
class Chart:
    """Accounts, mappings (product 0: any), and the products that may have one of their own."""

    accounts: tuple[Account, ...]
    mappings: tuple[Mapping, ...]
    products: tuple[Product, ...]


@dataclass(frozen=True)
class ChartSaved:
    """Nothing but what changed."""

    changes: Changes


def read_chart(ctx: Context) -> Chart:
    """The whole chart, those dismissed included."""
    with ctx.reading("ledger.view") as uow:
        return Chart(uow.chart.accounts(), uow.chart.mappings(), uow.products.all())


def save_account(ctx: Context, account: Account, *, is_new: bool) -> ChartSaved:
    """RuleViolation of the field, ``account.taken``, ``account.in_use``, ``account.kind_fixed``; Conflict."""
    with ctx.change("chart.edit") as uow:
        account = checked_account(account)
        known = {one.code: one for one in uow.chart.accounts()}
        subject = Subject("account", 0, account.code)
        if is_new:
            if account.code in known:
                raise RuleViolation("account.taken", field="code", account=account.code)
            uow.chart.add(account)
            ctx.record(uow, Action.ACCOUNT_ADDED, subject, after=plain_fields(account))
        else:
            before = known.get(account.code)
            if before is None:
                raise RuleViolation("account.not_found", field="code", account=account.code)
            _check_change(uow, before, account)
            uow.chart.update(account)
            old, new = differences(before, account)
            ctx.record(uow, Action.ACCOUNT_CHANGED, subject, before=old, after=new)
        uow.commit()
    return ChartSaved(Changes.of(Topic.BOOKS))


def _check_change(uow: UnitOfWork, before: Account, after: Account) -> None:
    if not after.is_active and any(one.code == after.code for one in uow.chart.mappings()):
        raise RuleViolation("account.in_use", field="is_active", account=after.code)
    if before.kind is not after.kind and uow.queries.account_has_lines(after.code):
        raise RuleViolation("account.kind_fixed", field="kind", account=after.code)


def map_concept(ctx: Context, concept: Concept, product_id: int, code: str) -> ChartSaved:
    """From here on the concept goes there; what is posted stays where it was.

    An empty ``code`` takes a product back to the account of all. RuleViolation ``account.…`` of ``check_mapping``.
    """
    with ctx.change("chart.edit") as uow:
        own = {one.product_id: one.code for one in uow.chart.mappings() if one.concept is concept}
        if code:
            mapping = Mapping(concept, product_id, code.strip().upper())
            check_mapping(mapping, uow.chart.accounts())
            uow.chart.map(mapping)
        elif product_id == ANY_PRODUCT:
            raise RuleViolation("account.not_found", field="code", account=code)
        else:
            uow.chart.unmap(concept, product_id)
        ctx.record(
            uow,
            Action.CONCEPT_MAPPED,
            Subject("concept", product_id, concept.value),
            before={"account": own.get(product_id, "")},
            after={"account": code},
        )
        uow.commit()
    return ChartSaved(Changes.of(Topic.BOOKS))
