"""The loans that a bank deposit may pay, with the amounts it is compared with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.bank.matching import OpenLoan
from app.domain.loans.loan import LoanStatus
from app.domain.money import ZERO, Money
from db.models.clients import ClientRow
from db.models.loans import InstallmentRow, LoanRow, LoanSnapshotRow
from db.repositories.clients import full_name

_next = aliased(InstallmentRow)
_before = aliased(InstallmentRow)


def list_open_loans(session: Session, business_on: date) -> tuple[OpenLoan, ...]:
    """Every loan in force, by folio.

    ``due_on`` and ``next_amount`` are of the first installment that nothing covers; ``due_amount`` is all that is
    demandable on the day, and ``payoff`` that with the principal ahead and its interest by days: both without late
    interest, for a suggestion only (recording the payment works it out exactly).
    """
    return tuple(_open_loan(row, business_on) for row in session.execute(_query(business_on)))


def _query(business_on: date) -> Select[*tuple[Any, ...]]:
    due = (
        select(InstallmentRow.loan_id, func.sum(InstallmentRow.unpaid).label("amount"))
        .where(InstallmentRow.demanded_on <= business_on)
        .group_by(InstallmentRow.loan_id)
        .subquery()
    )
    ahead = (
        select(
            InstallmentRow.loan_id,
            func.min(InstallmentRow.n).label("n"),
            func.sum(InstallmentRow.total).label("total"),
            func.sum(InstallmentRow.unpaid).label("unpaid"),
        )
        .where(InstallmentRow.demanded_on > business_on)
        .group_by(InstallmentRow.loan_id)
        .subquery()
    )
    return (
        select(
            LoanRow.id,
            LoanRow.folio,
            LoanRow.client_id,
            LoanRow.disbursed_on,
            ClientRow.given_names,
            ClientRow.first_surname,
            ClientRow.second_surname,
            ClientRow.rfc,
            ClientRow.clabe,
            ClientRow.mobile_phone,
            ClientRow.home_phone,
            LoanSnapshotRow.next_due_on,
            LoanSnapshotRow.next_due_amount,
            due.c.amount.label("due_amount"),
            ahead.c.total.label("ahead_total"),
            ahead.c.unpaid.label("ahead_unpaid"),
            _next.opening,
            _next.interest,
            _next.vat,
            _next.demanded_on,
            _before.demanded_on.label("from_on"),
        )
        .join(ClientRow, ClientRow.id == LoanRow.client_id)
        .join(LoanSnapshotRow, LoanSnapshotRow.loan_id == LoanRow.id)
        .outerjoin(due, due.c.loan_id == LoanRow.id)
        .outerjoin(ahead, ahead.c.loan_id == LoanRow.id)
        .outerjoin(_next, and_(_next.loan_id == LoanRow.id, _next.n == ahead.c.n))
        .outerjoin(_before, and_(_before.loan_id == LoanRow.id, _before.n == ahead.c.n - 1))
        .where(LoanRow.status == LoanStatus.ACTIVE.value)
        .order_by(LoanRow.folio)
    )


def _open_loan(row: Row[*tuple[Any, ...]], business_on: date) -> OpenLoan:
    return OpenLoan(
        loan_id=row.id,
        folio=row.folio,
        client_id=row.client_id,
        client_name=full_name(row.given_names, row.first_surname, row.second_surname),
        rfc=row.rfc,
        clabe=row.clabe,
        phones=tuple(phone for phone in (row.mobile_phone, row.home_phone) if phone),
        due_on=row.next_due_on,
        due_amount=row.due_amount or ZERO,
        next_amount=row.next_due_amount,
        payoff=_payoff(row, business_on),
    )


def _payoff(row: Row[*tuple[Any, ...]], business_on: date) -> Money:
    due: Money = row.due_amount or ZERO
    if row.opening is None:
        return due
    since = row.from_on or row.disbursed_on
    days = max(0, (business_on - since).days)
    share = Fraction(days, max(1, (row.demanded_on - since).days))
    kept = row.ahead_total - row.ahead_unpaid
    payoff: Money = due + row.opening + row.interest.times(share) + row.vat.times(share) - kept
    return max(payoff, ZERO)
