"""Read and change the company's own data."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.settings.company import Company, checked


@dataclass(frozen=True)
class CompanySaved:
    """Nothing but what changed."""

    changes: Changes


def read_company(ctx: Context) -> Company:
    """The company as it will be printed."""
    with ctx.database.reading() as uow:
        return uow.company.get()


def edit_company(ctx: Context, company: Company, confirmed: frozenset[str] = frozenset()) -> CompanySaved:
    """RuleViolation of the field; documents already printed keep what they said."""
    ctx.require("settings.edit")
    company = checked(company, confirmed)
    with ctx.database.unit_of_work() as uow:
        uow.company.save(company)
        uow.commit()
    return CompanySaved(Changes.of(Topic.COMPANY))
