"""How one enters oneself: the password, the code of the telephone, and what this PC may do by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.settings.edit_company import read_company
from app.services.users.read_own_access import OwnAccess, read_own_access
from app.services.users.second_factor import NewSecondFactor, propose_second_factor
from app.services.users.trust_pc import forget_pc, trust_pc
from ui.shared.dialog import Dialog
from ui.shared.fields import PasswordField
from ui.shared.message_box import confirm
from ui.shared.plain_label import PlainLabel
from ui.shared.session import Session
from ui.shared.session_form import SessionForm
from ui.shared.theme import GAP, MARGIN
from ui.users.change_password_dialog import ChangePasswordDialog
from ui.users.second_factor_dialog import RemoveSecondFactorDialog, SecondFactorDialog


class OwnAccessDialog(Dialog):
    """Three lines: what there is, and the button that changes it."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self.session = session
        self.access: OwnAccess | None = None
        self.setWindowTitle(self.tr("Mi acceso"))
        heading = PlainLabel(self.tr("Mi acceso: {}").format(session.ctx.user.full_name))
        heading.setObjectName("section")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(GAP + 8)
        self.grid.setVerticalSpacing(GAP + 4)
        self.grid.setColumnStretch(0, 1)
        self.password = self._line(
            0, self.tr("Contraseña"), self.tr("Abre los datos de la empresa."), self.change_password
        )
        self.password.setText(self.tr("Cambiar mi contraseña"))
        self.code = self._line(1, self.tr("Código del teléfono"), "", self.change_second_factor)
        self.pc = self._line(2, self.tr("Tareas programadas en esta PC"), "", self.change_trust)
        close = QPushButton(self.tr("Cerrar  Esc"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP + 4)
        layout.addWidget(heading)
        layout.addLayout(self.grid)
        layout.addStretch(1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(660, 290)
        self.reload()

    def _line(self, row: int, title: str, told: str, act: Callable[[], object]) -> QPushButton:
        label = PlainLabel(f"{title}\n{told}")
        label.setWordWrap(True)
        button = QPushButton()
        button.setEnabled(row == 0)
        button.clicked.connect(lambda: act())
        self.grid.addWidget(label, row, 0)
        self.grid.addWidget(button, row, 1)
        return button

    def reload(self) -> None:
        """Ask how things stand."""
        self.session.tasks.run(self, partial(read_own_access, self.session.ctx), self._show)

    def _show(self, access: OwnAccess) -> None:
        self.access = access
        self._tell(
            1,
            self.tr("Código del teléfono"),
            self.tr("Se pide después de la contraseña.")
            if access.has_second_factor
            else self.tr("No se pide: basta la contraseña."),
        )
        self.code.setText(
            self.tr("Dejar de pedir el código") if access.has_second_factor else self.tr("Pedir un código")
        )
        self.code.setEnabled(True)
        told = {
            None: self.tr("Esta computadora no tiene dónde guardar una llave cifrada."),
            False: self.tr("Esta PC no entra sola: el cierre y los respaldos programados piden la contraseña."),
            True: self.tr("Esta PC cierra el día, respalda y verifica por usted, y nada más."),
        }
        self._tell(2, self.tr("Tareas programadas en esta PC"), told[access.is_pc_trusted])
        self.pc.setText(self.tr("Quitar el permiso") if access.is_pc_trusted else self.tr("Dar permiso a esta PC"))
        self.pc.setEnabled(access.is_pc_trusted is not None)

    def _tell(self, row: int, title: str, told: str) -> None:
        item = self.grid.itemAtPosition(row, 0)
        assert item is not None
        label = item.widget()
        assert isinstance(label, QLabel)
        label.setText(f"{title}\n{told}")

    # -- actions ------------------------------------------------------------------------------------------------

    def change_password(self) -> None:
        """One's own."""
        if ChangePasswordDialog(self, self.session.tasks, self.session.ctx).exec():
            self.session.requests.say.emit(self.tr("Se cambió su contraseña."))

    def change_second_factor(self) -> None:
        """Begin to ask for the code, or stop."""
        if self.access is not None and self.access.has_second_factor:
            if RemoveSecondFactorDialog(self, self.session).exec():
                self.reload()
            return
        ctx = self.session.ctx
        self.session.tasks.run(
            self, lambda: propose_second_factor(ctx, read_company(ctx).trade_name), self._set_second_factor
        )

    def _set_second_factor(self, proposed: NewSecondFactor) -> None:
        if SecondFactorDialog(self, self.session, proposed).exec():
            self.reload()

    def change_trust(self) -> None:
        """Let this PC in by itself, or no more."""
        if self.access is None or not self.access.is_pc_trusted:
            if TrustPcDialog(self, self.session).exec():
                self.reload()
            return
        title = self.tr("Quitar el permiso a esta PC")
        sentence = self.tr("El cierre y los respaldos programados de esta PC pedirán otra vez la contraseña.")
        if confirm(self, title, sentence, self.tr("Quitar el permiso"), self.tr("Dejarlo")):
            self.session.tasks.run(self, partial(forget_pc, self.session.ctx), lambda _done: self.reload())


class TrustPcDialog(SessionForm):
    """The password of who answers for what this PC does by itself."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Dar permiso a esta PC"),
            self.tr(
                "El Programador de tareas de Windows podrá cerrar el día, respaldar y verificar a su nombre, sin su "
                "contraseña. La llave la guarda Windows para esta cuenta de esta PC, y para nada más sirve."
            ),
            self.tr("Dar permiso"),
        )
        self.add_section("", [[PasswordField("password", self.tr("Su contraseña"))]])
        self.finish_layout(560, 330)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(trust_pc, self.ctx, values["password"])
