"""The calls to make."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.collections.reminders import ReminderKind
from app.domain.loans.loan import LoanStatus
from app.ports.queries import ReminderLine
from db.models.clients import ClientRow
from db.models.loans import LoanRow, LoanSnapshotRow
from db.models.reminders import ReminderRow
from db.repositories.clients import full_name


def list_reminders(session: Session, limit: int) -> tuple[ReminderLine, ...]:
    """Open ones that what was paid since did not make needless: the longest overdue first, then the coming ones."""
    is_overdue = and_(ReminderRow.kind == ReminderKind.OVERDUE.value, LoanSnapshotRow.days_past_due > 0)
    is_coming = and_(ReminderRow.kind == ReminderKind.COMING.value, LoanSnapshotRow.next_due_on == ReminderRow.due_on)
    statement = (
        select(ReminderRow, LoanRow.folio, ClientRow)
        .join(LoanRow, LoanRow.id == ReminderRow.loan_id)
        .join(ClientRow, ClientRow.id == LoanRow.client_id)
        .join(LoanSnapshotRow, LoanSnapshotRow.loan_id == LoanRow.id)
        .where(ReminderRow.attended_at.is_(None), LoanRow.status == LoanStatus.ACTIVE.value, or_(is_overdue, is_coming))
        .order_by(ReminderRow.days_past_due.desc(), ReminderRow.due_on, ReminderRow.id)
        .limit(limit)
    )
    return tuple(
        ReminderLine(
            id=row.id,
            loan_id=row.loan_id,
            loan_folio=folio,
            client_name=full_name(client.given_names, client.first_surname, client.second_surname),
            phone=client.mobile_phone or client.home_phone,
            kind=ReminderKind(row.kind),
            made_on=row.made_on,
            due_on=row.due_on,
            days_past_due=row.days_past_due,
            amount=row.amount,
        )
        for row, folio, client in session.execute(statement)
    )
