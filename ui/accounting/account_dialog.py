"""An account of the chart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.accounting_texts import ACCOUNT_KINDS
from app.domain.accounting.accounts import Account
from app.services.accounting.edit_chart import save_account
from ui.shared.fields import ChoiceField, TextField
from ui.shared.session import Session
from ui.shared.session_form import SessionForm


class AccountDialog(SessionForm):
    """``result_value`` is the ChartSaved."""

    def __init__(self, parent: QWidget | None, session: Session, account: Account | None) -> None:
        super().__init__(
            parent,
            session,
            self.tr("Nueva cuenta") if account is None else f"{account.code}  {account.name}",
            self.tr("Una cuenta con movimientos no se borra: se da de baja."),
        )
        self.account = account
        yes_no = [(True, self.tr("Sí")), (False, self.tr("No: dada de baja"))]
        sides = [(True, self.tr("Deudora")), (False, self.tr("Acreedora"))]
        self.add_section(
            "",
            [
                [
                    TextField("code", self.tr("Clave"), is_required=True, is_upper=True, length=20),
                    TextField("sat_code", self.tr("Código agrupador del SAT"), length=6, placeholder="105.01"),
                ],
                [TextField("name", self.tr("Nombre"), is_required=True)],
                [
                    ChoiceField("kind", self.tr("Tipo"), list(ACCOUNT_KINDS.items())),
                    ChoiceField("is_debit", self.tr("Naturaleza"), sides),
                    ChoiceField("is_active", self.tr("En uso"), yes_no),
                ],
            ],
        )
        if account is not None:
            for name in ("code", "sat_code", "name", "kind", "is_debit", "is_active"):
                self.fields[name].set_value(getattr(account, name))
            self.fields["code"].editor.setEnabled(False)
        else:
            self.fields["is_active"].set_value(True)
        self.finish_layout(700, 400)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        version = self.account.version if self.account else 1
        account = Account(**values, version=version)
        return partial(save_account, self.ctx, account, is_new=self.account is None)
