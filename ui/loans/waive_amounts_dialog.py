"""Waiving part of what is due: one amount for each concept, with its VAT beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from app.domain.money import Money
from app.domain.payments.components import Component
from app.errors import RuleViolation
from app.services.loans.read_loans import LoanFile
from app.services.loans.waive_amounts import WAIVABLE, WaiveAmounts, waive_amounts
from ui.shared.fields import MoneyField, TextField
from ui.shared.formats import money_text
from ui.shared.labels import COMPONENTS
from ui.shared.session import Session
from ui.shared.session_form import SessionForm

_WITH_VAT = {
    Component.CHARGES: Component.CHARGES_VAT,
    Component.LATE_INTEREST: Component.LATE_VAT,
    Component.INTEREST: Component.VAT,
    Component.FEES: Component.FEES_VAT,
}


class WaiveAmountsDialog(SessionForm):
    """``result_value`` is the AmountsWaived. Only what is due today is offered."""

    def __init__(self, parent: QWidget | None, session: Session, file: LoanFile) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Condonar"),
            self.tr("{}: lo que se condona se deja de cobrar; queda en el historial con su motivo.").format(
                file.loan.folio
            ),
            self.tr("Condonar"),
        )
        assert file.state is not None, "only what is owed can be waived"
        self.loan_id, self._due = file.loan.id, file.state.due
        self._vat_rate = file.loan.terms.vat_rate
        self._request_id = uuid4().hex
        rows = [
            [self._field(one) for one in (component, vat) if self._due.of(one)] for component, vat in _WITH_VAT.items()
        ]
        self.add_section(self.tr("Cuánto se condona de lo que se debe hoy"), [row for row in rows if row])
        if not any(rows):
            self.banner.setText(self.tr("Hoy no se deben intereses, comisiones ni gastos: no hay qué condonar."))
            self.banner.show()
            self.primary.setEnabled(False)
        self.add_section("", [[TextField("reason", self.tr("Motivo"), is_required=True, length=200)]])
        self.finish_layout(680, 470)

    def _field(self, component: Component) -> MoneyField:
        label = self.tr("{} (se deben {})").format(COMPONENTS[component.value], money_text(self._due.of(component)))
        field = MoneyField(component.value, label)
        if component in _WITH_VAT:
            field.left.connect(partial(self._propose_vat, component))
        return field

    def _propose_vat(self, component: Component) -> None:
        """The tax goes with what it is of, unless something else was typed."""
        vat = self.fields.get(_WITH_VAT[component].value)
        try:
            amount = self.fields[component.value].value()
        except RuleViolation:
            return
        if vat is None or amount is None or vat.is_modified():
            return
        due = self._due.of(_WITH_VAT[component])
        is_all = amount == self._due.of(component)
        vat.set_value(due if is_all else min(due, amount.times(self._vat_rate)))

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        amounts: dict[Component, Money] = {
            component: values[component.value] for component in WAIVABLE if values.get(component.value)
        }
        return partial(
            waive_amounts, self.ctx, WaiveAmounts(self.loan_id, amounts, values["reason"] or "", self._request_id)
        )
