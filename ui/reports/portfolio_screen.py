"""The owner's portfolio: totals, ageing and every open loan, exported to Excel."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from app.changes import Topic
from app.services.reports.export_portfolio import export_portfolio
from app.services.reports.read_portfolio import Portfolio, read_portfolio
from ui.loans.loan_columns import days_tone, money_column
from ui.reports.ageing_chart import AgeingChart
from ui.shared.formats import date_text, money_text, rate_text
from ui.shared.labels import AGEING_BANDS
from ui.shared.message_box import inform
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.table_view import TableView

COLUMNS = (
    Column("Folio", lambda line: line.folio, width=108),
    Column("Cliente", lambda line: line.client_name, width=195),
    Column("Producto", lambda line: line.product_name, width=140),
    money_column("Saldo", "outstanding_principal", 110),
    Column("Próximo", lambda line: line.next_due_on, lambda line: date_text(line.next_due_on), width=100),
    money_column("Importe", "next_due_amount", 98),
    money_column("Vencido", "overdue", 100),
    Column(
        "Días",
        lambda line: line.days_past_due,
        lambda line: str(line.days_past_due or ""),
        is_number=True,
        width=55,
        tone=lambda line: days_tone(line.days_past_due),
    ),
    Column("Antigüedad", lambda line: AGEING_BANDS[line.ageing_band], width=125),
)


class PortfolioScreen(Screen):
    """Enter opens the loan; Ctrl+E writes the workbook."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.LOANS, Topic.PAYMENTS, Topic.CLIENTS})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Cartera")
        top = QHBoxLayout()
        top.addWidget(self._figures(), 1)
        self.chart = AgeingChart()
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.addWidget(self.chart)
        card.setFixedHeight(210)
        top.addWidget(card, 3)
        self.content_layout.addLayout(top)
        self.filter = QLineEdit()
        self.filter.setObjectName("search")
        self.filter.setPlaceholderText(self.tr("Filtrar por cliente, folio, producto o antigüedad…"))
        self.filter.setAccessibleName(self.tr("Filtrar"))
        self.filter.setClearButtonEnabled(True)
        self.content_layout.addWidget(self.filter)
        self.table = TableView("Cartera", COLUMNS)
        self.content_layout.addWidget(self.table, 1)
        self.filter.textChanged.connect(self.table.rows.set_filter)
        self.first_focus = self.table
        self.table.opened.connect(lambda line: session.requests.open_loan.emit(line.loan_id))
        self.add_shortcut("Ctrl+B", self.filter.setFocus)
        self.add_shortcut("Ctrl+F", self.filter.setFocus)
        if session.may("portfolio.export"):
            self.add_action(self.tr("Exportar a Excel"), "Ctrl+E", self.export, is_primary=True)

    def _figures(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedHeight(210)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(1)
        self.figures: dict[str, QLabel] = {}
        for key, title, name in (
            ("outstanding", self.tr("Saldo de la cartera"), "figure"),
            ("loans", self.tr("Créditos abiertos"), "figureSmall"),
            ("overdue", self.tr("Pagos vencidos"), "figureSmall"),
            ("par30", self.tr("Cartera en riesgo a más de 30 días (PAR30)"), "figureSmall"),
        ):
            caption = PlainLabel(title)
            caption.setObjectName("muted")
            caption.setWordWrap(True)
            figure = PlainLabel()
            figure.setObjectName(name)
            figure.setAccessibleName(title)
            self.figures[key] = figure
            layout.addWidget(caption)
            layout.addWidget(figure)
        layout.addStretch(1)
        return card

    def load(self) -> None:
        self.session.tasks.run(self, partial(read_portfolio, self.session.ctx), self._show, self.load_failed)

    def _show(self, portfolio: Portfolio) -> None:
        summary = portfolio.summary
        self.subtitle.setText(self.tr("Al {}").format(date_text(portfolio.business_on)))
        self.figures["outstanding"].setText(money_text(summary.total_outstanding))
        self.figures["loans"].setText(f"{summary.loans:,}")
        self.figures["overdue"].setText(money_text(summary.overdue))
        self.figures["par30"].setText(rate_text(summary.par30) if summary.par30 is not None else self.tr("s/d"))
        self.chart.show_bands(summary.bands)
        self.table.set_lines(portfolio.lines)
        self.loaded(
            ""
            if portfolio.lines
            else self.tr("Todavía no hay créditos entregados. Capture el primero en Créditos (Ctrl+U).")
        )

    def export(self) -> None:
        """Ask where, and write the workbook off the GUI thread."""
        day = self.session.ctx.clock.business_on()
        proposed = str(Path.home() / f"cartera {day.isoformat()}.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Exportar cartera"), proposed, "Excel (*.xlsx)")
        if not name:
            return
        path = Path(name).with_suffix(".xlsx")
        self.session.tasks.run_long(
            self,
            self.tr("Escribiendo la cartera…"),
            lambda progress: export_portfolio(self.session.ctx, path, progress),
            lambda count: self._exported(path, count),
        )

    def _exported(self, path: Path, count: int) -> None:
        sentence = self.tr("Se escribieron {:,} créditos en «{}».").format(count, path.name)
        inform(self, self.tr("Cartera exportada"), sentence)
