"""Capturing a loan: the figures follow, and what makes no sense is said beside its field."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.services.clients.read_clients import read_client
from app.services.loans.read_loans import find_loans
from app.services.products.read_products import read_products
from tests.company import Lender, add_client
from tests.ui.hands import fill, said_beside
from ui.loans.capture_loan_dialog import CaptureLoanDialog
from ui.shared.session import Session

L1 = {
    "principal": "10000",
    "installments": "6",
    "annual_rate": "36",
    "disbursed_on": "15/01/2026",
    "first_due_on": "15/02/2026",
}


@pytest.fixture
def dialog(session: Session, lender: Lender, qtbot: QtBot) -> CaptureLoanDialog:
    client = read_client(lender.ctx, add_client(lender.ctx)).client
    products = [one for one in read_products(lender.ctx) if one.name == "Personal mensual"]
    dialog = CaptureLoanDialog(None, session, client, products)
    dialog.show()
    qtbot.waitExposed(dialog)
    fill(dialog, **L1)
    return dialog


def _leave(dialog: CaptureLoanDialog) -> None:
    for field in dialog.fields.values():
        field.keep_as_initial()
    dialog.reject()


def test_the_known_loan_gives_its_known_figures_as_one_types(dialog: CaptureLoanDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.figures["payment"].text() == "$1,875.45")
    assert dialog.figures["total"].text() == "$11,252.70"
    assert dialog.figures["interest"].text() == "$1,079.91"
    assert dialog.figures["net"].text() == "$9,652.00"
    assert [str(row.closing) for row in dialog.table.rows.lines][-1] == "0.00"
    _leave(dialog)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("installments", "0"),
        ("annual_rate", "-5"),
        ("first_due_on", "01/01/2026"),
        ("principal", "diez mil"),
        ("principal", "500000"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field_and_nothing_is_saved(
    dialog: CaptureLoanDialog, lender: Lender, qtbot: QtBot, name: str, typed: str
) -> None:
    fill(dialog, **{name: typed})
    dialog.submit()
    qtbot.waitUntil(lambda: "No se guardó nada" in said_beside(dialog, name))
    assert dialog.isVisible()
    assert find_loans(lender.ctx, "") == ()
    _leave(dialog)


def test_saving_gives_a_folio(dialog: CaptureLoanDialog, lender: Lender, qtbot: QtBot) -> None:
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result_value is not None)
    assert dialog.result_value.folio == "CRE-000001"
    assert str(find_loans(lender.ctx, "")[0].principal) == "10000.00"
