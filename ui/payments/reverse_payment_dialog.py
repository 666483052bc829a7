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
from ui.shared.formats import date_text, money_text
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class ReversePaymentDialog(SessionForm):
    """``result_value`` is the PaymentReversed."""

    def __init__(self, parent: QWidget | None, session: Session, line: PaymentLine) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Reversar condonación") if line.is_waiver else self.tr("Reversar pago"),
            self._explanation(line),
            self.tr("Reversar"),
        )
        self.line = line
        self._request_id = uuid4().hex
        self.add_section("", [[TextField("reason", self.tr("Motivo"), is_required=True, length=200)]])
        self.finish_layout(620, 300)
        self.fields["reason"].editor.setFocus()

    def _explanation(self, line: PaymentLine) -> str:
        if line.is_waiver:
            told = self.tr("Lo condonado a {1} por {2} el {3} se vuelve a deber. Los dos movimientos quedan.")
        else:
            told = self.tr("El recibo {0} de {1} por {2} del {3} dejará de contar. Los dos movimientos quedan.")
        return told.format(line.receipt, line.client_name, money_text(line.amount), date_text(line.value_on))

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        command = ReversePayment(self.line.event_id, values["reason"], self._request_id)
        return partial(reverse_payment, self.ctx, command)
