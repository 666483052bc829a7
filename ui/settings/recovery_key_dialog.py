"""Shows the recovery key once, to print it, and asks for part of it back to prove that it was kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ports.clock import Clock
from app.services.documents.issue_loan_documents import IssuedDocument
from app.services.documents.issue_recovery_key import issue_recovery_key
from ui.shared.dialog import Dialog
from ui.shared.fields import TextField
from ui.shared.pdf_view import PdfPreview
from ui.shared.plain_label import PlainLabel
from ui.shared.tasks import Tasks
from ui.shared.theme import GAP, MARGIN


class RecoveryKeyDialog(Dialog):
    """It cannot be left without typing the last group of the key."""

    def __init__(
        self, parent: QWidget | None, tasks: Tasks, clock: Clock, company_name: str, path: Path, recovery_key: str
    ) -> None:
        super().__init__(parent)
        self.tasks, self.clock = tasks, clock
        self._facts = (company_name, str(path), recovery_key)
        self._last_group = recovery_key.replace(" ", "-").split("-")[-1]
        self.setWindowTitle(self.tr("Clave de recuperación"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN * 2, MARGIN * 2, MARGIN * 2, MARGIN)
        layout.setSpacing(GAP)
        title = PlainLabel(self.tr("Imprima su clave de recuperación"))
        title.setObjectName("title")
        layout.addWidget(title)
        words = PlainLabel(
            self.tr(
                "Si todos olvidan su contraseña, esta clave es la única forma de abrir la empresa. No se guarda en "
                "ninguna parte: imprímala ahora y póngala donde guarda sus escrituras."
            )
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        self.key_label = PlainLabel(recovery_key)
        font = QFont("DejaVu Sans Mono")
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSize(14)
        self.key_label.setFont(font)
        self.key_label.setWordWrap(True)
        self.key_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.key_label.setAccessibleName(self.tr("Clave de recuperación"))
        layout.addWidget(self.key_label)
        self.print_button = QPushButton(self.tr("Ver e imprimir la hoja  Ctrl+P"))
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self._print)
        layout.addWidget(self.print_button)
        self.proof = TextField(
            "proof", self.tr("Escriba el último grupo de la clave que imprimió"), is_upper=True, length=20
        )
        self.proof.edited.connect(self._check)
        layout.addWidget(self.proof)
        row = QHBoxLayout()
        row.addStretch(1)
        self.go_on = QPushButton(self.tr("Ya la guardé: continuar"))
        self.go_on.setObjectName("primary")
        self.go_on.setEnabled(False)
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.go_on)
        layout.addLayout(row)
        self.resize(600, 400)
        self.proof.editor.setFocus()

    def _check(self) -> None:
        self.go_on.setEnabled(self.proof.value() == self._last_group)

    def _print(self) -> None:
        company_name, path_text, key = self._facts
        day = self.clock.business_on()
        self.tasks.run(self, lambda: issue_recovery_key(company_name, path_text, key, day), self._show)

    def _show(self, document: IssuedDocument) -> None:
        PdfPreview(self, self.tasks, document).exec()

    def reject(self) -> None:
        """Esc does not throw the only copy of the key away."""
        self.proof.editor.setFocus()
