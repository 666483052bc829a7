"""The list of screens, and the signed-in window that hosts them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEventLoop

from app.domain.loans.loan import LoanStatus
from app.domain.settings.company import Company
from app.services.clients.read_clients import ClientFile, find_clients, read_client
from app.services.documents.issue_receipt import issue_receipt
from app.services.loans.read_loans import LoanFile, find_loans, read_loan
from app.services.payments.record_payment import PaymentRecorded
from app.services.products.read_products import read_products
from ui.accounting.accounting_screen import AccountingScreen
from ui.audit.audit_screen import AuditScreen
from ui.backups.backup_keeper import BackupKeeper
from ui.backups.backups_screen import BackupsScreen
from ui.bank.imports_screen import ImportsScreen
from ui.clients.client_dialog import ClientDialog
from ui.clients.clients_screen import COLUMNS as CLIENT_COLUMNS
from ui.clients.clients_screen import ClientsScreen
from ui.collections.reminders_screen import RemindersScreen
from ui.loans.capture_loan_dialog import CaptureLoanDialog
from ui.loans.loan_columns import PICK_LOAN_COLUMNS
from ui.loans.loan_screen import LoanScreen
from ui.loans.loans_screen import LoansScreen
from ui.main_window import MainWindow, ScreenEntry
from ui.payments.record_payment_dialog import RecordPaymentDialog
from ui.products.products_screen import ProductsScreen
from ui.reports.portfolio_screen import PortfolioScreen
from ui.shared.message_box import inform
from ui.shared.pdf_view import PdfPreview
from ui.shared.pick_dialog import PickDialog
from ui.shared.session import Session
from ui.users.idle_lock import IdleLock
from ui.users.own_access_dialog import OwnAccessDialog
from ui.users.staff_screen import StaffScreen

SCREENS = (
    ScreenEntry("portfolio", "Cartera", "portfolio.view", PortfolioScreen),
    ScreenEntry("clients", "Clientes", "clients.view", ClientsScreen),
    ScreenEntry("loans", "Créditos", "loans.view", LoansScreen),
    ScreenEntry("bank", "Banco", "bank.import", ImportsScreen),
    ScreenEntry("products", "Productos", "products.view", ProductsScreen),
    ScreenEntry("reminders", "Avisos", "loans.view", RemindersScreen),
    ScreenEntry("accounting", "Contabilidad", "ledger.view", AccountingScreen),
    ScreenEntry("staff", "Usuarios", "users.view", StaffScreen),
    ScreenEntry("audit", "Bitácora", "audit.view", AuditScreen),
    ScreenEntry("backups", "Respaldos", "backups.make", BackupsScreen),
)


class Desk:
    """Answers what the screens ask of each other: open, capture, charge, search."""

    def __init__(self, session: Session, company: Company) -> None:
        self.session = session
        self.window = MainWindow(session, company.trade_name, SCREENS, is_demo=company.is_demo)
        self.wants_sign_in = False
        requests = session.requests
        requests.open_client.connect(self.open_client)
        requests.open_loan.connect(self.open_loan)
        requests.charge.connect(self.charge)
        requests.new_loan.connect(self.new_loan)
        self.window.charge_requested.connect(lambda: self.charge(0))
        requests.open_folio.connect(self.open_folio)
        requests.sign_in_again.connect(self.window.lock)
        self.window.search_requested.connect(self.search)
        self.window.access_requested.connect(self.show_access)
        self.idle_lock = IdleLock(session, company.idle_minutes, self.window.lock)
        self.keeper = BackupKeeper(session, self.window)

    def run(self) -> bool:
        """Show the window until it is closed; whether somebody is to sign in again."""
        loop = QEventLoop()

        def left(wants_sign_in: bool) -> None:
            self.wants_sign_in = wants_sign_in
            loop.quit()

        self.window.left.connect(left)
        self.window.show_first()
        self.window.show()
        self.idle_lock.start()
        self.keeper.start()
        loop.exec()
        self.idle_lock.stop()
        self.keeper.stop()
        self.window.deleteLater()
        return self.wants_sign_in

    # -- opening ------------------------------------------------------------------------------------------------

    def open_loan(self, loan_id: int) -> None:
        """The loan's own screen."""
        self.window.show_extra(f"loan {loan_id}", lambda: LoanScreen(self.session, loan_id))

    def open_folio(self, folio: str) -> None:
        """The screen of the loan of a folio."""
        find = partial(find_loans, self.session.ctx, folio, 1, None)
        self.session.tasks.run(self.window, find, lambda lines: self.open_loan(lines[0].id) if lines else None)

    def show_access(self) -> None:
        """The user's own."""
        OwnAccessDialog(self.window, self.session).exec()

    def open_client(self, client_id: int) -> None:
        """The client's file."""

        def show(file: ClientFile) -> None:
            ClientDialog(self.window, self.session, file).exec()

        self.session.tasks.run(self.window, partial(read_client, self.session.ctx, client_id), show)

    def search(self) -> None:
        """Find any loan and open it."""
        dialog = self._loan_picker(self.window.tr("Buscar crédito"), statuses=None)
        if dialog.exec():
            self.open_loan(dialog.line.id)

    def _loan_picker(self, title: str, statuses: frozenset[LoanStatus] | None) -> PickDialog:
        placeholder = self.window.tr("Folio, parte del nombre o teléfono")
        return PickDialog(
            self.window,
            self.session,
            title,
            placeholder,
            PICK_LOAN_COLUMNS,
            lambda text: partial(find_loans, self.session.ctx, text, 50, statuses),
        )

    # -- loans --------------------------------------------------------------------------------------------------

    def new_loan(self, client_id: int) -> None:
        """Capture a loan for a client; 0 asks which."""
        if client_id == 0:
            dialog = PickDialog(
                self.window,
                self.session,
                self.window.tr("¿Para qué cliente?"),
                self.window.tr("Nombre, RFC, CURP o teléfono"),
                CLIENT_COLUMNS,
                lambda text: partial(find_clients, self.session.ctx, text, 50),
            )
            if not dialog.exec():
                return
            client_id = dialog.line.id
        ctx = self.session.ctx
        self.session.tasks.run(
            self.window,
            lambda: (read_client(ctx, client_id), read_products(ctx, only_active=True)),
            self._capture_loan,
        )

    def _capture_loan(self, read: tuple[ClientFile, Any]) -> None:
        file, products = read
        if not products:
            title = self.window.tr("Faltan productos")
            inform(self.window, title, self.window.tr("No hay productos en oferta. Agregue uno en Productos (Ctrl+U)."))
            return
        dialog = CaptureLoanDialog(self.window, self.session, file.client, products)
        if dialog.exec():
            created = dialog.result_value
            self.session.requests.say.emit(self.window.tr("Se guardó el crédito {}.").format(created.folio))
            self.open_loan(created.loan_id)

    # -- payments -----------------------------------------------------------------------------------------------

    def charge(self, loan_id: int) -> None:
        """Record a payment; 0 asks of which loan."""
        if not self.session.may("payments.record"):
            self.session.requests.say.emit(self.window.tr("Su usuario no registra pagos."))
            return
        if loan_id == 0:
            title = self.window.tr("¿Qué crédito paga?")
            dialog = self._loan_picker(title, frozenset({LoanStatus.ACTIVE}))
            if not dialog.exec():
                return
            loan_id = dialog.line.id
        self.session.tasks.run(self.window, partial(read_loan, self.session.ctx, loan_id), self._record_payment)

    def _record_payment(self, file: LoanFile) -> None:
        if file.loan.status is not LoanStatus.ACTIVE:
            title = self.window.tr("No se puede cobrar")
            inform(self.window, title, self.window.tr("El crédito {} no está activo.").format(file.loan.folio))
            return
        dialog = RecordPaymentDialog(self.window, self.session, file)
        if dialog.exec():
            recorded: PaymentRecorded = dialog.result_value
            self.session.requests.say.emit(self.window.tr("Pago guardado: {}.").format(recorded.receipt))
            self.session.tasks.run(
                self.window,
                partial(issue_receipt, self.session.ctx, recorded.event_id),
                lambda document: PdfPreview(self.window, self.session.tasks, document).exec(),
            )


def open_main_window(session: Session, company: Company) -> bool:
    """Show the signed-in window until it is closed; whether somebody is to sign in again."""
    return Desk(session, company).run()
