"""The bank statements imported, and the way to import another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from app.changes import Topic
from app.ports.queries import ImportLine
from app.services.bank.import_statement import StatementImported
from app.services.bank.preview_statement import StatementPreview, UnknownLayout, preview_statement
from app.services.bank.read_imports import read_imports
from ui.bank.import_statement_dialog import ImportStatementDialog
from ui.bank.map_columns_dialog import MapColumnsDialog
from ui.bank.reconcile_dialog import ReconcileDialog
from ui.shared.formats import money_text
from ui.shared.message_box import inform
from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.table_view import TableView

COLUMNS = (
    Column("Archivo", lambda line: line.file_name, width=290),
    Column("Cuenta", lambda line: line.account_name, width=190),
    Column(
        "Importado",
        lambda line: line.imported_at,
        lambda line: line.imported_at.astimezone().strftime("%d/%m/%Y %H:%M"),
        width=140,
    ),
    Column("Movimientos", lambda line: line.movements, is_number=True, width=110),
    Column("Depósitos", lambda line: line.credits, lambda line: money_text(line.credits), is_number=True, width=130),
    Column(
        "Por aplicar",
        lambda line: line.pending,
        is_number=True,
        width=100,
        tone=lambda line: "warning" if line.pending else "good",
    ),
)


class ImportsScreen(Screen):
    """Enter opens an import to reconcile it; Ctrl+U imports a file."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.BANK})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Conciliación bancaria", "Importe el Excel del banco y aplique sus depósitos")
        self.table = TableView("Estados de cuenta importados", COLUMNS)
        self.content_layout.addWidget(self.table, 1)
        self.first_focus = self.table
        self.table.opened.connect(self._reconcile)
        self.add_action(self.tr("Importar archivo del banco"), "Ctrl+U", self.import_file, is_primary=True)

    def load(self) -> None:
        self.session.tasks.run(self, partial(read_imports, self.session.ctx), self._show, self.load_failed)

    def _show(self, lines: tuple[ImportLine, ...]) -> None:
        self.table.set_lines(lines)
        empty = self.tr("Todavía no se ha importado ningún estado de cuenta. Oprima Ctrl+U y elija el Excel del banco.")
        self.loaded("" if lines else empty)

    def import_file(self) -> None:
        """Choose a file, look at it, import it, and go on to its deposits."""
        pattern = self.tr("Archivos del banco (*.xlsx *.xls *.csv *.txt *.xlsb *.ods);;Todos (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Archivo del banco"), str(Path.home()), pattern)
        if name:
            self._preview(Path(name))

    def _preview(self, path: Path) -> None:
        self.session.tasks.run_long(
            self,
            self.tr("Leyendo el archivo del banco…"),
            lambda _progress: preview_statement(self.session.ctx, path),
            self._previewed,
        )

    def _previewed(self, preview: StatementPreview | UnknownLayout) -> None:
        if isinstance(preview, UnknownLayout):
            mapping = MapColumnsDialog(self, self.session, preview)
            if mapping.exec():
                self._previewed(mapping.result_value)
            return
        dialog = ImportStatementDialog(self, self.session, preview)
        if dialog.exec():
            self._imported(dialog.result_value)

    def _imported(self, result: StatementImported) -> None:
        if result.import_id is None:
            sentence = self.tr("Todos los movimientos del archivo ya estaban en el sistema ({}). No se agregó ninguno.")
            inform(self, self.tr("Sin movimientos nuevos"), sentence.format(result.skipped))
            return
        said = self.tr("Se agregaron {} movimientos; {} ya estaban.").format(result.added, result.skipped)
        self.session.requests.say.emit(said)
        ReconcileDialog(self, self.session, result.import_id).exec()

    def _reconcile(self, line: ImportLine) -> None:
        if self.session.may("bank.reconcile"):
            ReconcileDialog(self, self.session, line.id).exec()
