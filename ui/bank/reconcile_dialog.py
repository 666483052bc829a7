"""The deposits of an import, each with its likeliest loans and the reasons; worked with the keyboard."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.bank.matching import Candidate
from app.domain.loans.events import Excess
from app.domain.money import ZERO, Money, total
from app.errors import RuleViolation, UserError
from app.messages import sentence, text_of
from app.services.bank.accept_match import AcceptMatch, AllAccepted, MatchAccepted, MatchPart, accept_all, accept_match
from app.services.bank.leave_movement import leave_movement
from app.services.bank.suggest_matches import MovementSuggestion, suggest_matches
from ui.bank.split_deposit_dialog import PartLoan, SplitDepositDialog
from ui.shared.authorisation_dialog import run_authorised
from ui.shared.dialog import Dialog
from ui.shared.formats import date_text, money_text
from ui.shared.labels import MOVEMENT_STATUSES
from ui.shared.message_box import confirm, inform
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.table_view import TableView
from ui.shared.theme import GAP, MARGIN
from ui.shared.window_size import open_at

CERTAIN = 90


def _net(item: MovementSuggestion) -> Money:
    return (item.line.credit or ZERO) - (item.line.debit or ZERO)


def _best(item: MovementSuggestion) -> str:
    if item.line.loan_folios:
        return item.line.loan_folios
    if not item.candidates:
        return ""
    return f"{item.candidates[0].folio}  {item.candidates[0].client_name}"


def _why(candidate: Candidate) -> str:
    return " ".join(sentence(reason.code, **reason.params) for reason in candidate.reasons)


def _status(item: MovementSuggestion) -> str:
    if item.line.credit is None:
        return "Cargo del banco"
    return MOVEMENT_STATUSES[item.line.status]


def _tone(item: MovementSuggestion) -> str:
    if item.line.credit is None or item.line.status == "left":
        return "muted"
    return "good" if item.line.status == "matched" else ""


def confidence_text(confidence: int) -> str:
    """A word beside the number: the number alone says nothing."""
    if confidence >= CERTAIN:
        return f"Seguro ({confidence})"
    return f"Probable ({confidence})" if confidence >= 60 else f"Dudoso ({confidence})"


MOVEMENT_COLUMNS = (
    Column("Fecha", lambda item: item.line.on, lambda item: date_text(item.line.on), width=90),
    Column("Concepto", lambda item: item.line.description, width=300),
    Column(
        "Depósito",
        lambda item: _net(item),
        lambda item: money_text(_net(item)),
        is_number=True,
        width=105,
    ),
    Column("Estado", _status, width=125, tone=_tone),
    Column("Crédito sugerido o aplicado", _best, width=270),
)
CANDIDATE_COLUMNS = (
    Column("Crédito", lambda one: one.folio, width=100),
    Column("Cliente", lambda one: one.client_name, width=190),
    Column("Certeza", lambda one: one.confidence, lambda one: confidence_text(one.confidence), width=110),
    Column("Por qué", _why, width=420),
)


class ReconcileDialog(Dialog):
    """Enter accepts the chosen candidate; F4 changes or splits; F6 leaves; F9 accepts all the certain ones."""

    def __init__(self, parent: QWidget | None, session: Session, import_id: int) -> None:
        super().__init__(parent)
        self.session, self.import_id = session, import_id
        self.items: tuple[MovementSuggestion, ...] = ()
        self._is_running = False
        self.setWindowTitle(self.tr("Aplicar depósitos"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header())
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        self.movements = TableView(self.tr("Movimientos del banco"), MOVEMENT_COLUMNS)
        self.candidates = TableView(self.tr("Créditos que puede pagar"), CANDIDATE_COLUMNS)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.movements)
        splitter.addWidget(self._candidate_box())
        splitter.setSizes([300, 190])
        inside.addWidget(splitter, 1)
        layout.addWidget(body, 1)
        layout.addWidget(self._footer())
        self.movements.selected.connect(self._show_candidates)
        self.candidates.selected.connect(self._show_reasons)
        self.movements.opened.connect(lambda _item: self.accept_chosen())
        self.candidates.opened.connect(lambda _one: self.accept_chosen())
        open_at(self, 1180, 720)
        self.load()

    def _header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        layout = QVBoxLayout(header)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        title = PlainLabel(self.tr("Aplicar depósitos"))
        title.setObjectName("title")
        self.summary = PlainLabel()
        self.summary.setObjectName("subtitle")
        layout.addWidget(title)
        layout.addWidget(self.summary)
        return header

    def _candidate_box(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 8, 0, 0)
        self.chosen = PlainLabel()
        self.chosen.setWordWrap(True)
        layout.addWidget(self.chosen)
        layout.addWidget(self.candidates, 1)
        self.reasons = PlainLabel()
        self.reasons.setObjectName("muted")
        self.reasons.setWordWrap(True)
        layout.addWidget(self.reasons)
        return box

    def _footer(self) -> QFrame:
        footer = QFrame()
        footer.setObjectName("footer")
        layout = QHBoxLayout(footer)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        self.buttons: dict[str, QPushButton] = {}
        for key, text, keys, action in (
            ("all", self.tr("Aceptar las seguras"), "F9", self.accept_certain),
            ("split", self.tr("Cambiar o repartir…"), "F4", self.split_chosen),
            ("leave", self.tr("Dejar sin aplicar"), "F6", self.leave_chosen),
            ("close", self.tr("Cerrar"), "Esc", self.reject),
            ("accept", self.tr("Aceptar"), "F8", self.accept_chosen),
        ):
            button = QPushButton(f"{text}  {keys}")
            button.setAccessibleName(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: action())
            if keys != "Esc":
                QShortcut(QKeySequence(keys), self, action)
            self.buttons[key] = button
            layout.addWidget(button)
            if key == "all":
                layout.addStretch(1)
        self.buttons["accept"].setObjectName("primary")
        return footer

    # -- loading ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the movements and their candidates again."""
        self.session.tasks.run(self, partial(suggest_matches, self.session.ctx, self.import_id), self._show)

    def _show(self, items: tuple[MovementSuggestion, ...]) -> None:
        self._is_running = False
        self.items = items
        former = self.movements.current_line()
        self.movements.set_lines(items)
        self._choose_next(former)
        pending = [item for item in items if item.line.credit is not None and item.line.status == "pending"]
        amount = total(item.line.credit for item in pending if item.line.credit is not None)
        certain = self._certain()
        self.summary.setText(
            self.tr("{} movimientos · {} depósitos por aplicar ({}) · {} seguros").format(
                len(items), len(pending), money_text(amount), len(certain)
            )
        )
        self.buttons["all"].setText(self.tr("Aceptar las seguras ({})  F9").format(len(certain)))
        self.buttons["all"].setEnabled(bool(certain))

    def _choose_next(self, former: MovementSuggestion | None) -> None:
        """Stay where one was, or on the next deposit that waits."""
        lines = self.movements.rows.lines
        start = next((i for i, item in enumerate(lines) if former and item.line.id == former.line.id), 0)
        order = [*range(start, len(lines)), *range(start)]
        waiting = (i for i in order if lines[i].line.status == "pending" and lines[i].line.credit is not None)
        self.movements.choose(next(waiting, start))

    def _certain(self) -> list[MovementSuggestion]:
        return [
            item
            for item in self.items
            if item.line.status == "pending" and item.candidates and item.candidates[0].confidence >= CERTAIN
        ]

    def _show_candidates(self, item: MovementSuggestion | None) -> None:
        candidates = item.candidates if item is not None else ()
        self.candidates.set_lines(candidates)
        self.candidates.choose(0)
        is_deposit = item is not None and item.line.credit is not None
        is_pending = is_deposit and item is not None and item.line.status != "matched"
        if item is None:
            words = ""
        elif not is_deposit:
            words = self.tr("Es un cargo del banco: no paga ningún crédito.")
        elif item.line.status == "matched":
            words = self.tr("Ya se aplicó a {}.").format(item.line.loan_folios)
        elif candidates:
            words = f"{money_text(item.line.credit)}  {item.line.description}"
        else:
            words = self.tr("No se encontró a quién pertenece. Oprima F4 para buscar el crédito, o F6 para dejarlo.")
        self.chosen.setText(words)
        self.buttons["accept"].setEnabled(bool(is_pending and candidates))
        self.buttons["split"].setEnabled(is_pending)
        self.buttons["leave"].setEnabled(is_pending)
        is_left = item is not None and item.line.status == "left"
        self.buttons["leave"].setText(self.tr("Retomar  F6") if is_left else self.tr("Dejar sin aplicar  F6"))

    def _show_reasons(self, candidate: Candidate | None) -> None:
        self.reasons.setText(_why(candidate) if candidate is not None else "")

    # -- deciding -----------------------------------------------------------------------------------------------

    def _pending_item(self) -> MovementSuggestion | None:
        item: MovementSuggestion | None = self.movements.current_line()
        can_decide = item is not None and item.line.credit is not None and item.line.status != "matched"
        return item if can_decide and not self._is_running else None

    def accept_chosen(self) -> None:
        """The whole deposit to the chosen candidate; what exceeds is kept as an advance, or asked."""
        item = self._pending_item()
        candidate: Candidate | None = self.candidates.current_line()
        if item is None or candidate is None or item.line.credit is None:
            return
        self._is_running = True
        command = self._command(item, candidate)
        run_authorised(
            self.session,
            self,
            lambda ctx: accept_match(ctx, command),
            self._accepted,
            partial(self._refused, item, candidate),
        )

    def _command(self, item: MovementSuggestion, candidate: Candidate) -> AcceptMatch:
        assert item.line.credit is not None
        part = MatchPart(candidate.loan_id, item.line.credit, Excess.ADVANCE)
        return AcceptMatch(item.line.id, (part,), uuid4().hex)

    def _accepted(self, result: MatchAccepted) -> None:
        self.session.requests.say.emit(self.tr("Se guardó el recibo {}.").format(", ".join(result.receipts)))
        self.load()

    def _refused(self, item: MovementSuggestion, candidate: Candidate, error: UserError) -> None:
        self._is_running = False
        if isinstance(error, RuleViolation):
            dialog = SplitDepositDialog(
                self, self.session, item.line, PartLoan(candidate.loan_id, candidate.folio, candidate.client_name)
            )
            dialog.show_failure(error)
            if dialog.exec():
                self._accepted(dialog.result_value)
        else:
            inform(self, self.tr("No se aplicó"), text_of(error))
            self.load()

    def split_chosen(self) -> None:
        """Another loan, or several."""
        item = self._pending_item()
        if item is None:
            return
        candidate: Candidate | None = self.candidates.current_line()
        first = PartLoan(candidate.loan_id, candidate.folio, candidate.client_name) if candidate else None
        dialog = SplitDepositDialog(self, self.session, item.line, first)
        if dialog.exec():
            self._accepted(dialog.result_value)

    def leave_chosen(self) -> None:
        """Decide that it pays no loan, or take it up again."""
        item = self._pending_item()
        if item is not None:
            is_left = item.line.status != "left"
            movement_id = item.line.id
            run_authorised(
                self.session, self, lambda ctx: leave_movement(ctx, movement_id, is_left=is_left), lambda _: self.load()
            )

    def accept_certain(self) -> None:
        """All those beyond doubt, after saying how many and how much."""
        certain = self._certain()
        if not certain or self._is_running:
            return
        amount = total(item.line.credit for item in certain if item.line.credit is not None)
        sentence = self.tr("Se registrarán {} pagos por {} con su fecha del banco.").format(
            len(certain), money_text(amount)
        )
        title = self.tr("Aceptar los depósitos seguros")
        if not confirm(self, title, sentence, self.tr("Registrar pagos"), self.tr("Revisar uno por uno")):
            return
        commands = tuple(self._command(item, item.candidates[0]) for item in certain)
        self.session.tasks.run_long(
            self,
            self.tr("Registrando pagos…"),
            lambda progress: accept_all(self.session.ctx, commands, progress),
            self._all_accepted,
        )

    def _all_accepted(self, result: AllAccepted) -> None:
        words = [self.tr("Se registraron {} pagos.").format(result.accepted)]
        if result.refused:
            words.append(
                self.tr("{} quedaron por revisar; el primero: {}").format(
                    len(result.refused), text_of(result.refused[0][1])
                )
            )
        inform(self, self.tr("Depósitos aplicados"), " ".join(words))
        self.load()
