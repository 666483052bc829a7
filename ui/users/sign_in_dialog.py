"""Signing in: user, password, and the printed key for who forgot it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from app.errors import UserError
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles
from app.services.users.sign_in import recover_access, sign_in
from ui.shared.fields import PasswordField, TextField
from ui.shared.form_dialog import FormDialog
from ui.shared.tasks import Tasks


class SignInDialog(FormDialog):
    """``result_value`` is the signed-in context. ``wants_other`` when another company is asked for."""

    def __init__(
        self, parent: QWidget | None, tasks: Tasks, files: CompanyFiles, clock: Clock, path: Path, username: str = ""
    ) -> None:
        super().__init__(parent, tasks, self.tr("Entrar a Acredita"), str(path.name), self.tr("Entrar"))
        self.files, self.clock, self.path = files, clock, path
        self.running_text = self.tr("Abriendo la empresa…")
        self.wants_other = False
        self.wants_recovery = False
        self.wants_restore = False
        user = TextField("username", self.tr("Usuario"), is_required=True)
        password = PasswordField("password", self.tr("Contraseña"))
        user.set_value(username)
        self.code = TextField("code", self.tr("Código de seis números de su teléfono"), length=12)
        self.add_section("", [[user], [password], [self.code]])
        self.code.hide()
        forgot = QPushButton(self.tr("Olvidé mi contraseña: entrar con la clave impresa"))
        forgot.clicked.connect(self._recover)
        other = QPushButton(self.tr("Abrir o crear otra empresa"))
        other.clicked.connect(self._other)
        restore = QPushButton(self.tr("El archivo no abre: restaurar un respaldo"))
        restore.clicked.connect(self._restore)
        for button in (forgot, other, restore):
            button.setAutoDefault(False)
            self.body_layout.addWidget(button)
        self.cancel_button.setText(self.tr("Salir  Esc"))
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._count_down)
        self._seconds = 0
        self.finish_layout(480, 480)
        (password if username else user).editor.setFocus()

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        username = values["username"].lower()
        return partial(sign_in, self.files, self.clock, self.path, username, values["password"], values["code"])

    def show_failure(self, error: UserError) -> None:
        if error.code == "login.code_needed":
            # Not a mistake of his: the next question.
            self.code.show()
            self.code.editor.setFocus()
            self.footer_note.setText(self.tr("Falta el código del teléfono"))
            return
        super().show_failure(error)
        if error.field == "code":
            self.code.line.selectAll()
        elif error.code in ("login.wrong", "login.wait"):
            self.fields["password"].editor.setFocus()
            editor = self.fields["password"]
            assert isinstance(editor, PasswordField)
            editor.line.selectAll()
        seconds = error.params.get("seconds")
        if isinstance(seconds, int) and seconds > 0:
            self._seconds = seconds
            self.primary.setEnabled(False)
            self._count_down()
            self._wait.start()

    def _count_down(self) -> None:
        if self._seconds <= 0:
            self._wait.stop()
            self.primary.setEnabled(True)
            self.footer_note.setText("")
            return
        self.footer_note.setText(self.tr("Intente en {:02d}:{:02d}").format(*divmod(self._seconds, 60)))
        self._seconds -= 1

    def submit(self) -> None:
        if self._seconds <= 0:
            super().submit()

    def unsaved(self) -> list[str]:
        return []

    def _recover(self) -> None:
        self.wants_recovery = True
        self.reject()

    def _restore(self) -> None:
        self.wants_restore = True
        self.reject()

    def _other(self) -> None:
        self.wants_other = True
        self.reject()


class RecoveryDialog(FormDialog):
    """Entering with the printed key and giving the user a new password; ``result_value`` is the context."""

    def __init__(self, parent: QWidget | None, tasks: Tasks, files: CompanyFiles, clock: Clock, path: Path) -> None:
        super().__init__(
            parent,
            tasks,
            self.tr("Entrar con la clave de recuperación"),
            self.tr("Escriba la clave que se imprimió al crear la empresa y una contraseña nueva para el usuario."),
            self.tr("Cambiar contraseña y entrar"),
        )
        self.files, self.clock, self.path = files, clock, path
        self.add_section(
            "",
            [
                [TextField("recovery_key", self.tr("Clave de recuperación"), is_required=True, is_upper=True)],
                [TextField("username", self.tr("Usuario"), is_required=True)],
                [PasswordField("password", self.tr("Contraseña nueva (12 o más letras o números)"))],
            ],
        )
        self.finish_layout(560, 420)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return lambda: recover_access(
            self.files, self.clock, self.path, values["recovery_key"], values["username"].lower(), values["password"]
        )
