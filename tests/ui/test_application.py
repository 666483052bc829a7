"""From the welcome window to the signed-in one: also on a PC that has nothing but a backup."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.backups.backup import BackupKind
from app.services.backups.make_backup import make_backup
from tests.company import PASSWORD, Lender, add_active_loan
from tests.ui.hands import fill, press_button, when_shown
from ui.application import HOME_VARIABLE, Application
from ui.backups.restore_dialogs import OpenBackupDialog, RestoreDialog
from ui.main_window import MainWindow
from ui.settings.welcome_dialog import WelcomeDialog
from ui.users.sign_in_dialog import SignInDialog


def close_the_main_window(seen: list[str], looks: int = 400) -> None:
    """As soon as it is there; when it does not come, whatever is in front."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    if not windows:
        if looks:
            QTimer.singleShot(50, lambda: close_the_main_window(seen, looks - 1))
        else:
            QApplication.closeAllWindows()
        return
    seen.append(windows[0].windowTitle())
    windows[0].close()


def test_a_new_pc_restores_a_backup_and_one_signs_in_to_it(
    lender: Lender, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("usb", "pc"):
        (tmp_path / folder).mkdir()
    add_active_loan(lender.ctx)
    made = make_backup(lender.ctx, BackupKind.MANUAL, tmp_path / "usb").made[0]
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "pc"))
    place = tmp_path / "pc" / "mi empresa"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(place), ""))
    seen: list[str] = []

    def enter(dialog: SignInDialog) -> None:
        fill(dialog, username="admin", password=PASSWORD)
        dialog.submit()
        close_the_main_window(seen)

    def restore(dialog: RestoreDialog) -> None:
        assert "no se puede comparar" in dialog.told.text()
        dialog.understood.setChecked(True)
        when_shown(QMessageBox, lambda box: press_button(box, "Entendido"))
        when_shown(SignInDialog, enter)
        dialog.submit()

    def open_it(dialog: OpenBackupDialog) -> None:
        fill(dialog, path=str(Path(made.folder) / made.file_name), username="admin", password=PASSWORD)
        when_shown(RestoreDialog, restore)
        dialog.submit()

    def welcome(dialog: WelcomeDialog) -> None:
        when_shown(OpenBackupDialog, open_it)
        press_button(dialog, "Restaurar un respaldo")

    when_shown(WelcomeDialog, welcome)
    assert Application(lender.files, lender.ctx.clock, None).run() == 0
    assert seen
    assert place.with_suffix(".acredita").exists()
