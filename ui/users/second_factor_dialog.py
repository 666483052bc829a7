"""Setting up the code of the telephone, and doing without it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.users.second_factor import NewSecondFactor, remove_own_second_factor, set_second_factor
from ui.shared.fields import PasswordField, TextField
from ui.shared.plain_label import PlainLabel
from ui.shared.qr_code import qr_pixmap
from ui.shared.session import Session
from ui.shared.session_form import SessionForm

_GROUP = 4


class SecondFactorDialog(SessionForm):
    """The QR code to look at, and the first code that proves that the telephone learnt it."""

    def __init__(self, parent: QWidget | None, session: Session, proposed: NewSecondFactor) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Pedir también un código del teléfono"),
            self.tr("Quien sepa su contraseña no entra si no tiene su teléfono."),
            self.tr("Pedirlo desde ahora"),
        )
        self.proposed = proposed
        self.body_layout.addLayout(self._shown(proposed))
        self.add_section(
            "",
            [
                [
                    TextField("code", self.tr("Código que muestra el teléfono"), is_required=True, length=12),
                    PasswordField("password", self.tr("Su contraseña")),
                ]
            ],
        )
        self.finish_layout(680, 560)

    def _shown(self, proposed: NewSecondFactor) -> QHBoxLayout:
        picture = PlainLabel()
        picture.setPixmap(qr_pixmap(proposed.uri))
        picture.setAccessibleName(self.tr("Código QR; la clave está escrita a su lado"))
        groups = [proposed.secret[start : start + _GROUP] for start in range(0, len(proposed.secret), _GROUP)]
        self.secret = PlainLabel(" ".join(groups))
        self.secret.setAccessibleName(self.tr("Clave para escribir a mano"))
        self.secret.setWordWrap(True)
        self.secret.setObjectName("figure")
        keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.secret.setTextInteractionFlags(keyboard)
        told = QVBoxLayout()
        for text in (
            self.tr("1. En el teléfono abra una aplicación de códigos: Google Authenticator, Microsoft Authenticator…"),
            self.tr("2. Elija agregar una cuenta y apunte al cuadro. Si la cámara no sirve, escriba esta clave:"),
        ):
            label = PlainLabel(text)
            label.setWordWrap(True)
            told.addWidget(label)
        told.addWidget(self.secret)
        last = PlainLabel(self.tr("3. Escriba abajo los seis números que aparecen. Cambian cada 30 segundos."))
        last.setWordWrap(True)
        told.addWidget(last)
        told.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        return row

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(set_second_factor, self.ctx, self.proposed.secret, values["code"], values["password"])


class RemoveSecondFactorDialog(SessionForm):
    """The password, and from then on only the password."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Dejar de pedir el código"),
            self.tr("Para entrar bastará otra vez con la contraseña."),
            self.tr("Dejar de pedirlo"),
        )
        self.add_section("", [[PasswordField("password", self.tr("Su contraseña"))]])
        self.finish_layout(480, 280)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(remove_own_second_factor, self.ctx, values["password"])
