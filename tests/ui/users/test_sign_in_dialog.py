"""Signing in: a wrong password is said, counted and slowed; the right one opens the company."""

from __future__ import annotations

from datetime import date
from functools import partial

from pytestqt.qtbot import QtBot

from tests.company import PASSWORD, Lender, clock_on
from tests.ui.hands import fill, said_beside
from ui.shared.tasks import Tasks
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
