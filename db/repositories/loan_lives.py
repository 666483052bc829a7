"""Loans with everything about them, read by the hundred for the daily close and the verification of the books."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from app.domain.accounting.concepts import Concept
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import LoanState
from app.domain.loans.terms_json import terms_from_json
from app.domain.money import Money
from app.ports.lives import LoanLife
from app.ports.recorded import NewEvent
from db.models.accounting import JournalEntryRow, JournalLineRow, LoanCloseRow
from db.models.all_tables import TableRow
from db.models.loans import InstallmentRow, LoanEventRow, LoanRow, LoanSnapshotRow
from db.repositories.accounting import balances_from
from db.repositories.loan_values import installment_values, snapshot_values
from db.repositories.loans import events_query, stored_event


@dataclass(frozen=True)
class StoredFigures:
    """The snapshot and the installments on file; empty when the loan lost its snapshot."""

    loan_id: int
    snapshot: Mapping[str, Any]
    installments: tuple[Mapping[str, Any], ...]

    @property
    def as_of(self) -> date:
        return self.snapshot["as_of"] if self.snapshot else date.min

    @property
    def stage(self) -> int:
        return int(self.snapshot["stage"]) if self.snapshot else 1

    @property
    def has_advance(self) -> bool:
        return bool(self.snapshot and self.snapshot["advance"])

    def differences(self, state: LoanState) -> tuple[str, ...]:
        """The names of the figures that are not those of the state."""
        if not self.snapshot:
            return ("snapshot",)
        installments = installment_values(self.loan_id, state)
        wanted = snapshot_values(state, installments)
        wrong = [name for name, value in wanted.items() if self.snapshot[name] != value]
        if len(installments) != len(self.installments):
            return (*wrong, "installments")
        for kept, made in zip(self.installments, installments, strict=True):
            wrong += [f"{name} {made['n']}" for name, value in made.items() if kept[name] != value]
        return tuple(wrong)


class LoanLives:
    """Lives by id, and the light part of their snapshots."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, statuses: frozenset[LoanStatus]) -> int:
        return self._session.execute(select(func.count()).where(_of(statuses))).scalar_one()

    def after(self, loan_id: int, limit: int, statuses: frozenset[LoanStatus]) -> tuple[LoanLife, ...]:
        """The next so many by id."""
        rows = self._session.execute(
            select(LoanRow.id, LoanRow.folio, LoanRow.product_id, LoanRow.status, LoanRow.terms)
            .where(LoanRow.id > loan_id, _of(statuses))
            .order_by(LoanRow.id)
            .limit(limit)
        ).all()
        ids = [row.id for row in rows]
        events = self._events(ids)
        kept = self._kept(ids)
        posted = self._posted(ids)
        closed = dict(
            self._session.execute(
                select(LoanCloseRow.loan_id, LoanCloseRow.balances).where(LoanCloseRow.loan_id.in_(ids))
            ).all()
        )
        return tuple(
            LoanLife(
                id=row.id,
                folio=row.folio,
                product_id=row.product_id,
                status=LoanStatus(row.status),
                terms=terms_from_json(json.loads(row.terms)),
                events=tuple(events[row.id]),
                kept=kept[row.id],
                posted=posted[row.id],
                closed=balances_from(closed[row.id]) if row.id in closed else {},
            )
            for row in rows
        )

    def save_day(self, states: Mapping[int, LoanState]) -> None:
        """The day, stage and days past due of snapshots of which nothing else changed."""
        if not states:
            return
        table = TableRow.metadata.tables[LoanSnapshotRow.__tablename__]
        self._session.connection().execute(
            update(table)
            .where(table.c.loan_id == bindparam("of_loan"))
            .values(as_of=bindparam("day"), stage=bindparam("new_stage"), days_past_due=bindparam("days")),
            [
                {"of_loan": loan_id, "day": state.as_of, "new_stage": state.stage, "days": state.days_past_due}
                for loan_id, state in states.items()
            ],
        )

    def _events(self, ids: list[int]) -> dict[int, list[NewEvent]]:
        found: dict[int, list[NewEvent]] = defaultdict(list)
        statement = events_query().where(LoanEventRow.loan_id.in_(ids)).order_by(LoanEventRow.loan_id, LoanEventRow.seq)
        for row, reverses_seq in self._session.execute(statement):
            found[row.loan_id].append(stored_event(row, reverses_seq).new)
        return found

    def _kept(self, ids: list[int]) -> dict[int, StoredFigures]:
        snapshots = {row["loan_id"]: row for row in self._plain(LoanSnapshotRow, ids)}
        installments: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self._plain(InstallmentRow, ids):
            installments[row["loan_id"]].append(row)
        return {
            loan_id: StoredFigures(loan_id, snapshots.get(loan_id, {}), tuple(installments[loan_id])) for loan_id in ids
        }

    def _plain(self, table: type[LoanSnapshotRow | InstallmentRow], ids: list[int]) -> Iterable[Mapping[str, Any]]:
        rows = TableRow.metadata.tables[table.__tablename__]
        statement = select(*rows.columns).where(rows.c.loan_id.in_(ids)).order_by(*rows.primary_key.columns)
        return [dict(row) for row in self._session.execute(statement).mappings()]

    def _posted(self, ids: list[int]) -> dict[int, dict[Concept, Money]]:
        found: dict[int, dict[Concept, Money]] = defaultdict(dict)
        rows = self._session.execute(
            select(
                JournalEntryRow.loan_id,
                JournalLineRow.concept,
                func.sum(JournalLineRow.debit),
                func.sum(JournalLineRow.credit),
            )
            .join(JournalLineRow, JournalLineRow.entry_id == JournalEntryRow.id)
            .where(JournalEntryRow.loan_id.in_(ids))
            .group_by(JournalEntryRow.loan_id, JournalLineRow.concept)
        )
        for loan_id, concept, debit, credit in rows:
            assert loan_id is not None
            found[loan_id][Concept(concept)] = debit - credit
        return found


def _of(statuses: frozenset[LoanStatus]) -> Any:
    return LoanRow.status.in_(sorted(status.value for status in statuses))
