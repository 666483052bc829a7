"""The audit trail as an Excel workbook, one entry a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from app.audit_texts import ACTIONS, subject_text, summary_text
from app.documents.spanish_text import short_date
from app.documents.workbook import CellValue, ColumnKind, ListWorkbook, WorkbookColumn
from app.ports.queries import AuditLine
from app.progress import Progress, no_progress

_COLUMNS = (
    WorkbookColumn("Núm.", ColumnKind.INTEGER, 9),
    WorkbookColumn("Fecha", ColumnKind.DATE, 12),
    WorkbookColumn("Hora", ColumnKind.TEXT, 10),
    WorkbookColumn("Usuario", ColumnKind.TEXT, 18),
    WorkbookColumn("Computadora", ColumnKind.TEXT, 24),
    WorkbookColumn("Qué hizo", ColumnKind.TEXT, 34),
    WorkbookColumn("Sobre qué", ColumnKind.TEXT, 26),
    WorkbookColumn("Detalle", ColumnKind.TEXT, 90),
    WorkbookColumn("Autorizó", ColumnKind.TEXT, 18),
)


def write_audit_workbook(
    path: Path,
    lines: Sequence[AuditLine],
    *,
    company_name: str,
    user_name: str,
    written_at: datetime,
    progress: Progress = no_progress,
) -> None:
    """Sheet "Bitácora", in the order given; hours are those of ``written_at``'s place.

    ExternalProblem ``documents.file_in_use`` when the file is open in Excel or the folder is read-only.
    """
    made = f"{short_date(written_at.date())} {written_at:%H:%M}"
    titles = (company_name, "Bitácora de operaciones", f"Hecho por {user_name} el {made}")
    with ListWorkbook() as workbook:
        workbook.add_list("Bitácora", titles, _COLUMNS, _rows(lines, written_at, progress), len(lines))
        workbook.save(path)


def _rows(lines: Sequence[AuditLine], written_at: datetime, progress: Progress) -> Iterator[tuple[CellValue, ...]]:
    for done, line in enumerate(lines, start=1):
        entry = line.entry
        local = entry.at.astimezone(written_at.tzinfo)
        yield (
            line.id,
            local.date(),
            f"{local:%H:%M:%S}",
            entry.username,
            entry.workplace,
            ACTIONS[entry.action],
            subject_text(entry),
            summary_text(entry),
            entry.authorised_by,
        )
        progress(done, len(lines))
