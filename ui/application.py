"""Starts the window: first run, signing in, and the signed-in window, until the user leaves."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication, QDialog

from app.context import Context
from app.domain.settings.company import Company
from app.errors import UserError
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles
from app.services.settings.create_company import CompanyCreated
from app.services.settings.edit_company import read_company
from app.services.users.sign_in import context_of
from ui.backups.restore_dialogs import RestoreTarget, restore_in
from ui.navigation import open_main_window
from ui.settings.create_company_dialog import CreateCompanyDialog
from ui.settings.create_demo_dialog import CreateDemoDialog
from ui.settings.recovery_key_dialog import RecoveryKeyDialog
from ui.settings.welcome_dialog import WelcomeDialog
from ui.shared.change_bus import ChangeBus
from ui.shared.crash_window import CrashReporter
from ui.shared.garbage import GuiGarbage
from ui.shared.message_box import show_error
from ui.shared.qt_language import apply_language
from ui.shared.session import Session
from ui.shared.tasks import Tasks
from ui.shared.theme import apply_theme
from ui.users.change_password_dialog import ChangePasswordDialog
from ui.users.sign_in_dialog import RecoveryDialog, SignInDialog

_LAST_FILE = "last_file"
_LAST_USER = "last_user"
HOME_VARIABLE = "ACREDITA_HOME"
"""Where new companies are proposed and the last one is remembered; for tests and for a USB installation."""


class Application:
    """The way from the start to the signed-in window and back."""

    def __init__(self, files: CompanyFiles, clock: Clock, path: Path | None) -> None:
        self.files, self.clock = files, clock
        self.home = _home()
        self.settings = QSettings(str(self.home / "acredita.ini"), QSettings.Format.IniFormat)
        remembered = str(self.settings.value(_LAST_FILE, ""))
        self.path = path or (Path(remembered) if remembered and Path(remembered).exists() else None)

    def run(self) -> int:
        """Until the user leaves; exit code of the program."""
        while True:
            context = self._sign_in() if self.path else self._first_run()
            if context is None and self.path is None:
                return 0
            if context is not None and not self._work(context):
                return 0

    def _first_run(self) -> Context | None:
        """A context, or None: with ``path`` set there is a company to sign in to; without, the user left."""
        welcome = WelcomeDialog(None, self.home)
        if welcome.exec() != QDialog.DialogCode.Accepted:
            return None
        if welcome.choice == "open":
            self.path = welcome.path
            return None
        tasks = Tasks(ChangeBus())
        try:
            if welcome.choice == "restore":
                return self._restore(tasks, welcome.path)
            return self._create(tasks, is_demo=welcome.choice == "demo")
        finally:
            tasks.shutdown()

    def _restore(self, tasks: Tasks, path: Path) -> Context | None:
        """On a PC where there is no company yet: then one signs in to it."""

        def restored() -> None:
            self.path = path

        restore_in(None, RestoreTarget(tasks, self.files, self.clock, path, None), None, restored)
        return None if self.path else self._first_run()

    def _create(self, tasks: Tasks, *, is_demo: bool) -> Context | None:
        dialog: CreateCompanyDialog | CreateDemoDialog
        if is_demo:
            dialog = CreateDemoDialog(None, tasks, self.files, self.clock, self.home)
        else:
            dialog = CreateCompanyDialog(None, tasks, self.files, self.clock, self.home)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return self._first_run()
        created: CompanyCreated = dialog.result_value
        context = context_of(created.database, self.clock, dialog.username)
        name = read_company(context).trade_name
        RecoveryKeyDialog(None, tasks, self.clock, name, dialog.path, created.recovery_key).exec()
        self._remember(dialog.path, dialog.username)
        return context

    def _sign_in(self) -> Context | None:
        assert self.path is not None
        tasks = Tasks(ChangeBus())
        try:
            username = str(self.settings.value(_LAST_USER, ""))
            dialog = SignInDialog(None, tasks, self.files, self.clock, self.path, username)
            context: Context | None = None
            if dialog.exec() == QDialog.DialogCode.Accepted:
                context = self._with_own_password(tasks, dialog.result_value)
            elif dialog.wants_restore:
                target = RestoreTarget(tasks, self.files, self.clock, self.path, None)
                restore_in(None, target, None, lambda: None)
                return self._sign_in()
            elif dialog.wants_recovery:
                recovery = RecoveryDialog(None, tasks, self.files, self.clock, self.path)
                if recovery.exec() != QDialog.DialogCode.Accepted:
                    return self._sign_in()
                context = recovery.result_value
            elif dialog.wants_other:
                self.path = None
                return self._first_run()
            else:
                self.path = None
            if context is not None:
                self._remember(self.path, context.user.username)
            return context
        finally:
            tasks.shutdown()

    def _with_own_password(self, tasks: Tasks, context: Context) -> Context | None:
        """Who was given his password by somebody else makes one of his own before he works; None: back to the door."""
        if not context.user.must_change_password:
            return context
        if ChangePasswordDialog(None, tasks, context, is_forced=True).exec() == QDialog.DialogCode.Accepted:
            return context_of(context.database, self.clock, context.user.username)
        context.database.close()
        return self._sign_in()

    def _remember(self, path: Path | None, username: str) -> None:
        self.path = path
        self.settings.setValue(_LAST_FILE, str(path))
        self.settings.setValue(_LAST_USER, username)

    def _work(self, context: Context) -> bool:
        """The signed-in window; whether to sign in again afterwards."""
        try:
            company: Company = read_company(context)
        except UserError as error:
            show_error(None, error)
            context.database.close()
            return True
        assert self.path is not None
        session = Session(context, Tasks(ChangeBus()), self.files, self.path)
        wants_sign_in = open_main_window(session, company)
        context.database.close()
        return wants_sign_in


def _home() -> Path:
    configured = os.environ.get(HOME_VARIABLE)
    places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    home = Path(configured or places)
    home.mkdir(parents=True, exist_ok=True)
    return home


def make_application() -> QApplication:
    """The Qt application with its language and look."""
    instance = QApplication.instance()
    app = instance if isinstance(instance, QApplication) else QApplication(sys.argv[:1])
    if app.findChild(GuiGarbage) is None:
        GuiGarbage(app)
    app.setApplicationName("Acredita")
    app.setQuitOnLastWindowClosed(False)
    apply_language(app)
    apply_theme(app, is_dark=False)
    return app


def start(files: CompanyFiles, clock: Clock, path: Path | None) -> int:
    """The whole life of the window."""
    application = make_application()
    reporter = CrashReporter()
    reporter.install()
    code = Application(files, clock, path).run()
    application.closeAllWindows()
    return code
