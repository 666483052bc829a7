"""First run: the company's data, the owner's user and password, and where the encrypted file lives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.domain.settings.company import IDLE_MINUTES
from app.domain.users.roles import PresetRole
from app.errors import RuleViolation
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles
from app.services.settings.create_company import CreateCompany, NewUser, create_company
from ui.settings.company_fields import company_of, company_sections
from ui.shared.fields import PasswordField, TextField
from ui.shared.form_dialog import FormDialog
from ui.shared.tasks import Tasks

EXTENSION = ".acredita"


class CreateCompanyDialog(FormDialog):
    """``result_value`` is the CompanyCreated; ``path`` and ``username`` tell where and by whom."""

    def __init__(self, parent: QWidget | None, tasks: Tasks, files: CompanyFiles, clock: Clock, folder: Path) -> None:
        super().__init__(
            parent,
            tasks,
            self.tr("Crear mi empresa"),
            self.tr("Estos datos aparecen en los contratos y recibos. Nada se crea hasta que oprima Crear."),
            self.tr("Crear empresa"),
        )
        self.files, self.clock = files, clock
        self.path = folder / f"empresa{EXTENSION}"
        self.username = ""
        self.company_name = ""
        for title, rows in company_sections():
            self.add_section(title, rows)
        self.fields["state"].set_value(None)
        self.fields["idle_minutes"].set_value(IDLE_MINUTES)
        self.add_section(
            self.tr("El dueño: primer usuario"),
            [
                [
                    TextField("full_name", self.tr("Nombre completo"), is_required=True),
                    TextField("username", self.tr("Usuario"), is_required=True, length=30, placeholder="admin"),
                ],
                [
                    PasswordField("password", self.tr("Contraseña (12 o más letras o números)")),
                    PasswordField("password_again", self.tr("Repita la contraseña")),
                ],
            ],
        )
        place = TextField("path", self.tr("Archivo de la empresa (se guarda cifrado)"), is_required=True, length=400)
        place.set_value(str(self.path))
        self.add_section(self.tr("Dónde se guarda"), [[place]])
        browse = QPushButton(self.tr("Elegir otra carpeta…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.body_layout.addWidget(browse)
        self.finish_layout(860, 570)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Carpeta de la empresa"), str(self.path.parent))
        if folder:
            self.fields["path"].set_value(str(Path(folder) / self.path.name))

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        if values["password"] != values["password_again"]:
            raise RuleViolation("password.differs", field="password_again")
        self.path = Path(values["path"]).expanduser()
        if self.path.suffix != EXTENSION:
            self.path = self.path.with_name(self.path.name + EXTENSION)
        self.username = values["username"].lower()
        self.company_name = values["trade_name"]
        owner = NewUser(self.username, values["full_name"], PresetRole.OWNER, values["password"])
        command = CreateCompany(self.path, company_of(values), (owner,), confirmed)
        return lambda: create_company(self.files, self.clock, command)
