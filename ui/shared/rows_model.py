"""A table of frozen lines: columns say what is shown and by what it sorts; filtering and sorting are done in Python."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.domain.clients.names import search_key
from ui.shared.theme import colours

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """``value`` sorts and is summed, ``text`` is shown; ``tone`` names a colour (danger, warning, good, muted)."""

    title: str
    value: Callable[[Any], Any]
    text: Callable[[Any], str] | None = None
    is_number: bool = False
    width: int = 110
    tone: Callable[[Any], str] | None = None

    def shown(self, line: Any) -> str:
        """The cell's text."""
        if self.text is not None:
            return self.text(line)
        value = self.value(line)
        return "" if value is None else str(value)


class RowsModel(QAbstractTableModel):
    """Lines and columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._all: list[Any] = []
        self._keys: list[str] = []
        self._shown: list[Any] = []
        self._filter = ""
        self._sort: tuple[int, bool] | None = None

    def set_lines(self, lines: Sequence[Any]) -> None:
        """Show other lines, in the order and filter chosen before."""
        self.beginResetModel()
        self._all = list(lines)
        self._keys = [search_key(" ".join(column.shown(line) for column in self.columns)) for line in self._all]
        self._refresh()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Only lines that hold every word of the text, accents forgiven."""
        self.beginResetModel()
        self._filter = search_key(text)
        self._refresh()
        self.endResetModel()

    def line_at(self, row: int) -> Any:
        """The line of a row."""
        return self._shown[row]

    @property
    def lines(self) -> list[Any]:
        """The lines shown, in their order."""
        return self._shown

    def _refresh(self) -> None:
        words = self._filter.split()
        pairs = zip(self._all, self._keys, strict=True)
        self._shown = [line for line, key in pairs if all(word in key for word in words)]
        self._order()

    def _order(self) -> None:
        if self._sort is None:
            return
        place, is_descending = self._sort
        column = self.columns[place]

        def key(line: Any) -> tuple[bool, Any]:
            value = column.value(line)
            return value is None, search_key(value) if isinstance(value, str) else (0 if value is None else value)

        present = [line for line in self._shown if column.value(line) is not None]
        absent = [line for line in self._shown if column.value(line) is None]
        present.sort(key=key, reverse=is_descending)
        self._shown = present + absent

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, line = self.columns[index.column()], self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.shown(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            # Tool tips cannot be told to be plain: what looks like markup is escaped.
            return f"<p>{html.escape(column.shown(line))}</p>"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if column.tone is not None and role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.FontRole):
            return self._tone(column.tone(line), role)
        return None

    def _tone(self, tone: str, role: int) -> Any:
        if not tone:
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(getattr(colours(), tone))
        font = QFont()
        font.setBold(tone != "muted")
        return font

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = self.columns[section].is_number
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        self.layoutAboutToBeChanged.emit()
        self._sort = (column, order == Qt.SortOrder.DescendingOrder)
        self._order()
        self.layoutChanged.emit()
