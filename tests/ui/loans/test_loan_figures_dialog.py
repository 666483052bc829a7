"""The window that says why: a figure's lines follow the arrows, another day is typed, the text can be copied."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.company import Lender, add_active_loan
from ui.loans.loan_figures_dialog import LoanFiguresDialog
from ui.shared.session import Session


@pytest.fixture
def dialog(session: Session, lender: Lender, qtbot: QtBot) -> LoanFiguresDialog:
    loan = add_active_loan(lender.ctx)
    dialog = LoanFiguresDialog(None, session, loan, "CRE-000001", date(2026, 1, 15))
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: dialog.figures.rows.rowCount() > 0)
    return dialog


def _ask(dialog: LoanFiguresDialog, day: str) -> None:
    dialog.day.line.setText(day)
    QTest.keyClick(dialog.day.line, Qt.Key.Key_Return)


def _choose(dialog: LoanFiguresDialog, name: str) -> None:
    names = [line.name for line in dialog.figures.rows.lines]
    dialog.figures.choose(names.index(name))


def test_the_lines_follow_the_figure_chosen(dialog: LoanFiguresDialog, qtbot: QtBot) -> None:
    """Ten days late at 72 %/360 on 1,527.45: 30.55, the known figure."""
    _ask(dialog, "25/02/2026")
    qtbot.waitUntil(lambda: "25/02/2026" in dialog.summary.text())
    assert "$10,481.73" in dialog.summary.text()
    _choose(dialog, "Interés moratorio")
    (line,) = dialog.lines.rows.lines
    text = "Pago 1: capital vencido 1,527.45 × 72 % / 360 × 10 días (15/02/26 al 25/02/26) = 30.55"
    assert dialog.lines.rows.columns[0].shown(line) == text
    dialog.copy.click()
    assert text[1:] in QGuiApplication.clipboard().text()
    dialog.reject()


def test_a_day_before_the_disbursement_is_refused_beside_the_field(dialog: LoanFiguresDialog, qtbot: QtBot) -> None:
    _ask(dialog, "14/01/2026")
    qtbot.waitUntil(dialog.day.error.isVisible)
    assert "15/01/2026" in dialog.day.error.text()
    assert dialog.day.line.text() == "14/01/2026"
    dialog.reject()
