"""Payments and their reversals."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.loans.events import EventKind
from app.domain.loans.loan import Channel
from app.ports.queries import PaymentLine
from db.models.clients import ClientRow
from db.models.loans import LoanEventRow, LoanRow
from db.models.users import UserRow
from db.repositories.clients import full_name
from db.repositories.loan_values import details_from

_original = aliased(LoanEventRow)
_reversal = aliased(LoanEventRow)


def list_payments(session: Session, loan_id: int) -> tuple[PaymentLine, ...]:
    """A loan's payments and reversals, in the order they were recorded."""
    return _lines(session, _query().where(LoanEventRow.loan_id == loan_id).order_by(LoanEventRow.seq))


def list_recent_payments(session: Session, limit: int) -> tuple[PaymentLine, ...]:
    """The last payments and reversals of the whole lender, newest first."""
    return _lines(session, _query().order_by(LoanEventRow.id.desc()).limit(limit))


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            LoanEventRow.id,
            LoanEventRow.kind,
            LoanEventRow.receipt,
            LoanEventRow.loan_id,
            LoanEventRow.value_on,
            LoanEventRow.recorded_at,
            LoanEventRow.channel,
            LoanEventRow.reference,
            LoanEventRow.reason,
            LoanEventRow.details,
            # A reversal's line shows what it undid.
            func.coalesce(_original.amount, LoanEventRow.amount).label("amount"),
            LoanRow.folio,
            ClientRow.given_names,
            ClientRow.first_surname,
            ClientRow.second_surname,
            UserRow.full_name.label("recorded_by"),
            _reversal.id.label("reversal_id"),
        )
        .join(LoanRow, LoanRow.id == LoanEventRow.loan_id)
        .join(ClientRow, ClientRow.id == LoanRow.client_id)
        .join(UserRow, UserRow.id == LoanEventRow.recorded_by)
        .outerjoin(_original, _original.id == LoanEventRow.reverses_event_id)
        .outerjoin(_reversal, _reversal.reverses_event_id == LoanEventRow.id)
        .where(LoanEventRow.kind != EventKind.DISBURSEMENT.value)
    )


def _lines(session: Session, statement: Select[*tuple[Any, ...]]) -> tuple[PaymentLine, ...]:
    return tuple(_line(row) for row in session.execute(statement))


def _line(row: Row[*tuple[Any, ...]]) -> PaymentLine:
    return PaymentLine(
        event_id=row.id,
        receipt=row.receipt,
        loan_id=row.loan_id,
        loan_folio=row.folio,
        client_name=full_name(row.given_names, row.first_surname, row.second_surname),
        value_on=row.value_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        amount=row.amount,
        channel=None if row.channel is None else Channel(row.channel),
        reference=row.reference,
        is_reversal=row.kind == EventKind.REVERSAL.value,
        is_waiver=row.kind == EventKind.WAIVER.value,
        is_reversed=row.reversal_id is not None,
        reason=row.reason,
        component=details_from(row.details).get("component"),
    )
