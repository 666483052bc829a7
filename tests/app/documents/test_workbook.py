"""Excel lists: exact figures, real dates, text that never becomes a formula, totals that always are one."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.documents.workbook import CellValue, ColumnKind, ListWorkbook, WorkbookColumn, plain_text
from app.domain.money import Money
from app.errors import Cancelled

COLUMNS = (
    WorkbookColumn("Nombre", ColumnKind.TEXT, 30),
    WorkbookColumn("Fecha", ColumnKind.DATE, 12),
    WorkbookColumn("Importe", ColumnKind.MONEY, 16, has_total=True),
    WorkbookColumn("Tasa", ColumnKind.RATE, 10),
    WorkbookColumn("Días", ColumnKind.INTEGER, 8),
)
INJECTIONS = ('=HYPERLINK("http://x")', "+52 442", "-1+1", "@SUM(A1)", "=1+1", "\t=1+1", "\r=1+1", "'=1")


def written(path: Path, rows: list[tuple[CellValue, ...]]) -> Path:
    with ListWorkbook() as workbook:
        workbook.add_list("Lista", ("Sierra Clara", "Lista", "Hecho"), COLUMNS, rows, len(rows))
        workbook.save(path)
    return path


def row(name: str, amount: str = "1234.50") -> tuple[CellValue, ...]:
    return (name, date(2026, 1, 15), Money.of(amount), Decimal("0.36"), 12)


def sheet_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    "amount", ["0.01", "0.10", "0.29", "1234.50", "1.15", "999999999999.99", "-0.07", "4503599627370.49"]
)
def test_the_file_holds_the_exact_centavos(tmp_path: Path, amount: str) -> None:
    xml = sheet_xml(written(tmp_path / "a.xlsx", [row("Ana", amount)]))
    match = re.search(r'<c r="C6"[^>]*><v>([^<]+)</v>', xml)
    assert match is not None
    assert match[1] == amount


def test_figures_and_dates_are_real_and_have_their_formats(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "a.xlsx", [row("Ana Peña")])).active
    assert sheet is not None
    cells: dict[str, Any] = {letter: sheet[f"{letter}6"] for letter in "ABCDE"}
    assert [cells[letter].data_type for letter in "ABCDE"] == ["s", "d", "n", "n", "n"]
    assert [cells[letter].number_format for letter in "BCDE"] == ["dd/mm/yyyy", "#,##0.00", "0.00%", "#,##0"]
    assert cells["B"].value.date() == date(2026, 1, 15)


@pytest.mark.parametrize("name", INJECTIONS)
def test_text_is_never_a_formula(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.xlsx", [row(name)])
    sheet = load_workbook(path).active
    assert sheet is not None
    cell = sheet["A6"]
    assert cell.data_type == "s"
    assert cell.value == plain_text(name)
    assert cell.quotePrefix
    formulas = re.findall(r"<f>([^<]*)</f>", sheet_xml(path))
    assert formulas == ["SUBTOTAL(109,C6:C6)"]


def test_a_title_is_never_a_formula(tmp_path: Path) -> None:
    with ListWorkbook() as workbook:
        workbook.add_list("Lista", ("=1+1", "+x", "@y"), COLUMNS, [row("Ana")], 1)
        workbook.save(tmp_path / "a.xlsx")
    assert "<f>1+1</f>" not in sheet_xml(tmp_path / "a.xlsx")


def test_control_characters_do_not_stop_the_export(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "a.xlsx", [row("Ana\x00\x0b\x1f\nPeña\ufffe")])).active
    assert sheet is not None
    assert sheet["A6"].value == "Ana Peña"


def test_the_heading_stays_is_repeated_and_filters_the_rows_but_not_the_totals(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "a.xlsx", [row("Ana"), row("Beto")])).active
    assert sheet is not None
    assert [cell.value for cell in sheet[5]] == ["Nombre", "Fecha", "Importe", "Tasa", "Días"]
    assert sheet.freeze_panes == "A6"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.auto_filter.ref == "A5:E7"
    assert [sheet["A8"].value, sheet["C8"].value] == ["Total", "=SUBTOTAL(109,C6:C7)"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_an_empty_list_is_still_a_list_with_a_total(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "a.xlsx", [])).active
    assert sheet is not None
    assert sheet["C7"].value == "=SUBTOTAL(109,C6:C6)"


def test_an_export_that_breaks_off_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[tuple[CellValue, ...]]:
        yield row("Ana")
        raise Cancelled

    with pytest.raises(Cancelled), ListWorkbook() as workbook:
        workbook.add_list("Lista", (), COLUMNS, rows(), 2)
    assert list(tmp_path.iterdir()) == []
