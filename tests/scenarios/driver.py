"""Drives the real windows with clicks and keys from beside the GUI thread, and takes their pictures.

It calls no service. Each action is posted to the GUI thread, so a click that opens a modal window does not hold the
script up: the next action is carried out inside that window's own event loop.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from ui.shared.form_dialog import FormDialog

PATIENCE_S = 60.0
STEP_S = 0.02
_Window = TypeVar("_Window", bound=QWidget)
_Result = TypeVar("_Result")
CONTROL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Stuck(Exception):
    """What was waited for did not come."""


class _GuiThread(QObject):
    """Carries out what the script asks, on the GUI thread."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)

    def _carry_out(self, work: Callable[[], None]) -> None:
        work()


class Driver:
    """Acts on windows by the names people read, and numbers the pictures it takes into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self._gui = _GuiThread()
        self._kept: list[object] = []  # a window's last reference must not be dropped in the script's thread

    # -- threads ------------------------------------------------------------------------------------------------

    def ask(self, work: Callable[[], _Result]) -> _Result:
        """Do it on the GUI thread and give its result."""
        done = threading.Event()
        result: list[Any] = []

        def carry_out() -> None:
            try:
                result.append((work(), None))
            except BaseException as error:  # noqa: BLE001  raised again in the script's thread
                result.append((None, error))
            done.set()

        self._gui.asked.emit(carry_out)
        if not done.wait(PATIENCE_S):
            raise Stuck("the GUI thread does not answer")
        value, error = result[0]
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return]

    def act(self, work: Callable[[], object]) -> None:
        """Do it on the GUI thread without waiting for its end, which a modal window would put off."""
        self._gui.asked.emit(work)
        time.sleep(STEP_S)
        self.ask(lambda: None)

    def leave(self, window: QWidget) -> None:
        """Close the last window: afterwards no event loop answers any more."""
        self._gui.asked.emit(window.close)

    def wait(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
        """Until the condition, looked at on the GUI thread, holds."""
        end = time.monotonic() + seconds
        while not self.ask(condition):
            if time.monotonic() > end:
                raise Stuck(what)
            time.sleep(STEP_S)

    # -- windows ------------------------------------------------------------------------------------------------

    def window(self, kind: type[_Window], title: str = "") -> _Window:
        """The visible window of a kind, when it comes."""
        found: list[_Window] = []

        def is_there() -> bool:
            found[:] = [
                widget
                for widget in QApplication.topLevelWidgets()
                if isinstance(widget, kind) and widget.isVisible() and title in widget.windowTitle()
            ]
            return bool(found)

        self.wait(is_there, f"window {kind.__name__} {title}")
        self._kept.append(found[-1])
        return found[-1]

    def gone(self, window: QWidget) -> None:
        """Wait until a window closed."""
        self.wait(lambda: not isValid(window) or not window.isVisible(), f"{type(window).__name__} to close")

    def picture(self, widget: QWidget, name: str) -> None:
        """A numbered PNG of a window."""
        time.sleep(0.2)
        self.count += 1
        path = self.folder / f"{self.count:02d}-{name}.png"
        if not self.ask(lambda: widget.grab().save(str(path))):
            raise Stuck(f"could not write {path}")

    # -- hands --------------------------------------------------------------------------------------------------

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """One key, in the window brought to the front."""
        self.ask(lambda: widget.window().activateWindow())
        self.act(lambda: QTest.keyClick(widget, key, modifiers))

    def click(self, widget: QWidget) -> None:
        """The left button, near the corner, where a check box has its box."""
        if not self.ask(lambda: widget.isEnabled() and widget.isVisible()):
            raise Stuck(f"{widget.objectName()} cannot be clicked")
        self.act(lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_MODIFIER, QPoint(9, 9)))

    def click_button(self, parent: QWidget, name: str) -> None:
        """The visible button whose text or accessible name begins with ``name``."""

        def find() -> QPushButton | None:
            for button in parent.findChildren(QPushButton):
                texts = (button.text().replace("&", ""), button.accessibleName())
                if button.isVisible() and any(text.startswith(name) for text in texts):
                    return button
            return None

        button = self.ask(find)
        if button is None:
            raise Stuck(f"no button {name}")
        self.click(button)

    def type_into(self, widget: QWidget, text: str) -> None:
        """Replace what an editor holds, character by character as a keyboard sends them; accents too."""

        def type_all() -> None:
            widget.setFocus()
            QTest.keyClick(widget, Qt.Key.Key_A, CONTROL)
            QTest.keyClick(widget, Qt.Key.Key_Delete)
            for character in text:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_MODIFIER, character))

        self.ask(type_all)

    def choose(self, combo: QComboBox, label: str) -> None:
        """The entry whose label begins so, reached with the arrows."""

        def move() -> bool:
            combo.setFocus()
            labels = [combo.itemText(place) for place in range(combo.count())]
            wanted = next((place for place, text in enumerate(labels) if text.startswith(label)), None)
            if wanted is None:
                return False
            while combo.currentIndex() != wanted:
                QTest.keyClick(combo, Qt.Key.Key_Down if combo.currentIndex() < wanted else Qt.Key.Key_Up)
            return True

        if not self.ask(move):
            raise Stuck(f"{combo.objectName()} has no {label}")

    def fill(self, dialog: FormDialog, **texts: str) -> None:
        """Type into fields by name, or choose in a list."""
        for name, text in texts.items():
            editor = dialog.fields[name].editor
            if isinstance(editor, QComboBox):
                self.choose(editor, text)
            else:
                self.type_into(editor, text)

    def check(self, box: QCheckBox) -> None:
        """Tick a box with the space bar."""
        self.act(lambda: (box.setFocus(), QTest.keyClick(box, Qt.Key.Key_Space)))

    def save(self, dialog: FormDialog) -> None:
        """F8, and wait until the window closed."""
        self.press(dialog, Qt.Key.Key_F8)
        self.gone(dialog)

    def answer(self, button: str, picture: str = "") -> str:
        """Press a button of the message on screen; what it said."""
        box = self.window(QMessageBox)
        if picture:
            self.picture(box, picture)
        text = self.ask(box.text)
        self.click_button(box, button)
        self.gone(box)
        return text

    def choose_file(self, path: Path) -> None:
        """Type a path into the file window on screen and press Enter."""
        dialog = self.window(QFileDialog)
        edit = self.ask(lambda: dialog.findChild(QLineEdit, "fileNameEdit"))
        assert isinstance(edit, QLineEdit)
        self._kept.append(edit)
        self.type_into(edit, str(path))
        self.press(edit, Qt.Key.Key_Return)
        self.gone(dialog)
