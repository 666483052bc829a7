"""The owner's workbook: every loan of the portfolio, and its ageing worked out by formulas over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.documents.spanish_text import phone, short_date
from app.documents.workbook import (
    CellValue,
    ColumnKind,
    FormulaCell,
    ListLayout,
    ListWorkbook,
    WorkbookColumn,
    append_headings,
    append_titles,
    total_cell,
    value_cell,
)
from app.ports.queries import PortfolioLine
from app.progress import Progress, no_progress

BAND_NAMES = {
    "current": "Al corriente",
    "1-30": "1 a 30 días",
    "31-60": "31 a 60 días",
    "61-90": "61 a 90 días",
    "91-120": "91 a 120 días",
    "120+": "Más de 120 días",
}
"""Words, not "1-30": a criterion that looks like a date would count dates."""
_SHEET = "Cartera"
_RISKS = ((0, "PAR1"), (30, "PAR30"), (60, "PAR60"), (90, "PAR90"))
_COLUMNS = (
    WorkbookColumn("Crédito", ColumnKind.TEXT, 14),
    WorkbookColumn("Cliente", ColumnKind.TEXT, 36),
    WorkbookColumn("Teléfono", ColumnKind.TEXT, 14),
    WorkbookColumn("Producto", ColumnKind.TEXT, 24),
    WorkbookColumn("Fecha de entrega", ColumnKind.DATE, 12),
    WorkbookColumn("Importe otorgado", ColumnKind.MONEY, 16, has_total=True),
    WorkbookColumn("Saldo de capital", ColumnKind.MONEY, 16, has_total=True),
    WorkbookColumn("Próximo pago", ColumnKind.DATE, 12),
    WorkbookColumn("Importe del próximo pago", ColumnKind.MONEY, 16, has_total=True),
    WorkbookColumn("Vencido", ColumnKind.MONEY, 16, has_total=True),
    WorkbookColumn("Días de atraso", ColumnKind.INTEGER, 10),
    WorkbookColumn("Antigüedad", ColumnKind.TEXT, 17),
    WorkbookColumn("Vence el", ColumnKind.DATE, 12),
)
_BALANCE, _OVERDUE, _DAYS, _BAND = 6, 9, 10, 11
_LATE_FILL = PatternFill("solid", bgColor="FFFFF0D6")
_VERY_LATE_FILL = PatternFill("solid", bgColor="FFF8D9D6")


@dataclass(frozen=True)
class _Heading:
    company_name: str
    business_on: date
    user_name: str
    written_at: datetime

    def titles(self, report: str) -> tuple[str, str, str]:
        made = f"{short_date(self.written_at.date())} {self.written_at:%H:%M}"
        return (
            self.company_name,
            f"{report} al {short_date(self.business_on)}. Importes en pesos (M.N.)",
            f"Hecho por {self.user_name} el {made}",
        )


def write_portfolio_workbook(
    path: Path,
    lines: Sequence[PortfolioLine],
    company_name: str,
    business_on: date,
    user_name: str,
    written_at: datetime,
    progress: Progress = no_progress,
) -> None:
    """Sheets "Cartera" and "Resumen". ``written_at`` is printed as it comes: give it in local time.

    ExternalProblem ``documents.file_in_use`` when the file is open in Excel or the folder is read-only.
    """
    heading = _Heading(company_name, business_on, user_name, written_at)
    titles = heading.titles("Cartera de crédito")
    with ListWorkbook() as workbook:
        sheet, layout = workbook.add_list(_SHEET, titles, _COLUMNS, _rows(lines, progress), len(lines))
        _colour_overdue(sheet, layout)
        _add_summary(workbook, heading, layout)
        workbook.save(path)


def _rows(lines: Sequence[PortfolioLine], progress: Progress) -> Iterator[tuple[CellValue, ...]]:
    for done, line in enumerate(lines, start=1):
        yield (
            line.folio,
            line.client_name,
            phone(line.phone),
            line.product_name,
            line.disbursed_on,
            line.principal,
            line.outstanding_principal,
            line.next_due_on,
            line.next_due_amount,
            line.overdue,
            line.days_past_due,
            BAND_NAMES[line.ageing_band],
            line.last_due_on,
        )
        progress(done, len(lines))


def _colour_overdue(sheet: Worksheet, layout: ListLayout) -> None:
    days = f"${get_column_letter(_DAYS + 1)}{layout.first_row}"
    span = f"A{layout.first_row}:{get_column_letter(len(_COLUMNS))}{layout.last_row}"
    for least, fill in ((90, _VERY_LATE_FILL), (0, _LATE_FILL)):
        style = DifferentialStyle(fill=fill)
        rule = Rule(type="expression", dxf=style, stopIfTrue=True, formula=[f"{days}>{least}"])
        sheet.conditional_formatting.add(span, rule)


def _add_summary(workbook: ListWorkbook, heading: _Heading, layout: ListLayout) -> None:
    """The ageing bands and the portfolio at risk; every figure is a formula over the first sheet."""
    sheet = workbook.new_sheet("Resumen", [22, 12, 20, 20, 16])
    append_titles(sheet, heading.titles("Resumen de cartera"))
    append_headings(sheet, ["Antigüedad", "Créditos", "Saldo de capital", "Vencido", "Parte del saldo"])
    first = 6
    last = first + len(BAND_NAMES) - 1
    for row, name in enumerate(BAND_NAMES.values(), start=first):
        _append_band(sheet, layout, row, last + 1, name)
    sums = [
        FormulaCell(f"=SUM(B{first}:B{last})", ColumnKind.INTEGER),
        FormulaCell(f"=SUM(C{first}:C{last})", ColumnKind.MONEY),
        FormulaCell(f"=SUM(D{first}:D{last})", ColumnKind.MONEY),
        FormulaCell(f'=IF(C{last + 1}=0,"s/d",SUM(E{first}:E{last}))', ColumnKind.RATE),
    ]
    sheet.append(
        [total_cell(sheet, "Total", ColumnKind.TEXT), *(total_cell(sheet, value, value.kind) for value in sums)]
    )
    sheet.append([])
    append_headings(sheet, ["Cartera en riesgo", "", "Saldo de capital", "", "Parte del saldo"])
    for place, (days, name) in enumerate(_RISKS):
        _append_risk(sheet, layout, last + 4 + place, days, name)
    sheet.append([])
    note = "Cartera en riesgo: saldo completo de los créditos con más días de atraso que los señalados."
    sheet.append([value_cell(sheet, note, ColumnKind.TEXT)])


def _append_band(sheet: Worksheet, layout: ListLayout, row: int, total_row: int, name: str) -> None:
    bands, key = layout.range_of(_BAND), f"$A{row}"
    formulas = (
        (f"=COUNTIFS({bands},{key})", ColumnKind.INTEGER),
        (f"=SUMIFS({layout.range_of(_BALANCE)},{bands},{key})", ColumnKind.MONEY),
        (f"=SUMIFS({layout.range_of(_OVERDUE)},{bands},{key})", ColumnKind.MONEY),
        (f'=IF($C${total_row}=0,"s/d",C{row}/$C${total_row})', ColumnKind.RATE),
    )
    sheet.append(
        [
            value_cell(sheet, name, ColumnKind.TEXT),
            *(value_cell(sheet, FormulaCell(text, kind), kind) for text, kind in formulas),
        ]
    )


def _append_risk(sheet: Worksheet, layout: ListLayout, row: int, days: int, name: str) -> None:
    balance = layout.range_of(_BALANCE)
    late = f'=SUMIFS({balance},{layout.range_of(_DAYS)},">{days}")'
    share = f'=IF(SUM({balance})=0,"s/d",C{row}/SUM({balance}))'
    meaning = "más de 0 días" if days == 0 else f"más de {days} días"
    sheet.append(
        [
            value_cell(sheet, f"{name} ({meaning})", ColumnKind.TEXT),
            None,
            value_cell(sheet, FormulaCell(late, ColumnKind.MONEY), ColumnKind.MONEY),
            None,
            value_cell(sheet, FormulaCell(share, ColumnKind.RATE), ColumnKind.RATE),
        ]
    )
