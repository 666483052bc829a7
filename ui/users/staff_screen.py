"""Who may use the program: users, roles and branches; and the keys that let them in."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from app.changes import Topic
from app.domain.users.roles import Role
from app.domain.users.user import Branch, User
from app.services.settings.edit_company import read_company
from app.services.users.read_users import Staff, read_staff
from app.services.users.rotate_keys import KeysRotated, issue_new_recovery_key, rotate_keys
from app.services.users.second_factor import remove_second_factor
from ui.settings.recovery_key_dialog import RecoveryKeyDialog
from ui.shared.labels import role_text
from ui.shared.message_box import confirm, inform
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.tabs_screen import ListTab, TabsScreen
from ui.users.branch_dialog import BranchDialog
from ui.users.role_dialog import RoleDialog
from ui.users.user_dialog import ResetPasswordDialog, UserDialog


def _yes_no(value: bool) -> str:
    return "Sí" if value else "No"


def _limits(role: Role) -> str:
    return "con límites" if role.limits else "sin límites"


ROLE_COLUMNS = (
    Column("Puesto", role_text, width=260),
    Column("Permisos", lambda role: len(role.permissions), is_number=True, width=100),
    Column("Límites", _limits, width=140),
    Column("Origen", lambda role: "Del programa" if role.is_preset else "Propio", width=140),
)
BRANCH_COLUMNS = (
    Column("Sucursal", lambda branch: branch.name, width=320),
    Column(
        "Abierta",
        lambda branch: _yes_no(branch.is_active),
        width=100,
        tone=lambda branch: "" if branch.is_active else "muted",
    ),
)


class StaffScreen(TabsScreen):
    """Enter edits, Ctrl+U adds to the list that is looked at."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.USERS})

    def __init__(self, session: Session) -> None:
        told = "Quién entra, qué puede hacer y de qué sucursal"
        super().__init__(session, "Usuarios", told, has_many_actions=True)
        self.staff: Staff | None = None
        query = partial(partial, read_staff, session.ctx)
        self.users = ListTab(self.tr("Usuarios"), self._user_columns(), query, self._users_of)
        self.roles = ListTab(self.tr("Puestos"), ROLE_COLUMNS, query, lambda staff: staff.roles)
        self.branches = ListTab(self.tr("Sucursales"), BRANCH_COLUMNS, query, lambda staff: staff.branches)
        for tab, title in (
            (self.users, self.tr("Usuarios")),
            (self.roles, self.tr("Puestos y permisos")),
            (self.branches, self.tr("Sucursales")),
        ):
            self.add_tab(title, tab)
        self.roles.table.opened.connect(lambda role: RoleDialog(self, session, role).exec())
        if session.may("users.edit"):
            self.users.table.opened.connect(self._edit_user)
            reset = self.add_action(self.tr("Contraseña"), "Ctrl+P", self._reset)
            self.of_tabs(reset, self.users)
            self.of_tabs(self.add_action(self.tr("Quitar código"), "", self._remove_code), self.users)
        if session.may("settings.edit"):
            self.branches.table.opened.connect(lambda branch: BranchDialog(self, session, branch).exec())
        if session.may("keys.rotate"):
            self.of_tabs(self.add_action(self.tr("Clave impresa"), "", self._new_recovery_key), self.users)
            self.of_tabs(self.add_action(self.tr("Cambiar llave"), "", self._rotate), self.users)
        self._add_new_buttons()

    def _add_new_buttons(self) -> None:
        may = self.session.may
        for tab, text, permission, action in (
            (self.users, self.tr("Nuevo usuario"), "users.edit", partial(self._edit_user, None)),
            (self.roles, self.tr("Nuevo puesto"), "roles.edit", partial(self._new_role, None)),
            (self.branches, self.tr("Nueva sucursal"), "settings.edit", partial(self._new_branch, None)),
        ):
            if may(permission):
                button = self.add_action(text, "", action, is_primary=True)
                button.setText(f"{text}  Ctrl+U")  # one key for the three, of the list that is looked at
                self.of_tabs(button, tab)
        self.add_shortcut("Ctrl+U", self._add)

    def _add(self) -> None:
        tab, may = self.current_tab(), self.session.may
        if tab is self.users and may("users.edit"):
            self._edit_user(None)
        elif tab is self.roles and may("roles.edit"):
            self._new_role(None)
        elif tab is self.branches and may("settings.edit"):
            self._new_branch(None)

    def _user_columns(self) -> tuple[Column, ...]:
        return (
            Column("Usuario", lambda user: user.username, width=150),
            Column("Nombre", lambda user: user.full_name, width=230),
            Column("Puesto", lambda user: role_text(user.role), width=170),
            Column("Sucursal", self._branch_text, width=170),
            Column(
                "Acceso",
                lambda user: "Sí" if user.is_active else "De baja",
                width=90,
                tone=lambda user: "" if user.is_active else "muted",
            ),
            Column("Contraseña", lambda user: "Por cambiar" if user.must_change_password else "", width=110),
            Column("Teléfono", lambda user: "Con código" if user.has_totp else "", width=110),
        )

    def _users_of(self, staff: Staff) -> tuple[User, ...]:
        self.staff = staff
        return staff.users

    def _branch_text(self, user: User) -> str:
        names = {branch.id: branch.name for branch in self.staff.branches} if self.staff else {}
        own = names.get(user.branch_id, "")
        return f"{own} (ve todas)" if user.sees_all_branches and len(names) > 1 else own

    # -- actions ------------------------------------------------------------------------------------------------

    def _edit_user(self, user: User | None) -> None:
        if self.staff is None:
            return
        dialog = UserDialog(self, self.session, self.staff, user)
        if dialog.exec() and dialog.result_value.is_key_known and self.session.may("keys.rotate"):
            sentence = self.tr(
                "{} ya no entra. Si pudo copiar los archivos de la empresa, cambie también la llave: desde entonces "
                "tampoco le sirve una copia de sus claves."
            ).format(user.full_name if user else "")
            title = self.tr("Se dio de baja")
            if confirm(self, title, sentence, self.tr("Cambiar la llave ahora"), self.tr("Más tarde")):
                self._rotate()

    def _new_role(self, _nothing: None) -> None:
        RoleDialog(self, self.session, None).exec()

    def _new_branch(self, _nothing: Branch | None) -> None:
        BranchDialog(self, self.session, None).exec()

    def _reset(self) -> None:
        user = self.users.table.current_line()
        if isinstance(user, User) and user.is_active:
            ResetPasswordDialog(self, self.session, user).exec()
        else:
            self.session.requests.say.emit(self.tr("Elija en la lista un usuario con acceso."))

    def _remove_code(self) -> None:
        user = self.users.table.current_line()
        if not isinstance(user, User) or not user.has_totp:
            self.session.requests.say.emit(self.tr("Elija en la lista un usuario con código del teléfono."))
            return
        sentence = self.tr("{} entrará solo con su contraseña, hasta que ponga otro código en Mi acceso.")
        title = self.tr("Quitar el código del teléfono")
        told = sentence.format(user.full_name)
        if confirm(self, title, told, self.tr("Quitar el código"), self.tr("Dejarlo")):
            self.session.tasks.run(self, partial(remove_second_factor, self.session.ctx, user.id), lambda _done: None)

    def _new_recovery_key(self) -> None:
        sentence = self.tr("La clave que está impresa deja de servir. Tendrá que imprimir y guardar la nueva.")
        title = self.tr("Clave de recuperación nueva")
        if not confirm(self, title, sentence, self.tr("Hacer otra clave"), self.tr("Dejar la que está")):
            return
        ctx = self.session.ctx
        self.session.tasks.run(
            self, lambda: (issue_new_recovery_key(ctx), read_company(ctx).trade_name), self._show_recovery_key
        )

    def _show_recovery_key(self, made: tuple[str, str]) -> None:
        key, name = made
        RecoveryKeyDialog(self, self.session.tasks, self.session.ctx.clock, name, self.session.path, key).exec()

    def _rotate(self) -> None:
        sentence = self.tr(
            "Todo se cifra otra vez con una llave nueva, que solo abren los usuarios con acceso y la clave impresa. "
            "Nadie más puede tener abierta la empresa. Los respaldos de antes se abren con las contraseñas de antes. "
            "Al terminar se vuelve a entrar."
        )
        title = self.tr("Cambiar la llave de la empresa")
        if confirm(self, title, sentence, self.tr("Cambiar la llave"), self.tr("Dejarla como está")):
            self.session.tasks.run_long(
                self,
                self.tr("Cifrando con la llave nueva…"),
                lambda progress: rotate_keys(self.session.files, self.session.ctx, progress),
                self._rotated,
            )

    def _rotated(self, result: KeysRotated) -> None:
        result.context.database.close()
        inform(self, self.tr("La llave cambió"), self.tr("Todo quedó cifrado con la llave nueva. Vuelva a entrar."))
        self.session.requests.sign_in_again.emit()
