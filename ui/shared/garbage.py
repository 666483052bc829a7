"""Collects Python's garbage on the GUI thread only: a widget must never be destroyed from the data thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

CHECK_MS = 1000


class GuiGarbage(QObject):
    """Takes the collector's place: the same thresholds, looked at by a timer of the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self._check)
        timer.start(CHECK_MS)

    def _check(self) -> None:
        counts = gc.get_count()
        due = [generation for generation in range(3) if counts[generation] > self._thresholds[generation]]
        if due:
            gc.collect(due[-1])
