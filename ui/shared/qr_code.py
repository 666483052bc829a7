"""A QR code to look at with a telephone."""

from __future__ import annotations

import segno
from PySide6.QtGui import QColor, QImage, QPixmap

_QUIET_MODULES = 4
"""White around it, without which telephones do not find it (ISO/IEC 18004)."""


def qr_pixmap(text: str, dots_per_module: int = 4) -> QPixmap:
    """Black on white whatever the theme, or telephones do not read it."""
    rows = [bytes(row) for row in segno.make(text, error="m").matrix_iter(border=_QUIET_MODULES)]
    image = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    black = QColor("black")
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                image.setPixelColor(x, y, black)
    return QPixmap.fromImage(image.scaled(image.width() * dots_per_module, image.height() * dots_per_module))
