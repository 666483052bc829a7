"""What every screen is given: the signed-in context, the tasks, and how to open another screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.context import Context
from app.ports.company_files import CompanyFiles
from ui.shared.tasks import Tasks


class Requests(QObject):
    """What a screen asks of the window that hosts it."""

    open_client = Signal(int)
    open_loan = Signal(int)
    open_folio = Signal(str)
    charge = Signal(int)
    new_loan = Signal(int)
    say = Signal(str)
    sign_in_again = Signal()


@dataclass(frozen=True)
class Session:
    """One signed-in user in one window, and the company file that it is of."""

    ctx: Context
    tasks: Tasks
    files: CompanyFiles
    path: Path
    requests: Requests = field(default_factory=Requests)

    def may(self, permission: str) -> bool:
        """Whether to offer an action; the service decides again."""
        return self.ctx.user.may(permission)
