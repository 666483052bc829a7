"""Users, posts and branches in the window: given, changed, taken away; the keys that let them in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.users.roles import PresetRole
from app.errors import NotAllowed
from app.services.users.read_users import read_staff
from app.services.users.save_user import AddUser, add_user
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, Lender
from tests.ui.hands import fill, press_button, said_beside, when_shown
from ui.shared.session import Session
from ui.users.own_access_dialog import OwnAccessDialog
from ui.users.role_dialog import RoleDialog
from ui.users.staff_screen import StaffScreen
from ui.users.user_dialog import ResetPasswordDialog, UserDialog

FIRST = "primera clave larga"


@pytest.fixture
def screen(session: Session, lender: Lender, qtbot: QtBot) -> StaffScreen:
    add_user(lender.ctx, AddUser("angela", "Ángela Núñez", "cashier", 1, True, FIRST))
    screen = StaffScreen(session)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.users.table.rows.rowCount() == 2)
    return screen


def is_read(screen: StaffScreen) -> bool:
    return screen.users.result is not None


def choose(screen: StaffScreen, username: str) -> None:
    lines = screen.users.table.rows.lines
    screen.users.table.choose(next(place for place, user in enumerate(lines) if user.username == username))


def test_a_user_is_added_and_a_poor_password_is_said_beside_it(
    screen: StaffScreen, lender: Lender, qtbot: QtBot
) -> None:
    def add(dialog: UserDialog) -> None:
        fill(dialog, full_name="José Peña", username="jose", password="corta")
        dialog.submit()
        qtbot.waitUntil(lambda: said_beside(dialog, "password") != "")
        assert dialog.fields["full_name"].text() == "José Peña"
        fill(dialog, password=FIRST)
        dialog.submit()

    when_shown(UserDialog, add)
    press_button(screen, "Nuevo usuario")
    qtbot.waitUntil(lambda: screen.users.table.rows.rowCount() == 3)
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "jose", FIRST)
    assert ctx.user.must_change_password
    ctx.database.close()


def test_who_is_dismissed_enters_no_more_and_the_key_is_offered_to_be_changed(
    screen: StaffScreen, lender: Lender, qtbot: QtBot
) -> None:
    offered: list[str] = []

    def later(box: QMessageBox) -> None:
        offered.append(box.text() + box.informativeText())
        press_button(box, "Más tarde")

    def dismiss(dialog: UserDialog) -> None:
        dialog.fields["is_active"].set_value(False)
        when_shown(QMessageBox, later)
        dialog.submit()

    choose(screen, "angela")
    when_shown(UserDialog, dismiss)
    screen.users.table.opened.emit(screen.users.table.current_line())
    qtbot.waitUntil(lambda: bool(offered))
    assert "Ángela Núñez ya no entra" in offered[0]
    with pytest.raises(NotAllowed):
        sign_in(lender.files, lender.ctx.clock, lender.path, "angela", FIRST)


def test_a_new_first_password_is_given_to_who_forgot_his(screen: StaffScreen, lender: Lender, qtbot: QtBot) -> None:
    def give(dialog: ResetPasswordDialog) -> None:
        fill(dialog, password="segunda clave larga", again="segunda clave largo")
        dialog.submit()
        assert "no son iguales" in said_beside(dialog, "again")
        fill(dialog, again="segunda clave larga")
        dialog.submit()

    choose(screen, "angela")
    when_shown(ResetPasswordDialog, give)
    press_button(screen, "Contraseña")
    sign_in(lender.files, lender.ctx.clock, lender.path, "angela", "segunda clave larga").database.close()


def test_a_post_of_ones_own_with_its_limits(screen: StaffScreen, lender: Lender, qtbot: QtBot) -> None:
    screen.tabs.setCurrentWidget(screen.roles)
    qtbot.waitUntil(lambda: screen.roles.table.rows.rowCount() == 7)

    def make(dialog: RoleDialog) -> None:
        fill(dialog, name="Supervisora de caja", reversal_amount="2,500.00")
        dialog.submit()

    when_shown(RoleDialog, make)
    press_button(screen, "Nuevo puesto")
    qtbot.waitUntil(lambda: screen.roles.table.rows.rowCount() == 8)
    role = next(one for one in read_staff(lender.ctx).roles if one.name == "Supervisora de caja")
    assert {limit.value: most for limit, most in role.limits.items()} == {"reversal_amount": 250_000}


def test_the_key_is_changed_after_asking_and_everybody_enters_again(
    screen: StaffScreen, session: Session, lender: Lender, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    session.requests.sign_in_again.connect(lambda: asked.append(True))
    before = lender.path.read_bytes()[:16]

    def agree(box: QMessageBox) -> None:
        when_shown(QMessageBox, lambda told: press_button(told, "Entendido"))
        press_button(box, "Cambiar la llave")

    when_shown(QMessageBox, agree)
    press_button(screen, "Cambiar llave")
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    assert lender.path.read_bytes()[:16] != before
    sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD).database.close()


def test_nobody_is_offered_what_he_may_not_do(session: Session, lender: Lender, qtbot: QtBot) -> None:
    offered = {}
    for role in (PresetRole.COMPLIANCE_OFFICER, PresetRole.MANAGER, PresetRole.OWNER):
        screen = StaffScreen(replace(session, ctx=lender.as_role(role)))
        qtbot.addWidget(screen)
        screen.show()
        qtbot.waitUntil(partial(is_read, screen))
        offered[role] = {button.text().split("  ")[0] for button in screen.findChildren(QPushButton)} & {
            "Nuevo usuario",
            "Contraseña",
            "Cambiar llave",
        }
    assert offered == {
        PresetRole.COMPLIANCE_OFFICER: set(),
        PresetRole.MANAGER: {"Nuevo usuario", "Contraseña"},
        PresetRole.OWNER: {"Nuevo usuario", "Contraseña", "Cambiar llave"},
    }


def test_ones_own_access_says_what_this_pc_cannot_do(session: Session, qtbot: QtBot) -> None:
    dialog = OwnAccessDialog(None, session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.access is not None)
    assert dialog.access is not None
    assert not dialog.access.has_second_factor
    assert dialog.code.text() == "Pedir un código"
    assert not dialog.pc.isEnabled()
    dialog.reject()
