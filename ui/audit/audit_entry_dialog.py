"""One entry of the audit trail, whole: what each value was before and is after."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.audit_texts import ACTIONS, change_lines, subject_text
from app.ports.queries import AuditLine
from ui.shared.dialog import Dialog
from ui.shared.formats import date_text
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.table_view import TableView
from ui.shared.theme import GAP, MARGIN
from ui.shared.window_size import open_at

COLUMNS = (
    Column("Dato", lambda line: line[0], width=200),
    Column("Antes", lambda line: line[1], width=230),
    Column("Después", lambda line: line[2], width=230),
)


class AuditEntryDialog(Dialog):
    """Read only; Ctrl+C copies the chosen value."""

    def __init__(self, parent: QWidget | None, line: AuditLine) -> None:
        super().__init__(parent)
        entry = line.entry
        self.setWindowTitle(self.tr("Registro {} de la bitácora").format(line.id))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        heading = PlainLabel(f"{ACTIONS[entry.action]}: {subject_text(entry)}".removesuffix(": "))
        heading.setObjectName("title")
        heading.setWordWrap(True)
        layout.addWidget(heading)
        local = entry.at.astimezone()
        told = self.tr("{} · {} {} · desde {}").format(
            entry.username, date_text(local.date()), f"{local:%H:%M:%S}", entry.workplace
        )
        if entry.authorised_by:
            told += self.tr(" · autorizó {}").format(entry.authorised_by)
        who = PlainLabel(told)
        who.setObjectName("muted")
        layout.addWidget(who)
        self.table = TableView(self.tr("Datos del registro"), COLUMNS)
        self.table.setWordWrap(True)
        self.table.empty_text = self.tr("Este registro no cambió ningún dato.")
        self.table.set_lines(change_lines(entry))
        self.table.resizeRowsToContents()
        layout.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = QPushButton(self.tr("Cerrar  Esc"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        layout.addLayout(row)
        open_at(self, 760, 440)
        self.table.setFocus()
