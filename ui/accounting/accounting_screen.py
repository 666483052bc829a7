"""The books: trial balance and journal of some days, chart of accounts, posting guide, daily closes and months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.changes import Topic
from app.domain.accounting.accounts import Account
from app.domain.money import total
from app.errors import RuleViolation
from app.ports.queries import AccountBalance
from app.services.accounting.close_month import close_month
from app.services.accounting.edit_chart import Chart, read_chart
from app.services.accounting.read_books import Periods, read_journal, read_periods, read_trial_balance
from ui.accounting.account_dialog import AccountDialog
from ui.accounting.book_columns import (
    BALANCE_COLUMNS,
    CHART_COLUMNS,
    CLOSE_COLUMNS,
    JOURNAL_COLUMNS,
    MONTH_COLUMNS,
    GuideLine,
    MonthLine,
    guide_columns,
    guide_lines,
    month_lines,
)
from ui.accounting.close_day_dialog import CloseDayDialog
from ui.accounting.map_concept_dialog import MapConceptDialog
from ui.accounting.reopen_month_dialog import ReopenMonthDialog
from ui.audit.verification_dialog import verify_in
from ui.shared.authorisation_dialog import run_authorised
from ui.shared.formats import date_text, money_text, parse_date
from ui.shared.message_box import confirm
from ui.shared.plain_label import PlainLabel
from ui.shared.session import Session
from ui.shared.tabs_screen import ListTab, TabsScreen


class AccountingScreen(TabsScreen):
    """F9 closes the day, F6 verifies; Enter in the trial balance shows the account's entries."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.BOOKS, Topic.LOANS, Topic.PAYMENTS})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Contabilidad", "Partida doble de cada movimiento de dinero y de cada cierre")
        self._today = session.ctx.clock.business_on()
        self._account = ""
        self._add_span()
        ctx = session.ctx
        self.balance = ListTab(self.tr("Balanza"), BALANCE_COLUMNS, self._read_balance)
        self.journal = ListTab(self.tr("Pólizas"), JOURNAL_COLUMNS, self._read_journal)
        self.chart = ListTab(
            self.tr("Catálogo"), CHART_COLUMNS, partial(partial, read_chart, ctx), lambda chart: chart.accounts
        )
        self.guide = ListTab(
            self.tr("Guía contable"), guide_columns(self._account_name), partial(partial, read_chart, ctx), guide_lines
        )
        self.closes = ListTab(
            self.tr("Cierres del día"),
            CLOSE_COLUMNS,
            partial(partial, read_periods, ctx),
            lambda periods: periods.closes,
        )
        self.months = ListTab(self.tr("Meses"), MONTH_COLUMNS, partial(partial, read_periods, ctx), month_lines)
        for tab in (self.balance, self.journal, self.chart, self.guide, self.closes, self.months):
            self.add_tab(tab.table.accessibleName(), tab)
        self.totals = PlainLabel()
        self.totals.setObjectName("muted")
        self.balance.top.addWidget(self.totals)
        self.journal.table.empty_text = self.tr("En esos días no hay pólizas.")
        self.closes.table.empty_text = self.tr("Todavía no se ha hecho ningún cierre del día (F9).")
        self.balance.table.opened.connect(self._open_account)
        self.journal.table.opened.connect(self._open_loan)
        self._add_actions()

    def _add_span(self) -> None:
        row = QHBoxLayout()
        self.since, self.until = QLineEdit(), QLineEdit()
        for line, name, day in (
            (self.since, self.tr("Desde"), self._today.replace(day=1)),
            (self.until, self.tr("Hasta"), self._today),
        ):
            label = PlainLabel(name)
            label.setBuddy(line)
            line.setAccessibleName(name)
            line.setFixedWidth(120)
            line.setText(date_text(day))
            line.returnPressed.connect(self.reload)
            line.editingFinished.connect(self._span_left)
            row.addWidget(label)
            row.addWidget(line)
        self.filter_note = PlainLabel()
        self.filter_note.setObjectName("muted")
        row.addWidget(self.filter_note, 1)
        self._span_shown = (self.since.text(), self.until.text())
        self.content_layout.insertLayout(0, row)

    def _add_actions(self) -> None:
        may = self.session.may
        if may("chart.edit"):
            self.chart.table.opened.connect(lambda account: self._edit_account(account))
            self.guide.table.opened.connect(self._map)
            self.of_tabs(
                self.add_action(self.tr("Nueva cuenta"), "Ctrl+U", partial(self._edit_account, None)), self.chart
            )
        everything = self.add_action(self.tr("Todas las cuentas"), "Ctrl+T", self._all_accounts)
        self.of_tabs(everything, self.journal)
        if may("months.close"):
            self.of_tabs(self.add_action(self.tr("Cerrar mes"), "Ctrl+M", self._close_month), self.months)
        if may("months.reopen"):
            self.of_tabs(self.add_action(self.tr("Reabrir mes"), "", self._reopen_month), self.months)
        if may("books.verify"):
            self.add_action(self.tr("Verificar"), "F6", lambda: verify_in(self, self.session))
        if may("day.close"):
            self.add_action(self.tr("Cierre del día"), "F9", self.close_day, is_primary=True)

    # -- reading ------------------------------------------------------------------------------------------------

    def span(self) -> tuple[date, date]:
        """The days asked for. RuleViolation when one cannot be read."""
        return parse_date(self.since.text(), self._today), parse_date(self.until.text(), self._today)

    def load(self) -> None:
        try:
            self.span()
        except RuleViolation:
            self.filter_note.setText(self.tr("La fecha se escribe como 31/12/2026."))
            self.loaded()
            return
        self._span_shown = (self.since.text(), self.until.text())
        told = self.tr("Solo la cuenta {}").format(self._account) if self._account else ""
        self.filter_note.setText(told if self.current_tab() is self.journal else "")
        super().load()

    def loaded(self, empty: str = "") -> None:
        super().loaded(empty)
        lines: tuple[AccountBalance, ...] = self.balance.result or ()
        debits, credits = total(line.debits for line in lines), total(line.credits for line in lines)
        self.totals.setText(self.tr("Cargos {} · Abonos {}").format(money_text(debits), money_text(credits)))

    def _span_left(self) -> None:
        if (self.since.text(), self.until.text()) != self._span_shown:
            self.reload()

    def _read_balance(self) -> Callable[[], Any]:
        return partial(read_trial_balance, self.session.ctx, *self.span())

    def _read_journal(self) -> Callable[[], Any]:
        return partial(read_journal, self.session.ctx, *self.span(), self._account)

    def _account_name(self, code: str) -> str:
        chart: Chart | None = self.guide.result
        return next((one.name for one in chart.accounts if one.code == code), "") if chart else ""

    # -- acting -------------------------------------------------------------------------------------------------

    def _open_account(self, line: AccountBalance) -> None:
        self._account = line.code
        self.tabs.setCurrentWidget(self.journal)

    def _all_accounts(self) -> None:
        self._account = ""
        self.reload()

    def _open_loan(self, line: Any) -> None:
        if not line.loan_folio:
            self.session.requests.say.emit(self.tr("Esa póliza es del cierre del día: suma muchos créditos."))
        else:
            self.session.requests.open_folio.emit(line.loan_folio)

    def _edit_account(self, account: Account | None) -> None:
        AccountDialog(self, self.session, account).exec()

    def _map(self, line: GuideLine) -> None:
        if self.guide.result is not None:
            MapConceptDialog(self, self.session, self.guide.result, line.concept, line.product_id).exec()

    def close_day(self) -> None:
        """Close the days that are not closed yet, and back the company up."""
        CloseDayDialog(self, self.session).exec()

    def _close_month(self) -> None:
        periods: Periods | None = self.months.result
        line: MonthLine | None = self.months.table.current_line()
        if periods is None or line is None or line.is_closed:
            self.session.requests.say.emit(self.tr("Elija en la lista un mes abierto."))
            return
        sentence = self.tr(
            "{} ya no recibirá pólizas. Lo que llegue tarde se registra en el mes abierto con su fecha valor."
        ).format(line.text)
        if confirm(self, self.tr("Cerrar mes"), sentence, self.tr("Cerrar el mes"), self.tr("Dejarlo abierto")):
            run_authorised(self.session, self, lambda ctx: close_month(ctx, line.month), lambda _: None)

    def _reopen_month(self) -> None:
        line: MonthLine | None = self.months.table.current_line()
        if line is None or not line.is_closed:
            self.session.requests.say.emit(self.tr("Elija en la lista el último mes cerrado."))
        else:
            ReopenMonthDialog(self, self.session, line.month, line.text).exec()
