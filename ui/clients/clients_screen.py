"""The clients: found by name, number, RFC, CURP or telephone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from app.changes import Topic
from app.ports.queries import ClientLine
from app.services.clients.read_clients import ClientFile, find_clients, read_client
from ui.clients.client_dialog import ClientDialog
from ui.shared.formats import money_text, phone_text
from ui.shared.list_screen import ListScreen
from ui.shared.rows_model import Column
from ui.shared.session import Session

COLUMNS = (
    Column("Número", lambda line: line.number, width=110),
    Column("Nombre", lambda line: line.full_name, width=270),
    Column("RFC", lambda line: line.rfc, width=140),
    Column("Teléfono", lambda line: line.mobile_phone, lambda line: phone_text(line.mobile_phone), width=120),
    Column("Municipio", lambda line: line.municipality, width=150),
    Column("Créditos", lambda line: line.active_loans, is_number=True, width=80),
    Column(
        "Saldo", lambda line: line.outstanding, lambda line: money_text(line.outstanding), is_number=True, width=130
    ),
)


class ClientsScreen(ListScreen):
    """Enter opens the file; Ctrl+U makes a new one."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.CLIENTS, Topic.LOANS, Topic.PAYMENTS})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "Clientes",
            "Escriba parte del nombre, el RFC, la CURP o el teléfono",
            COLUMNS,
            "Buscar cliente…",
        )
        self.table.opened.connect(self._open)
        if session.may("loans.create"):
            self.add_action(self.tr("Nuevo crédito"), "Ctrl+R", self._new_loan)
        if session.may("clients.edit"):
            self.add_action(self.tr("Nuevo cliente"), "Ctrl+U", self.new_client, is_primary=True)

    def query(self, text: str) -> Callable[[], Sequence[Any]]:
        return partial(find_clients, self.session.ctx, text)

    def new_client(self) -> None:
        """An empty file; afterwards the list shows the new client."""
        dialog = ClientDialog(self, self.session, None)
        if dialog.exec():
            saved = dialog.result_value
            self.search.setText(saved.number)
            self.reload()
            self.session.requests.say.emit(self.tr("Se guardó el cliente {}.").format(saved.number))

    def _open(self, line: ClientLine) -> None:
        self.session.tasks.run(self, partial(read_client, self.session.ctx, line.id), self._edit)

    def _edit(self, file: ClientFile) -> None:
        dialog = ClientDialog(self, self.session, file)
        if dialog.exec():
            self.session.requests.say.emit(self.tr("Se guardaron los cambios de {}.").format(file.client.number))

    def _new_loan(self) -> None:
        line = self.table.current_line()
        if line is not None:
            self.session.requests.new_loan.emit(line.id)
