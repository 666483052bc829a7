"""Clients on file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from app.domain.clients.client import Address, Client, ClientData, ClientIdentity, Sex
from app.domain.clients.names import search_key
from app.errors import Conflict, NotFound
from db.models.clients import ClientRow

_ADDRESS = (
    "street",
    "exterior_number",
    "interior_number",
    "neighborhood",
    "municipality",
    "city",
    "state",
    "postal_code",
)
_PLAIN = (
    "given_names",
    "first_surname",
    "second_surname",
    "birth_on",
    "birth_state",
    "curp",
    "rfc",
    "mobile_phone",
    "home_phone",
    "email",
    "clabe",
    "occupation",
    "employer",
    "monthly_income",
    "notes",
)


class ClientTable:
    """Clients by number, key or likeness."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, client_id: int) -> Client:
        """NotFound ``client.not_found``."""
        statement = select(ClientRow).where(ClientRow.id == client_id).execution_options(populate_existing=True)
        row = self._session.execute(statement).scalar_one_or_none()
        if row is None:
            raise NotFound("client.not_found")
        return Client(id=row.id, number=row.number, data=_data(row), version=row.version)

    def add(self, data: ClientData, number: str, at: datetime, by: int, branch_id: int = 1) -> int:
        row = ClientRow(
            **client_values(data), number=number, version=1, created_at=at, created_by=by, branch_id=branch_id
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def update(self, client_id: int, data: ClientData, expected_version: int) -> None:
        """Conflict ``client.changed`` when somebody else saved first."""
        changed = self._session.execute(
            update(ClientRow)
            .where(ClientRow.id == client_id, ClientRow.version == expected_version)
            .values(**client_values(data), version=expected_version + 1)
            .returning(ClientRow.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if changed is None:
            self.get(client_id)
            raise Conflict("client.changed")

    def with_curp(self, curp: str) -> ClientIdentity | None:
        return self._one(ClientRow.curp == curp) if curp else None

    def with_rfc(self, rfc: str) -> ClientIdentity | None:
        return self._one(ClientRow.rfc == rfc) if rfc else None

    def resembling(self, data: ClientData) -> tuple[ClientIdentity, ...]:
        """Those with the same birth date, or with the same search key of the name."""
        return self._identities(
            or_(ClientRow.birth_on == data.birth_on, ClientRow.search_key == search_key(data.full_name))
        )

    def _one(self, condition: ColumnElement[bool]) -> ClientIdentity | None:
        return next(iter(self._identities(condition)), None)

    def _identities(self, condition: ColumnElement[bool]) -> tuple[ClientIdentity, ...]:
        rows = self._session.execute(
            select(
                ClientRow.id,
                ClientRow.number,
                ClientRow.given_names,
                ClientRow.first_surname,
                ClientRow.second_surname,
                ClientRow.birth_on,
                ClientRow.curp,
                ClientRow.rfc,
            )
            .where(condition)
            .order_by(ClientRow.id)
        )
        return tuple(
            ClientIdentity(
                row.id,
                row.number,
                full_name(row.given_names, row.first_surname, row.second_surname),
                row.birth_on,
                row.curp,
                row.rfc,
            )
            for row in rows
        )


def client_values(data: ClientData) -> dict[str, object]:
    """The columns of a client's data, with the key that lists are searched by."""
    values = {name: getattr(data, name) for name in _PLAIN}
    values |= {name: getattr(data.address, name) for name in _ADDRESS}
    return values | {"sex": data.sex.value, "search_key": search_key(data.full_name)}


def full_name(given_names: str, first_surname: str, second_surname: str) -> str:
    """The name as ``ClientData.full_name`` writes it."""
    return " ".join(part for part in (given_names, first_surname, second_surname) if part)


def _data(row: ClientRow) -> ClientData:
    return ClientData(
        address=Address(**{name: getattr(row, name) for name in _ADDRESS}),
        sex=Sex(row.sex),
        **{name: getattr(row, name) for name in _PLAIN},
    )
