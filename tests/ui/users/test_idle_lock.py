"""An idle window locks: nothing can be read or done, nothing typed is lost, and the password opens it again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.company import PASSWORD, Lender
from tests.ui.hands import fill, said_beside, when_shown
from ui.clients.client_dialog import ClientDialog
from ui.shared.session import Session
from ui.users.idle_lock import IdleLock, UnlockDialog, _Cover


def test_what_was_typed_is_covered_and_comes_back_with_the_password(session: Session, qtbot: QtBot) -> None:
    capture = ClientDialog(None, session, None)
    capture.show()
    fill(capture, given_names="Concepción")
    left: list[bool] = []
    lock = IdleLock(session, 10, lambda: left.append(True))
    lock.start()
    seen: dict[str, object] = {}

    def unlock(dialog: UnlockDialog) -> None:
        cover = capture.findChild(_Cover)
        assert cover is not None
        seen["covered"] = cover.isVisible() and cover.geometry() == capture.rect()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        seen["still locked after Esc"] = dialog.isVisible()
        fill(dialog, password="no es esta")
        dialog.submit()
        qtbot.waitUntil(lambda: said_beside(dialog, "password") != "")
        fill(dialog, password=PASSWORD)
        dialog.submit()

    when_shown(UnlockDialog, unlock)
    lock.lock()
    assert seen == {"covered": True, "still locked after Esc": True}
    assert capture.isVisible()
    assert capture.fields["given_names"].value() == "Concepción"
    assert not [cover for cover in capture.findChildren(_Cover) if cover.isVisible()]
    assert left == []
    lock.stop()
    capture.done(QDialog.DialogCode.Rejected)


def test_somebody_else_closes_the_session_and_what_was_not_saved_goes(
    session: Session, lender: Lender, qtbot: QtBot
) -> None:
    capture = ClientDialog(None, session, None)
    capture.show()
    fill(capture, given_names="Concepción")
    left: list[bool] = []
    lock = IdleLock(session, 10, lambda: left.append(True))
    when_shown(UnlockDialog, lambda dialog: dialog.done(QDialog.DialogCode.Rejected))
    lock.lock()
    qtbot.waitUntil(lambda: left == [True])
    assert not isValid(capture) or not capture.isVisible()


def test_a_key_pressed_starts_the_minutes_over(session: Session, qtbot: QtBot) -> None:
    capture = ClientDialog(None, session, None)
    capture.show()
    lock = IdleLock(session, 1, lambda: None)
    lock.start()
    qtbot.wait(120)
    before = lock._timer.remainingTime()
    QTest.keyClick(capture, Qt.Key.Key_A)
    assert lock._timer.remainingTime() > before
    lock.stop()
    capture.done(QDialog.DialogCode.Rejected)
