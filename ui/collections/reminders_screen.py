"""The clients to call: payments that come and payments that did not, as the daily close left them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.changes import Topic
from app.domain.collections.reminders import ReminderKind
from app.ports.queries import ReminderLine
from app.services.collections.attend_reminders import attend_reminder, read_reminders
from ui.shared.fields import TextField
from ui.shared.formats import date_text, money_text, phone_text
from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.session_form import SessionForm
from ui.shared.table_view import TableView


def _why(line: ReminderLine) -> str:
    if line.kind is ReminderKind.COMING:
        return f"Vence el {date_text(line.due_on)}"
    return "1 día de atraso" if line.days_past_due == 1 else f"{line.days_past_due} días de atraso"


COLUMNS = (
    Column(
        "Por qué",
        lambda line: line.days_past_due,
        _why,
        width=150,
        tone=lambda line: "danger" if line.days_past_due else "",
    ),
    Column("Cliente", lambda line: line.client_name, width=250),
    Column("Teléfono", lambda line: line.phone, lambda line: phone_text(line.phone), width=120),
    Column("Crédito", lambda line: line.loan_folio, width=110),
    Column(
        "Importe ese día", lambda line: line.amount, lambda line: money_text(line.amount), is_number=True, width=130
    ),
    Column("Aviso del", lambda line: line.made_on, lambda line: date_text(line.made_on), width=100),
)


class RemindersScreen(Screen):
    """Enter opens the loan; F9 says that the client was called."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.REMINDERS, Topic.PAYMENTS, Topic.LOANS})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Avisos", "A quién llamar, según el último cierre del día")
        self.table = TableView("Avisos", COLUMNS)
        self.content_layout.addWidget(self.table, 1)
        self.first_focus = self.table
        self.table.opened.connect(lambda line: session.requests.open_loan.emit(line.loan_id))
        if session.may("reminders.attend"):
            self.add_action(self.tr("Ya se atendió"), "F9", self._attend, is_primary=True)

    def load(self) -> None:
        def show(lines: Sequence[ReminderLine]) -> None:
            self.table.set_lines(lines)
            self.loaded("" if lines else self.tr("No hay a quién llamar. Los avisos salen del cierre del día."))

        self.session.tasks.run(self, partial(read_reminders, self.session.ctx), show, self.load_failed)

    def _attend(self) -> None:
        line: ReminderLine | None = self.table.current_line()
        if line is not None:
            AttendReminderDialog(self, self.session, line).exec()


class AttendReminderDialog(SessionForm):
    """What was agreed, if anything."""

    def __init__(self, parent: QWidget | None, session: Session, line: ReminderLine) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Aviso atendido"),
            f"{line.client_name} · {line.loan_folio} · {phone_text(line.phone)}",
        )
        self.line = line
        self.add_section("", [[TextField("note", self.tr("En qué quedaron (opcional)"), length=300)]])
        self.finish_layout(560, 280)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(attend_reminder, self.ctx, self.line.id, values["note"] or "")
