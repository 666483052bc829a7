"""Recording a payment: what is due with its parts, and how the amount applies before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.loans.events import Excess, PrepaymentEffect
from app.domain.loans.loan import Channel
from app.domain.loans.preview import PaymentPreview, preview_payment
from app.domain.loans.state import LoanState, state_on
from app.domain.money import ZERO, Money
from app.domain.payments.components import Component
from app.errors import RuleViolation
from app.messages import text_of
from app.services.loans.read_loans import LoanFile
from app.services.payments.record_payment import RecordPayment, record_payment
from ui.shared.fields import ChoiceField, DateField, MoneyField, TextField
from ui.shared.formats import date_text, money_text
from ui.shared.labels import CHANNELS, COMPONENTS, EFFECTS, EXCESSES
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.session_form import SessionForm
from ui.shared.table_view import TableView
from ui.shared.window_size import open_at

FOLLOWING_MS = 60


@dataclass(frozen=True)
class PartLine:
    """A component: what is due of it, and what this payment gives it."""

    name: str
    due: Money
    applied: Money
    left: Money


PART_COLUMNS = (
    Column("Concepto", lambda line: line.name, width=230),
    Column("Exigible", lambda line: line.due, lambda line: money_text(line.due), is_number=True, width=130),
    Column("Se aplica", lambda line: line.applied, lambda line: money_text(line.applied), is_number=True, width=130),
    Column("Queda", lambda line: line.left, lambda line: money_text(line.left), is_number=True, width=130),
)
EXCESS_CHOICES = (
    (None, None),
    (Excess.ADVANCE, None),
    (Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT),
    (Excess.PREPAYMENT, PrepaymentEffect.SHORTEN_TERM),
)


def excess_label(choice: tuple[Excess | None, PrepaymentEffect | None]) -> str:
    """What the clerk reads of a way to use the excess."""
    excess, effect = choice
    if excess is None:
        return "Elija qué hacer con el excedente"
    label = EXCESSES[excess.value]
    return f"{label}: {EFFECTS[effect.value].lower()}" if effect else f"{label} para los próximos pagos"


class RecordPaymentDialog(SessionForm):
    """``result_value`` is the PaymentRecorded."""

    def __init__(self, parent: QWidget | None, session: Session, file: LoanFile) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Registrar pago"),
            f"{file.loan.folio}  {file.client.data.full_name}",
            self.tr("Guardar pago"),
        )
        self.file = file
        self._request_id = uuid4().hex
        self._state: LoanState | None = None
        self._add_summary()
        self._add_fields()
        self.table = TableView(self.tr("Cómo se aplica"), PART_COLUMNS)
        self.table.setMinimumHeight(170)
        self.body_layout.addWidget(self.table, 1)
        self.outcome = PlainLabel()
        self.outcome.setWordWrap(True)
        self.body_layout.addWidget(self.outcome)
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(FOLLOWING_MS)
        self._following.timeout.connect(self.follow)
        for field in self.fields.values():
            field.edited.connect(self._following.start)
        self.follow()
        open_at(self, 900, 620)
        self.fields["amount"].editor.setFocus()

    def _add_summary(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(22)
        self.figures: dict[str, QLabel] = {}
        for key, title in (
            ("due", self.tr("Exigible")),
            ("days", self.tr("Atraso")),
            ("next", self.tr("Próximo pago")),
            ("payoff", self.tr("Para liquidar")),
        ):
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
        self.body_layout.addWidget(card)

    def _add_fields(self) -> None:
        today = self.session.ctx.clock.business_on()
        channels = [(channel, CHANNELS[channel.value]) for channel in Channel]
        self.add_section(
            "",
            [
                [
                    MoneyField("amount", self.tr("Importe recibido"), is_required=True),
                    DateField("value_on", self.tr("Fecha del pago"), today, is_required=True),
                    ChoiceField("channel", self.tr("Medio"), channels),
                    TextField("reference", self.tr("Referencia"), length=60),
                ],
                [
                    ChoiceField(
                        "excess",
                        self.tr("Excedente"),
                        [(choice, excess_label(choice)) for choice in EXCESS_CHOICES],
                    )
                ],
            ],
        )
        self.fields["value_on"].set_value(today)
        self.fields["excess"].hide()

    # -- following ----------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """What is due on the date typed, and where the amount typed would go."""
        terms, events = self.file.loan.terms, self.file.events
        try:
            value_on = self.fields["value_on"].value()
            amount = self.fields["amount"].value()
        except RuleViolation as error:
            self._say(text_of(error), is_wrong=True)
            return
        if value_on is None:
            return
        if self._state is None or self._state.as_of != value_on:
            self._state = state_on(terms, events, value_on)
            self._show_summary(self._state)
        self._show_excess_choice(amount)
        excess, effect = self.fields["excess"].value() or (None, None)
        if not amount:
            self._show_parts(self._state, {})
            self._say(self.tr("Escriba el importe para ver cómo se aplica."))
            return
        try:
            self._show_preview(preview_payment(terms, events, amount, value_on, excess, effect))
        except RuleViolation as error:
            self._show_parts(self._state, {})
            self._say(text_of(error), is_wrong=True)

    def _show_summary(self, state: LoanState) -> None:
        days = self.tr("{} días").format(state.days_past_due) if state.days_past_due else self.tr("Al corriente")
        self.figures["due"].setText(money_text(state.due.total))
        self.figures["days"].setText(days)
        upcoming = f"{money_text(state.next_due_amount)} el {date_text(state.next_due_on)}"
        self.figures["next"].setText(upcoming if state.next_due_on else "-")
        self.figures["payoff"].setText(money_text(state.payoff))

    def _show_excess_choice(self, amount: Money | None) -> None:
        assert self._state is not None
        has_excess = amount is not None and self._state.due.total < amount < self._state.payoff
        field = self.fields["excess"]
        if has_excess != field.isVisibleTo(self):
            field.set_value((None, None))
            field.setVisible(has_excess)

    def _show_preview(self, preview: PaymentPreview) -> None:
        applied: dict[Component, Money] = {}
        for line in preview.lines:
            applied[line.component] = applied.get(line.component, ZERO) + line.amount
        self._show_parts(preview.before, applied)
        after = preview.after
        words = [self.tr("Saldo de capital después: {}.").format(money_text(after.outstanding_principal))]
        if preview.excess_kind is not None:
            kind = EXCESSES[preview.excess_kind.value]
            words.insert(0, self.tr("{}: {}.").format(kind, money_text(preview.excess_amount)))
        if after.is_settled:
            words = [self.tr("Con este pago el crédito queda liquidado.")]
        elif after.due.total:
            words.append(self.tr("Queda por pagar hoy: {}.").format(money_text(after.due.total)))
        elif after.next_due_on is not None:
            upcoming = self.tr("Próximo pago: {} el {}.")
            words.append(upcoming.format(money_text(after.next_due_amount), date_text(after.next_due_on)))
        self._say(" ".join(words))

    def _show_parts(self, before: LoanState, applied: dict[Component, Money]) -> None:
        lines = []
        for component in Component:
            due, given = before.due.of(component), applied.get(component, ZERO)
            if due or given:
                lines.append(PartLine(COMPONENTS[component.value], due, given, max(due - given, ZERO)))
        given = Money(sum(line.applied.centavos for line in lines))
        due = before.due.total
        left = Money(sum(line.left.centavos for line in lines))
        lines.append(PartLine(self.tr("Total"), due, given, left))
        self.table.set_lines(lines)

    def _say(self, sentence: str, *, is_wrong: bool = False) -> None:
        self.outcome.setObjectName("error" if is_wrong else "good")
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)
        self.outcome.setText(sentence)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        excess, effect = values["excess"] or (None, None)
        command = RecordPayment(
            loan_id=self.file.loan.id,
            amount=values["amount"],
            value_on=values["value_on"],
            channel=values["channel"],
            reference=values["reference"],
            request_id=self._request_id,
            excess=excess,
            effect=effect,
            confirmed=confirmed,
        )
        return partial(record_payment, self.ctx, command)
