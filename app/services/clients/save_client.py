"""Save a client: a new one with its number, or changes to one on file."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import differences, plain_fields
from app.domain.clients.client import ClientData, ClientIdentity, checked
from app.domain.clients.duplicates import likely_duplicates
from app.errors import ConfirmationNeeded, RuleViolation
from app.ports.storage import UnitOfWork


@dataclass(frozen=True)
class SaveClient:
    """``client_id`` None for a new client; ``expected_version`` is the one that was read."""

    data: ClientData
    client_id: int | None = None
    expected_version: int = 0
    confirmed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class ClientSaved:
    """The client's id and number."""

    client_id: int
    number: str
    changes: Changes


def save_client(ctx: Context, command: SaveClient) -> ClientSaved:
    """Check the data, refuse a CURP or RFC that another client has, show a likely duplicate, and save.

    Raises RuleViolation of the field; ConfirmationNeeded (``client.duplicate`` and the doubts about RFC and CURP);
    Conflict ``client.changed``.
    """
    with ctx.change("clients.edit") as uow:
        data = checked(command.data, ctx.clock.business_on(), command.confirmed)
        _refuse_taken_keys(uow, data, command.client_id)
        if command.client_id is None and "client.duplicate" not in command.confirmed:
            _show_duplicate(likely_duplicates(data, uow.clients.resembling(data)))
        if command.client_id is None:
            number = uow.folios.take("CLI")
            client_id = uow.clients.add(data, number, ctx.clock.now(), ctx.user.id, ctx.user.branch_id)
            ctx.record(uow, Action.CLIENT_ADDED, Subject("client", client_id, number), after=plain_fields(data))
        else:
            client_id = command.client_id
            client = uow.clients.get(client_id)
            number = client.number
            uow.clients.update(client_id, data, command.expected_version)
            before, after = differences(client.data, data)
            subject = Subject("client", client_id, number)
            ctx.record(uow, Action.CLIENT_CHANGED, subject, before=before, after=after)
        uow.commit()
    return ClientSaved(client_id, number, Changes.of(Topic.CLIENTS, Topic.LOANS))


def _refuse_taken_keys(uow: UnitOfWork, data: ClientData, client_id: int | None) -> None:
    owner = uow.clients.with_curp(data.curp) if data.curp else None
    if owner is not None and owner.id != client_id:
        raise RuleViolation("client.curp_taken", field="curp", number=owner.number, name=owner.full_name)
    owner = uow.clients.with_rfc(data.rfc) if data.rfc else None
    if owner is not None and owner.id != client_id:
        raise RuleViolation("client.rfc_taken", field="rfc", number=owner.number, name=owner.full_name)


def _show_duplicate(found: tuple[ClientIdentity, ...]) -> None:
    if found:
        raise ConfirmationNeeded(
            "client.duplicate",
            number=found[0].number,
            name=found[0].full_name,
            birth_on=found[0].birth_on.strftime("%d/%m/%Y"),
        )
