"""Undoing a payment: a reversal with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from app.ports.queries import PaymentLine
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from ui.shared.fields import TextField
from ui.shared.form_dialog import FormDialog
from ui.shared.formats import date_text, money_text
from ui.shared.session import Session


class ReversePaymentDialog(FormDialog):
    """``result_value`` is the PaymentReversed."""

    def __init__(self, parent: QWidget | None, session: Session, line: PaymentLine) -> None:
        super().__init__(
            parent,
            session.tasks,
            self.tr("Reversar pago"),
            self.tr(
                "El recibo {} de {} por {} del {} dejará de contar. Los dos movimientos quedan en el historial."
            ).format(line.receipt, line.client_name, money_text(line.amount), date_text(line.value_on)),
            self.tr("Reversar"),
        )
        self.session, self.line = session, line
        self._request_id = uuid4().hex
        self.add_section("", [[TextField("reason", self.tr("Motivo"), is_required=True, length=200)]])
        self.finish_layout(620, 300)
        self.fields["reason"].editor.setFocus()

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        command = ReversePayment(self.line.event_id, values["reason"], self._request_id)
        return partial(reverse_payment, self.session.ctx, command)
