"""Read clients: the list that a text finds, and one whole file."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.clients.client import Client
from app.domain.typed_text import searchable
from app.ports.queries import ClientLine, LoanLine


@dataclass(frozen=True)
class ClientFile:
    """A client with his loans on the business day."""

    client: Client
    loans: tuple[LoanLine, ...]


def find_clients(ctx: Context, text: str, limit: int = 200) -> tuple[ClientLine, ...]:
    """Clients whose name, number, RFC, CURP or phone holds the text."""
    with ctx.reading("clients.view") as uow:
        return uow.queries.clients(searchable(text), limit)


def read_client(ctx: Context, client_id: int) -> ClientFile:
    """One client and his loans; the audit trail tells who looked. NotFound ``client.not_found``."""
    with ctx.reading("clients.view") as uow:
        client = uow.clients.get(client_id)
        loans = uow.queries.loans("", ctx.clock.business_on(), client_id=client_id)
    ctx.note(Action.CLIENT_VIEWED, Subject("client", client.id, client.number), "clients.view", is_once=True)
    return ClientFile(client, loans)
