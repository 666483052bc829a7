"""Giving somebody access, changing what he may do, and ending it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.users.user import User
from app.errors import RuleViolation
from app.services.users.read_users import Staff
from app.services.users.save_user import AddUser, ChangeUser, add_user, change_user
from app.services.users.set_password import reset_password
from ui.shared.fields import ChoiceField, PasswordField, TextField
from ui.shared.labels import role_text
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class UserDialog(SessionForm):
    """``result_value`` is the UserSaved. A first password is asked of whoever is new or comes back."""

    def __init__(self, parent: QWidget | None, session: Session, staff: Staff, user: User | None) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Nuevo usuario") if user is None else user.full_name,
            self.tr("La primera contraseña se la da usted; al entrar, el programa le pide cambiarla."),
        )
        self.user = user
        branches = [(branch.id, branch.name) for branch in staff.branches if branch.is_active]
        scopes = [(True, self.tr("Todas las sucursales")), (False, self.tr("Solo la suya"))]
        self.add_section(
            self.tr("Quién es"),
            [
                [
                    TextField("full_name", self.tr("Nombre completo"), is_required=True),
                    TextField("username", self.tr("Usuario"), is_required=True, length=30, placeholder="maria.lopez"),
                ]
            ],
        )
        self.add_section(
            self.tr("Qué puede hacer"),
            [
                [
                    ChoiceField("role_key", self.tr("Puesto"), [(role.key, role_text(role)) for role in staff.roles]),
                    ChoiceField("branch_id", self.tr("Sucursal"), branches),
                    ChoiceField("sees_all_branches", self.tr("Ve clientes y créditos de"), scopes),
                ]
            ],
        )
        access = [PasswordField("password", self.tr("Primera contraseña (12 o más letras o números)"))]
        if user is not None:
            standing = [(True, self.tr("Sí")), (False, self.tr("No: se le da de baja"))]
            self.add_section("", [[ChoiceField("is_active", self.tr("Tiene acceso"), standing)]])
            if user.is_active:
                access = []
        if access:
            self.add_section("", [list(access)])
            self.fields["password"].is_required = user is None
        self._fill(user, branches)
        self.finish_layout(760, 500)

    def _fill(self, user: User | None, branches: list[tuple[int, str]]) -> None:
        if user is None:
            self.fields["role_key"].set_value("cashier")
            self.fields["branch_id"].set_value(branches[0][0] if branches else None)
            self.fields["sees_all_branches"].set_value(True)
            return
        for name in ("full_name", "username", "branch_id", "sees_all_branches", "is_active"):
            self.fields[name].set_value(getattr(user, name))
        self.fields["role_key"].set_value(user.role.key)
        self.fields["username"].editor.setEnabled(False)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        if self.user is None:
            return partial(
                add_user,
                self.ctx,
                AddUser(
                    username=values["username"].lower(),
                    full_name=values["full_name"],
                    role_key=values["role_key"],
                    branch_id=values["branch_id"],
                    sees_all_branches=values["sees_all_branches"],
                    password=values["password"],
                ),
            )
        command = ChangeUser(
            user_id=self.user.id,
            full_name=values["full_name"],
            role_key=values["role_key"],
            branch_id=values["branch_id"],
            sees_all_branches=values["sees_all_branches"],
            is_active=values["is_active"],
            expected_version=self.user.version,
            password=values.get("password") or "",
        )
        return partial(change_user, self.ctx, command)


class ResetPasswordDialog(SessionForm):
    """A first password for somebody who forgot his; he changes it when he comes in."""

    def __init__(self, parent: QWidget | None, session: Session, user: User) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Contraseña nueva para {}").format(user.full_name),
            self.tr("Désela en persona. Al entrar, el programa le pide cambiarla."),
        )
        self.user = user
        self.add_section(
            "",
            [
                [PasswordField("password", self.tr("Contraseña (12 o más letras o números)"))],
                [PasswordField("again", self.tr("Repita la contraseña"))],
            ],
        )
        self.finish_layout(520, 360)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        if values["password"] != values["again"]:
            raise RuleViolation("password.differs", field="again")
        return partial(reset_password, self.ctx, self.user.id, values["password"])
