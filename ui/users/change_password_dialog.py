"""Changing one's own password, by choice or because the first one was given by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.errors import RuleViolation
from app.services.users.set_password import change_own_password
from ui.shared.fields import PasswordField
from ui.shared.form_dialog import FormDialog
from ui.shared.tasks import Tasks


class ChangePasswordDialog(FormDialog):
    """``result_value`` is the PasswordSet; the new one counts from the next time one enters."""

    def __init__(self, parent: QWidget | None, tasks: Tasks, ctx: Context, *, is_forced: bool = False) -> None:
        told = (
            self.tr("Su contraseña se la dio otra persona: antes de empezar escriba una que solo usted sepa.")
            if is_forced
            else self.tr("La contraseña abre los datos de la empresa: que nadie más la sepa.")
        )
        super().__init__(parent, tasks, self.tr("Cambiar mi contraseña"), told)
        self.ctx = ctx
        self.add_section(
            "",
            [
                [PasswordField("present", self.tr("Contraseña de ahora"))],
                [PasswordField("new", self.tr("Contraseña nueva (12 o más letras o números)"))],
                [PasswordField("again", self.tr("Repita la contraseña nueva"))],
            ],
        )
        self.finish_layout(520, 420)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        if values["new"] != values["again"]:
            raise RuleViolation("password.differs", field="again")
        return partial(change_own_password, self.ctx, values["present"], values["new"])

    def show_failure(self, error: Any) -> None:
        # The services speak of «password»: here that is the new one, or the present one when it does not open.
        where = {"password": "present" if error.code in ("login.wrong", "login.wait") else "new"}
        error.field = where.get(error.field or "", error.field)
        super().show_failure(error)
