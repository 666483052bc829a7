"""Search the audit trail, and take it out to Excel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.context import Context
from app.documents.audit_workbook import write_audit_workbook
from app.domain.audit.entry import Action, Subject
from app.domain.typed_text import searchable
from app.ports.queries import AuditFilter, AuditLine
from app.progress import Progress, no_progress

LINES_MAX = 1_000
EXPORTED_MAX = 500_000


def read_audit(ctx: Context, wanted: AuditFilter) -> tuple[AuditLine, ...]:
    """The newest thousand that meet the filter."""
    with ctx.reading("audit.view") as uow:
        return uow.queries.audit(_readable(wanted), LINES_MAX)


def export_audit(ctx: Context, wanted: AuditFilter, path: Path, progress: Progress = no_progress) -> int:
    """How many entries were written. ExternalProblem when the file is open in Excel or the folder is read-only."""
    with ctx.reading("audit.export") as uow:
        lines = uow.queries.audit(_readable(wanted), EXPORTED_MAX)
        company = uow.company.get()
    after = {"file": path.name, "entries": len(lines)}
    ctx.note(Action.AUDIT_EXPORTED, Subject("audit", 0, path.name), "audit.export", after=after)
    write_audit_workbook(
        path,
        lines,
        company_name=company.trade_name,
        user_name=ctx.user.full_name,
        written_at=ctx.clock.now().astimezone(),
        progress=progress,
    )
    return len(lines)


def _readable(wanted: AuditFilter) -> AuditFilter:
    return replace(wanted, text=searchable(wanted.text), username=searchable(wanted.username))
