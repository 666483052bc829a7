"""The storage's own checks: the engine's pages, the seals of rows, the audit chain and the two sides of entries."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.accounting.concepts import Concept
from app.domain.money import Money
from app.ports.integrity import AlteredRow, ChainBreak, ChainHead, RowFault, UnbalancedEntry
from db.key_derivation import CompanyKeys
from db.models.accounting import JournalEntryRow, JournalLineRow
from db.models.audit import AuditEntryRow, AuditKeyRow, RowSealRow
from db.repositories.audit import COVERED, NO_MAC, entry_mac
from db.row_seals import altered_rows

_FAULTS_MAX = 20
_NOTICED_EACH = 1000


class SqlIntegrity:
    """The checks of one transaction."""

    def __init__(self, session: Session, keys: CompanyKeys) -> None:
        self._session = session
        self._keys = keys
        self._retired: dict[object, bytes] = {}

    def counts(self) -> Mapping[str, int]:
        """How many rows are sealed, and how many entries the journal and the audit trail have."""
        tables = {"rows": RowSealRow, "entries": JournalEntryRow, "audit": AuditEntryRow}
        return {
            name: self._session.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }

    def file_faults(self) -> tuple[str, ...]:
        """What the engine finds wrong with its pages, in its own words."""
        connection = self._session.connection()
        found: list[str] = []
        for pragma in ("cipher_integrity_check", f"quick_check({_FAULTS_MAX})"):
            try:
                found += [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]
            except DatabaseError as failure:
                found.append(str(failure.orig))
        return tuple(fault for fault in found if fault != "ok")[:_FAULTS_MAX]

    def altered_rows(self, noticed: Callable[[int], None]) -> Iterator[AlteredRow]:
        """Rows whose seal does not fit."""
        for table, key, fault in altered_rows(self._session.connection(), self._keys.rows, noticed):
            yield AlteredRow(table, key, RowFault(fault))

    def chain_breaks(self, noticed: Callable[[int], None]) -> Iterator[ChainBreak]:
        """Entries missing or altered. After an altered one the chain goes on from what it says of itself."""
        columns = [getattr(AuditEntryRow, name) for name in COVERED]
        statement = select(*columns, AuditEntryRow.mac).order_by(AuditEntryRow.id).execution_options(yield_per=2000)
        last, before = 0, NO_MAC
        for count, row in enumerate(self._session.execute(statement), start=1):
            if count % _NOTICED_EACH == 0:
                noticed(_NOTICED_EACH)
            values = dict(zip(COVERED, row, strict=False))
            number, mac = int(values["id"]), bytes(row[-1])
            for missing in range(last + 1, number):
                yield ChainBreak(missing, is_missing=True)
            is_next = number == last + 1
            if is_next and not hmac.compare_digest(mac, entry_mac(self._key_of(values), before, values)):
                yield ChainBreak(number, is_missing=False)
            last, before = number, mac

    def unbalanced_entries(self) -> tuple[UnbalancedEntry, ...]:
        """Entries whose two sides differ."""
        debits, credits = func.sum(JournalLineRow.debit), func.sum(JournalLineRow.credit)
        rows = self._session.execute(
            select(JournalLineRow.entry_id, debits, credits).group_by(JournalLineRow.entry_id).having(debits != credits)
        )
        return tuple(UnbalancedEntry(*row) for row in rows)

    def close_sums(self) -> Mapping[Concept, Money]:
        """What the daily closes' entries add up to, debits positive."""
        rows = self._session.execute(
            select(JournalLineRow.concept, func.sum(JournalLineRow.debit), func.sum(JournalLineRow.credit))
            .join(JournalEntryRow, JournalEntryRow.id == JournalLineRow.entry_id)
            .where(JournalEntryRow.close_on.is_not(None))
            .group_by(JournalLineRow.concept)
        )
        return {Concept(concept): debit - credit for concept, debit, credit in rows}

    def chain_head(self) -> ChainHead:
        """The last entry of the audit trail; number 0 when there is none."""
        row = self._session.execute(
            select(AuditEntryRow.id, AuditEntryRow.mac).order_by(AuditEntryRow.id.desc()).limit(1)
        ).one_or_none()
        return ChainHead(0, NO_MAC.hex()) if row is None else ChainHead(row[0], bytes(row[1]).hex())

    def chain_mac(self, number: int) -> str | None:
        """The seal of an entry of the trail."""
        mac = self._session.execute(select(AuditEntryRow.mac).where(AuditEntryRow.id == number)).scalar_one_or_none()
        return None if mac is None else bytes(mac).hex()

    def _key_of(self, values: Mapping[str, object]) -> bytes:
        generation = values["generation"]
        if generation == self._keys.generation:
            return self._keys.audit
        if generation not in self._retired:
            found = self._session.execute(select(AuditKeyRow.key).where(AuditKeyRow.generation == generation))
            self._retired[generation] = found.scalar_one_or_none() or b""
        return self._retired[generation]
