"""Going back to a backup, step by step: open it, see what would be lost, try it, and only then put it in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from app.context import Context
from app.domain.audit.verification import Verification
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles
from app.services.backups.restore_backup import (
    BackupToRestore,
    Restored,
    RestorePreview,
    preview_restore,
    restore_backup,
    try_backup,
)
from ui.audit.verification_dialog import VerificationDialog
from ui.backups.backup_texts import KINDS, SERIES, moment_text
from ui.shared.fields import PasswordField, TextField
from ui.shared.form_dialog import FormDialog
from ui.shared.formats import money_text
from ui.shared.message_box import inform
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.table_view import TableView
from ui.shared.tasks import Tasks


def _tr(text: str) -> str:
    return QCoreApplication.translate("restore_dialogs", text)


LOSS_COLUMNS = (
    Column("", lambda line: line[0], width=250),
    Column("Ahora", lambda line: line[1], is_number=True, width=130),
    Column("En el respaldo", lambda line: line[2], is_number=True, width=130),
    Column("Se pierde", lambda line: line[3], is_number=True, width=130, tone=lambda line: "danger" if line[3] else ""),
)


@dataclass(frozen=True)
class RestoreTarget:
    """The company's file, and the signed-in context when it can be opened."""

    tasks: Tasks
    files: CompanyFiles
    clock: Clock
    path: Path
    ctx: Context | None


class OpenBackupDialog(FormDialog):
    """Which backup, and a user with his password of then; ``result_value`` is what ``act`` gave."""

    def __init__(
        self,
        parent: QWidget | None,
        target: RestoreTarget,
        proposed: Path | None,
        act: Callable[[BackupToRestore, FormDialog], Any],
        save_text: str,
    ) -> None:
        super().__init__(
            parent,
            target.tasks,
            _tr("Abrir un respaldo"),
            _tr("Se abre con el usuario y la contraseña que valían cuando se hizo. Todavía no cambia nada."),
            save_text,
        )
        self.act = act
        self.backup: BackupToRestore | None = None
        self.long_text = self.tr("Abriendo y revisando el respaldo…")
        path = TextField("path", self.tr("Archivo del respaldo"), is_required=True, length=400)
        path.set_value(str(proposed or ""))
        self.add_section("", [[path]])
        browse = QPushButton(self.tr("Elegir archivo…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.body_layout.addWidget(browse)
        username = TextField("username", self.tr("Usuario"), is_required=True)
        username.set_value(target.ctx.user.username if target.ctx else "")
        self.add_section("", [[username, PasswordField("password", self.tr("Contraseña de entonces"))]])
        self.finish_layout(680, 400)
        if proposed is not None:
            self.fields["password"].editor.setFocus()

    def _browse(self) -> None:
        start = str(Path(self.fields["path"].value() or Path.home()).parent)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Respaldo"), start, self.tr("Respaldos (*.respaldo)"))
        if name:
            self.fields["path"].set_value(name)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        self.backup = BackupToRestore(Path(values["path"]), values["username"], values["password"])
        return partial(self.act, self.backup, self)

    def unsaved(self) -> list[str]:
        return []


class RestoreDialog(FormDialog):
    """What would be lost, before anything is done; ``result_value`` is the Restored."""

    def __init__(
        self, parent: QWidget | None, target: RestoreTarget, backup: BackupToRestore, preview: RestorePreview
    ) -> None:
        manifest = preview.manifest
        super().__init__(
            parent,
            target.tasks,
            _tr("Restaurar un respaldo"),
            _tr("{} · {} · {}").format(manifest.company, moment_text(manifest.made_at), KINDS[manifest.kind]),
            _tr("Restaurar"),
        )
        self.target, self.backup, self.preview = target, backup, preview
        self.long_text = self.tr("Restaurando…")
        self.told = PlainLabel(self._words())
        self.told.setWordWrap(True)
        self.body_layout.addWidget(self.told)
        table = TableView(self.tr("Qué se pierde"), LOSS_COLUMNS)
        table.set_lines(loss_lines(preview, target.ctx))
        table.setMinimumHeight(210)
        self.body_layout.addWidget(table, 1)
        self.understood = QCheckBox(self.tr("Entiendo: lo que se hizo después de ese respaldo se vuelve a capturar"))
        self.understood.toggled.connect(self.primary.setEnabled)
        self.body_layout.addWidget(self.understood)
        self.primary.setEnabled(False)
        self.finish_layout(760, 560)
        self.understood.setFocus()

    def _words(self) -> str:
        loss = self.preview.loss
        if loss is None:
            told = self.tr("El archivo de ahora no se puede abrir, así que no se puede comparar con él.")
        elif loss.is_nothing:
            told = self.tr("El respaldo tiene todo lo que hay ahora: no se pierde nada.")
        else:
            told = self.tr("El respaldo es anterior a lo que hay ahora.")
        if loss is not None and loss.users_back:
            told += self.tr(" Vuelven a tener acceso: {}.").format(", ".join(loss.users_back))
        return told + self.tr(" El archivo de ahora se guarda aparte, en la misma carpeta.")

    def submit(self) -> None:
        if self.understood.isChecked():
            super().submit()

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        target = self.target
        return partial(restore_backup, target.files, target.clock, target.ctx, self.backup, target.path)

    def unsaved(self) -> list[str]:
        return []


def loss_lines(preview: RestorePreview, ctx: Context | None) -> list[tuple[str, str, str, str]]:
    """What there is now, what the backup has, and what would be lost; only the backup's when there is no present."""
    state, loss = preview.manifest.state, preview.loss
    counts = (
        ("Clientes", state.clients, loss.clients if loss else 0),
        ("Créditos", state.loans, loss.loans if loss else 0),
        ("Movimientos de créditos", state.events, loss.events if loss else 0),
        ("Pólizas", state.entries, loss.entries if loss else 0),
    )
    lines = [
        (name, f"{then + lost:,}" if ctx else "", f"{then:,}", f"{lost:,}" if lost > 0 else "")
        for name, then, lost in counts
    ]
    for series, now, then in loss.folios if loss else ():
        lost = f"{series}-{then + 1:06d} a {now:06d}" if now > then else ""
        lines.append((f"Último folio de {SERIES.get(series, series)}", str(now), str(then), lost))
    lines.append(("Suma de cargos en pólizas", "", money_text(state.debits), ""))
    return lines


def restore_in(
    parent: QWidget | None, target: RestoreTarget, proposed: Path | None, done: Callable[[], object]
) -> None:
    """The whole drill; ``done`` when the backup took the file's place."""

    def look(backup: BackupToRestore, _form: FormDialog) -> RestorePreview:
        return preview_restore(target.files, target.ctx, backup)

    opening = OpenBackupDialog(parent, target, proposed, look, _tr("Ver qué se perdería"))
    if not opening.exec() or opening.backup is None:
        return
    restoring = RestoreDialog(parent, target, opening.backup, opening.result_value)
    if not restoring.exec():
        return
    restored: Restored = restoring.result_value
    kept = _tr(" Lo que había se guardó en {}.").format(restored.kept_as.name) if restored.kept_as else ""
    told = _tr("La empresa quedó como el {}.").format(moment_text(restored.manifest.made_at))
    inform(parent, _tr("Se restauró el respaldo"), told + kept + _tr(" Vuelva a entrar."))
    done()


def try_in(parent: QWidget, target: RestoreTarget, proposed: Path | None) -> None:
    """Restore into a folder of its own, verify its books and throw it away."""
    ctx = target.ctx
    assert ctx is not None, "only somebody signed in tries a backup"

    def attempt(backup: BackupToRestore, form: FormDialog) -> Verification:
        return try_backup(target.files, ctx, backup, form.report)

    opening = OpenBackupDialog(parent, target, proposed, attempt, _tr("Probar el respaldo"))
    if opening.exec():
        VerificationDialog(parent, opening.result_value).exec()
