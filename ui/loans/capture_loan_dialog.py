"""Capturing a loan: the table, the totals and the CAT follow as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import Frequency, add_months
from app.domain.clients.client import Client
from app.domain.loans.terms import FeeMode, LoanTerms, OpeningFee
from app.domain.products.product import DAY_COUNTS_OFFERED, FREQUENCIES_OFFERED, METHODS_OFFERED, Product
from app.errors import RuleViolation
from app.messages import text_of
from app.services.loans.create_loan import CreateLoan, create_loan
from app.services.loans.simulate_loan import Simulation, simulate_loan
from app.services.settings.edit_holidays import read_published_holidays
from ui.loans.loan_columns import SCHEDULE_COLUMNS
from ui.shared.fields import ChoiceField, DateField, Field, IntegerField, MoneyField, RateField
from ui.shared.formats import money_text, month_end
from ui.shared.labels import DAY_COUNTS, FEE_MODES, FREQUENCIES, METHODS
from ui.shared.plain_label import PlainLabel
from ui.shared.session import Session
from ui.shared.session_form import SessionForm
from ui.shared.table_view import TableView
from ui.shared.window_size import open_at

FOLLOWING_MS = 60
FEE_VAT_RATE = Decimal("0.16")
"""Commissions always bear VAT, also where the interest is exempt (LIVA arts. 1 and 15)."""
_FIELD_OF_TERM = {"opening_fee": "opening_fee_rate"}


def usual_first_due(frequency: Frequency, disbursed_on: date) -> date:
    """One period later; semimonthly on the next 15th or month's end at least ten days off."""
    if frequency.months:
        return add_months(disbursed_on, frequency.months)
    if frequency.days:
        return disbursed_on + timedelta(days=frequency.days)
    earliest = disbursed_on + timedelta(days=10)
    middle, end = earliest.replace(day=15), month_end(earliest)
    return middle if earliest <= middle else end


class CaptureLoanDialog(SessionForm):
    """``result_value`` is the LoanCreated."""

    def __init__(self, parent: QWidget | None, session: Session, client: Client, products: Sequence[Product]) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Nuevo crédito"),
            f"{client.data.full_name}  ({client.number})",
            self.tr("Guardar crédito"),
        )
        self.client, self.products = client, products
        self._first_due_is_typed = False
        self._holidays: tuple[date, ...] = ()
        session.tasks.run(self, partial(read_published_holidays, session.ctx), self._take_holidays)
        self._add_fields()
        self._add_figures()
        self.table = TableView(self.tr("Tabla de amortización"), SCHEDULE_COLUMNS)
        self.table.setMinimumHeight(150)
        self.body_layout.addWidget(self.table, 1)
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(FOLLOWING_MS)
        self._following.timeout.connect(self.recalculate)
        for field in self.fields.values():
            field.edited.connect(self._following.start)
        self.fields["product"].edited.connect(self._take_product)
        self.fields["first_due_on"].edited.connect(self._first_due_typed)
        for name in ("frequency", "disbursed_on"):
            self.fields[name].edited.connect(self._propose_first_due)
        self._take_product()
        open_at(self, 1060, 720)
        self.fields["principal"].editor.setFocus()

    # -- building -----------------------------------------------------------------------------------------------

    def _add_fields(self) -> None:
        today = self.session.ctx.clock.business_on()
        products = [(product, product.name) for product in self.products]
        frequencies = [(frequency, FREQUENCIES[frequency.value]) for frequency in FREQUENCIES_OFFERED]
        rows: list[list[Field]] = [
            [
                ChoiceField("product", self.tr("Producto"), products),
                MoneyField("principal", self.tr("Monto"), is_required=True),
                IntegerField("installments", self.tr("Número de pagos"), is_required=True),
                ChoiceField("frequency", self.tr("Frecuencia"), frequencies),
            ],
            [
                RateField("annual_rate", self.tr("Tasa anual sin IVA"), is_required=True),
                RateField("late_annual_rate", self.tr("Tasa moratoria anual"), is_required=True),
                RateField("opening_fee_rate", self.tr("Comisión por apertura"), is_required=True),
                ChoiceField("fee_mode", self.tr("La comisión"), [(mode, FEE_MODES[mode.value]) for mode in FeeMode]),
            ],
            [
                ChoiceField("method", self.tr("Método"), [(one, METHODS[one.value]) for one in METHODS_OFFERED]),
                ChoiceField(
                    "day_count", self.tr("Cuenta de días"), [(one, DAY_COUNTS[one.value]) for one in DAY_COUNTS_OFFERED]
                ),
                DateField("disbursed_on", self.tr("Fecha de entrega"), today, is_required=True),
                DateField("first_due_on", self.tr("Primer pago"), today, is_required=True),
            ],
        ]
        self.add_section("", rows)
        self.fields["disbursed_on"].set_value(today)

    def _add_figures(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 8, 14, 8)
        self.figures: dict[str, PlainLabel] = {}
        names = (
            ("payment", self.tr("Cada pago")),
            ("total", self.tr("Total a pagar")),
            ("interest", self.tr("Intereses")),
            ("vat", self.tr("IVA")),
            ("net", self.tr("El cliente recibe")),
            ("cat", self.tr("CAT sin IVA")),
        )
        for key, title in names:
            column = QVBoxLayout()
            column.setSpacing(0)
            caption = PlainLabel(title)
            caption.setObjectName("muted")
            figure = PlainLabel()
            figure.setObjectName("figureSmall")
            figure.setAccessibleName(title)
            self.figures[key] = figure
            column.addWidget(caption)
            column.addWidget(figure)
            row.addLayout(column, 1)
        self.problem = PlainLabel()
        self.problem.setObjectName("error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body_layout.addWidget(card)
        self.body_layout.addWidget(self.problem)

    # -- following ----------------------------------------------------------------------------------------------

    def _take_product(self) -> None:
        product: Product | None = self.fields["product"].value()
        if product is None:
            return
        for name in ("annual_rate", "late_annual_rate", "opening_fee_rate", "method", "day_count", "frequency"):
            self.fields[name].set_value(getattr(product, name))
        self.fields["principal"].set_value(product.amount_default)
        self.fields["installments"].set_value(product.installments_default)
        self._first_due_is_typed = False
        self._propose_first_due()
        self.recalculate()

    def _first_due_typed(self) -> None:
        self._first_due_is_typed = True

    def _propose_first_due(self) -> None:
        if self._first_due_is_typed:
            return
        try:
            disbursed_on = self.fields["disbursed_on"].value()
        except RuleViolation:
            return  # said beside the date when it is left
        if disbursed_on is not None:
            frequency: Frequency = self.fields["frequency"].value()
            self.fields["first_due_on"].set_value(usual_first_due(frequency, disbursed_on))
        self._following.start()

    def recalculate(self) -> None:
        """The table of what is typed now, or what is missing for it."""
        try:
            self._show(simulate_loan(self.terms({name: field.value() for name, field in self.fields.items()})))
        except RuleViolation as error:
            self.table.set_lines([])
            for figure in self.figures.values():
                figure.setText("")
            self.problem.setText(text_of(error))
            self.problem.show()

    def _show(self, simulation: Simulation) -> None:
        self.problem.hide()
        rows, totals = simulation.schedule.rows, simulation.schedule.totals
        self.table.set_lines(rows)
        is_level = rows[0].total == rows[-1].total or len(rows) == 1 or rows[0].total == rows[1].total
        payment = money_text(rows[0].total)
        self.figures["payment"].setText(payment if is_level else self.tr("{} el primero").format(payment))
        self.figures["total"].setText(money_text(totals.total))
        self.figures["interest"].setText(money_text(totals.interest))
        self.figures["vat"].setText(money_text(totals.vat))
        self.figures["net"].setText(money_text(simulation.net_amount))
        self.figures["cat"].setText(f"{simulation.cat} %")

    def _take_holidays(self, holidays: tuple[date, ...]) -> None:
        self._holidays = holidays
        self._following.start()

    def terms(self, values: dict[str, Any]) -> LoanTerms:
        """The loan's terms; RuleViolation of a missing or senseless one."""
        for name in ("principal", "installments", "annual_rate", "disbursed_on", "first_due_on"):
            if values[name] is None:
                raise RuleViolation("typed.required", field=name)
        product: Product = values["product"]
        fee_rate: Decimal = values["opening_fee_rate"] or Decimal(0)
        fee = OpeningFee(fee_rate, None, FEE_VAT_RATE, values["fee_mode"]) if fee_rate else None
        return LoanTerms(
            principal=values["principal"],
            annual_rate=values["annual_rate"],
            vat_rate=product.vat_rate,
            method=values["method"],
            frequency=values["frequency"],
            installments=values["installments"],
            disbursed_on=values["disbursed_on"],
            first_due_on=values["first_due_on"],
            day_count=values["day_count"],
            opening_fee=fee,
            business_day_rule=product.business_day_rule,
            bank_holidays=self._holidays,
            late_annual_rate=values["late_annual_rate"] or Decimal(0),
        )

    def show_failure(self, error: Any) -> None:
        """A term's message goes beside the field that holds it."""
        field = _FIELD_OF_TERM.get(error.field or "", error.field)
        error.field = field
        self.problem.hide()
        super().show_failure(error)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        terms = self.terms(values)
        signed_on = min(self.session.ctx.clock.business_on(), terms.disbursed_on)
        command = CreateLoan(self.client.id, values["product"].id, terms, signed_on)
        return partial(create_loan, self.ctx, command)
