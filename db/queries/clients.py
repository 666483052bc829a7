"""The list of clients."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.loans.loan import LoanStatus
from app.domain.money import ZERO
from app.ports.queries import ClientLine
from db.models.clients import ClientRow
from db.models.loans import LoanRow, LoanSnapshotRow
from db.queries.search_text import client_condition, folio_of
from db.repositories.clients import full_name


def list_clients(session: Session, text: str, limit: int) -> tuple[ClientLine, ...]:
    """Clients whose name, number, RFC, CURP or phone holds the text, by name; all of them when it is empty."""
    found = select(ClientRow.id).order_by(ClientRow.search_key, ClientRow.id).limit(limit)
    if text.strip():
        condition = client_condition(text)
        number = folio_of(text, "CLI")
        found = found.where(condition if number is None else or_(condition, ClientRow.number == number))
    # Two steps: the search reads a narrow index, the wide rows and sums are read for the lines shown only.
    ids = list(session.execute(found).scalars())
    lines = {line.id: line for line in _lines(session, ids)}
    return tuple(lines[client_id] for client_id in ids)


def _lines(session: Session, ids: list[int]) -> list[ClientLine]:
    loans = (
        select(
            LoanRow.client_id,
            func.count().label("active"),
            func.sum(LoanSnapshotRow.outstanding_principal).label("outstanding"),
        )
        .join(LoanSnapshotRow, LoanSnapshotRow.loan_id == LoanRow.id)
        .where(LoanRow.client_id.in_(ids), LoanRow.status == LoanStatus.ACTIVE.value)
        .group_by(LoanRow.client_id)
        .subquery()
    )
    rows = session.execute(
        select(
            ClientRow.id,
            ClientRow.number,
            ClientRow.given_names,
            ClientRow.first_surname,
            ClientRow.second_surname,
            ClientRow.rfc,
            ClientRow.curp,
            ClientRow.mobile_phone,
            ClientRow.municipality,
            loans.c.active,
            loans.c.outstanding,
        )
        .outerjoin(loans, loans.c.client_id == ClientRow.id)
        .where(ClientRow.id.in_(ids))
    )
    return [
        ClientLine(
            id=row.id,
            number=row.number,
            full_name=full_name(row.given_names, row.first_surname, row.second_surname),
            rfc=row.rfc,
            curp=row.curp,
            mobile_phone=row.mobile_phone,
            municipality=row.municipality,
            active_loans=row.active or 0,
            outstanding=row.outstanding or ZERO,
        )
        for row in rows
    ]


def client_names(session: Session, loan_ids: Sequence[int]) -> dict[int, str]:
    """The client's full name by loan."""
    rows = session.execute(
        select(LoanRow.id, ClientRow.given_names, ClientRow.first_surname, ClientRow.second_surname)
        .join(ClientRow, ClientRow.id == LoanRow.client_id)
        .where(LoanRow.id.in_(loan_ids))
    )
    return {loan_id: full_name(*names) for loan_id, *names in rows}
