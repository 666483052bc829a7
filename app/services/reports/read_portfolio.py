"""The portfolio on the business day: every open loan, the totals and the ageing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.ports.queries import PortfolioLine
from app.reports.portfolio import PortfolioSummary, summarise


@dataclass(frozen=True)
class Portfolio:
    """The lines and what they add up to."""

    business_on: date
    lines: tuple[PortfolioLine, ...]
    summary: PortfolioSummary


def read_portfolio(ctx: Context) -> Portfolio:
    """Every disbursed loan that is not settled."""
    business_on = ctx.clock.business_on()
    with ctx.reading("portfolio.view") as uow:
        lines = uow.queries.portfolio(business_on)
    return Portfolio(business_on, lines, summarise(lines))
