"""What a clerk's hands do to a window in a test."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from ui.shared.form_dialog import FormDialog

PATIENCE_S = 30
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
    """Do it as soon as a modal window of the kind is in front; the test goes on into ``exec`` meanwhile.

    When none comes, what is in front is taken away, so that the test fails instead of waiting for ever.
    """
    gives_up_at = time.monotonic() + PATIENCE_S

    def look() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, kind) and window.isVisible():
            act(window)
        elif time.monotonic() < gives_up_at:
            QTimer.singleShot(30, look)
        else:
            while isinstance(window := QApplication.activeModalWidget(), QDialog):
                window.done(QDialog.DialogCode.Rejected)
            raise AssertionError(f"no {kind.__name__} was shown")

    QTimer.singleShot(30, look)


def press_button(box: QWidget, text: str) -> None:
    """Click the button whose text begins so."""
    (button,) = [one for one in box.findChildren(QPushButton) if one.text().replace("&", "").startswith(text)]
    button.click()
