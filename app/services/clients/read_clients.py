"""Read clients: the list that a text finds, and one whole file."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.domain.clients.client import Client
from app.ports.queries import ClientLine, LoanLine


@dataclass(frozen=True)
class ClientFile:
    """A client with his loans on the business day."""

    client: Client
    loans: tuple[LoanLine, ...]


def find_clients(ctx: Context, text: str, limit: int = 200) -> tuple[ClientLine, ...]:
    """Clients whose name, number, RFC, CURP or phone holds the text."""
    ctx.require("clients.view")
    with ctx.database.reading() as uow:
        return uow.queries.clients(text, limit)


def read_client(ctx: Context, client_id: int) -> ClientFile:
    """One client and his loans. NotFound ``client.not_found``."""
    ctx.require("clients.view")
    with ctx.database.reading() as uow:
        client = uow.clients.get(client_id)
        return ClientFile(client, uow.queries.loans("", ctx.clock.business_on(), client_id=client_id))
