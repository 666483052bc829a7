"""What a role may do, permission by permission, and up to which figures without a second person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.audit_texts import PERMISSIONS as PERMISSION_TEXTS
from app.domain.money import Money
from app.domain.users.permissions import PERMISSIONS
from app.domain.users.roles import Limit, PresetRole, Role
from app.services.users.save_role import SaveRole, save_role
from ui.shared.fields import IntegerField, MoneyField, TextField
from ui.shared.labels import role_text
from ui.shared.session import Session
from ui.shared.session_form import SessionForm

_LIMITS = {
    Limit.LOAN_AMOUNT: "Crédito que aprueba, hasta",
    Limit.REVERSAL_AMOUNT: "Pago que reversa, hasta",
    Limit.WAIVER_AMOUNT: "Importe que condona, hasta",
    Limit.BACKDATING_DAYS: "Días hacia atrás que registra",
}
_COLUMNS = 2


class RoleDialog(SessionForm):
    """``result_value`` is the RoleSaved. An empty limit does not bind."""

    def __init__(self, parent: QWidget | None, session: Session, role: Role | None) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Nuevo puesto") if role is None else role_text(role),
            self.tr("Un límite vacío no limita. Lo que pase de un límite lo autoriza ahí mismo un supervisor."),
        )
        self.role = role
        name = TextField("name", self.tr("Nombre del puesto"), is_required=True, length=60)
        self.add_section("", [[name]])
        if role is not None and role.is_preset:
            name.set_value(role_text(role))
            name.editor.setEnabled(False)
        elif role is not None:
            name.set_value(role.name)
        self.add_section(
            self.tr("Límites sin autorización"),
            [
                [
                    MoneyField(limit.value, text) if limit.is_amount else IntegerField(limit.value, text)
                    for limit, text in _LIMITS.items()
                ]
            ],
        )
        for limit, most in (role.limits if role else {}).items():
            self.fields[limit.value].set_value(Money(most) if limit.is_amount else most)
        self._add_permissions(role)
        if not session.may("roles.edit") or (role is not None and role.key == PresetRole.OWNER):
            self.primary.hide()
            self.explanation.setText(self.tr("Este puesto se ve, pero aquí no se cambia."))
        self.finish_layout(860, 600)

    def _add_permissions(self, role: Role | None) -> None:
        self.add_section(self.tr("Permisos"), [])
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        for place, permission in enumerate(PERMISSIONS):
            box = QCheckBox(PERMISSION_TEXTS[permission])
            box.setChecked(role is not None and role.may(permission))
            self.boxes[permission] = box
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        self.body_layout.addLayout(grid)
        self._had = self._permissions()

    def _permissions(self) -> frozenset[str]:
        return frozenset(permission for permission, box in self.boxes.items() if box.isChecked())

    def unsaved(self) -> list[str]:
        changed = super().unsaved()
        return [*changed, self.tr("Permisos")] if self._permissions() != self._had else changed

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        limits = {}
        for limit in _LIMITS:
            typed = values[limit.value]
            if typed is not None:
                limits[limit] = typed.centavos if isinstance(typed, Money) else typed
        key, version = (self.role.key, self.role.version) if self.role else ("", 1)
        return partial(save_role, self.ctx, SaveRole(key, values["name"], self._permissions(), limits, version))
