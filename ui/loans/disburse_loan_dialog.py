"""Handing over a loan's money: its date, how it left, and the bank's reference."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from app.domain.loans.loan import Channel
from app.services.loans.disburse_loan import DisburseLoan, disburse_loan, money_handed_over
from app.services.loans.read_loans import LoanFile
from ui.shared.fields import ChoiceField, DateField, TextField
from ui.shared.formats import money_text
from ui.shared.labels import CHANNELS
from ui.shared.session import Session
from ui.shared.session_form import SessionForm

_CHANNELS = (Channel.TRANSFER, Channel.CASH, Channel.CHEQUE)


class DisburseLoanDialog(SessionForm):
    """``result_value`` is the LoanDisbursed."""

    def __init__(self, parent: QWidget | None, session: Session, file: LoanFile) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Entregar el dinero"),
            self.tr("{}: {} recibe {}.").format(
                file.loan.folio, file.client.data.full_name, money_text(money_handed_over(file.loan))
            ),
            self.tr("Registrar entrega"),
        )
        self.file = file
        self._request_id = uuid4().hex
        day = DateField("disbursed_on", self.tr("Fecha de entrega"), session.ctx.clock.business_on(), is_required=True)
        day.set_value(min(file.loan.terms.disbursed_on, session.ctx.clock.business_on()))
        channels = [(channel, CHANNELS[channel.value]) for channel in _CHANNELS]
        self.add_section(
            "",
            [
                [day, ChoiceField("channel", self.tr("Cómo se entrega"), channels)],
                [TextField("reference", self.tr("Referencia o clave de rastreo"), length=60)],
            ],
        )
        self.finish_layout(640, 360)
        self.fields["reference"].editor.setFocus()

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        command = DisburseLoan(
            self.file.loan.id,
            values["disbursed_on"],
            values["channel"],
            values["reference"],
            self._request_id,
            confirmed,
        )
        return partial(disburse_loan, self.ctx, command)
