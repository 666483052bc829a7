"""Tells every visible screen what a use case changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.changes import Changes


class ChangeBus(QObject):
    """One per window: use cases publish through the tasks, screens listen."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Say it to all."""
        self.changed.emit(changes)
