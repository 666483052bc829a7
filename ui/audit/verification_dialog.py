"""Verifying the books: with progress, and what was found told one by one."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.accounting_texts import difference_text
from app.domain.audit.verification import Verification
from app.services.audit.verify_books import verify_books
from ui.shared.dialog import Dialog
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.table_view import TableView
from ui.shared.theme import GAP, MARGIN
from ui.shared.window_size import open_at

COLUMNS = (Column("Qué no coincide", difference_text, width=700),)


def verify_in(parent: QWidget, session: Session) -> None:
    """Verify with progress, and show what was found."""
    session.tasks.run_long(
        parent,
        parent.tr("Verificando los libros…"),
        lambda progress: verify_books(session.ctx, progress),
        lambda found: VerificationDialog(parent, found).exec(),
    )


class VerificationDialog(Dialog):
    """Clean, or the list of differences."""

    def __init__(self, parent: QWidget | None, found: Verification) -> None:
        super().__init__(parent)
        self.found = found
        self.setWindowTitle(self.tr("Verificación de los libros"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        heading = PlainLabel(
            self.tr("Todo cuadra") if found.is_clean else self.tr("{:,} diferencias").format(len(found.differences))
        )
        heading.setObjectName("title")
        layout.addWidget(heading)
        told = PlainLabel(
            self.tr(
                "Se repitieron {:,} créditos desde sus movimientos y se compararon con sus saldos, con {:,} pólizas y "
                "con {:,} registros de la bitácora."
            ).format(found.loans, found.entries, found.audit)
        )
        told.setWordWrap(True)
        layout.addWidget(told)
        if found.is_clean:
            layout.addStretch(1)
        else:
            self._add_list(layout)
        row = QHBoxLayout()
        row.addStretch(1)
        if not found.is_clean:
            copy = QPushButton(self.tr("&Copiar todo"))
            copy.clicked.connect(self._copy)
            row.addWidget(copy)
        close = QPushButton(self.tr("Cerrar  Esc"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        layout.addLayout(row)
        open_at(self, 760, 220 if found.is_clean else 460)

    def _add_list(self, layout: QVBoxLayout) -> None:
        advice = PlainLabel(
            self.tr(
                "Algo cambió fuera del programa o el disco falló. No siga capturando: guarde una copia del archivo y "
                "compare con el último respaldo bueno (pantalla Respaldos)."
            )
        )
        advice.setObjectName("warning")
        advice.setWordWrap(True)
        layout.addWidget(advice)
        self.table = TableView(self.tr("Diferencias"), COLUMNS)
        self.table.set_lines(self.found.differences)
        layout.addWidget(self.table, 1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(difference_text(one) for one in self.found.differences))
