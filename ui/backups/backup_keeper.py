"""Backs up by itself when it is time, away from the thread of the clerk's work, and shows how old the last one is."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.changes import Changes, Topic
from app.context import Context
from app.domain.backups.backup import BackupKind
from app.errors import UserError
from app.messages import text_of
from app.services.backups.make_backup import BackupsMade, is_backup_due, make_backup
from app.services.backups.read_backups import BackupStatus, read_backups
from ui.backups.backup_texts import age_text
from ui.main_window import MainWindow
from ui.shared.session import Session
from ui.shared.tasks import Tasks

LATE_AFTER = timedelta(hours=48)
_LOOK_EACH_MS = 10 * 60_000
_FIRST_LOOK_MS = 5_000


class BackupKeeper(QObject):
    """Looks every ten minutes; what goes wrong is told in the status bar and tried again at the next look."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self.session, self.window = session, window
        self._background: Tasks | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EACH_MS)
        self._timer.timeout.connect(self.look)
        session.tasks.bus.changed.connect(self._on_changes)

    def start(self) -> None:
        """Show the age now, and look soon: not while the first screen is being read."""
        self._background = Tasks(self.session.tasks.bus)
        self._show_age()
        QTimer.singleShot(_FIRST_LOOK_MS, self, self.look)
        self._timer.start()

    def stop(self) -> None:
        """Let a backup that runs end."""
        self._timer.stop()
        if self._background is not None:
            self._background.shutdown()
            self._background = None

    def look(self) -> None:
        """Back up if it is time."""
        background = self._background
        if background is None or background.is_busy or not self.session.may("backups.make"):
            return
        background.run(self, partial(_back_up_if_due, self.session.ctx), self._looked, self._failed)

    def _looked(self, result: BackupsMade | None) -> None:
        if result is not None and result.refused:
            self._failed(result.refused[0][1])
        else:
            self._show_age()

    def _failed(self, error: UserError) -> None:
        self.window.show_backup_age(self.tr("El respaldo diario falló"), is_late=True)
        self.session.requests.say.emit(text_of(error))

    def _on_changes(self, changes: Changes) -> None:
        if Topic.BACKUPS in changes.topics:
            self._show_age()

    def _show_age(self) -> None:
        if self._background is not None:
            self._background.run(self, partial(read_backups, self.session.ctx), self._show, lambda _error: None)

    def _show(self, status: BackupStatus) -> None:
        if not status.made:
            self.window.show_backup_age(self.tr("Sin respaldo"), is_late=True)
            return
        made_at = status.made[0].made_at
        told = self.tr("Último respaldo {}").format(age_text(made_at, status.now))
        self.window.show_backup_age(told, is_late=status.now - made_at > LATE_AFTER)


def _back_up_if_due(ctx: Context) -> BackupsMade | None:
    return make_backup(ctx, BackupKind.DAILY) if is_backup_due(ctx) else None
