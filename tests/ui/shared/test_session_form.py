"""A second person on the spot: asked when it is needed, good for one try, and never in place of the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.audit.entry import Action
from app.domain.users.roles import PresetRole
from app.services.loans.read_loans import read_loan
from tests.company import PASSWORD, Lender, add_active_loan, audit_trail
from tests.ui.hands import fill
from ui.loans.waive_amounts_dialog import WaiveAmountsDialog
from ui.shared.authorisation_dialog import AuthorisationDialog
from ui.shared.session import Session

LATE_ON = date(2026, 2, 25)


def when_asked(*answers: Callable[[AuthorisationDialog], None]) -> list[str]:
    """Answer each authorisation window that comes; what each said first."""
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, AuthorisationDialog) and dialog.isVisible() and len(said) < len(answers):
            said.append(dialog.banner.text())
            answers[len(said) - 1](dialog)
        if len(said) < len(answers):
            QTimer.singleShot(30, look)

    QTimer.singleShot(30, look)
    return said


def give(username: str, password: str) -> Callable[[AuthorisationDialog], None]:
    def answer(dialog: AuthorisationDialog) -> None:
        fill(dialog, username=username, password=password)
        dialog.submit()

    return answer


@pytest.fixture
def waiver(session: Session, lender: Lender, qtbot: QtBot) -> WaiveAmountsDialog:
    loan_id = add_active_loan(lender.ctx)
    cashier = replace(lender.as_role(PresetRole.CASHIER), clock=lender.on(LATE_ON).clock)
    session = replace(session, ctx=cashier)
    dialog = WaiveAmountsDialog(None, session, read_loan(cashier, loan_id))
    dialog.show()
    qtbot.waitExposed(dialog)
    fill(dialog, late_interest="10", reason="Acuerdo por enfermedad")
    return dialog


def test_the_supervisor_types_his_password_and_it_is_saved_with_both_names(
    waiver: WaiveAmountsDialog, lender: Lender, qtbot: QtBot
) -> None:
    supervisor = lender.supervisor()
    said = when_asked(give(supervisor.username, "no es esta"), give(supervisor.username, PASSWORD))
    waiver.submit()
    qtbot.waitUntil(lambda: waiver.result_value is not None)
    assert ["no tiene permiso" in said[0], "contraseña" in said[1]] == [True, True]
    entry = next(entry for entry in audit_trail(lender) if entry.action is Action.AMOUNTS_WAIVED)
    assert (entry.username, entry.authorised_by) == ("usuario.cashier", supervisor.username)


def test_who_may_not_either_and_the_clerk_himself_do_not_authorise(
    waiver: WaiveAmountsDialog, lender: Lender, qtbot: QtBot
) -> None:
    other = lender.supervisor(PresetRole.COLLECTOR)
    lender.ctx.database.set_password("usuario.cashier", PASSWORD)
    said = when_asked(give(other.username, PASSWORD), give("usuario.cashier", PASSWORD), lambda dialog: dialog.reject())
    waiver.submit()
    qtbot.waitUntil(lambda: len(said) == 3 and waiver.primary.isEnabled())
    assert all("no puede autorizar" in words for words in said[1:])
    assert waiver.result_value is None
    assert waiver.fields["late_interest"].value() is not None
    assert not [entry for entry in audit_trail(lender) if entry.action is Action.AMOUNTS_WAIVED]
    for field in waiver.fields.values():
        field.keep_as_initial()
    waiver.reject()
