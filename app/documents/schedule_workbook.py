"""A simulated loan's amortization table as an Excel workbook."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from app.documents.spanish_text import FREQUENCIES, METHODS, cat_text, percent
from app.documents.workbook import CellValue, ColumnKind, ListWorkbook, WorkbookColumn
from app.domain.loans.table import Schedule, ScheduleRow
from app.domain.loans.terms import LoanTerms

_COLUMNS = (
    WorkbookColumn("N.º", ColumnKind.INTEGER, 7),
    WorkbookColumn("Fecha límite de pago", ColumnKind.DATE, 14),
    WorkbookColumn("Se exige el", ColumnKind.DATE, 14),
    WorkbookColumn("Saldo inicial", ColumnKind.MONEY, 17),
    WorkbookColumn("Capital", ColumnKind.MONEY, 17, has_total=True),
    WorkbookColumn("Intereses", ColumnKind.MONEY, 17, has_total=True),
    WorkbookColumn("IVA de intereses", ColumnKind.MONEY, 15, has_total=True),
    WorkbookColumn("Comisiones", ColumnKind.MONEY, 15, has_total=True),
    WorkbookColumn("IVA de comisiones", ColumnKind.MONEY, 15, has_total=True),
    WorkbookColumn("Pago total", ColumnKind.MONEY, 17, has_total=True),
    WorkbookColumn("Saldo final", ColumnKind.MONEY, 17),
)


def write_schedule_workbook(path: Path, schedule: Schedule, terms: LoanTerms, cat: Decimal) -> None:
    """Sheet "Tabla de amortización". ExternalProblem ``documents.file_in_use``."""
    vat = f"IVA {percent(terms.vat_rate)}" if terms.vat_rate > 0 else "sin IVA"
    titles = (
        "Tabla de amortización",
        f"{terms.principal.formatted()} a {percent(terms.annual_rate)} anual, {vat}. {METHODS[terms.method]}, "
        f"frecuencia {FREQUENCIES[terms.frequency][0]}",
        f"CAT {cat_text(cat)} % sin IVA. Para fines informativos y de comparación exclusivamente",
    )
    rows = (_row(row) for row in schedule.rows)
    with ListWorkbook() as workbook:
        workbook.add_list("Tabla de amortización", titles, _COLUMNS, rows, len(schedule.rows))
        workbook.save(path)


def _row(row: ScheduleRow) -> tuple[CellValue, ...]:
    return (
        row.n,
        row.due_on,
        row.demanded_on,
        row.opening,
        row.principal,
        row.interest,
        row.vat,
        row.fees,
        row.fees_vat,
        row.total,
        row.closing,
    )
