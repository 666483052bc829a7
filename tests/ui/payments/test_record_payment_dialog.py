"""Recording a payment: the preview is what is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.services.loans.read_loans import read_loan
from tests.company import Lender, add_active_loan
from tests.ui.hands import fill, said_beside
from ui.payments.record_payment_dialog import RecordPaymentDialog
from ui.shared.session import Session

DUE_1 = date(2026, 2, 15)


@pytest.fixture
def loan_id(lender: Lender) -> int:
    return add_active_loan(lender.ctx)


@pytest.fixture
def dialog(session: Session, lender: Lender, loan_id: int, qtbot: QtBot) -> RecordPaymentDialog:
    session = replace(session, ctx=lender.on(DUE_1))
    dialog = RecordPaymentDialog(None, session, read_loan(session.ctx, loan_id))
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def _leave(dialog: RecordPaymentDialog) -> None:
    for field in dialog.fields.values():
        field.keep_as_initial()
    dialog.reject()


def test_what_is_shown_before_saving_is_what_is_saved(
    dialog: RecordPaymentDialog, lender: Lender, loan_id: int, qtbot: QtBot
) -> None:
    fill(dialog, amount="500")
    dialog.follow()
    shown = {line.name: str(line.applied) for line in dialog.table.rows.lines if line.applied}
    # VAT of interest 48.00 and interest 300.00 first, the rest to principal.
    assert shown == {"IVA de intereses": "48.00", "Interés ordinario": "300.00", "Capital": "152.00", "Total": "500.00"}
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result_value is not None)
    state = read_loan(lender.on(DUE_1), loan_id).state
    assert state is not None
    assert {line.component.value: str(line.amount) for line in state.allocations[0].lines} == {
        "vat": "48.00",
        "interest": "300.00",
        "principal": "152.00",
    }


def test_an_excess_must_be_decided_first(
    dialog: RecordPaymentDialog, lender: Lender, loan_id: int, qtbot: QtBot
) -> None:
    fill(dialog, amount="2500")
    dialog.follow()
    assert dialog.fields["excess"].isVisibleTo(dialog)
    dialog.submit()
    qtbot.waitUntil(lambda: "624.55" in said_beside(dialog, "excess"))
    assert read_loan(lender.on(DUE_1), loan_id).payments == ()
    _leave(dialog)


@pytest.mark.parametrize(
    ("name", "typed"), [("amount", "12a"), ("amount", "0"), ("amount", "99999"), ("value_on", "16/02/2026")]
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_saved(
    dialog: RecordPaymentDialog, lender: Lender, loan_id: int, qtbot: QtBot, name: str, typed: str
) -> None:
    fill(dialog, **({"amount": "100"} | {name: typed}))
    dialog.submit()
    qtbot.waitUntil(lambda: "No se guardó nada" in said_beside(dialog, name))
    assert typed in dialog.fields[name].text()
    assert read_loan(lender.on(DUE_1), loan_id).payments == ()
    _leave(dialog)
