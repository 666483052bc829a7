"""First run: make one's own company, try the demonstration, open a file that exists, or restore a backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from ui.settings.create_company_dialog import EXTENSION
from ui.shared.dialog import Dialog
from ui.shared.plain_label import PlainLabel
from ui.shared.theme import GAP, MARGIN


class WelcomeDialog(Dialog):
    """``choice`` is ``create``, ``demo``, ``open`` or ``restore`` (these with ``path``) when accepted."""

    def __init__(self, parent: QWidget | None, folder: Path) -> None:
        super().__init__(parent)
        self.choice = ""
        self.path = folder
        self.setWindowTitle(self.tr("Acredita"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN * 2, MARGIN * 2, MARGIN * 2, MARGIN * 2)
        layout.setSpacing(GAP + 4)
        title = PlainLabel(self.tr("Bienvenido a Acredita"))
        title.setObjectName("title")
        words = PlainLabel(
            self.tr("Clientes, créditos, pagos, conciliación y contratos de su financiera, en un archivo cifrado suyo.")
        )
        words.setObjectName("subtitle")
        words.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(words)
        for choice, text in (
            ("create", self.tr("&Crear mi empresa\nEmpezar en blanco con sus datos, su usuario y sus productos")),
            (
                "demo",
                self.tr("Empresa de &demostración\n300 clientes y 500 créditos ficticios para conocer el programa"),
            ),
            ("open", self.tr("&Abrir una empresa que ya existe\nElegir su archivo en esta computadora")),
            ("restore", self.tr("&Restaurar un respaldo\nSi esta computadora es nueva o se perdió el archivo")),
        ):
            button = QPushButton(text)
            button.setObjectName("choice")
            button.setAccessibleName(text.split("\n")[0].replace("&", ""))
            button.setMinimumHeight(2 * button.fontMetrics().lineSpacing() + 2 * GAP + 8)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
            layout.addWidget(button)
        layout.addStretch(1)
        self.resize(560, 500)

    def _choose(self, choice: str) -> None:
        if choice == "open":
            pattern = self.tr("Empresas (*{})").format(EXTENSION)
            name, _ = QFileDialog.getOpenFileName(self, self.tr("Abrir empresa"), str(self.path), pattern)
            if not name:
                return
            self.path = Path(name)
        if choice == "restore":
            proposed = str(self.path / f"empresa{EXTENSION}")
            pattern = self.tr("Empresas (*{})").format(EXTENSION)
            name, _ = QFileDialog.getSaveFileName(self, self.tr("Dónde queda la empresa"), proposed, pattern)
            if not name:
                return
            self.path = Path(name).with_suffix(EXTENSION)
        self.choice = choice
        self.accept()
