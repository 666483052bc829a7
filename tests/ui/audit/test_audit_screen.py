"""The audit trail in the window: searched, opened, exported, and the books verified from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.audit.entry import Action
from tests.company import Lender, add_active_loan, audit_trail
from tests.tampering import behind_its_back
from tests.ui.hands import press_button, type_into, when_shown
from ui.audit.audit_entry_dialog import AuditEntryDialog
from ui.audit.audit_screen import AuditScreen
from ui.audit.verification_dialog import VerificationDialog
from ui.shared.session import Session


def shown(session: Session, qtbot: QtBot) -> AuditScreen:
    screen = AuditScreen(session)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() > 0)
    return screen


def actions(screen: AuditScreen) -> set[Action]:
    return {line.entry.action for line in screen.table.rows.lines}


def test_it_is_searched_by_text_by_kind_and_by_day(session: Session, lender: Lender, qtbot: QtBot) -> None:
    add_active_loan(lender.ctx)
    screen = shown(session, qtbot)
    assert len(screen.table.rows.lines) == len(audit_trail(lender))
    type_into(screen.search, "CRE-000001")
    qtbot.waitUntil(lambda: actions(screen) == {Action.LOAN_CREATED, Action.LOAN_DISBURSED})
    screen.action.setCurrentIndex(screen.action.findData(Action.LOAN_DISBURSED))
    qtbot.waitUntil(lambda: actions(screen) == {Action.LOAN_DISBURSED})
    type_into(screen.since, "16/01/2026")
    qtbot.waitUntil(lambda: actions(screen) == set())
    type_into(screen.since, "ayer no más")
    qtbot.waitUntil(lambda: "31/12/2026" in screen.count.text())


def test_an_entry_is_opened_and_shows_what_there_was_and_what_there_is(
    session: Session, lender: Lender, qtbot: QtBot
) -> None:
    add_active_loan(lender.ctx)
    screen = shown(session, qtbot)
    line = next(one for one in screen.table.rows.lines if one.entry.action is Action.CLIENT_ADDED)
    told: list[str] = []

    def read(dialog: AuditEntryDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    when_shown(AuditEntryDialog, read)
    screen.table.opened.emit(line)
    assert any("Dio de alta a un cliente" in text for text in told)
    assert any("admin" in text for text in told)


def test_what_the_search_found_is_exported(
    session: Session, lender: Lender, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_active_loan(lender.ctx)
    screen = shown(session, qtbot)
    type_into(screen.search, "CRE-000001")
    qtbot.waitUntil(lambda: len(screen.table.rows.lines) == 2)
    path = tmp_path / "bitacora.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.text() + box.informativeText())
        press_button(box, "Entendido")

    when_shown(QMessageBox, read)
    press_button(screen, "Exportar a Excel")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "Se escribieron 2 registros" in told[0]
    cells = [cell.value for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert cells.count("Capturó un crédito") == 1
    assert cells.count("Dio de alta a un cliente") == 0


def test_verifying_names_what_was_altered_behind_the_programs_back(
    session: Session, lender: Lender, qtbot: QtBot
) -> None:
    add_active_loan(lender.ctx)
    screen = shown(session, qtbot)
    found: list[str] = []

    def read(dialog: VerificationDialog) -> None:
        found.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    when_shown(VerificationDialog, read)
    press_button(screen, "Verificar los libros")
    qtbot.waitUntil(lambda: "Todo cuadra" in found, timeout=10_000)
    behind_its_back(lender, "UPDATE loan_events SET amount = amount + 1")
    found.clear()
    when_shown(VerificationDialog, read)
    press_button(screen, "Verificar los libros")
    qtbot.waitUntil(lambda: any("diferencias" in text for text in found), timeout=10_000)
    assert any("No siga capturando" in text for text in found)
