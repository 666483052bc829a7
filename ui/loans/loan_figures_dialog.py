"""A loan on any day: every figure, and beside it the lines that make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.loans.explanation import Explanation
from app.domain.loans.explanation_lines import Line
from app.domain.money import Money
from app.errors import RuleViolation, UserError
from app.explanation_texts import line_text
from app.services.loans.explain_loan import LoanFigures, explain_loan
from ui.shared.dialog import Dialog
from ui.shared.fields import DateField
from ui.shared.formats import date_text, money_text
from ui.shared.labels import COMPONENTS, LOAN_FIGURES
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.table_view import TableView
from ui.shared.theme import GAP, MARGIN
from ui.shared.window_size import open_at

_DAYS = "days_past_due"


@dataclass(frozen=True)
class _Figure:
    name: str
    explanation: Explanation


def _amount_text(figure: str, amount: int) -> str:
    return f"{amount} días" if figure == _DAYS else money_text(Money(amount))


def _sentence(line: Line) -> str:
    text = line_text(line)
    return text[:1].upper() + text[1:]


FIGURE_COLUMNS = (
    Column("Cifra", lambda line: line.name, width=165),
    Column(
        "Importe",
        lambda line: line.explanation.total,
        lambda line: _amount_text(line.explanation.figure, line.explanation.total),
        is_number=True,
        width=95,
    ),
)


class LoanFiguresDialog(Dialog):
    """The day may be one to come: then it is a quote. The arrows choose a figure; its lines follow."""

    def __init__(self, parent: QWidget | None, session: Session, loan_id: int, folio: str, today: date) -> None:
        super().__init__(parent)
        self.session, self.loan_id, self.folio = session, loan_id, folio
        self.found: LoanFigures | None = None
        self.setWindowTitle(self.tr("Estado al día y por qué"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        heading = PlainLabel(self.tr("{}: estado al día y por qué").format(folio))
        heading.setObjectName("title")
        layout.addWidget(heading)
        self.day = DateField("day", self.tr("&Día (también uno por venir, para cotizar la liquidación)"), today)
        self.day.set_value(today)
        self.day.line.returnPressed.connect(self.reload)
        self.day.left.connect(self._reload_if_changed)
        layout.addWidget(self.day)
        self.summary = PlainLabel()
        self.summary.setWordWrap(True)
        layout.addWidget(self.summary)
        layout.addWidget(self._tables(), 1)
        layout.addLayout(self._footer())
        open_at(self, 1080, 640)
        self.day.line.selectAll()
        self.reload()

    def _tables(self) -> QSplitter:
        self.figures = TableView(self.tr("Cifras del crédito"), FIGURE_COLUMNS)
        self.figures.empty_text = self.tr("Ese día no se debía nada.")
        self.figures.selected.connect(self._show_lines)
        self.lines = TableView(self.tr("Renglones que forman la cifra"), self._line_columns())
        self.lines.empty_text = self.tr("Elija una cifra para ver cómo se forma.")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.figures)
        splitter.addWidget(self.lines)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([272, 712])
        return splitter

    def _line_columns(self) -> tuple[Column, ...]:
        return (
            Column("Cómo se forma", _sentence, width=588),
            Column("Importe", lambda line: line.amount, self._line_amount, is_number=True, width=85),
        )

    def _line_amount(self, line: Line) -> str:
        chosen = self.figures.current_line()
        return _amount_text(chosen.explanation.figure if chosen else "", line.amount)

    def _footer(self) -> QHBoxLayout:
        footer = QHBoxLayout()
        hint = PlainLabel(self.tr("Flechas: elegir cifra · Alt+D: otro día · Esc: cerrar"))
        hint.setObjectName("muted")
        self.copy = QPushButton(self.tr("&Copiar explicación"))
        self.copy.clicked.connect(self._copy)
        close = QPushButton(self.tr("Cerrar"))
        close.clicked.connect(self.reject)
        for button in (self.copy, close):
            button.setAutoDefault(False)
        footer.addWidget(hint, 1)
        footer.addWidget(self.copy)
        footer.addWidget(close)
        return footer

    # -- reading ------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the figures of the day typed."""
        try:
            day = self.day.checked_value()
        except RuleViolation:
            return
        if day is None:
            return
        self.day.clear_error()
        work = partial(explain_loan, self.session.ctx, self.loan_id, day)
        self.session.tasks.run_latest(f"figures {id(self)}", self, work, self._show, self._refused)

    def _reload_if_changed(self) -> None:
        if self.found is None or self.day.line.text() != date_text(self.found.day):
            self.reload()

    def _refused(self, error: UserError) -> None:
        self.day.show_error(error)

    def _show(self, found: LoanFigures) -> None:
        self.found = found
        names = COMPONENTS | LOAN_FIGURES
        shown = [
            _Figure(names[figure], explanation)
            for figure, explanation in found.explanations.items()
            if explanation.total
        ]
        state = found.state
        self.summary.setText(
            self.tr("Al {}: para liquidar {} · exigible {} · saldo de capital {}").format(
                date_text(found.day),
                money_text(state.payoff),
                money_text(state.due.total),
                money_text(state.outstanding_principal),
            )
        )
        self.figures.set_lines(sorted(shown, key=_place))
        self.figures.choose(0)
        self._show_lines(self.figures.current_line())

    def _show_lines(self, figure: _Figure | None) -> None:
        self.lines.rows.set_lines(figure.explanation.lines if figure else ())
        self.lines.choose(0)
        self.copy.setEnabled(figure is not None)

    def _copy(self) -> None:
        figure = self.figures.current_line()
        if figure is not None:
            QGuiApplication.clipboard().setText(self.explanation_text(figure))
            self.session.requests.say.emit(self.tr("Se copió la explicación."))

    def explanation_text(self, figure: _Figure) -> str:
        """The explanation as text, to paste into a message to the client."""
        explanation = figure.explanation
        total = _amount_text(explanation.figure, explanation.total)
        first = f"{self.folio}, {date_text(explanation.as_of)}. {figure.name}: {total}"
        lines = [f"{line_text(line)}: {_amount_text(explanation.figure, line.amount)}" for line in explanation.lines]
        return "\n".join([first, *lines])


_FIRST = ("payoff", "total", "days_past_due", "next_due_amount")


def _place(figure: _Figure) -> int:
    name = figure.explanation.figure
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)
