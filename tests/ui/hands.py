"""What a clerk's hands do to a window in a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.shared.form_dialog import FormDialog

_Window = TypeVar("_Window", bound=QWidget)


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


def when_shown(kind: type[_Window], act: Callable[[_Window], object]) -> None:
    """Do it as soon as a modal window of the kind is in front; the test goes on into ``exec`` meanwhile."""

    def look() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, kind) and window.isVisible():
            act(window)
        else:
            QTimer.singleShot(30, look)

    QTimer.singleShot(30, look)


def press_button(box: QWidget, text: str) -> None:
    """Click the button whose text begins so."""
    (button,) = [one for one in box.findChildren(QPushButton) if one.text().replace("&", "").startswith(text)]
    button.click()
