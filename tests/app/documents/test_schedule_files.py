"""A simulated table as PDF and as Excel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.documents.schedule_pdf import schedule_pdf, write_schedule_pdf
from app.documents.schedule_workbook import write_schedule_workbook
from app.domain.calendar import BusinessDayRule
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms import InstallmentFee
from app.domain.money import Money
from app.errors import ExternalProblem
from tests.app.documents.loan_papers import TERMS, pages_of, text_of

SCHEDULE = build_schedule(TERMS)
CAT = Decimal("58.7")


def test_the_pdf_has_every_row_the_totals_and_the_legend(tmp_path: Path) -> None:
    write_schedule_pdf(tmp_path / "t.pdf", SCHEDULE, TERMS, CAT)
    text = text_of((tmp_path / "t.pdf").read_bytes())
    assert "2 15/03/2026 8,472.55 1,580.60 254.18 40.67 1,875.45 6,891.95" in text
    assert "Total 10,000.00 1,079.91 172.79 11,252.70" in text
    assert "58.7 %" in text
    assert "sin IVA, para fines informativos y de comparación exclusivamente" in text
    assert "El cliente recibe $9,652.00" in text


def test_columns_appear_where_the_loan_has_them() -> None:
    fee = InstallmentFee("GPS", Money.of(100), None, "principal", Decimal("0.16"))
    terms = replace(TERMS, installment_fees=(fee,), business_day_rule=BusinessDayRule.FOLLOWING)
    plain, wide = (text_of(schedule_pdf(build_schedule(each), each, CAT)) for each in (TERMS, terms))
    for title in ("Se exige el", "Comisiones", "IVA de comisiones"):
        assert title not in plain
        assert title in wide
    assert "1 15/02/2026 16/02/2026 10,000.00" in wide, "15 February 2026 is a Sunday"


def test_a_table_of_many_pages_repeats_its_heading() -> None:
    terms = replace(TERMS, installments=360, principal=Money.of("99999999999.99"))
    pages = pages_of(schedule_pdf(build_schedule(terms), terms, CAT))
    assert len(pages) > 5
    assert all("Saldo inicial" in page for page in pages if "/20" in page.replace("Cálculo", ""))
    assert any("360 15/01/2056" in page for page in pages)


def test_the_workbook_has_real_figures_dates_and_totals_that_are_formulas(tmp_path: Path) -> None:
    write_schedule_workbook(tmp_path / "t.xlsx", SCHEDULE, TERMS, CAT)
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    values: list[Any] = [cell.value for cell in sheet[6]]
    assert values[0] == 1
    assert values[1].date() == values[2].date() == date(2026, 2, 15)
    assert values[3:] == [10000, 1527.45, 300, 48, 0, 0, 1875.45, 8472.55]
    assert sheet["J12"].value == "=SUBTOTAL(109,J6:J11)"
    assert sheet["K12"].value is None
    assert "CAT 58.7 % sin IVA" in str(sheet["A3"].value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    for write in (write_schedule_pdf, write_schedule_workbook):
        with pytest.raises(ExternalProblem, match=r"documents\.file_in_use"):
            write(tmp_path / "no" / "t", SCHEDULE, TERMS, CAT)
