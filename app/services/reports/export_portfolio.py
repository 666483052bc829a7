"""Write the portfolio to an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from app.context import Context
from app.documents.portfolio_workbook import write_portfolio_workbook
from app.domain.audit.entry import Action, Subject
from app.progress import Progress, no_progress


def export_portfolio(ctx: Context, path: Path, progress: Progress = no_progress) -> int:
    """How many loans were written. ExternalProblem when the file is open in Excel or the folder is read-only."""
    business_on = ctx.clock.business_on()
    with ctx.reading("portfolio.export") as uow:
        company = uow.company.get()
        lines = uow.queries.portfolio(business_on)
    after = {"file": path.name, "loans": len(lines)}
    ctx.note(Action.PORTFOLIO_EXPORTED, Subject("portfolio", 0, path.name), "portfolio.export", after=after)
    write_portfolio_workbook(
        path,
        lines,
        company_name=company.trade_name,
        business_on=business_on,
        user_name=ctx.user.full_name,
        written_at=ctx.clock.now().astimezone(),
        progress=progress,
    )
    return len(lines)
