"""What a clerk's hands do to a window in a test."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.shared.form_dialog import FormDialog


def type_into(widget: QWidget, text: str) -> None:
    """Replace what an editor holds; accents too, which ``keyClicks`` cannot send."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(widget, event)


def fill(dialog: FormDialog, **texts: str) -> None:
    """Type into fields by their names."""
    for name, text in texts.items():
        type_into(dialog.fields[name].editor, text)


def said_beside(dialog: FormDialog, name: str) -> str:
    """The message beside a field, empty when there is none."""
    field = dialog.fields[name]
    return field.error.text() if field.error.isVisibleTo(dialog) else ""
