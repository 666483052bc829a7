"""The audit trail: a chain in which each entry's seal covers the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.audit.entry import WRITTEN_WITH_ANY_CLOCK, Action, AuditEntry, Subject
from app.domain.audit.plain_values import Plain
from db.models.audit import AuditEntryRow

NO_MAC = bytes(32)
"""What the first entry follows."""
COVERED = (
    "id",
    "at",
    "user_id",
    "username",
    "workplace",
    "action",
    "subject_kind",
    "subject_id",
    "subject_label",
    "before",
    "after",
    "authorised_by",
    "generation",
)


class AuditTable:
    """Entries, appended; ``key`` seals them. ``appended`` counts those of this transaction."""

    def __init__(self, session: Session, key: bytes, generation: int) -> None:
        self._session = session
        self._key = key
        self._generation = generation
        self.appended = 0

    def append(self, entry: AuditEntry) -> int:
        """The entry's number, one more than the last's."""
        last = self._session.execute(
            select(AuditEntryRow.id, AuditEntryRow.mac).order_by(AuditEntryRow.id.desc()).limit(1)
        ).one_or_none()
        last_id, last_mac = (0, NO_MAC) if last is None else last
        values = entry_values(entry) | {"id": last_id + 1, "generation": self._generation}
        mac = entry_mac(self._key, last_mac, values)
        self._session.execute(insert(AuditEntryRow).values(**values, mac=mac))
        self.appended += 1
        return last_id + 1

    def last_at(self) -> datetime | None:
        return self._session.execute(
            select(AuditEntryRow.at)
            .where(AuditEntryRow.action.not_in(sorted(WRITTEN_WITH_ANY_CLOCK)))
            .order_by(AuditEntryRow.id.desc())
            .limit(1)
        ).scalar_one_or_none()

    def has_recent(self, user_id: int, action: Action, subject: Subject, since: datetime) -> bool:
        found = self._session.execute(
            select(AuditEntryRow.id)
            .where(
                AuditEntryRow.user_id == user_id,
                AuditEntryRow.action == action.value,
                AuditEntryRow.subject_id == subject.id,
                AuditEntryRow.subject_kind == subject.kind,
                AuditEntryRow.at >= since,
            )
            .limit(1)
        ).first()
        return found is not None


def entry_values(entry: AuditEntry) -> dict[str, object]:
    """The columns of an entry, without its number, generation and seal."""
    return {
        "at": entry.at,
        "user_id": entry.user_id,
        "username": entry.username,
        "workplace": entry.workplace,
        "action": entry.action.value,
        "subject_kind": entry.subject.kind,
        "subject_id": entry.subject.id,
        "subject_label": entry.subject.label,
        "before": _json(entry.before),
        "after": _json(entry.after),
        "authorised_by": entry.authorised_by,
    }


def entry_mac(key: bytes, before: bytes, values: Mapping[str, object]) -> bytes:
    """The seal of an entry that follows the one sealed by ``before``."""
    covered = [_covered(values[name]) for name in COVERED]
    content = json.dumps(covered, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.digest(key, before + content, hashlib.sha256)


def _covered(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _json(values: Mapping[str, Plain]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":")) if values else ""
