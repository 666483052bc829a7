"""Finding one thing by typing: the list follows each keystroke, Enter takes the first or the chosen row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.shared.dialog import Dialog
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.table_view import TableView
from ui.shared.theme import GAP, MARGIN
from ui.shared.window_size import open_at

TYPING_PAUSE_MS = 90
Query = Callable[[str], Callable[[], Sequence[Any]]]


class PickDialog(Dialog):
    """``line`` is what was chosen when accepted."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        title: str,
        placeholder: str,
        columns: Sequence[Column],
        query: Query,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.line: Any = None
        self._query = query
        self._waits_for_enter = False
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        heading = PlainLabel(title)
        heading.setObjectName("title")
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(title)
        self.search.installEventFilter(self)
        self.table = TableView(title, columns)
        self.hint = PlainLabel(self.tr("Enter elige · flechas para moverse · Esc cierra"))
        self.hint.setObjectName("muted")
        for part in (heading, self.search, self.table, self.hint):
            layout.addWidget(part)
        self.table.opened.connect(self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.search.textEdited.connect(self._typed)
        open_at(self, 880, 520)
        self._ask()

    def _typed(self, _text: str) -> None:
        self._waits_for_enter = False
        self._pause.start()

    def _ask(self) -> None:
        self.session.tasks.run_latest(f"pick {id(self)}", self, self._query(self.search.text()), self._show)

    def _show(self, lines: Sequence[Any]) -> None:
        self.table.rows.set_lines(lines)
        self.table.choose(0)
        found = self.tr("Enter elige · flechas para moverse · Esc cierra")
        self.hint.setText(found if lines else self.tr("No se encontró. Revise lo escrito."))
        if self._waits_for_enter and lines:
            self._take(self.table.current_line())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.table.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._waits_for_enter = True
            self._ask()
        elif self.table.current_line() is not None:
            self._take(self.table.current_line())

    def _take(self, line: Any) -> None:
        self.line = line
        self.accept()
