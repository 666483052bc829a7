"""Loans: contracted figures, events and the snapshot of where they stand."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import cast

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session, aliased

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.loan import Channel, Disbursement, Loan, LoanStatus
from app.domain.loans.state import LoanState
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms_json import terms_from_json
from app.errors import Conflict, NotFound
from app.ports.recorded import NewEvent, StoredEvent
from db.models.loans import InstallmentRow, LoanEventRow, LoanRow, LoanSnapshotRow, ScheduleRowRow
from db.repositories.loan_values import (
    ROW_FIELDS,
    details_from,
    event_values,
    installment_values,
    loan_values,
    schedule_values,
    snapshot_values,
)

_reversed = aliased(LoanEventRow)


class LoanTable:
    """Loans, what happened to them, and how they stand."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, loan_id: int) -> Loan:
        """NotFound ``loan.not_found``."""
        statement = select(LoanRow).where(LoanRow.id == loan_id).execution_options(populate_existing=True)
        row = self._session.execute(statement).scalar_one_or_none()
        if row is None:
            raise NotFound("loan.not_found")
        return _loan(row, self._schedule(loan_id))

    def id_of_folio(self, folio: str) -> int:
        """NotFound ``loan.folio_not_found``."""
        found = self._session.execute(select(LoanRow.id).where(LoanRow.folio == folio)).scalar_one_or_none()
        if found is None:
            raise NotFound("loan.folio_not_found", folio=folio)
        return found

    def add(self, loan: Loan, at: datetime, by: int, branch_id: int = 1) -> int:
        row = LoanRow(**loan_values(loan), version=1, created_at=at, created_by=by, branch_id=branch_id)
        self._session.add(row)
        self._session.flush()
        self._session.execute(insert(ScheduleRowRow), schedule_values(row.id, loan.schedule))
        return row.id

    def save_disbursed(self, loan: Loan, disbursement: Disbursement) -> None:
        """Terms and schedule as disbursed, status active. Conflict ``loan.changed`` unless it was still approved."""
        values = loan_values(loan) | {
            "status": LoanStatus.ACTIVE.value,
            "disbursed_on": disbursement.on,
            "disbursement_channel": disbursement.channel.value,
            "disbursement_reference": disbursement.reference,
            "net_amount": disbursement.net_amount,
        }
        self._change_approved(loan.id, values, expected_version=loan.version)
        self._session.execute(delete(ScheduleRowRow).where(ScheduleRowRow.loan_id == loan.id))
        self._session.execute(insert(ScheduleRowRow), schedule_values(loan.id, loan.schedule))

    def save_cancelled(self, loan_id: int) -> None:
        """Conflict ``loan.changed`` unless it was still approved."""
        self._change_approved(loan_id, {"status": LoanStatus.CANCELLED.value})

    def events(self, loan_id: int) -> tuple[StoredEvent, ...]:
        """Every event of the loan, by sequence."""
        statement = events_query().where(LoanEventRow.loan_id == loan_id).order_by(LoanEventRow.seq)
        return tuple(stored_event(row, seq) for row, seq in self._session.execute(statement))

    def event(self, event_id: int) -> StoredEvent:
        """NotFound ``payment.not_found``."""
        found = self._session.execute(events_query().where(LoanEventRow.id == event_id)).one_or_none()
        if found is None:
            raise NotFound("payment.not_found")
        return stored_event(*found)

    def event_of_request(self, request_id: str) -> StoredEvent | None:
        found = self._session.execute(events_query().where(LoanEventRow.request_id == request_id)).one_or_none()
        return None if found is None else stored_event(*found)

    def append_event(self, new: NewEvent) -> int:
        """The event's id. NotFound ``payment.not_found`` when what it reverses is not there."""
        row = LoanEventRow(**event_values(new), reverses_event_id=self._reversed_id(new))
        self._session.add(row)
        self._session.flush()
        return row.id

    def snapshot_day(self, loan_id: int) -> date | None:
        """The day that the loan was last brought to."""
        return self._session.execute(
            select(LoanSnapshotRow.as_of).where(LoanSnapshotRow.loan_id == loan_id)
        ).scalar_one_or_none()

    def save_snapshot(self, loan_id: int, state: LoanState) -> None:
        """Replace the installments in force with what is paid of each, and the loan's totals and status."""
        self._session.execute(delete(InstallmentRow).where(InstallmentRow.loan_id == loan_id))
        installments = installment_values(loan_id, state)
        if installments:
            self._session.execute(insert(InstallmentRow), installments)
        values = snapshot_values(state, installments)
        self._session.execute(
            upsert(LoanSnapshotRow)
            .values(loan_id=loan_id, **values)
            .on_conflict_do_update(index_elements=["loan_id"], set_=values)
        )
        status = LoanStatus.SETTLED if state.is_settled else LoanStatus.ACTIVE
        self._session.execute(
            update(LoanRow)
            .where(LoanRow.id == loan_id, LoanRow.status != status.value)
            .values(status=status.value, version=LoanRow.version + 1)
            .execution_options(synchronize_session=False)
        )

    def _schedule(self, loan_id: int) -> tuple[ScheduleRow, ...]:
        columns = [getattr(ScheduleRowRow, name) for name in ROW_FIELDS]
        rows = self._session.execute(
            select(*columns).where(ScheduleRowRow.loan_id == loan_id).order_by(ScheduleRowRow.n)
        )
        return tuple(ScheduleRow.of(*row) for row in rows)

    def _change_approved(self, loan_id: int, values: dict[str, object], expected_version: int | None = None) -> None:
        statement = update(LoanRow).where(LoanRow.id == loan_id, LoanRow.status == LoanStatus.APPROVED.value)
        if expected_version is not None:
            statement = statement.where(LoanRow.version == expected_version)
        changed = self._session.execute(
            statement.values(**values, version=LoanRow.version + 1)
            .returning(LoanRow.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if changed is None:
            self.get(loan_id)
            raise Conflict("loan.changed")

    def _reversed_id(self, new: NewEvent) -> int | None:
        if new.event.reverses_seq is None:
            return None
        found = self._session.execute(
            select(LoanEventRow.id).where(
                LoanEventRow.loan_id == new.loan_id, LoanEventRow.seq == new.event.reverses_seq
            )
        ).scalar_one_or_none()
        if found is None:
            raise NotFound("payment.not_found")
        return found


def events_query() -> Select[LoanEventRow, int | None]:
    query = select(LoanEventRow, _reversed.seq).outerjoin(_reversed, LoanEventRow.reverses_event_id == _reversed.id)
    return cast("Select[LoanEventRow, int | None]", query)  # an outer join may find none


def stored_event(row: LoanEventRow, reverses_seq: int | None) -> StoredEvent:
    event = LoanEvent(
        seq=row.seq,
        kind=EventKind(row.kind),
        value_on=row.value_on,
        amount=row.amount,
        excess=None if row.excess is None else Excess(row.excess),
        effect=None if row.effect is None else PrepaymentEffect(row.effect),
        reverses_seq=reverses_seq,
        **details_from(row.details),
    )
    new = NewEvent(
        loan_id=row.loan_id,
        event=event,
        request_id=row.request_id,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        channel=None if row.channel is None else Channel(row.channel),
        reference=row.reference,
        receipt=row.receipt,
        reason=row.reason,
    )
    return StoredEvent(id=row.id, new=new)


def _loan(row: LoanRow, schedule: tuple[ScheduleRow, ...]) -> Loan:
    return Loan(
        id=row.id,
        folio=row.folio,
        client_id=row.client_id,
        product_id=row.product_id,
        terms=terms_from_json(json.loads(row.terms)),
        schedule=schedule,
        cat=row.cat,
        status=LoanStatus(row.status),
        signed_on=row.signed_on,
        disbursement=_disbursement(row),
        version=row.version,
    )


def _disbursement(row: LoanRow) -> Disbursement | None:
    if row.disbursed_on is None:
        return None
    assert row.disbursement_channel is not None
    assert row.disbursement_reference is not None
    assert row.net_amount is not None
    return Disbursement(row.disbursed_on, Channel(row.disbursement_channel), row.disbursement_reference, row.net_amount)
