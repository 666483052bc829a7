"""The products on offer, which give each new loan its defaults."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from app.changes import Topic
from app.domain.products.product import Product
from app.services.products.read_products import read_products
from app.services.settings.edit_company import read_company
from ui.products.product_dialog import ProductDialog
from ui.settings.company_dialog import CompanyDialog
from ui.settings.holidays_dialog import HolidaysDialog
from ui.shared.formats import money_text, rate_text
from ui.shared.labels import FREQUENCIES, METHODS
from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.table_view import TableView

COLUMNS = (
    Column("Producto", lambda line: line.name, width=170),
    Column("Método", lambda line: METHODS[line.method.value], width=200),
    Column("Frecuencia", lambda line: FREQUENCIES[line.frequency.value], width=95),
    Column(
        "Tasa anual", lambda line: line.annual_rate, lambda line: rate_text(line.annual_rate), is_number=True, width=90
    ),
    Column(
        "Comisión", lambda line: line.opening_fee_rate, lambda line: rate_text(line.opening_fee_rate), is_number=True
    ),
    Column("Desde", lambda line: line.amount_min, lambda line: money_text(line.amount_min), is_number=True),
    Column("Hasta", lambda line: line.amount_max, lambda line: money_text(line.amount_max), is_number=True, width=120),
    Column(
        "Se ofrece",
        lambda line: line.is_active,
        lambda line: "Sí" if line.is_active else "No",
        width=85,
        tone=lambda line: "" if line.is_active else "muted",
    ),
)


class ProductsScreen(Screen):
    """Enter edits, Ctrl+U adds; the company's own data are changed here too."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PRODUCTS})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, "Productos", "Los créditos ya hechos conservan sus condiciones", has_many_actions=True
        )
        self.table = TableView("Productos", COLUMNS)
        self.content_layout.addWidget(self.table, 1)
        self.first_focus = self.table
        self.table.opened.connect(self._edit)
        if session.may("settings.edit"):
            self.add_action(self.tr("Días inhábiles"), "Ctrl+I", self._edit_holidays)
            self.add_action(self.tr("Datos de la empresa"), "Ctrl+E", self._edit_company)
        if session.may("products.edit"):
            self.add_action(self.tr("Nuevo producto"), "Ctrl+U", partial(self._edit, None), is_primary=True)

    def load(self) -> None:
        def show(products: tuple[Product, ...]) -> None:
            self.table.set_lines(products)
            self.loaded()

        self.session.tasks.run(self, partial(read_products, self.session.ctx), show, self.load_failed)

    def _edit(self, product: Product | None) -> None:
        ProductDialog(self, self.session, product).exec()

    def _edit_holidays(self) -> None:
        HolidaysDialog(self, self.session, self.session.ctx.clock.business_on().year).exec()

    def _edit_company(self) -> None:
        self.session.tasks.run(
            self,
            partial(read_company, self.session.ctx),
            lambda company: CompanyDialog(self, self.session, company).exec(),
        )
