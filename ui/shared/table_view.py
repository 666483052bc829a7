"""The one kind of list: rows chosen with the arrows, opened with Enter, copied with their headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.shared.rows_model import Column, RowsModel
from ui.shared.theme import colours

ROW_HEIGHT = 30


class TableView(QTableView):
    """A RowsModel with its keyboard. ``opened`` carries the line of Enter or a double click."""

    opened = Signal(object)
    selected = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowsModel(columns)
        self.setModel(self.rows)
        self.empty_text = self.tr("Aquí todavía no hay nada que mostrar.")
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._fit_columns()
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def _fit_columns(self) -> None:
        """Share the width in the columns' own proportions; scroll when there is too little of it."""
        wanted = [column.width for column in self.rows.columns]
        room = self.viewport().width()
        share = max(room, sum(wanted))
        used = 0
        for place, width in enumerate(wanted):
            is_last = place == len(wanted) - 1
            given = share - used if is_last else width * share // max(sum(wanted), 1)
            self.setColumnWidth(place, given)
            used += given

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_text and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().muted))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.empty_text)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def set_lines(self, lines: Sequence[Any]) -> None:
        """Show other lines; the row that was chosen stays chosen by its place."""
        row = self.currentIndex().row()
        self.rows.set_lines(lines)
        self.choose(max(row, 0))

    def choose(self, row: int) -> None:
        """Choose a row, the nearest when there are fewer."""
        count = self.rows.rowCount()
        if count:
            self.selectRow(min(row, count - 1))
        else:
            self.selected.emit(None)

    def current_line(self) -> Any | None:
        """The chosen line."""
        index = self.currentIndex()
        return self.rows.line_at(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The chosen row with its headings, as Excel pastes it."""
        line = self.current_line()
        if line is not None:
            columns = self.rows.columns
            headings = "\t".join(column.title for column in columns)
            cells = "\t".join(column.shown(line).replace("\t", " ") for column in columns)
            QGuiApplication.clipboard().setText(f"{headings}\n{cells}\n")

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows.line_at(index.row()))

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.selected.emit(self.rows.line_at(current.row()) if current.isValid() else None)
