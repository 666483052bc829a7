"""Signing in: a wrong password is said, counted and slowed; the right one opens the company."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pyotp
from pytestqt.qtbot import QtBot

from app.ports.clock import FixedClock
from app.services.users.second_factor import propose_second_factor
from tests.company import PASSWORD, Lender, clock_on
from tests.ui.hands import fill, said_beside
from ui.shared.session import Session
from ui.shared.tasks import Tasks
from ui.users.second_factor_dialog import SecondFactorDialog
from ui.users.sign_in_dialog import SignInDialog


def _is_said(dialog: SignInDialog, words: str) -> bool:
    return words in said_beside(dialog, "password")


def test_wrong_passwords_are_counted_and_the_fourth_makes_wait(lender: Lender, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = SignInDialog(None, tasks, lender.files, clock_on(date(2026, 1, 15)), lender.path, "admin")
    dialog.show()
    for count in range(1, 5):
        fill(dialog, password="no es esta")
        dialog.submit()
        qtbot.waitUntil(partial(_is_said, dialog, f": {count};"))
    dialog.submit()
    qtbot.waitUntil(lambda: "Intente en" in dialog.footer_note.text())
    assert not dialog.primary.isEnabled()
    dialog.reject()


def test_the_right_password_gives_the_context(lender: Lender, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = SignInDialog(None, tasks, lender.files, clock_on(date(2026, 1, 15)), lender.path, "admin")
    dialog.show()
    fill(dialog, password=PASSWORD)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result_value is not None)
    assert dialog.result_value.user.full_name == "Elena Ibáñez"
    dialog.result_value.database.close()


def test_who_set_up_a_code_is_asked_for_it_after_the_password(session: Session, lender: Lender, qtbot: QtBot) -> None:
    codes = pyotp.TOTP(propose_second_factor(session.ctx, "Préstamos").secret)
    proposed = replace(propose_second_factor(session.ctx, "Préstamos"), secret=codes.secret)
    setting = SecondFactorDialog(None, session, proposed)
    setting.show()
    assert setting.secret.text().replace(" ", "") == codes.secret
    fill(setting, code="000000", password=PASSWORD)
    setting.submit()
    qtbot.waitUntil(lambda: "no es el de ahora" in said_beside(setting, "code"))
    fill(setting, code=codes.at(session.ctx.clock.now()), password=PASSWORD)
    setting.submit()
    qtbot.waitUntil(lambda: setting.result_value is not None)

    later = FixedClock(session.ctx.clock.now() + timedelta(seconds=30))
    dialog = SignInDialog(None, session.tasks, lender.files, later, lender.path, "admin")
    dialog.show()
    assert not dialog.code.isVisible()
    fill(dialog, password=PASSWORD)
    dialog.submit()
    qtbot.waitUntil(dialog.code.isVisible)
    assert said_beside(dialog, "code") == ""
    fill(dialog, code="000000")
    dialog.submit()
    qtbot.waitUntil(lambda: "ya se usó" in said_beside(dialog, "code"))
    fill(dialog, code=codes.at(later.now()))
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result_value is not None)
    dialog.result_value.database.close()
