"""One's own password: asked for twice, refused beside its field, and forced on who was given his."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.errors import NotAllowed
from app.services.users.save_user import AddUser, add_user
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, Lender
from tests.ui.hands import fill, said_beside
from ui.shared.tasks import Tasks
from ui.users.change_password_dialog import ChangePasswordDialog

FIRST, OWN = "primera clave larga", "solo mía y bien larga"


@pytest.mark.parametrize(
    ("texts", "beside", "words"),
    [
        ({"present": "no es esta", "new": OWN, "again": OWN}, "present", "no son"),
        ({"present": PASSWORD, "new": "corta", "again": "corta"}, "new", "12"),
        ({"present": PASSWORD, "new": OWN, "again": "otra"}, "again", "no son iguales"),
        ({"present": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "new", "igual"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    lender: Lender, tasks: Tasks, qtbot: QtBot, texts: dict[str, str], beside: str, words: str
) -> None:
    dialog = ChangePasswordDialog(None, tasks, lender.ctx)
    dialog.show()
    fill(dialog, **texts)
    dialog.submit()
    qtbot.waitUntil(lambda: said_beside(dialog, beside) != "")
    assert words in said_beside(dialog, beside)
    for field in dialog.fields.values():
        field.keep_as_initial()
    dialog.reject()
    sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD).database.close()


def test_whoever_was_given_his_password_makes_one_of_his_own(lender: Lender, tasks: Tasks, qtbot: QtBot) -> None:
    add_user(lender.ctx, AddUser("angela", "Ángela Núñez", "cashier", 1, True, FIRST))
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "angela", FIRST)
    dialog = ChangePasswordDialog(None, tasks, ctx, is_forced=True)
    dialog.show()
    fill(dialog, present=FIRST, new=OWN, again=OWN)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result_value is not None)
    ctx.database.close()
    with pytest.raises(NotAllowed):
        sign_in(lender.files, lender.ctx.clock, lender.path, "angela", FIRST)
    again = sign_in(lender.files, lender.ctx.clock, lender.path, "angela", OWN)
    assert not again.user.must_change_password
    again.database.close()
