"""The loans: found by folio, client's name or telephone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from app.changes import Topic
from app.services.loans.read_loans import find_loans
from ui.loans.loan_columns import LOAN_COLUMNS
from ui.shared.list_screen import ListScreen
from ui.shared.session import Session


class LoansScreen(ListScreen):
    """Enter opens the loan; Ctrl+U captures a new one."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.LOANS, Topic.PAYMENTS, Topic.CLIENTS})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "Créditos",
            "Escriba el folio, parte del nombre o el teléfono del cliente",
            LOAN_COLUMNS,
            "Buscar crédito…",
        )
        self.table.opened.connect(lambda line: session.requests.open_loan.emit(line.id))
        if session.may("payments.record"):
            self.add_action(self.tr("Cobrar este crédito"), "Ctrl+Shift+C", self._charge)
        if session.may("loans.create"):
            self.add_action(
                self.tr("Nuevo crédito"), "Ctrl+U", lambda: session.requests.new_loan.emit(0), is_primary=True
            )

    def query(self, text: str) -> Callable[[], Sequence[Any]]:
        return partial(find_loans, self.session.ctx, text)

    def _charge(self) -> None:
        line = self.table.current_line()
        if line is not None:
            self.session.requests.charge.emit(line.id)
