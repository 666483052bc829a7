"""Backups: those made and where they go; making one, trying one, and going back to one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog

from app.changes import Topic
from app.domain.backups.backup import BackupKind
from app.messages import text_of
from app.ports.backups import MadeBackup
from app.services.backups.edit_places import add_place, remove_place
from app.services.backups.make_backup import BackupsMade, make_backup
from app.services.backups.read_backups import BackupStatus, read_backups
from ui.backups.backup_texts import KINDS, age_text, moment_text, size_text
from ui.backups.restore_dialogs import RestoreTarget, restore_in, try_in
from ui.shared.authorisation_dialog import run_authorised
from ui.shared.message_box import confirm, inform
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.session import Session
from ui.shared.tabs_screen import ListTab, TabsScreen

MADE_COLUMNS = (
    Column("Hecho", lambda made: made.made_at, lambda made: moment_text(made.made_at), width=150),
    Column("Motivo", lambda made: KINDS[made.kind], width=150),
    Column("Archivo", lambda made: made.file_name, width=280),
    Column("Carpeta", lambda made: made.folder, width=280),
    Column("Tamaño", lambda made: made.size, lambda made: size_text(made.size), is_number=True, width=90),
)
PLACE_COLUMNS = (
    Column("Carpeta", lambda place: place[1], width=520),
    Column(
        "Se alcanza ahora",
        lambda place: place[2],
        lambda place: "Sí" if place[2] else "No: conecte la memoria o revise la red",
        width=300,
        tone=lambda place: "" if place[2] else "danger",
    ),
)


class BackupsScreen(TabsScreen):
    """F9 backs up to every place; Ctrl+O to another folder, once."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.BACKUPS})

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Respaldos", "Cifrados y revisados al hacerse", has_many_actions=True)
        query = partial(partial, _read, session)
        self.made = ListTab(self.tr("Respaldos hechos"), MADE_COLUMNS, query, lambda found: found[0].made)
        self.places = ListTab(self.tr("Lugares"), PLACE_COLUMNS, query, lambda found: found[1])
        self.standing = PlainLabel()
        self.standing.setWordWrap(True)
        self.content_layout.insertWidget(0, self.standing)
        self.add_tab(self.tr("Respaldos hechos"), self.made)
        self.add_tab(self.tr("A dónde van"), self.places)
        self.made.table.empty_text = self.tr("Todavía no hay ningún respaldo. Elija a dónde van y oprima F9.")
        self.places.table.empty_text = self.tr(
            "Agregue una carpeta de otro disco, de una memoria USB o de la red (Ctrl+U): ahí va cada respaldo."
        )
        if session.may("backups.restore"):
            self.add_action(self.tr("Restaurar"), "", self._restore)
            self.of_tabs(self.add_action(self.tr("Probar"), "Ctrl+T", self._try), self.made)
        if session.may("backups.edit"):
            self.of_tabs(self.add_action(self.tr("Quitar lugar"), "", self._remove_place), self.places)
            self.add_action(self.tr("Agregar lugar"), "Ctrl+U", self._add_place)
        self.add_action(self.tr("A otra carpeta"), "Ctrl+O", self._to_another)
        self.add_action(self.tr("Respaldar ahora"), "F9", partial(self._make, None), is_primary=True)

    def loaded(self, empty: str = "") -> None:
        super().loaded(empty)
        found = self.current_tab().result
        if found is not None:
            self._show_standing(found[0])

    def _show_standing(self, status: BackupStatus) -> None:
        if status.made:
            told = self.tr("El último respaldo bueno es de {}.").format(age_text(status.made[0].made_at, status.now))
        else:
            told = self.tr("No hay ningún respaldo: si este disco falla se pierde todo.")
        if not status.places:
            told += self.tr(" Falta elegir a dónde van: sin un lugar no se hacen solos.")
        self.standing.setText(told)
        self.standing.setObjectName("" if status.made and status.places else "warning")
        self.standing.style().polish(self.standing)

    # -- making -------------------------------------------------------------------------------------------------

    def _make(self, folder: Path | None) -> None:
        self.session.tasks.run_long(
            self,
            self.tr("Respaldando…"),
            lambda progress: make_backup(self.session.ctx, BackupKind.MANUAL, folder, progress),
            self._was_made,
        )

    def _was_made(self, result: BackupsMade) -> None:
        told = [self.tr("Se hizo y se revisó: {}").format(Path(one.folder) / one.file_name) for one in result.made]
        told += [self.tr("En {} no se pudo: {}").format(folder, text_of(error)) for folder, error in result.refused]
        inform(self, self.tr("Respaldo"), "\n".join(told))

    def _to_another(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Respaldar en otra carpeta"), str(Path.home()))
        if folder:
            self._make(Path(folder))

    # -- places -------------------------------------------------------------------------------------------------

    def _add_place(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A dónde van los respaldos"), str(Path.home()))
        if folder:
            run_authorised(self.session, self, lambda ctx: add_place(ctx, Path(folder)), self._place_saved)

    def _place_saved(self, _result: Any) -> None:
        self.tabs.setCurrentWidget(self.places)

    def _remove_place(self) -> None:
        line = self.places.table.current_line()
        if line is None:
            self.session.requests.say.emit(self.tr("Elija en la lista el lugar que se quita."))
            return
        sentence = self.tr("Ya no se respaldará en {}. Los respaldos que están ahí se quedan.").format(line[1])
        if confirm(self, self.tr("Quitar lugar"), sentence, self.tr("Quitar"), self.tr("Dejarlo")):
            run_authorised(self.session, self, lambda ctx: remove_place(ctx, line[0]), lambda _: None)

    # -- going back ---------------------------------------------------------------------------------------------

    def _target(self) -> RestoreTarget:
        session = self.session
        return RestoreTarget(session.tasks, session.files, session.ctx.clock, session.path, session.ctx)

    def _proposed(self) -> Path | None:
        made: MadeBackup | None = self.made.table.current_line()
        path = Path(made.folder) / made.file_name if made else None
        return path if path and self.tabs.currentWidget() is self.made else None

    def _try(self) -> None:
        try_in(self, self._target(), self._proposed())

    def _restore(self) -> None:
        restore_in(self, self._target(), self._proposed(), self.session.requests.sign_in_again.emit)


def _read(session: Session) -> tuple[BackupStatus, tuple[tuple[int, str, bool], ...]]:
    """Also whether each folder can be reached, which a slow network share may take its time to tell."""
    status = read_backups(session.ctx)
    return status, tuple((key, folder, Path(folder).is_dir()) for key, folder in status.places.items())
