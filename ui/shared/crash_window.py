"""What a bug shows: one window per kind, without personal data, and the program stays alive."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from app.crash_report import mark_of, scrubbed
from ui.shared.dialog import Dialog
from ui.shared.plain_label import PlainLabel
from ui.shared.theme import GAP, MARGIN


class CrashReporter(QObject):
    """Takes every exception nobody handled, from any thread, and shows each kind once."""

    _crashed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From here on the interpreter's last resort is this window."""
        sys.excepthook = self._from_main
        threading.excepthook = self._from_thread

    def _from_main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._crashed.emit(scrubbed(kind, trace))

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        self._crashed.emit(scrubbed(args.exc_type, args.exc_traceback))

    def _show(self, report: str) -> None:
        mark = mark_of(report)
        if mark not in self._seen:
            self._seen.add(mark)
            CrashWindow(report, mark).exec()


class CrashWindow(Dialog):
    """Says that the program failed, that what was saved is safe, and offers the report."""

    def __init__(self, report: str, mark: str) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Error del programa"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        sentence = PlainLabel(
            self.tr(
                "El programa tuvo un error interno (folio {}). Lo que ya se había guardado está a salvo; la última "
                "operación no se guardó. Puede seguir trabajando. Envíe este diagnóstico a soporte: no contiene datos "
                "de clientes."
            ).format(mark)
        )
        sentence.setWordWrap(True)
        layout.addWidget(sentence)
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName(self.tr("Diagnóstico"))
        layout.addWidget(details)
        buttons = QHBoxLayout()
        copy = QPushButton(self.tr("Copiar diagnóstico"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = QPushButton(self.tr("Seguir trabajando"))
        close.setObjectName("primary")
        close.clicked.connect(self.accept)
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        self.resize(560, 320)
