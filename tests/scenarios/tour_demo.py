"""The second part of the tour: the demonstration lender, its portfolio and its bank's file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.scenarios.driver import CONTROL, Driver
from tests.scenarios.tour_books import play_books
from ui.bank.import_statement_dialog import ImportStatementDialog
from ui.bank.imports_screen import ImportsScreen
from ui.bank.reconcile_dialog import ReconcileDialog
from ui.clients.client_dialog import ClientDialog
from ui.clients.clients_screen import ClientsScreen
from ui.loans.loan_figures_dialog import LoanFiguresDialog
from ui.loans.loan_screen import LoanScreen
from ui.loans.loans_screen import LoansScreen
from ui.main_window import MainWindow
from ui.products.product_dialog import ProductDialog
from ui.products.products_screen import ProductsScreen
from ui.reports.portfolio_screen import PortfolioScreen
from ui.settings.company_dialog import CompanyDialog
from ui.settings.create_demo_dialog import CreateDemoDialog
from ui.settings.holidays_dialog import HolidaysDialog
from ui.settings.recovery_key_dialog import RecoveryKeyDialog
from ui.settings.welcome_dialog import WelcomeDialog
from ui.shared.pick_dialog import PickDialog

PASSWORD = "Demostración segura 1"
ALT = Qt.KeyboardModifier.AltModifier


def play_demo(driver: Driver) -> None:
    """From the first start to leaving the program."""
    welcome = driver.window(WelcomeDialog)
    driver.click_button(welcome, "Empresa de demostración")
    dialog = driver.window(CreateDemoDialog)
    driver.fill(dialog, password=PASSWORD, password_again=PASSWORD)
    driver.picture(dialog, "demo-crear")
    path = Path(driver.ask(dialog.fields["path"].text))
    driver.save(dialog)
    key = driver.window(RecoveryKeyDialog)
    driver.type_into(key.proof.editor, driver.ask(key.key_label.text).split("-")[-1])
    driver.click(key.go_on)
    driver.gone(key)
    window = driver.window(MainWindow)
    portfolio = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(portfolio, PortfolioScreen)
    driver.wait(lambda: portfolio.table.rows.rowCount() > 200, "the demonstration's portfolio")
    driver.picture(window, "demo-cartera")
    driver.press(portfolio, Qt.Key.Key_E, CONTROL)
    driver.choose_file(driver.folder / "demo-cartera.xlsx")
    driver.answer("Entendido")
    _lists(driver, window)
    _bank(driver, window, next(path.parent.glob("*BBVA*.xlsx")))
    _settings(driver, window)
    play_books(driver, window, PASSWORD)
    driver.leave(window)


def _lists(driver: Driver, window: MainWindow) -> None:
    driver.press(window, Qt.Key.Key_2, ALT)
    clients = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(clients, ClientsScreen)
    driver.wait(lambda: clients.table.rows.rowCount() > 100, "the clients")
    driver.picture(window, "demo-clientes")
    driver.press(clients.table, Qt.Key.Key_Return)
    file = driver.window(ClientDialog)
    driver.picture(file, "demo-expediente")
    driver.press(file, Qt.Key.Key_Escape)
    driver.gone(file)
    driver.press(window, Qt.Key.Key_3, ALT)
    loans = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(loans, LoansScreen)
    driver.wait(lambda: loans.table.rows.rowCount() > 100, "the loans")
    driver.picture(window, "demo-creditos")
    driver.press(window, Qt.Key.Key_K, CONTROL)
    pick = driver.window(PickDialog)
    driver.type_into(pick.search, "lopez")
    driver.wait(lambda: 0 < pick.table.rows.rowCount() < 50, "those named López")
    driver.picture(pick, "demo-buscar")
    driver.press(pick.search, Qt.Key.Key_Return)
    driver.wait(lambda: isinstance(window.stack.currentWidget(), LoanScreen), "the loan's screen")
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(screen, LoanScreen)
    driver.wait(lambda: screen.file is not None, "the loan to be read")
    driver.picture(window, "demo-credito")
    driver.press(screen, Qt.Key.Key_E, CONTROL)
    why = driver.window(LoanFiguresDialog)
    driver.wait(lambda: why.lines.rows.rowCount() > 0, "the lines of the first figure")
    driver.picture(why, "demo-por-que-liquidacion")
    driver.ask(lambda: why.day.line.setText("28/02/2027"))
    driver.press(why.day.line, Qt.Key.Key_Return)
    driver.wait(lambda: "28/02/2027" in why.summary.text(), "the figures of a day to come")
    late = next((row for row, line in enumerate(why.figures.rows.lines) if line.name == "Interés moratorio"), 0)
    driver.ask(lambda: why.figures.choose(late))
    driver.picture(why, "demo-por-que-moratorio")
    driver.ask(lambda: why.day.line.setText("15/01/1999"))
    driver.press(why.day.line, Qt.Key.Key_Return)
    driver.wait(lambda: why.day.error.isVisible(), "the day before the disbursement to be refused")
    driver.picture(why, "demo-por-que-dia-anterior")
    driver.press(why, Qt.Key.Key_Escape)
    driver.gone(why)


def _bank(driver: Driver, window: MainWindow, statement: Path) -> None:
    driver.press(window, Qt.Key.Key_4, ALT)
    screen = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(screen, ImportsScreen)
    driver.press(screen, Qt.Key.Key_U, CONTROL)
    driver.choose_file(statement)
    dialog = driver.window(ImportStatementDialog)
    driver.picture(dialog, "demo-banco-importar")
    driver.save(dialog)
    reconcile = driver.window(ReconcileDialog)
    driver.wait(lambda: reconcile.movements.rows.rowCount() > 20, "the movements")
    driver.picture(reconcile, "demo-banco-sugeridos")
    driver.press(reconcile, Qt.Key.Key_F9)
    driver.answer("Registrar pagos", "demo-banco-confirmar")
    driver.answer("Entendido", "demo-banco-registrados")
    driver.wait(lambda: any(item.line.status == "matched" for item in reconcile.items), "deposits to be matched")
    driver.picture(reconcile, "demo-banco-aplicados")
    driver.press(reconcile, Qt.Key.Key_Escape)
    driver.gone(reconcile)


def _settings(driver: Driver, window: MainWindow) -> None:
    driver.press(window, Qt.Key.Key_5, ALT)
    products = driver.ask(lambda: window.stack.currentWidget())
    assert isinstance(products, ProductsScreen)
    driver.wait(lambda: products.table.rows.rowCount() == 5, "the products")
    driver.picture(window, "demo-productos")
    driver.press(products.table, Qt.Key.Key_Return)
    product = driver.window(ProductDialog)
    driver.picture(product, "demo-producto")
    driver.press(product, Qt.Key.Key_Escape)
    driver.gone(product)
    driver.press(products, Qt.Key.Key_I, CONTROL)
    holidays = driver.window(HolidaysDialog)
    driver.wait(lambda: bool(holidays.source.text()), "the year's holidays")
    driver.picture(holidays, "demo-dias-inhabiles")
    driver.press(holidays, Qt.Key.Key_Escape)
    driver.gone(holidays)
    driver.press(products, Qt.Key.Key_E, CONTROL)
    company = driver.window(CompanyDialog)
    driver.picture(company, "demo-datos-de-la-empresa")
    driver.press(company, Qt.Key.Key_Escape)
    driver.gone(company)
