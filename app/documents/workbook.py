"""The one way this program writes an Excel list: titles, frozen headings, filter, real numbers and dates, totals.

Text is never a formula, whatever it begins with; a total is always one, so it follows the filter and the corrections
that the reader makes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Self, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.documents.output_file import write_file
from app.domain.money import Money

CellValue = Money | Decimal | int | date | str | None
TEXT_LENGTH_MAX = 32_767
"""What Excel holds in a cell."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\r\n\u00a0]+")
_FONT = "Calibri"
_HEADING_HEIGHT = 32
_INK, _TINT, _ACCENT = "FF1A1F26", "FFEDF1F6", "FF1F3A5F"
_TITLE_ROWS = 3
HEADING_ROW = _TITLE_ROWS + 2
"""The titles, an empty row, then the headings."""


class ColumnKind(StrEnum):
    """What a column holds."""

    MONEY = "money"
    DATE = "date"
    INTEGER = "integer"
    TEXT = "text"
    RATE = "rate"


_FORMATS = {
    ColumnKind.MONEY: "#,##0.00",
    ColumnKind.DATE: "dd/mm/yyyy",
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.TEXT: "@",
    ColumnKind.RATE: "0.00%",
}
_SIDES = {ColumnKind.TEXT: "left", ColumnKind.DATE: "center"}


@dataclass(frozen=True)
class WorkbookColumn:
    """A column of a list; ``width`` in characters; ``has_total`` puts a formula under it."""

    title: str
    kind: ColumnKind
    width: int
    has_total: bool = False


@dataclass(frozen=True)
class FormulaCell:
    """A formula of ours, never of the data: ``text`` begins with "="."""

    text: str
    kind: ColumnKind


@dataclass(frozen=True)
class ListLayout:
    """Where a written list stands, for formulas that read it."""

    sheet_title: str
    first_row: int
    last_row: int

    def range_of(self, column: int) -> str:
        """The absolute range of a column (0 the first), with its sheet."""
        letter = get_column_letter(column + 1)
        return f"'{self.sheet_title}'!${letter}${self.first_row}:${letter}${self.last_row}"


class ListWorkbook:
    """A workbook under construction; rows are written as they come, so long lists take little memory.

    Used in a ``with``: rows wait in a temporary file, which a cancelled export must not leave behind.
    """

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)
        self.book.properties.creator = "Acredita"
        self._is_finished = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if not self._is_finished:
            self._content()

    def _content(self) -> bytes:
        """The workbook's bytes; removes the temporary files."""
        self._is_finished = True
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def new_sheet(self, title: str, widths: Sequence[int]) -> Worksheet:
        """An empty landscape sheet, one page wide when printed."""
        # A write-only sheet has a common sheet's settings, which its own stubs do not know.
        sheet = cast(Worksheet, self.book.create_sheet(title))
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = int(Worksheet.PAPERSIZE_LETTER)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = 0.4
        margins.bottom, margins.footer = 0.75, 0.35
        footer = sheet.oddFooter
        assert footer is not None
        footer.center.text = "Página &P de &N"
        for place, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        return sheet

    def add_list(
        self,
        title: str,
        titles: Sequence[str],
        columns: Sequence[WorkbookColumn],
        rows: Iterable[Sequence[CellValue]],
        row_count: int,
    ) -> tuple[Worksheet, ListLayout]:
        """A sheet with a list of ``row_count`` rows: at most three title lines, headings, rows, totals."""
        sheet = self.new_sheet(title, [column.width for column in columns])
        last_letter = get_column_letter(len(columns))
        layout = ListLayout(title, HEADING_ROW + 1, HEADING_ROW + max(row_count, 1))
        sheet.freeze_panes = f"A{HEADING_ROW + 1}"
        sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
        sheet.auto_filter.ref = f"A{HEADING_ROW}:{last_letter}{layout.last_row}"
        sheet.row_dimensions[HEADING_ROW].height = _HEADING_HEIGHT
        append_titles(sheet, titles)
        append_headings(sheet, [column.title for column in columns])
        # Working out a cell's style costs more than the cell: the rows share one per column.
        models = [value_cell(sheet, "" if one.kind is ColumnKind.TEXT else None, one.kind) for one in columns]
        for row in rows:
            sheet.append([_cell_like(model, sheet, value) for model, value in zip(models, row, strict=True)])
        if row_count == 0:
            sheet.append([])
        sheet.append(_totals(sheet, columns, layout))
        return sheet, layout

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all. ExternalProblem ``documents.file_in_use``."""
        write_file(path, self._content())


def plain_text(text: str) -> str:
    """Text that a cell can hold: no control characters, one line."""
    return _BREAKS.sub(" ", _ILLEGAL.sub("", text))[:TEXT_LENGTH_MAX]


def value_cell(sheet: Worksheet, value: CellValue | FormulaCell, kind: ColumnKind, bold: bool = False) -> Cell:
    """A cell of its kind; text stays text even where it begins with "=", "+", "-" or "@"."""
    cell = WriteOnlyCell(sheet)
    _put(cell, value)
    cell.quotePrefix = isinstance(value, str)
    cell.number_format = _FORMATS[kind]
    side = _SIDES.get(kind, "right")
    cell.alignment = Alignment(horizontal=side, vertical="center", indent=1 if side == "left" else 0)
    cell.font = Font(name=_FONT, size=11, bold=bold, color=_INK)
    return cell


def _put(cell: Cell, value: CellValue | FormulaCell) -> None:
    if isinstance(value, FormulaCell):
        cell.value = value.text
    elif isinstance(value, str):
        cell.value = plain_text(value)
        cell.data_type = "s"
    elif isinstance(value, Money | Decimal):
        # As digits: openpyxl would turn it into a binary fraction, and 0.07 into 0.07000000000000001.
        cell.value = str(value) if isinstance(value, Money) else f"{value:f}"
        cell.data_type = "n"
    else:
        cell.value = value


def _cell_like(model: Cell, sheet: Worksheet, value: CellValue) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell._style = model._style  # type: ignore[attr-defined]  # openpyxl shares it in its own copies; the stubs lack it
    _put(cell, value)
    return cell


def append_titles(sheet: Worksheet, titles: Sequence[str]) -> None:
    """The lines above a list: the first is the lender, larger; then an empty row."""
    for place in range(_TITLE_ROWS):
        cell = value_cell(sheet, titles[place] if place < len(titles) else "", ColumnKind.TEXT)
        is_first = place == 0
        cell.font = Font(name=_FONT, bold=is_first, size=14 if is_first else 11, color=_ACCENT if is_first else _INK)
        cell.alignment = Alignment(horizontal="left")
        sheet.append([cell])
    sheet.append([])


def append_headings(sheet: Worksheet, titles: Sequence[str]) -> None:
    """The headings of a list."""
    cells = []
    for title in titles:
        cell = value_cell(sheet, title, ColumnKind.TEXT)
        cell.quotePrefix = False
        cell.font = Font(name=_FONT, size=11, bold=True, color=_ACCENT)
        cell.fill = PatternFill("solid", fgColor=_TINT)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(bottom=Side("medium", color=_ACCENT))
        cells.append(cell)
    sheet.append(cells)


def total_cell(sheet: Worksheet, value: CellValue | FormulaCell, kind: ColumnKind) -> Cell:
    """A cell of a totals row."""
    cell = value_cell(sheet, value, kind, bold=True)
    cell.border = Border(top=Side("thin", color=_ACCENT), bottom=Side("double", color=_ACCENT))
    return cell


def _totals(sheet: Worksheet, columns: Sequence[WorkbookColumn], layout: ListLayout) -> list[Cell]:
    """SUBTOTAL(109): the sum of the rows that the filter leaves visible."""
    cells = []
    for place, column in enumerate(columns):
        letter = get_column_letter(place + 1)
        value: CellValue | FormulaCell = "Total" if place == 0 else None
        if column.has_total:
            span = f"{letter}{layout.first_row}:{letter}{layout.last_row}"
            value = FormulaCell(f"=SUBTOTAL(109,{span})", column.kind)
        cells.append(total_cell(sheet, value, column.kind))
    return cells
