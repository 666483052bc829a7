"""Choosing by hand which loans a deposit pays, and how much each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.money import ZERO, Money, total
from app.errors import RuleViolation
from app.ports.queries import MovementLine
from app.services.bank.accept_match import AcceptMatch, MatchPart, accept_match
from app.services.loans.read_loans import find_loans
from ui.loans.loan_columns import PICK_LOAN_COLUMNS
from ui.payments.record_payment_dialog import EXCESS_CHOICES, excess_label
from ui.shared.fields import ChoiceField, MoneyField
from ui.shared.formats import date_text, money_text
from ui.shared.pick_dialog import PickDialog
from ui.shared.plain_label import PlainLabel
from ui.shared.session import Session
from ui.shared.session_form import SessionForm

PARTS_MAX = 10


@dataclass(frozen=True)
class PartLoan:
    """A loan that gets a share."""

    loan_id: int
    folio: str
    client_name: str


class SplitDepositDialog(SessionForm):
    """``result_value`` is the MatchAccepted."""

    def __init__(self, parent: QWidget | None, session: Session, line: MovementLine, first: PartLoan | None) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Aplicar depósito"),
            self.tr("{} del {}: {}").format(money_text(line.credit), date_text(line.on), line.description),
            self.tr("Aplicar"),
        )
        self.line = line
        self._request_id = uuid4().hex
        self._loans: list[PartLoan] = []
        self.parts_layout = QVBoxLayout()
        self.body_layout.addLayout(self.parts_layout)
        self.add_button = QPushButton(self.tr("Agregar crédito…  F3"))
        self.add_button.setShortcut("F3")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.pick_loan)
        self.body_layout.addWidget(self.add_button)
        self.rest = PlainLabel()
        self.body_layout.addWidget(self.rest)
        if first is not None:
            self.add_part(first)
        self.finish_layout(820, 460)
        self._show_rest()

    def pick_loan(self) -> None:
        """Find a loan by typing and give it what is left."""
        dialog = PickDialog(
            self,
            self.session,
            self.tr("¿Qué crédito paga este depósito?"),
            self.tr("Folio, nombre o teléfono"),
            PICK_LOAN_COLUMNS,
            lambda text: partial(find_loans, self.session.ctx, text, 50),
        )
        if dialog.exec():
            self.add_part(PartLoan(dialog.line.id, dialog.line.folio, dialog.line.client_name))

    def add_part(self, loan: PartLoan) -> None:
        """Another loan, with what is left of the deposit."""
        if len(self._loans) >= PARTS_MAX or any(one.loan_id == loan.loan_id for one in self._loans):
            return
        place = len(self._loans)
        left = self._left()
        self._loans.append(loan)
        label = f"{loan.folio}  {loan.client_name}"
        amount = MoneyField(f"amount_{place}", label, is_required=True)
        excess = ChoiceField(
            f"excess_{place}",
            self.tr("Si sobra"),
            [(choice, excess_label(choice)) for choice in EXCESS_CHOICES if choice[0] is not None],
        )
        self.add_section("", [[amount, excess]], into=self.parts_layout)
        amount.set_value(left)
        amount.edited.connect(self._show_rest)
        self._show_rest()
        amount.editor.setFocus()

    def _amounts(self) -> list[Money]:
        amounts = []
        for place in range(len(self._loans)):
            try:
                amounts.append(self.fields[f"amount_{place}"].value() or ZERO)
            except RuleViolation:
                amounts.append(ZERO)  # said beside the amount when it is left
        return amounts

    def _left(self) -> Money:
        return (self.line.credit or ZERO) - total(self._amounts())

    def _show_rest(self) -> None:
        left = self._left()
        if not self._loans:
            self.rest.setText(self.tr("Agregue el crédito que paga este depósito."))
        elif left:
            self.rest.setText(self.tr("Falta por repartir: {}").format(money_text(left)))
        else:
            self.rest.setText(self.tr("El depósito está repartido completo."))
        self.rest.setObjectName("error" if left or not self._loans else "good")
        self.rest.style().unpolish(self.rest)
        self.rest.style().polish(self.rest)

    def show_failure(self, error: Any) -> None:
        """A payment's refusal belongs to the whole split when there are several loans."""
        names = {"amount": "amount_0", "excess": "excess_0"}
        error.field = names.get(error.field or "") if len(self._loans) == 1 else None
        super().show_failure(error)

    def unsaved(self) -> list[str]:
        return []

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        parts = []
        for place, loan in enumerate(self._loans):
            excess, effect = values[f"excess_{place}"]
            parts.append(MatchPart(loan.loan_id, values[f"amount_{place}"], excess, effect))
        command = AcceptMatch(self.line.id, tuple(parts), self._request_id, confirmed)
        return partial(accept_match, self.ctx, command)
