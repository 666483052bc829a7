"""A screen of several lists, one behind the other: each reloads when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.table_view import TableView
from ui.shared.theme import GAP


class ListTab(QWidget):
    """A list with what stands above it; ``query`` gives the work that reads its lines."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        query: Callable[[], Callable[[], Any]],
        lines_of: Callable[[Any], Sequence[Any]] = lambda result: result,
    ) -> None:
        super().__init__()
        self.query, self.lines_of = query, lines_of
        self.result: Any = None
        self.top = QVBoxLayout(self)
        self.top.setContentsMargins(0, GAP, 0, 0)
        self.top.setSpacing(GAP)
        self.table = TableView(name, columns)
        self.top.addWidget(self.table, 1)

    def show_result(self, result: Any) -> None:
        """What the query found."""
        self.result = result
        self.table.set_lines(self.lines_of(result))


class TabsScreen(Screen):
    """Subclasses add tabs, and actions that belong to some of them."""

    def __init__(self, session: Session, title: str, subtitle: str = "", *, has_many_actions: bool = False) -> None:
        super().__init__(session, title, subtitle, has_many_actions=has_many_actions)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(title)
        self.content_layout.addWidget(self.tabs, 1)
        self.first_focus = self.tabs
        self._actions: list[tuple[QPushButton, frozenset[QWidget]]] = []
        self.tabs.currentChanged.connect(lambda _place: self._tab_changed())

    def add_tab(self, title: str, tab: ListTab) -> None:
        """Append a list; the first is the one shown."""
        self.tabs.addTab(tab, title)

    def of_tabs(self, button: QPushButton, *tabs: QWidget) -> None:
        """An action that only these tabs have."""
        self._actions.append((button, frozenset(tabs)))
        self._show_actions()

    def current_tab(self) -> ListTab:
        """The one that is looked at."""
        tab = self.tabs.currentWidget()
        assert isinstance(tab, ListTab)
        return tab

    def load(self) -> None:
        tab = self.current_tab()

        def show(result: Any) -> None:
            tab.show_result(result)
            self.loaded()

        self.session.tasks.run(self, tab.query(), show, self.load_failed)

    def _tab_changed(self) -> None:
        self._show_actions()
        self.reload()

    def _show_actions(self) -> None:
        current = self.tabs.currentWidget()
        for button, tabs in self._actions:
            button.setVisible(current in tabs)
            button.setEnabled(current in tabs)
