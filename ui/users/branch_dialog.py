"""A branch's name, and whether it is still open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.users.user import Branch
from app.services.users.save_branch import save_branch
from ui.shared.fields import ChoiceField, TextField
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class BranchDialog(SessionForm):
    """``result_value`` is the BranchSaved."""

    def __init__(self, parent: QWidget | None, session: Session, branch: Branch | None) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Nueva sucursal") if branch is None else branch.name,
            self.tr("Clientes y créditos se registran en la sucursal de quien los captura."),
        )
        self.branch = branch
        is_open = ChoiceField("is_active", self.tr("Está abierta"), [(True, self.tr("Sí")), (False, self.tr("No"))])
        self.add_section("", [[TextField("name", self.tr("Nombre"), is_required=True, length=60), is_open]])
        self.fields["name"].set_value(branch.name if branch else "")
        is_open.set_value(branch.is_active if branch else True)
        is_open.setVisible(branch is not None)
        self.finish_layout(560, 280)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        identity = self.branch.id if self.branch else 0
        return partial(save_branch, self.ctx, Branch(identity, values["name"], values["is_active"]))
