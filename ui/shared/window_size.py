"""How large a window opens: as wanted, but never beyond the screen it is on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

LEAST_WIDTH, LEAST_HEIGHT = 1024, 600
"""The smallest logical screen the program serves (1366×768 at 125 %)."""
_FRAME = 40


def open_at(window: QWidget, width: int, height: int) -> None:
    """Resize to what is wanted, or to what the screen leaves."""
    room = window.screen().availableGeometry()
    most_width = max(room.width(), LEAST_WIDTH) - _FRAME // 2
    most_height = max(room.height(), LEAST_HEIGHT) - _FRAME
    window.resize(min(width, most_width), min(height, most_height))
