"""Write the portfolio to an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from app.context import Context
from app.documents.portfolio_workbook import write_portfolio_workbook
from app.progress import Progress, no_progress
from app.services.reports.read_portfolio import read_portfolio


def export_portfolio(ctx: Context, path: Path, progress: Progress = no_progress) -> int:
    """How many loans were written. ExternalProblem when the file is open in Excel or the folder is read-only."""
    ctx.require("portfolio.export")
    portfolio = read_portfolio(ctx)
    with ctx.database.reading() as uow:
        company = uow.company.get()
    write_portfolio_workbook(
        path,
        portfolio.lines,
        company_name=company.trade_name,
        business_on=portfolio.business_on,
        user_name=ctx.user.full_name,
        written_at=ctx.clock.now().astimezone(),
        progress=progress,
    )
    return len(portfolio.lines)
