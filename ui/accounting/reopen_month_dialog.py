"""Opening a closed month again, with a reason that stays in the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services.accounting.close_month import reopen_month
from ui.shared.fields import TextField
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class ReopenMonthDialog(SessionForm):
    """``result_value`` is the MonthSaved."""

    def __init__(self, parent: QWidget | None, session: Session, month: date, text: str) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Reabrir {}").format(text.lower()),
            self.tr("El mes vuelve a recibir pólizas. El motivo y quién lo reabrió quedan en la bitácora."),
            self.tr("Reabrir el mes"),
        )
        self.month = month
        self.add_section("", [[TextField("reason", self.tr("Motivo"), is_required=True, length=200)]])
        self.finish_layout(560, 280)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(reopen_month, self.ctx, self.month, values["reason"] or "")
