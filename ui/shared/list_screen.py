"""A screen that is a list found by typing: a search box over a table, asked of the database as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.table_view import TableView

TYPING_PAUSE_MS = 120


class ListScreen(Screen):
    """Subclasses give ``query``: what to ask for a text; and react to ``table.opened``."""

    def __init__(
        self, session: Session, title: str, subtitle: str, columns: Sequence[Column], placeholder: str
    ) -> None:
        super().__init__(session, title, subtitle)
        row = QHBoxLayout()
        self.search = QLineEdit()
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(self.tr("Buscar"))
        self.search.setClearButtonEnabled(True)
        self.search.setObjectName("search")
        self.count = PlainLabel()
        self.count.setObjectName("muted")
        row.addWidget(self.search, 1)
        row.addWidget(self.count)
        self.content_layout.addLayout(row)
        self.table = TableView(title, columns)
        self.table.empty_text = self.tr("No se encontró nada con ese texto.")
        self.content_layout.addWidget(self.table, 1)
        self.first_focus = self.search
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._enter)
        self.add_shortcut("Ctrl+B", self._focus_search)
        self.add_shortcut("Ctrl+F", self._focus_search)

    def query(self, text: str) -> Callable[[], Sequence[Any]]:
        """The work that gives the lines for a text."""
        raise NotImplementedError

    def load(self) -> None:
        self.session.tasks.run_latest(type(self).__name__, self, self.query(self.search.text()), self._show)

    def _show(self, lines: Sequence[Any]) -> None:
        self.table.set_lines(lines)
        self.count.setText(self.tr("{:,} en la lista").format(len(lines)))
        self.loaded()

    def _enter(self) -> None:
        """Down to the list, on its first row."""
        self.table.setFocus()
        if self.table.rows.rowCount() and not self.table.currentIndex().isValid():
            self.table.choose(0)

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
