"""The first part of the tour: a company is made, and its first loan lives from the client's file to the workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt

from tests.scenarios.driver import CONTROL, Driver
from ui.bank.import_statement_dialog import ImportStatementDialog
from ui.bank.imports_screen import ImportsScreen
from ui.bank.map_columns_dialog import MapColumnsDialog
from ui.bank.reconcile_dialog import ReconcileDialog
from ui.bank.split_deposit_dialog import SplitDepositDialog
from ui.clients.client_dialog import ClientDialog
from ui.clients.clients_screen import ClientsScreen
from ui.loans.capture_loan_dialog import CaptureLoanDialog
from ui.loans.disburse_loan_dialog import DisburseLoanDialog
from ui.loans.loan_screen import LoanScreen
from ui.main_window import MainWindow
from ui.payments.record_payment_dialog import RecordPaymentDialog
from ui.payments.reverse_payment_dialog import ReversePaymentDialog
from ui.reports.portfolio_screen import PortfolioScreen
from ui.settings.create_company_dialog import CreateCompanyDialog
from ui.settings.recovery_key_dialog import RecoveryKeyDialog
from ui.settings.welcome_dialog import WelcomeDialog
from ui.shared.pdf_view import PdfPreview
from ui.shared.pick_dialog import PickDialog
from ui.users.sign_in_dialog import SignInDialog

PASSWORD = "Nopales y magueyes 8"
COMPANY = {
    "legal_name": "Créditos del Bajío, S.A. de C.V., SOFOM, E.N.R.",
    "trade_name": "Créditos del Bajío",
    "rfc": "CBA190405QY0",
    "street": "Av. Constituyentes",
    "exterior_number": "102",
    "neighborhood": "Centro",
    "postal_code": "76000",
    "municipality": "Querétaro",
    "state": "Querétaro",
    "phones": "442 555 0130",
    "email": "hola@creditosdelbajio.example",
    "une_holder": "Lic. Mónica Peña Zúñiga",
    "une_phone": "442 555 0131",
    "une_email": "une@creditosdelbajio.example",
    "une_hours": "lunes a viernes de 9:00 a 18:00",
    "full_name": "Mónica Peña Zúñiga",
    "username": "monica",
}
CLIENT = {
    "given_names": "Concepción",
    "first_surname": "Salgado",
    "second_surname": "Briseño",
    "birth_on": "26/06/1956",
    "sex": "Mujer",
    "birth_state": "Ciudad de México",
    "curp": "SABC560626MDFLRN01",
    "street": "Calle Nogal",
    "exterior_number": "12",
    "postal_code": "76000",
    "neighborhood": "Jardines",
    "municipality": "Querétaro",
    "state": "Querétaro",
    "mobile_phone": "442 123 4567",
    "email": "concepcion@correo.example",
    "occupation": "Comerciante",
    "employer": "Negocio propio",
    "monthly_income": "18500",
}


def play_company(driver: Driver) -> None:
    """From the first start to leaving the program."""
    _first_run(driver)
    window = driver.window(MainWindow)
    driver.picture(window, "cartera-vacia")
    _client(driver, window)
    _loan(driver, window)
    _documents(driver, window)
    _disburse(driver, window)
    _payment(driver, window)
    _reversal(driver, window)
    _bank(driver, window)
    _portfolio(driver, window)
    _leave_and_return(driver, window)


def _first_run(driver: Driver) -> None:
    welcome = driver.window(WelcomeDialog)
    driver.picture(welcome, "bienvenida")
    driver.click_button(welcome, "Crear mi empresa")
    dialog = driver.window(CreateCompanyDialog)
    driver.picture(dialog, "crear-empresa")
    driver.fill(dialog, **COMPANY, password="corta", password_again="corta")
    driver.press(dialog, Qt.Key.Key_F8)
    driver.wait(lambda: dialog.fields["password"].error.isVisible(), "the short password to be refused")
    driver.picture(dialog, "contrasena-corta")
    driver.fill(dialog, password=PASSWORD, password_again=PASSWORD)
    own_path = driver.ask(dialog.fields["path"].text)
    driver.fill(dialog, path="\\\\servidor\\compartida\\empresa.acredita")
    driver.press(dialog, Qt.Key.Key_F8)
    driver.wait(lambda: dialog.fields["path"].error.isVisible(), "the network share to be refused")
    driver.picture(dialog, "carpeta-de-red-rechazada")
    driver.fill(dialog, path=own_path)
    driver.save(dialog)
    key = driver.window(RecoveryKeyDialog)
    driver.picture(key, "clave-de-recuperacion")
    driver.click(key.print_button)
    preview = driver.window(PdfPreview)
    driver.picture(preview, "hoja-de-recuperacion")
    driver.press(preview, Qt.Key.Key_Escape)
    driver.gone(preview)
    driver.type_into(key.proof.editor, driver.ask(key.key_label.text).split("-")[-1])
    driver.click(key.go_on)
    driver.gone(key)


def _client(driver: Driver, window: MainWindow) -> None:
    driver.press(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(screen, ClientsScreen)
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    dialog = driver.window(ClientDialog)
    driver.fill(dialog, **CLIENT, rfc="SABC560626XX1", clabe="032180000118359718")
    driver.press(dialog, Qt.Key.Key_F8)
    driver.wait(lambda: dialog.fields["rfc"].confirm.isVisible(), "the RFC's doubt")
    driver.picture(dialog, "cliente-rfc-dudoso")
    driver.fill(dialog, rfc="SABC560626")
    driver.press(dialog, Qt.Key.Key_F8)
    driver.wait(lambda: dialog.fields["clabe"].error.isVisible(), "the CLABE's error")
    driver.picture(dialog, "cliente-clabe-equivocada")
    driver.fill(dialog, clabe="032180000118359719")
    driver.save(dialog)
    driver.wait(lambda: screen.table.rows.rowCount() == 1, "the client in the list")
    driver.picture(window, "clientes")
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    twin = driver.window(ClientDialog)
    driver.fill(twin, **{**CLIENT, "given_names": "Consepción", "curp": "", "email": ""}, rfc="SABC560626AB1")
    driver.press(twin, Qt.Key.Key_F8)
    driver.wait(lambda: twin.fields["rfc"].confirm.isVisible(), "the RFC's doubt again")
    driver.check(twin.fields["rfc"].confirm)
    driver.press(twin, Qt.Key.Key_F8)
    driver.wait(lambda: twin.confirm_all.isVisible(), "the likely duplicate")
    driver.picture(twin, "cliente-repetido")
    driver.press(twin, Qt.Key.Key_Escape)
    driver.answer("Descartar", "aviso-datos-sin-guardar")
    driver.gone(twin)


def _loan(driver: Driver, window: MainWindow) -> None:
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(screen, ClientsScreen)
    driver.press(screen, Qt.Key.Key_R, CONTROL)
    dialog = driver.window(CaptureLoanDialog)
    driver.fill(dialog, product="Personal mensual", principal="diez mil")
    driver.press(dialog, Qt.Key.Key_F8)
    driver.wait(lambda: dialog.fields["principal"].error.isVisible(), "the letter in the amount")
    driver.picture(dialog, "credito-importe-con-letras")
    driver.fill(dialog, principal="10000", installments="6", annual_rate="36", late_annual_rate="72")
    driver.fill(dialog, disbursed_on="15/10/2026", first_due_on="01/10/2026")
    driver.press(dialog, Qt.Key.Key_F8)
    driver.wait(lambda: dialog.fields["first_due_on"].error.isVisible(), "the first due date before the disbursement")
    driver.picture(dialog, "credito-primer-pago-antes")
    driver.fill(dialog, first_due_on="15/11/2026")
    driver.wait(lambda: dialog.figures["payment"].text() == "$1,875.45", "MX-L1's payment")
    driver.picture(dialog, "credito-capturado")
    driver.save(dialog)


def _loan_screen(driver: Driver, window: MainWindow) -> LoanScreen:
    driver.wait(lambda: isinstance(window.stack.currentWidget(), LoanScreen), "the loan's screen")
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(screen, LoanScreen)
    driver.wait(lambda: screen.file is not None, "the loan to be read")
    return screen


def _save_pdf(driver: Driver, name: str) -> None:
    preview = driver.window(PdfPreview)
    driver.picture(preview, name)
    driver.press(preview, Qt.Key.Key_G, CONTROL)
    driver.choose_file(driver.folder / f"{name}.pdf")
    driver.answer("Entendido")
    driver.press(preview, Qt.Key.Key_Escape)
    driver.gone(preview)


def _documents(driver: Driver, window: MainWindow) -> None:
    screen = _loan_screen(driver, window)
    driver.picture(window, "credito-por-entregar")
    driver.press(screen, Qt.Key.Key_P, CONTROL)
    _save_pdf(driver, "contrato")


def _disburse(driver: Driver, window: MainWindow) -> None:
    screen = _loan_screen(driver, window)
    driver.press(screen, Qt.Key.Key_F6)
    dialog = driver.window(DisburseLoanDialog)
    driver.fill(dialog, reference="SPEI 7788120034")
    driver.picture(dialog, "entrega")
    driver.save(dialog)
    driver.wait(lambda: screen.file is not None and screen.file.state is not None, "the loan to be active")
    driver.wait(
        lambda: screen.figures["days"].text() == "6 días",
        "six days past due: the 15th was a Sunday, the 16th a holiday",
    )
    driver.picture(window, "credito-activo")


def _payment(driver: Driver, window: MainWindow) -> None:
    screen = _loan_screen(driver, window)
    driver.press(window, Qt.Key.Key_F12)
    pick = driver.window(PickDialog)
    driver.type_into(pick.search, "4567")
    driver.wait(lambda: pick.table.rows.rowCount() == 1, "the loan by its phone")
    driver.picture(pick, "cobro-buscar")
    driver.press(pick.search, Qt.Key.Key_Return)
    dialog = driver.window(RecordPaymentDialog)
    driver.picture(dialog, "cobro-exigible")
    driver.fill(dialog, amount="500", channel="Efectivo")
    driver.wait(lambda: "Queda por pagar" in dialog.outcome.text(), "the partial payment's preview")
    driver.picture(dialog, "cobro-parcial")
    due = driver.ask(lambda: dialog.table.rows.lines[-1].due)
    driver.fill(dialog, amount=str(due))
    driver.wait(lambda: "Próximo pago" in dialog.outcome.text(), "the whole payment's preview")
    driver.picture(dialog, "cobro-completo")
    driver.save(dialog)
    _save_pdf(driver, "recibo")
    driver.wait(lambda: screen.figures["days"].text() == "Al corriente", "the loan to be current")
    driver.press(screen, Qt.Key.Key_F9)
    dialog = driver.window(RecordPaymentDialog)
    driver.fill(dialog, amount="2000")
    driver.wait(lambda: dialog.fields["excess"].isVisible(), "the excess to be asked for")
    driver.picture(dialog, "cobro-excedente-por-decidir")
    driver.fill(dialog, excess="Pago anticipado a capital: bajar")
    driver.wait(lambda: "Pago anticipado" in dialog.outcome.text(), "the prepayment's preview")
    driver.picture(dialog, "cobro-pago-anticipado")
    driver.save(dialog)
    preview = driver.window(PdfPreview)
    driver.press(preview, Qt.Key.Key_Escape)
    driver.gone(preview)


def _reversal(driver: Driver, window: MainWindow) -> None:
    screen = _loan_screen(driver, window)
    driver.wait(lambda: screen.payments.rows.rowCount() == 2, "both payments in the list")
    driver.ask(lambda: screen.tabs.setCurrentWidget(screen.payments))
    newest = driver.ask(
        lambda: next(row for row, line in enumerate(screen.payments.rows.lines) if line.receipt == "REC-000002")
    )
    driver.ask(lambda: screen.payments.choose(newest))
    driver.press(screen, Qt.Key.Key_Z, CONTROL)
    dialog = driver.window(ReversePaymentDialog)
    driver.fill(dialog, reason="El cliente pidió que fuera adelanto")
    driver.picture(dialog, "reverso")
    driver.save(dialog)
    driver.wait(lambda: screen.payments.rows.rowCount() == 3, "the reversal in the list")
    driver.picture(window, "credito-pagos")
    driver.ask(lambda: screen.tabs.setCurrentWidget(screen.ledger))
    driver.picture(window, "credito-polizas")
    driver.ask(lambda: screen.tabs.setCurrentWidget(screen.installments))
    driver.picture(window, "credito-tabla-vigente")


def write_unknown_statement(path: Path) -> None:
    """A workbook of a bank that no layout knows: one deposit of the client, one of nobody, one charge."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Detalle"
    sheet.append(["Caja Popular del Centro"])
    sheet.append(["Día del movimiento", "Detalle de la operación", "Folio interno", "Entradas", "Salidas", "Quedan"])
    rows = (
        (date(2026, 11, 20), "SPEI RECIBIDO CONCEPCION SALGADO BRISENO PAGO", "551", Decimal("1875.45"), None),
        (date(2026, 11, 21), "DEPOSITO EN EFECTIVO", "552", Decimal("640.00"), None),
        (date(2026, 11, 22), "COMISION MANEJO DE CUENTA", "553", None, Decimal("116.00")),
    )
    balance = Decimal("5000.00")
    for on, text, reference, credit, debit in rows:
        balance += (credit or 0) - (debit or 0)
        sheet.append([on, text, reference, credit, debit, balance])
    book.save(path)


def _bank(driver: Driver, window: MainWindow) -> None:
    driver.press(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    driver.wait(lambda: isinstance(window.stack.currentWidget(), ImportsScreen), "the bank's screen")
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert screen is not None
    driver.picture(window, "banco-vacio")
    broken = driver.folder / "banco-cortado.xlsx"
    statement = driver.folder / "banco-desconocido.xlsx"
    write_unknown_statement(statement)
    broken.write_bytes(statement.read_bytes()[:900])
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    driver.choose_file(broken)
    driver.answer("Entendido", "banco-archivo-danado")
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    driver.choose_file(statement)
    mapping = driver.window(MapColumnsDialog)
    driver.fill(mapping, date="Día", description="Detalle", reference="Folio", credit="Entradas", debit="Salidas")
    driver.fill(mapping, balance="Quedan")
    driver.picture(mapping, "banco-columnas")
    driver.save(mapping)
    dialog = driver.window(ImportStatementDialog)
    driver.fill(dialog, account_name="Caja Popular", account_number="90011")
    driver.picture(dialog, "banco-importar")
    driver.save(dialog)
    reconcile = driver.window(ReconcileDialog)
    driver.wait(lambda: reconcile.movements.rows.rowCount() == 3, "the movements")
    driver.picture(reconcile, "banco-aplicar")
    driver.press(reconcile, Qt.Key.Key_F4)
    split = driver.window(SplitDepositDialog)
    driver.picture(split, "banco-repartir")
    driver.save(split)
    driver.wait(lambda: any(item.line.status == "matched" for item in reconcile.items), "the deposit to be matched")
    driver.press(reconcile, Qt.Key.Key_F6)
    driver.wait(lambda: any(item.line.status == "left" for item in reconcile.items), "the other to be left")
    driver.picture(reconcile, "banco-aplicado")
    driver.press(reconcile, Qt.Key.Key_Escape)
    driver.gone(reconcile)
    driver.picture(window, "banco-importados")
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    driver.choose_file(statement)
    again = driver.window(ImportStatementDialog)
    driver.picture(again, "banco-mismo-archivo")
    driver.press(again, Qt.Key.Key_Escape)
    driver.gone(again)


def _portfolio(driver: Driver, window: MainWindow) -> None:
    driver.press(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    driver.wait(lambda: isinstance(window.stack.currentWidget(), PortfolioScreen), "the portfolio")
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(screen, PortfolioScreen)
    driver.wait(lambda: screen.table.rows.rowCount() == 1, "the loan in the portfolio")
    driver.picture(window, "cartera")
    driver.press(screen, Qt.Key.Key_E, CONTROL)
    driver.choose_file(driver.folder / "cartera.xlsx")
    driver.answer("Entendido", "cartera-exportada")


def _leave_and_return(driver: Driver, window: MainWindow) -> None:
    driver.press(window, Qt.Key.Key_L, CONTROL)
    driver.gone(window)
    dialog = driver.window(SignInDialog)
    driver.fill(dialog, password="otra cosa")
    driver.press(dialog, Qt.Key.Key_F8)
    driver.wait(lambda: dialog.fields["password"].error.isVisible(), "the wrong password to be refused")
    driver.picture(dialog, "entrar-contrasena-equivocada")
    driver.fill(dialog, password=PASSWORD)
    driver.save(dialog)
    window = driver.window(MainWindow)
    driver.leave(window)
