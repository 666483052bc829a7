"""Qt's own words in Spanish, and the numbers of Mexico."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def apply_language(app: QApplication) -> None:
    """es_MX formats (es_ES writes 1.234,50) and Qt's dialogs in Spanish."""
    QLocale.setDefault(QLocale("es_MX"))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_es", folder):
        app.installTranslator(translator)
