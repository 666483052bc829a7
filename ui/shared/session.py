"""What every screen is given: the signed-in context, the tasks, and how to open another screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.context import Context
from ui.shared.tasks import Tasks


class Requests(QObject):
    """What a screen asks of the window that hosts it."""

    open_client = Signal(int)
    open_loan = Signal(int)
    charge = Signal(int)
    new_loan = Signal(int)
    say = Signal(str)


@dataclass(frozen=True)
class Session:
    """One signed-in user in one window."""

    ctx: Context
    tasks: Tasks
    requests: Requests = field(default_factory=Requests)

    def may(self, permission: str) -> bool:
        """Whether to offer an action; the service decides again."""
        return self.ctx.user.may(permission)
