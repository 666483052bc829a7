"""Bank accounts, imported movements, and what was learnt from accepting them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session, aliased

from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.matching import KnownPayer
from app.domain.bank.statement import Movement
from app.errors import NotFound
from app.ports.storage import BankAccount, StoredMovement
from db.models.bank import (
    BankAccountRow,
    BankImportRow,
    BankMappingRow,
    BankMovementEventRow,
    BankMovementRow,
    KnownPayerRow,
)
from db.models.loans import LoanEventRow

_MOVEMENT = (
    "row",
    "description",
    "reference",
    "credit",
    "debit",
    "balance",
    "payer_name",
    "payer_clabe",
    "payer_rfc",
    "tracking_key",
    "time",
)
_PARAMETERS_MAX = 500
"""Values in one IN list; SQLite's own limit is far above."""


class BankTable:
    """What banks told us and what became of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def accounts(self) -> tuple[BankAccount, ...]:
        rows = self._session.execute(
            select(BankAccountRow.id, BankAccountRow.name, BankAccountRow.number).order_by(BankAccountRow.id)
        )
        return tuple(BankAccount(*row) for row in rows)

    def add_account(self, name: str, number: str) -> int:
        row = BankAccountRow(name=name, number=number)
        self._session.add(row)
        self._session.flush()
        return row.id

    def import_of_file(self, sha256: str) -> int | None:
        """The import that brought a file of this hash, if any."""
        return self._session.execute(
            select(BankImportRow.id).where(BankImportRow.sha256 == sha256)
        ).scalar_one_or_none()

    def known_fingerprints(self, account_id: int, fingerprints: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        for start in range(0, len(fingerprints), _PARAMETERS_MAX):
            found.update(
                self._session.execute(
                    select(BankMovementRow.fingerprint).where(
                        BankMovementRow.account_id == account_id,
                        BankMovementRow.fingerprint.in_(fingerprints[start : start + _PARAMETERS_MAX]),
                    )
                ).scalars()
            )
        return frozenset(found)

    def add_import(self, *, account_id: int, file_name: str, sha256: str, layout: str, at: datetime, by: int) -> int:
        row = BankImportRow(
            account_id=account_id, file_name=file_name, sha256=sha256, layout=layout, imported_at=at, imported_by=by
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def add_movements(self, import_id: int, movements: Sequence[tuple[str, Movement]]) -> None:
        """Pairs of fingerprint and movement, all new. Deposits are pending; withdrawals are left from the start."""
        if not movements:
            return
        account_id = self._session.execute(
            select(BankImportRow.account_id).where(BankImportRow.id == import_id)
        ).scalar_one()
        values = [
            {name: getattr(movement, name) for name in _MOVEMENT}
            | {
                "import_id": import_id,
                "account_id": account_id,
                "fingerprint": fingerprint,
                "moved_on": movement.on,
                "status": "pending" if movement.credit else "left",
            }
            for fingerprint, movement in movements
        ]
        self._session.execute(insert(BankMovementRow), values)

    def movement(self, movement_id: int) -> StoredMovement:
        """NotFound ``bank.movement_not_found``."""
        statement = select(BankMovementRow).where(BankMovementRow.id == movement_id)
        row = self._session.execute(statement.execution_options(populate_existing=True)).scalar_one_or_none()
        if row is None:
            raise NotFound("bank.movement_not_found")
        return _stored(row)

    def pending(self, import_id: int) -> tuple[StoredMovement, ...]:
        """The import's deposits that nobody decided on, in the file's order."""
        rows = self._session.execute(
            select(BankMovementRow)
            .where(BankMovementRow.import_id == import_id, BankMovementRow.status == "pending")
            .order_by(BankMovementRow.row, BankMovementRow.id)
            .execution_options(populate_existing=True)
        ).scalars()
        return tuple(_stored(row) for row in rows)

    def record_match(self, movement_id: int, event_ids: Sequence[int], at: datetime, by: int) -> None:
        """Link the movement to the payments it became; status ``matched``."""
        self._session.execute(
            upsert(BankMovementEventRow).on_conflict_do_nothing(),
            [
                {"movement_id": movement_id, "event_id": event_id, "matched_at": at, "matched_by": by}
                for event_id in event_ids
            ],
        )
        self.set_status(movement_id, "matched")

    def set_status(self, movement_id: int, status: str) -> None:
        """NotFound ``bank.movement_not_found``."""
        changed = self._session.execute(
            update(BankMovementRow)
            .where(BankMovementRow.id == movement_id)
            .values(status=status)
            .returning(BankMovementRow.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if changed is None:
            raise NotFound("bank.movement_not_found")

    def release_event(self, event_id: int) -> None:
        """A payment was reversed: a movement whose payments are all reversed is pending again."""
        link = aliased(BankMovementEventRow)
        reversal = aliased(LoanEventRow)
        in_force = exists().where(
            link.movement_id == BankMovementRow.id,
            ~exists().where(reversal.reverses_event_id == link.event_id),
        )
        of_event = select(BankMovementEventRow.movement_id).where(BankMovementEventRow.event_id == event_id)
        self._session.execute(
            update(BankMovementRow)
            .where(BankMovementRow.id.in_(of_event), BankMovementRow.status == "matched", ~in_force)
            .values(status="pending")
            .execution_options(synchronize_session=False)
        )

    def known_payers(self) -> tuple[KnownPayer, ...]:
        rows = self._session.execute(
            select(KnownPayerRow.key, KnownPayerRow.client_id).order_by(KnownPayerRow.key, KnownPayerRow.client_id)
        )
        return tuple(KnownPayer(*row) for row in rows)

    def learn_payer(self, payer: KnownPayer) -> None:
        self._session.execute(
            upsert(KnownPayerRow).values(key=payer.key, client_id=payer.client_id).on_conflict_do_nothing()
        )

    def mapping(self, signature: str) -> ColumnMapping | None:
        text = self._session.execute(
            select(BankMappingRow.mapping).where(BankMappingRow.signature == signature)
        ).scalar_one_or_none()
        return None if text is None else ColumnMapping.from_json(json.loads(text))

    def save_mapping(self, signature: str, mapping: ColumnMapping) -> None:
        text = json.dumps(mapping.to_json(), ensure_ascii=False)
        self._session.execute(
            upsert(BankMappingRow)
            .values(signature=signature, mapping=text)
            .on_conflict_do_update(index_elements=["signature"], set_={"mapping": text})
        )


def _stored(row: BankMovementRow) -> StoredMovement:
    movement = Movement(on=row.moved_on, **{name: getattr(row, name) for name in _MOVEMENT})
    return StoredMovement(
        id=row.id, import_id=row.import_id, account_id=row.account_id, status=row.status, movement=movement
    )
