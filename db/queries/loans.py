"""The list of loans and the portfolio, on a business day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, literal_column, select
from sqlalchemy.orm import Session

from app.domain.loans.loan import LoanStatus
from app.domain.money import ZERO
from app.ports.queries import LoanLine, PortfolioLine
from db.models.clients import ClientRow
from db.models.loans import InstallmentRow, LoanRow, LoanSnapshotRow
from db.models.products import ProductRow
from db.queries.search_text import client_condition, folio_of
from db.repositories.clients import full_name

_BANDS = ((0, "current"), (30, "1-30"), (60, "31-60"), (90, "61-90"), (120, "91-120"))
_RANK = case(
    {LoanStatus.ACTIVE.value: 0, LoanStatus.APPROVED.value: 1, LoanStatus.SETTLED.value: 2},
    value=LoanRow.status,
    else_=3,
)


def list_loans(
    session: Session,
    text: str,
    business_on: date,
    limit: int,
    client_id: int | None,
    statuses: frozenset[LoanStatus] | None,
) -> tuple[LoanLine, ...]:
    """Loans by folio, client's name or phone: the folio meant first, then those in force, the newest first."""
    limits = _limits(client_id, statuses)
    folio = folio_of(text, "CRE")
    # Apart, because an OR of both would read every loan.
    found = [] if folio is None else list(session.execute(_of_folio(folio, limits)).scalars())
    found += session.execute(_of_text(text, limits).limit(limit)).scalars()
    ids = list(dict.fromkeys(found))[:limit]
    rows = session.execute(_columns().where(LoanRow.id.in_(ids)))
    lines = {row.id: _loan_line(row, business_on) for row in rows}
    return tuple(lines[loan_id] for loan_id in ids)


def list_portfolio(session: Session, business_on: date) -> tuple[PortfolioLine, ...]:
    """Every disbursed, unsettled loan, by folio."""
    # The literal zero lets the index of unpaid installments serve.
    overdue = (
        select(InstallmentRow.loan_id, func.sum(InstallmentRow.unpaid).label("overdue"))
        .where(InstallmentRow.demanded_on < business_on, InstallmentRow.unpaid > literal_column("0"))
        .group_by(InstallmentRow.loan_id)
        .subquery()
    )
    rows = session.execute(
        _columns()
        .add_columns(overdue.c.overdue, LoanSnapshotRow.last_due_on)
        .outerjoin(overdue, overdue.c.loan_id == LoanRow.id)
        .where(LoanRow.status == LoanStatus.ACTIVE.value)
        .order_by(LoanRow.folio)
    )
    return tuple(_portfolio_line(row, business_on) for row in rows)


def days_past_due(oldest_unpaid_on: date | None, business_on: date) -> int:
    """Days since the oldest uncovered installment fell due; 0 on the due day itself and before."""
    return 0 if oldest_unpaid_on is None else max(0, (business_on - oldest_unpaid_on).days)


def ageing_band(days: int) -> str:
    """``current``, ``1-30``, ``31-60``, ``61-90``, ``91-120`` or ``120+``."""
    return next((band for most, band in _BANDS if days <= most), "120+")


def _of_folio(folio: str, limits: list[ColumnElement[bool]]) -> Select[int]:
    return select(LoanRow.id).where(LoanRow.folio == folio, *limits)


def _of_text(text: str, limits: list[ColumnElement[bool]]) -> Select[int]:
    if not text.strip():
        return select(LoanRow.id).where(*limits).order_by(LoanRow.id.desc())
    by_client = select(LoanRow.id).join(ClientRow, ClientRow.id == LoanRow.client_id).where(client_condition(text))
    return select(LoanRow.id).where(LoanRow.id.in_(by_client), *limits).order_by(_RANK, LoanRow.id.desc())


def _limits(client_id: int | None, statuses: frozenset[LoanStatus] | None) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    if client_id is not None:
        limits.append(LoanRow.client_id == client_id)
    if statuses is not None:
        limits.append(LoanRow.status.in_(sorted(status.value for status in statuses)))
    return limits


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            LoanRow.id,
            LoanRow.folio,
            LoanRow.client_id,
            LoanRow.principal,
            LoanRow.status,
            LoanRow.disbursed_on,
            ClientRow.given_names,
            ClientRow.first_surname,
            ClientRow.second_surname,
            ClientRow.mobile_phone,
            ProductRow.name.label("product_name"),
            LoanSnapshotRow.outstanding_principal,
            LoanSnapshotRow.oldest_unpaid_on,
            LoanSnapshotRow.next_due_on,
            LoanSnapshotRow.next_due_amount,
        )
        .join(ClientRow, ClientRow.id == LoanRow.client_id)
        .join(ProductRow, ProductRow.id == LoanRow.product_id)
        .outerjoin(LoanSnapshotRow, LoanSnapshotRow.loan_id == LoanRow.id)
    )


def _loan_line(row: Row[*tuple[Any, ...]], business_on: date) -> LoanLine:
    return LoanLine(
        id=row.id,
        folio=row.folio,
        client_id=row.client_id,
        client_name=full_name(row.given_names, row.first_surname, row.second_surname),
        client_phone=row.mobile_phone,
        product_name=row.product_name,
        principal=row.principal,
        status=LoanStatus(row.status),
        disbursed_on=row.disbursed_on,
        outstanding_principal=row.outstanding_principal or ZERO,
        next_due_on=row.next_due_on,
        next_due_amount=row.next_due_amount or ZERO,
        days_past_due=days_past_due(row.oldest_unpaid_on, business_on),
    )


def _portfolio_line(row: Row[*tuple[Any, ...]], business_on: date) -> PortfolioLine:
    days = days_past_due(row.oldest_unpaid_on, business_on)
    return PortfolioLine(
        loan_id=row.id,
        folio=row.folio,
        client_name=full_name(row.given_names, row.first_surname, row.second_surname),
        product_name=row.product_name,
        disbursed_on=row.disbursed_on,
        principal=row.principal,
        outstanding_principal=row.outstanding_principal,
        next_due_on=row.next_due_on,
        next_due_amount=row.next_due_amount,
        overdue=row.overdue or ZERO,
        days_past_due=days,
        ageing_band=ageing_band(days),
        last_due_on=row.last_due_on,
        phone=row.mobile_phone,
    )
