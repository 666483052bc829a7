"""The one capture window: Enter walks, F8 saves once, Esc asks, and nothing typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.errors import ConfirmationNeeded, RuleViolation
from tests.ui.hands import fill, said_beside
from ui.shared.fields import MoneyField, TextField
from ui.shared.form_dialog import FormDialog
from ui.shared.tasks import Tasks


class _Form(FormDialog):
    def __init__(self, tasks: Tasks) -> None:
        super().__init__(None, tasks, "Prueba")
        self.calls: list[tuple[dict[str, Any], frozenset[str]]] = []
        self.refusal: Callable[[frozenset[str]], Exception | None] = lambda confirmed: None
        self.gate = threading.Event()
        self.gate.set()
        self.add_section("", [[TextField("name", "Nombre", is_required=True), MoneyField("amount", "Importe")]])
        self.finish_layout()

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        def run() -> str:
            self.gate.wait(5)
            self.calls.append((values, confirmed))
            refusal = self.refusal(confirmed)
            if refusal is not None:
                raise refusal
            return "hecho"

        return run


@pytest.fixture
def form(tasks: Tasks, qtbot: QtBot) -> _Form:
    form = _Form(tasks)
    form.show()
    qtbot.waitExposed(form)
    return form


def _answer(button_text: str) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(one for one in box.findChildren(QPushButton) if one.text() == button_text).click()

    QTimer.singleShot(100, press)


def test_enter_walks_to_the_primary_button_and_only_then_saves(form: _Form, qtbot: QtBot) -> None:
    fill(form, name="Peña")
    QTest.keyClick(form.fields["name"].editor, Qt.Key.Key_Return)
    assert form.fields["amount"].editor.hasFocus()
    QTest.keyClick(form.fields["amount"].editor, Qt.Key.Key_Return)
    assert form.primary.hasFocus()
    assert form.calls == []
    QTest.keyClick(form.primary, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(form.calls) == 1)
    assert form.calls[0][0]["name"] == "Peña"


def test_saving_twice_in_a_row_runs_once(form: _Form, qtbot: QtBot) -> None:
    form.gate.clear()
    fill(form, name="Ana")
    for _ in range(5):
        form.submit()
    form.gate.set()
    qtbot.waitUntil(lambda: form.result_value == "hecho")
    assert len(form.calls) == 1


def test_bad_input_stays_and_its_message_is_beside_it(form: _Form) -> None:
    fill(form, name="Ana", amount="1.500,00")
    form.submit()
    assert "¿Quiso decir 1,500.00?" in said_beside(form, "amount")
    assert form.fields["amount"].text() == "1.500,00"
    assert form.fields["amount"].editor.accessibleDescription() == said_beside(form, "amount")
    assert form.calls == []
    form.fields["amount"].set_value(None)
    form.fields["name"].set_value("")


def test_a_refusal_of_the_service_comes_back_beside_its_field(form: _Form, qtbot: QtBot) -> None:
    form.refusal = lambda confirmed: RuleViolation("client.required", field="name")
    fill(form, name="Ana")
    form.submit()
    qtbot.waitUntil(lambda: said_beside(form, "name") != "")
    assert form.fields["name"].text() == "Ana"
    form.fields["name"].set_value("")


def test_a_doubt_can_be_overruled_and_the_second_try_says_so(form: _Form, qtbot: QtBot) -> None:
    def doubt(confirmed: frozenset[str]) -> Exception | None:
        return None if "rfc.check_digit" in confirmed else ConfirmationNeeded("rfc.check_digit", field="name")

    form.refusal = doubt
    fill(form, name="SABC560626XX1")
    form.submit()
    qtbot.waitUntil(lambda: form.fields["name"].confirm.isVisibleTo(form))
    form.fields["name"].confirm.setChecked(True)
    form.submit()
    qtbot.waitUntil(lambda: form.result_value == "hecho")
    assert [confirmed for _, confirmed in form.calls] == [frozenset(), frozenset({"rfc.check_digit"})]


def test_escape_asks_only_when_something_was_typed(form: _Form, qtbot: QtBot) -> None:
    fill(form, name="Ana")
    _answer("Seguir capturando")
    form.reject()
    assert form.isVisible()
    assert form.fields["name"].text() == "Ana"
    _answer("Descartar")
    form.reject()
    assert not form.isVisible()


def test_escape_leaves_an_untouched_form_without_a_word(form: _Form) -> None:
    form.reject()
    assert not form.isVisible()
