"""First run: the demonstration lender, with its password and where its file lives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.errors import Cancelled, RuleViolation
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles
from app.services.demo.create_demo import SIZES, CreateDemo, create_demo
from ui.settings.create_company_dialog import EXTENSION
from ui.shared.fields import PasswordField, TextField
from ui.shared.form_dialog import FormDialog
from ui.shared.tasks import Tasks


class CreateDemoDialog(FormDialog):
    """``result_value`` is the DemoCreated."""

    _stepped = Signal(int, int)

    def __init__(self, parent: QWidget | None, tasks: Tasks, files: CompanyFiles, clock: Clock, folder: Path) -> None:
        super().__init__(
            parent,
            tasks,
            self.tr("Empresa de demostración"),
            self.tr(
                "Una financiera inventada con 300 clientes, 500 créditos y dos años de historia, y un estado de cuenta "
                "de BBVA por conciliar. Sus usuarios son admin, cajera, ejecutivo, gestor y contador, todos con la "
                "contraseña que escriba aquí."
            ),
            self.tr("Crear demostración"),
        )
        self.files, self.clock = files, clock
        self.path = folder / f"demostracion{EXTENSION}"
        self.username = "admin"
        self._is_cancelled = False
        place = TextField("path", self.tr("Archivo de la demostración"), is_required=True, length=400)
        place.set_value(str(self.path))
        self.add_section(
            "",
            [
                [
                    PasswordField("password", self.tr("Contraseña (12 o más letras o números)")),
                    PasswordField("password_again", self.tr("Repita la contraseña")),
                ],
                [place],
            ],
        )
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Avance"))
        self.progress.hide()
        self.body_layout.addWidget(self.progress)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self.finish_layout(640, 400)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        if values["password"] != values["password_again"]:
            raise RuleViolation("password.differs", field="password_again")
        self.path = Path(values["path"]).expanduser()
        command = CreateDemo(self.path, SIZES["small"], self.clock.business_on(), values["password"])

        def progress(done: int, total: int) -> None:
            if self._is_cancelled:
                raise Cancelled
            self._stepped.emit(done, total)

        return lambda: create_demo(self.files, self.clock, command, progress)

    def _show_step(self, done: int, total: int) -> None:
        self.progress.show()
        self.progress.setMaximum(total)
        self.progress.setValue(done)
