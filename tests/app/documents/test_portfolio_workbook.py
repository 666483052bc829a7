"""The owner's workbook: every loan, and an ageing that Excel works out from them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.documents.portfolio_workbook import BAND_NAMES, write_portfolio_workbook
from app.errors import Cancelled, ExternalProblem
from app.ports.queries import PortfolioLine
from app.progress import Progress, no_progress
from app.reports.portfolio import BANDS
from tests.app.reports.portfolio_lines import BUSINESS_ON, golden_lines, portfolio_line


def write(path: Path, lines: tuple[PortfolioLine, ...], progress: Progress = no_progress) -> Path:
    made = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001  # local time, as printed
    write_portfolio_workbook(path, lines, "Sierra Clara", BUSINESS_ON, "Elena Ibáñez", made, progress)
    return path


def test_the_bands_are_those_of_the_report_in_their_order() -> None:
    assert tuple(BAND_NAMES) == BANDS


def test_every_loan_has_its_row_with_real_numbers_and_dates(tmp_path: Path) -> None:
    sheet = load_workbook(write(tmp_path / "c.xlsx", golden_lines()))["Cartera"]
    assert [sheet["A1"].value, sheet["A3"].value] == ["Sierra Clara", "Hecho por Elena Ibáñez el 23/11/2026 10:30"]
    assert sheet["A2"].value == "Cartera de crédito al 23/11/2026. Importes en pesos (M.N.)"
    values: list[Any] = [cell.value for cell in sheet[9]]
    assert values[:4] == ["CRE-000004", "Ana Peña Ñúñez", "442 555 0110", "Personal mensual"]
    assert values[4].date() == date(2026, 1, 15)
    assert (values[6], values[9], values[10], values[11]) == (3250.5, 1000.1, 30, "1 a 30 días")
    assert [sheet.cell(12, place).value for place in (1, 6, 7, 9, 10)] == [
        "Total",
        "=SUBTOTAL(109,F6:F11)",
        "=SUBTOTAL(109,G6:G11)",
        "=SUBTOTAL(109,I6:I11)",
        "=SUBTOTAL(109,J6:J11)",
    ]


def test_overdue_loans_are_coloured_by_a_rule(tmp_path: Path) -> None:
    sheet = load_workbook(write(tmp_path / "c.xlsx", golden_lines()))["Cartera"]
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == "A6:M11"
    assert [rule.formula for rule in area.rules] == [["$K6>90"], ["$K6>0"]]


def test_the_summary_is_made_of_formulas_over_the_first_sheet(tmp_path: Path) -> None:
    sheet = load_workbook(write(tmp_path / "c.xlsx", golden_lines()))["Resumen"]
    assert [sheet.cell(row, 1).value for row in range(6, 12)] == list(BAND_NAMES.values())
    assert [cell.value for cell in sheet[7]] == [
        "1 a 30 días",
        "=COUNTIFS('Cartera'!$L$6:$L$11,$A7)",
        "=SUMIFS('Cartera'!$G$6:$G$11,'Cartera'!$L$6:$L$11,$A7)",
        "=SUMIFS('Cartera'!$J$6:$J$11,'Cartera'!$L$6:$L$11,$A7)",
        '=IF($C$12=0,"s/d",C7/$C$12)',
    ]
    assert sheet["C12"].value == "=SUM(C6:C11)"
    assert sheet["A16"].value == "PAR30 (más de 30 días)"
    assert sheet["C16"].value == "=SUMIFS('Cartera'!$G$6:$G$11,'Cartera'!$K$6:$K$11,\">30\")"
    assert sheet["E16"].value == "=IF(SUM('Cartera'!$G$6:$G$11)=0,\"s/d\",C16/SUM('Cartera'!$G$6:$G$11))"


def test_an_empty_portfolio_is_written_too(tmp_path: Path) -> None:
    book = load_workbook(write(tmp_path / "c.xlsx", ()))
    assert book["Cartera"]["F7"].value == "=SUBTOTAL(109,F6:F6)"


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    lines = tuple(portfolio_line(n, "10", 0, name) for n, name in enumerate(("=1+1", "+52", "@SUM(A1)", "-1")))
    sheet = load_workbook(write(tmp_path / "c.xlsx", lines))["Cartera"]
    assert [(sheet.cell(row, 2).data_type, sheet.cell(row, 2).quotePrefix) for row in range(6, 10)] == [("s", True)] * 4


def test_progress_is_told_once_for_each_loan_and_can_stop_the_export(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write(tmp_path / "c.xlsx", golden_lines(), lambda done, total: told.append((done, total)))
    assert told == [(done, 6) for done in range(1, 7)]

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write(tmp_path / "d.xlsx", golden_lines(), stop)
    assert not (tmp_path / "d.xlsx").exists()


def test_a_file_that_cannot_be_replaced_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "c.xlsx").mkdir()
    with pytest.raises(ExternalProblem) as told:
        write(tmp_path / "c.xlsx", golden_lines())
    assert (told.value.code, told.value.params) == ("documents.file_in_use", {"path": "c.xlsx"})
