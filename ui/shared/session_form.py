"""A capture window of somebody signed in: what he may not do alone, a second person may allow on the spot."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.context import Authorisation, Context
from app.errors import UserError
from ui.shared.authorisation_dialog import AuthorisationDialog, needs_authorisation
from ui.shared.form_dialog import FormDialog
from ui.shared.session import Session


class SessionForm(FormDialog):
    """Subclasses run their use cases with ``ctx``, which holds the authorisation once it was given."""

    def __init__(
        self, parent: QWidget | None, session: Session, title: str, explanation: str = "", save_text: str = ""
    ) -> None:
        super().__init__(parent, session.tasks, title, explanation, save_text)
        self.session = session
        self._authorisation: Authorisation | None = None

    @property
    def ctx(self) -> Context:
        """The signed-in context, authorised for this try if somebody did."""
        if self._authorisation is None:
            return self.session.ctx
        return self.session.ctx.authorised_by(self._authorisation)

    def _failed(self, error: UserError) -> None:
        was_authorised = self._authorisation is not None
        self._authorisation = None
        if not needs_authorisation(error, is_authorised=was_authorised):
            super()._failed(error)
            return
        self._set_running(is_running=False)
        dialog = AuthorisationDialog(self, self.session, error)
        if dialog.exec():
            self._authorisation = dialog.result_value
            self.submit()
        else:
            self.show_failure(error)
