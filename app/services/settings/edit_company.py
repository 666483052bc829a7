"""Read and change the company's own data."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import differences
from app.domain.settings.company import Company, checked


@dataclass(frozen=True)
class CompanySaved:
    """Nothing but what changed."""

    changes: Changes


def read_company(ctx: Context) -> Company:
    """The company as it will be printed."""
    with ctx.reading() as uow:
        return uow.company.get()


def edit_company(ctx: Context, company: Company, confirmed: frozenset[str] = frozenset()) -> CompanySaved:
    """RuleViolation of the field; documents already printed keep what they said."""
    with ctx.change("settings.edit") as uow:
        company = checked(company, confirmed)
        before, after = differences(uow.company.get(), company)
        uow.company.save(company)
        ctx.record(uow, Action.COMPANY_CHANGED, Subject("company", 1, company.trade_name), before=before, after=after)
        uow.commit()
    return CompanySaved(Changes.of(Topic.COMPANY))
