"""The daily close: up to which day, with progress; then the company is backed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.changes import Changes, Topic
from app.context import Context
from app.errors import Cancelled, UserError
from app.messages import text_of
from app.progress import Progress
from app.services.accounting.close_day import DayClosed, close_day
from app.services.backups.make_backup import BackupsMade, back_up_after_close
from ui.shared.fields import DateField
from ui.shared.formats import date_text
from ui.shared.message_box import inform
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class CloseDayDialog(SessionForm):
    """Stopped halfway, by a crash or by its cancel button, the next close goes on from there."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Cierre del día"),
            self.tr(
                "Devenga los intereses, pasa cada crédito a la etapa que le toca, prepara los avisos y respalda la "
                "empresa. Cierra también los días anteriores que falten. Se puede repetir: nada se duplica."
            ),
            self.tr("Hacer el cierre"),
        )
        today = session.ctx.clock.business_on()
        day = DateField("day", self.tr("Cerrar hasta el día"), today, is_required=True)
        day.set_value(today)
        self.long_text = self.tr("Haciendo el cierre…")
        self.add_section("", [[day]])
        self.finish_layout(560, 320)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(_close, self.ctx, values["day"], self.report)

    def _succeeded(self, result: Any) -> None:
        closed: DayClosed = result.closed
        window = self.parentWidget()
        super()._succeeded(result)
        if closed.days:
            told = self.tr("Se cerró hasta el {}: {:,} créditos, {:,} cambiaron de etapa.").format(
                date_text(closed.days[-1]), closed.loans, closed.moved
            )
        else:
            told = self.tr("Ese día ya estaba cerrado; no se repitió nada.")
        inform(window, self.tr("Cierre del día"), f"{told} {_backup_text(result.backup)}")


@dataclass(frozen=True)
class _Closed:
    """The close stands whatever became of its backup."""

    closed: DayClosed
    backup: BackupsMade | UserError | Cancelled | None
    changes: Changes


def _close(ctx: Context, day: date, progress: Progress) -> _Closed:
    closed = close_day(ctx, day, progress)
    backup: BackupsMade | UserError | Cancelled | None
    try:
        backup = back_up_after_close(ctx, progress) if ctx.user.may("backups.make") else None
    except (UserError, Cancelled) as problem:
        backup = problem  # told beside what was closed
    return _Closed(closed, backup, Changes(closed.changes.topics | {Topic.BACKUPS}))


def _backup_text(backup: BackupsMade | UserError | Cancelled | None) -> str:
    if isinstance(backup, Cancelled):
        return "El respaldo se canceló; hágalo en Respaldos."
    if backup is None:
        return "No se respaldó: elija en Respaldos a dónde van."
    if isinstance(backup, UserError):
        return f"El respaldo no se hizo: {text_of(backup)}"
    if backup.refused:
        folder, problem = backup.refused[0]
        return f"En {folder} no se respaldó: {text_of(problem)}"
    return "Se hizo el respaldo y se revisó."
