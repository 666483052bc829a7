"""The window that hosts the screens: what a role sees, and names for who cannot see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.users.roles import PresetRole
from app.services.clients.read_clients import read_client
from app.services.loans.read_loans import read_loan
from app.services.products.read_products import read_products
from app.services.settings.edit_company import read_company
from tests.company import Lender, add_active_loan, add_client
from ui.clients.client_dialog import ClientDialog
from ui.loans.capture_loan_dialog import CaptureLoanDialog
from ui.navigation import SCREENS, Desk
from ui.payments.record_payment_dialog import RecordPaymentDialog
from ui.settings.company_dialog import CompanyDialog
from ui.shared.session import Session

INTERACTIVE = (QLineEdit, QComboBox, QPushButton, QCheckBox, QTableView, QPlainTextEdit)


def _nameless(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, INTERACTIVE) and widget.isVisibleTo(window):
            text = widget.text() if isinstance(widget, QPushButton | QCheckBox) else ""
            if not (widget.accessibleName() or text) and widget.objectName() != "qt_spinbox_lineedit":
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_control_of_every_screen_has_a_name(session: Session, lender: Lender, qtbot: QtBot) -> None:
    add_active_loan(lender.ctx)
    desk = Desk(session, read_company(lender.ctx))
    desk.window.show()
    for entry in SCREENS:
        desk.window.show_screen(entry.key)
        qtbot.waitUntil(lambda: not session.tasks.is_busy)
        assert _nameless(desk.window) == [], entry.key
    desk.open_loan(1)
    qtbot.waitUntil(lambda: not session.tasks.is_busy)
    assert _nameless(desk.window) == []
    desk.window.hide()


def _cut_off(window: QWidget) -> list[str]:
    return [
        f"{button.text()}: {button.width()} of {button.sizeHint().width()}"
        for button in window.findChildren(QPushButton)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]


def test_on_the_smallest_screen_no_button_is_cut_off(session: Session, lender: Lender, qtbot: QtBot) -> None:
    add_active_loan(lender.ctx)
    desk = Desk(session, read_company(lender.ctx))
    desk.window.resize(1024, 560)
    desk.window.show()
    for entry in SCREENS:
        screen = desk.window.show_screen(entry.key)
        tabs = screen.findChild(QTabWidget)
        for tab in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(tab)
            qtbot.waitUntil(lambda: not session.tasks.is_busy)
            qtbot.wait(10)
            assert _cut_off(desk.window) == [], (entry.key, tab)
    desk.open_loan(1)
    qtbot.waitUntil(lambda: not session.tasks.is_busy)
    qtbot.wait(10)
    assert _cut_off(desk.window) == []
    desk.window.hide()


def test_every_control_of_the_capture_windows_has_a_name(session: Session, lender: Lender, qtbot: QtBot) -> None:
    client_id = add_client(lender.ctx)
    loan_id = add_active_loan(lender.ctx, client_id)
    file = read_client(lender.ctx, client_id)
    for dialog in (
        ClientDialog(None, session, file),
        CaptureLoanDialog(None, session, file.client, read_products(lender.ctx)),
        RecordPaymentDialog(None, session, read_loan(lender.ctx, loan_id)),
        CompanyDialog(None, session, read_company(lender.ctx)),
    ):
        qtbot.addWidget(dialog)
        assert _nameless(dialog) == [], type(dialog).__name__


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (
            PresetRole.OWNER,
            "Cartera Clientes Créditos Banco Productos Avisos Contabilidad Usuarios Bitácora Respaldos Buscar Cobrar",
        ),
        (PresetRole.COLLECTOR, "Cartera Clientes Créditos Productos Avisos Buscar"),
        (PresetRole.CASHIER, "Cartera Clientes Créditos Banco Productos Avisos Respaldos Buscar Cobrar"),
    ],
)
def test_a_role_is_offered_what_it_may_do(
    session: Session, lender: Lender, qtbot: QtBot, role: PresetRole, seen: str
) -> None:
    session = replace(session, ctx=lender.as_role(role))
    desk = Desk(session, read_company(lender.ctx))
    side = desk.window.findChild(QWidget, "side")
    assert isinstance(side, QWidget)
    assert [button.accessibleName() for button in side.findChildren(QPushButton)] == [
        *seen.split(),
        "Mi acceso",
        "Cerrar sesión",
    ]
    desk.window.hide()


def test_a_change_reloads_the_screen_that_shows_it(session: Session, lender: Lender, qtbot: QtBot) -> None:
    desk = Desk(session, read_company(lender.ctx))
    desk.window.show()
    screen = desk.window.show_screen("clients")
    qtbot.waitUntil(lambda: not session.tasks.is_busy)
    assert screen.table.rows.rowCount() == 0  # type: ignore[attr-defined]  # the clients' list
    from app.services.clients.save_client import SaveClient, save_client
    from tests.company import CONCEPCION

    session.tasks.run(desk.window, lambda: save_client(lender.on(date(2026, 1, 16)), SaveClient(CONCEPCION)), print)
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 1)  # type: ignore[attr-defined]  # the clients' list
    desk.window.hide()
