"""The third part of the tour: backups, the books, the clients to call, the audit trail, users and the idle lock."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.scenarios.driver import CONTROL, Driver
from ui.accounting.account_dialog import AccountDialog
from ui.accounting.accounting_screen import AccountingScreen
from ui.accounting.close_day_dialog import CloseDayDialog
from ui.accounting.map_concept_dialog import MapConceptDialog
from ui.audit.audit_entry_dialog import AuditEntryDialog
from ui.audit.audit_screen import AuditScreen
from ui.audit.verification_dialog import VerificationDialog
from ui.backups.backups_screen import BackupsScreen
from ui.backups.restore_dialogs import OpenBackupDialog, RestoreDialog
from ui.collections.reminders_screen import AttendReminderDialog, RemindersScreen
from ui.loans.loan_screen import LoanScreen
from ui.loans.waive_amounts_dialog import WaiveAmountsDialog
from ui.main_window import MainWindow
from ui.reports.portfolio_screen import PortfolioScreen
from ui.users.branch_dialog import BranchDialog
from ui.users.change_password_dialog import ChangePasswordDialog
from ui.users.own_access_dialog import OwnAccessDialog
from ui.users.role_dialog import RoleDialog
from ui.users.second_factor_dialog import SecondFactorDialog
from ui.users.staff_screen import StaffScreen
from ui.users.user_dialog import ResetPasswordDialog, UserDialog

ALT = Qt.KeyboardModifier.AltModifier
_Screen = TypeVar("_Screen", bound=QWidget)


def play_books(driver: Driver, window: MainWindow, password: str) -> None:
    """On the demonstration lender, signed in as its owner."""
    _backups(driver, window, password)
    _accounting(driver, window)
    _reminders(driver, window)
    _waiver(driver, window)
    _staff(driver, window)
    _audit(driver, window)


def _shown(driver: Driver, window: MainWindow, key: Qt.Key, kind: type[_Screen]) -> _Screen:
    driver.press(window, key, ALT)
    driver.wait(lambda: isinstance(window.stack.currentWidget(), kind), kind.__name__)
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(screen, kind)
    return screen


def _look(driver: Driver, dialog: QWidget, name: str) -> None:
    driver.picture(dialog, name)
    driver.press(dialog, Qt.Key.Key_Escape)
    driver.gone(dialog)


def _backups(driver: Driver, window: MainWindow, password: str) -> None:
    screen = _shown(driver, window, Qt.Key.Key_0, BackupsScreen)
    driver.wait(lambda: bool(screen.standing.text()), "the backups' standing")
    driver.picture(window, "respaldos-sin-lugar")
    place = driver.folder / "usb"
    place.mkdir(exist_ok=True)
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    driver.choose_file(place)
    driver.wait(lambda: screen.places.table.rows.rowCount() == 1, "the place in the list")
    driver.picture(window, "respaldos-lugares")
    driver.press(screen, Qt.Key.Key_F9)
    driver.answer("Entendido", "respaldo-hecho")
    driver.ask(lambda: screen.tabs.setCurrentWidget(screen.made))
    driver.wait(lambda: screen.made.table.rows.rowCount() >= 1, "the backup in the list")
    driver.picture(window, "respaldos")
    driver.press(screen, Qt.Key.Key_T, CONTROL)
    opening = driver.window(OpenBackupDialog)
    driver.fill(opening, password="no es esta clave")
    driver.press(opening, Qt.Key.Key_F8)
    driver.wait(lambda: opening.fields["password"].error.isVisible(), "the wrong password")
    driver.picture(opening, "respaldo-abrir")
    driver.fill(opening, password=password)
    driver.save(opening)
    _look(driver, driver.window(VerificationDialog), "respaldo-probado")
    driver.click_button(screen, "Restaurar")
    opening = driver.window(OpenBackupDialog)
    driver.fill(opening, password=password)
    driver.save(opening)
    _look(driver, driver.window(RestoreDialog), "respaldo-que-se-pierde")


def _accounting(driver: Driver, window: MainWindow) -> None:
    screen = _shown(driver, window, Qt.Key.Key_7, AccountingScreen)
    driver.wait(lambda: screen.balance.table.rows.rowCount() > 10, "the trial balance")
    driver.picture(window, "balanza")
    for tab, name in (
        (screen.journal, "polizas"),
        (screen.chart, "catalogo"),
        (screen.guide, "guia-contable"),
        (screen.closes, "cierres"),
        (screen.months, "meses"),
    ):
        driver.ask(partial(screen.tabs.setCurrentWidget, tab))
        driver.wait(tab.table.rows.rowCount, name)
        driver.picture(window, name)
        if tab in (screen.chart, screen.guide):
            driver.press(tab.table, Qt.Key.Key_Return)
            kind = AccountDialog if tab is screen.chart else MapConceptDialog
            _look(driver, driver.window(kind), f"{name}-cambiar")
    driver.press(screen, Qt.Key.Key_F9)
    dialog = driver.window(CloseDayDialog)
    driver.picture(dialog, "cierre-del-dia")
    driver.save(dialog)
    driver.answer("Entendido", "cierre-hecho")


def _reminders(driver: Driver, window: MainWindow) -> None:
    screen = _shown(driver, window, Qt.Key.Key_6, RemindersScreen)
    driver.wait(lambda: screen.table.rows.rowCount() > 0, "the reminders")
    driver.picture(window, "avisos")
    driver.press(screen, Qt.Key.Key_F9)
    dialog = driver.window(AttendReminderDialog)
    driver.fill(dialog, note="Paga el viernes en la sucursal")
    driver.picture(dialog, "aviso-atendido")
    driver.save(dialog)


def _waiver(driver: Driver, window: MainWindow) -> None:
    portfolio = _shown(driver, window, Qt.Key.Key_1, PortfolioScreen)
    lines = driver.ask(lambda: portfolio.table.rows.lines)
    late = next(row for row, line in enumerate(lines) if line.days_past_due > 20)
    driver.ask(lambda: portfolio.table.choose(late))
    driver.press(portfolio.table, Qt.Key.Key_Return)
    driver.wait(lambda: isinstance(window.stack.currentWidget(), LoanScreen), "the late loan")
    loan = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(loan, LoanScreen)
    driver.wait(lambda: loan.file is not None, "the loan to be read")
    driver.press(loan, Qt.Key.Key_D, CONTROL)
    waiver = driver.window(WaiveAmountsDialog)
    driver.fill(waiver, late_interest="0.01", reason="Se acordó con el cliente por su puntualidad")
    driver.picture(waiver, "condonar")
    driver.save(waiver)
    driver.ask(lambda: loan.tabs.setCurrentWidget(loan.payments))
    driver.wait(lambda: any(line.is_waiver for line in loan.payments.rows.lines), "the waiver in the list")
    driver.picture(window, "credito-condonado")


def _staff(driver: Driver, window: MainWindow) -> None:
    screen = _shown(driver, window, Qt.Key.Key_8, StaffScreen)
    driver.wait(lambda: screen.users.table.rows.rowCount() == 7, "the users")
    driver.picture(window, "usuarios")
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    user = driver.window(UserDialog)
    driver.fill(user, full_name="Ángela Núñez", username="angela", role_key="Cajero", password="corta")
    driver.press(user, Qt.Key.Key_F8)
    driver.wait(lambda: user.fields["password"].error.isVisible(), "the short password to be refused")
    driver.picture(user, "usuario-nuevo")
    driver.fill(user, password="Primera clave larga 1")
    driver.save(user)
    driver.wait(lambda: screen.users.table.rows.rowCount() == 8, "the new user in the list")
    driver.press(screen, Qt.Key.Key_P, CONTROL)
    _look(driver, driver.window(ResetPasswordDialog), "usuario-contrasena-nueva")
    driver.ask(lambda: screen.tabs.setCurrentWidget(screen.roles))
    driver.wait(lambda: screen.roles.table.rows.rowCount() == 7, "the roles")
    driver.picture(window, "puestos")
    driver.press(screen.roles.table, Qt.Key.Key_Return)
    _look(driver, driver.window(RoleDialog), "puesto")
    driver.ask(lambda: screen.tabs.setCurrentWidget(screen.branches))
    driver.wait(lambda: screen.branches.table.rows.rowCount() == 1, "the branches")
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    branch = driver.window(BranchDialog)
    driver.fill(branch, name="San Juan del Río")
    driver.picture(branch, "sucursal")
    driver.save(branch)
    driver.picture(window, "sucursales")
    driver.click_button(window, "Mi acceso")
    access = driver.window(OwnAccessDialog)
    driver.wait(lambda: access.access is not None, "how one enters")
    driver.picture(access, "mi-acceso")
    driver.click_button(access, "Cambiar mi contraseña")
    _look(driver, driver.window(ChangePasswordDialog), "cambiar-contrasena")
    driver.click_button(access, "Pedir un código")
    _look(driver, driver.window(SecondFactorDialog), "codigo-del-telefono")
    driver.ask(access.reject)


def _audit(driver: Driver, window: MainWindow) -> None:
    screen = _shown(driver, window, Qt.Key.Key_9, AuditScreen)
    driver.wait(lambda: screen.table.rows.rowCount() > 5, "the audit trail")
    driver.picture(window, "bitacora")
    driver.type_into(screen.search, "angela")
    driver.wait(lambda: screen.table.rows.rowCount() == 1, "what was done to Ángela")
    driver.press(screen.table, Qt.Key.Key_Return)
    _look(driver, driver.window(AuditEntryDialog), "bitacora-registro")
    driver.press(screen, Qt.Key.Key_E, CONTROL)
    driver.choose_file(Path(driver.folder) / "demo-bitacora.xlsx")
    driver.answer("Entendido")
    driver.press(screen, Qt.Key.Key_F9)
    _look(driver, driver.window(VerificationDialog), "verificacion")
