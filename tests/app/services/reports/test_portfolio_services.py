"""The portfolio read and exported: real numbers, totals as formulas, and a file in use is said so."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.money import Money
from app.domain.users.roles import PresetRole
from app.errors import ExternalProblem, NotAllowed
from app.services.reports.export_portfolio import export_portfolio
from app.services.reports.read_portfolio import read_portfolio
from tests.company import Lender, add_active_loan

LATE = date(2026, 3, 20)


def test_a_late_loan_is_in_its_band_with_what_is_overdue(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    portfolio = read_portfolio(lender.on(LATE))
    line = portfolio.lines[0]
    # Due on 15 February and 15 March, none paid: 33 days since the first.
    assert line.days_past_due == 33
    assert line.ageing_band == "31-60"
    assert line.overdue == Money.of("3750.90")
    assert portfolio.summary.total_outstanding == Money.of("10000.00")
    assert portfolio.summary.par30 == 1


def test_the_workbook_holds_numbers_dates_and_formulas(lender: Lender, tmp_path: Path) -> None:
    add_active_loan(lender.ctx)
    path = tmp_path / "cartera.xlsx"
    assert export_portfolio(lender.on(LATE), path) == 1
    sheet = load_workbook(path)["Cartera"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 10000 in [value for value in values if isinstance(value, int | float)]
    assert datetime(2026, 1, 15) in values  # noqa: DTZ001  a workbook's dates have no zone
    assert any(str(value).startswith("=SUBTOTAL") or str(value).startswith("=SUM") for value in values)


def test_a_folder_that_is_not_there_is_said_and_a_cashier_exports_nothing(lender: Lender, tmp_path: Path) -> None:
    with pytest.raises(ExternalProblem):
        export_portfolio(lender.ctx, tmp_path / "no-existe" / "cartera.xlsx")
    with pytest.raises(NotAllowed):
        export_portfolio(lender.as_role(PresetRole.CASHIER), tmp_path / "cartera.xlsx")
