"""A second person allows on the spot what the user may not do alone: he types his user and password here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.context import Authorisation, Context
from app.errors import AuthorisationNeeded, UserError
from app.messages import text_of
from ui.shared.fields import PasswordField, TextField
from ui.shared.form_dialog import FormDialog
from ui.shared.message_box import show_error
from ui.shared.session import Session

_HIS_PASSWORD = ("login.wrong", "login.wait")
"""What is said of the password of whoever authorises, and not of the user's."""


class AuthorisationDialog(FormDialog):
    """``result_value`` is the Authorisation; the service checks it together with what it allows."""

    def __init__(self, parent: QWidget | None, session: Session, refusal: UserError) -> None:
        super().__init__(
            parent,
            session.tasks,
            self.tr("Hace falta autorización"),
            self.tr("Quien autoriza escribe aquí su usuario y su contraseña. Vale solo para esta operación."),
            self.tr("Autorizar"),
        )
        self.add_section(
            "",
            [
                [TextField("username", self.tr("Usuario que autoriza"), is_required=True)],
                [PasswordField("password", self.tr("Su contraseña"))],
            ],
        )
        self.banner.setText(text_of(refusal))
        self.banner.show()
        self.finish_layout(520, 380)
        self.fields["username"].editor.setFocus()

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return lambda: Authorisation(values["username"].strip().lower(), values["password"])

    def unsaved(self) -> list[str]:
        return []


def needs_authorisation(error: UserError, *, is_authorised: bool) -> bool:
    """Whether somebody else may still let it through; when he tried, also when it was his password that failed."""
    return isinstance(error, AuthorisationNeeded) or (is_authorised and error.code in _HIS_PASSWORD)


def run_authorised(
    session: Session,
    receiver: QWidget,
    work: Callable[[Context], Any],
    done: Callable[[Any], object],
    failed: Callable[[UserError], None] | None = None,
    ctx: Context | None = None,
) -> None:
    """Run a change that no form holds; when it is refused for want of a second person, ask for him and try again."""
    context = ctx or session.ctx

    def refused(error: UserError) -> None:
        if needs_authorisation(error, is_authorised=context.authorisation is not None):
            dialog = AuthorisationDialog(receiver, session, error)
            if dialog.exec():
                again = session.ctx.authorised_by(dialog.result_value)
                run_authorised(session, receiver, work, done, failed, again)
                return
        if failed is not None:
            failed(error)
        else:
            show_error(receiver, error)

    session.tasks.run(receiver, lambda: work(context), done, refused)
