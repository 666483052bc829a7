"""The audit trail: who did what, when and from which PC; searched, exported, and verified with the books."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit

from app.audit_texts import ACTIONS, subject_text, summary_text
from app.changes import Topic
from app.domain.audit.entry import Action
from app.errors import RuleViolation
from app.ports.queries import AuditFilter, AuditLine
from app.services.audit.read_audit import LINES_MAX, export_audit, read_audit
from ui.audit.audit_entry_dialog import AuditEntryDialog
from ui.audit.verification_dialog import verify_in
from ui.shared.formats import date_text, parse_date
from ui.shared.message_box import inform
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.table_view import TableView

_TYPING_PAUSE_MS = 250


def _when(line: AuditLine) -> str:
    local = line.entry.at.astimezone()
    return f"{date_text(local.date())} {local:%H:%M:%S}"


COLUMNS = (
    Column("Núm.", lambda line: line.id, is_number=True, width=55),
    Column("Fecha y hora", lambda line: line.entry.at, _when, width=160),
    Column("Usuario", lambda line: line.entry.username, width=90),
    Column("Computadora", lambda line: line.entry.workplace, width=100),
    Column(
        "Qué hizo",
        lambda line: ACTIONS[line.entry.action],
        width=190,
        tone=lambda line: "danger" if line.entry.action in (Action.REFUSED, Action.SIGN_IN_FAILED) else "",
    ),
    Column("Sobre qué", lambda line: subject_text(line.entry), width=130),
    Column("Detalle", lambda line: summary_text(line.entry), width=255),
    Column("Autorizó", lambda line: line.entry.authorised_by, width=80),
)


class AuditScreen(Screen):
    """Ctrl+F searches, Enter shows a whole entry, Ctrl+E exports what the search found, F9 verifies the books."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Bitácora", "Lo que cada quien hizo, consultó, exportó o no se le permitió")
        row = QHBoxLayout()
        self.search = self._line(self.tr("Buscar"), self.tr("Folio, nombre, usuario, computadora o dato…"))
        self.search.setObjectName("search")
        self.action = QComboBox()
        self.action.setAccessibleName(self.tr("Qué hizo"))
        self.action.addItem(self.tr("Todo"), None)
        for action, text in sorted(ACTIONS.items(), key=lambda item: item[1]):
            self.action.addItem(text, action)
        self.since = self._line(self.tr("Desde"), self.tr("Desde dd/mm/aaaa"))
        self.until = self._line(self.tr("Hasta"), self.tr("Hasta dd/mm/aaaa"))
        for widget, share in ((self.search, 4), (self.action, 3), (self.since, 2), (self.until, 2)):
            row.addWidget(widget, share)
        self.content_layout.addLayout(row)
        self.count = PlainLabel()
        self.count.setObjectName("muted")
        self.content_layout.addWidget(self.count)
        self.table = TableView("Bitácora", COLUMNS)
        self.table.empty_text = self.tr("Nada en la bitácora cumple con lo que busca.")
        self.content_layout.addWidget(self.table, 1)
        self.first_focus = self.search
        self.table.opened.connect(lambda line: AuditEntryDialog(self, line).exec())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.reload)
        self.action.currentIndexChanged.connect(lambda _place: self._pause.start())
        self.add_shortcut("Ctrl+F", self.search.setFocus)
        self.add_shortcut("Ctrl+B", self.search.setFocus)
        if session.may("books.verify"):
            self.add_action(self.tr("Verificar los libros"), "F9", lambda: verify_in(self, session))
        if session.may("audit.export"):
            self.add_action(self.tr("Exportar a Excel"), "Ctrl+E", self.export, is_primary=True)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(placeholder)
        line.setClearButtonEnabled(True)
        line.textEdited.connect(lambda _text: self._pause.start())
        line.returnPressed.connect(self.reload)
        return line

    def wanted(self) -> AuditFilter:
        """What is searched for. RuleViolation when a day cannot be read."""
        until = self._instant(self.until.text())
        chosen = self.action.currentData()  # Qt gives an enumeration back as its text
        return AuditFilter(
            text=self.search.text(),
            actions=frozenset({Action(chosen)}) if chosen else frozenset(),
            since=self._instant(self.since.text()),
            until=until + timedelta(days=1) if until else None,
        )

    def _instant(self, text: str) -> datetime | None:
        if not text.strip():
            return None
        day = parse_date(text, self.session.ctx.clock.business_on())
        return datetime(day.year, day.month, day.day).astimezone()

    def load(self) -> None:
        try:
            wanted = self.wanted()
        except RuleViolation:
            self.loaded()
            self.count.setText(self.tr("La fecha se escribe como 31/12/2026."))
            return
        self.session.tasks.run_latest(
            "audit", self, partial(read_audit, self.session.ctx, wanted), self._show, self.load_failed
        )

    def _show(self, lines: Sequence[AuditLine]) -> None:
        self.table.set_lines(lines)
        if len(lines) < LINES_MAX:
            self.count.setText(self.tr("{:,} registros").format(len(lines)))
        else:
            told = self.tr("Los {:,} más recientes; la exportación los lleva todos. Busque o ponga fechas.")
            self.count.setText(told.format(LINES_MAX))
        self.loaded()

    def export(self) -> None:
        """What the search finds, into a workbook."""
        try:
            wanted = self.wanted()
        except RuleViolation:
            return
        day = self.session.ctx.clock.business_on()
        proposed = str(Path.home() / f"bitácora {day.isoformat()}.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Exportar bitácora"), proposed, "Excel (*.xlsx)")
        if not name:
            return
        path = Path(name).with_suffix(".xlsx")

        def exported(count: Any) -> None:
            sentence = self.tr("Se escribieron {:,} registros en «{}».").format(count, path.name)
            inform(self, self.tr("Bitácora exportada"), sentence)

        self.session.tasks.run_long(
            self,
            self.tr("Escribiendo la bitácora…"),
            lambda progress: export_audit(self.session.ctx, wanted, path, progress),
            exported,
        )
