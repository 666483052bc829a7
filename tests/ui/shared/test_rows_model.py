"""Lists sort by what is meant, not by what is printed, and filter without accents."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.shared.formats import date_text
from ui.shared.rows_model import Column, RowsModel
from ui.shared.table_view import TableView

LINES = [("Núñez", 9, date(2026, 2, 1)), ("alonso", 100, date(2025, 12, 31)), ("Álvarez", 20, None)]
COLUMNS = (
    Column("Nombre", lambda line: line[0]),
    Column("Días", lambda line: line[1], is_number=True),
    Column("Fecha", lambda line: line[2], lambda line: date_text(line[2])),
)


def _model() -> RowsModel:
    model = RowsModel(COLUMNS)
    model.set_lines(LINES)
    return model


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(_model())  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS)
    model.set_lines([("<b>Ana</b> & hijos", 1, None)])
    index = model.index(0, 0)
    assert model.data(index, Qt.ItemDataRole.DisplayRole) == "<b>Ana</b> & hijos"
    shown = QTextDocument()
    shown.setHtml(model.data(index, Qt.ItemDataRole.ToolTipRole))
    assert shown.toPlainText() == "<b>Ana</b> & hijos"


def test_numbers_and_dates_sort_by_value_and_names_without_accents() -> None:
    model = _model()
    model.sort(1)
    assert [line[1] for line in model.lines] == [9, 20, 100]
    model.sort(0)
    assert [line[0] for line in model.lines] == ["alonso", "Álvarez", "Núñez"]
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(2, order)
        assert model.lines[-1][2] is None, "what has no date comes last either way"


def test_the_filter_forgives_accents_and_order() -> None:
    model = _model()
    model.set_filter("2026 nunez")
    assert [line[0] for line in model.lines] == ["Núñez"]
    model.set_filter("")
    assert model.rowCount() == 3


def test_enter_opens_the_row_and_copy_takes_the_headings(qtbot: QtBot) -> None:
    table = TableView("Prueba", COLUMNS)
    qtbot.addWidget(table)
    table.set_lines(LINES)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [LINES[0]]
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Nombre\tDías\tFecha\nNúñez\t9\t01/02/2026\n"
