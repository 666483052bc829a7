"""The audit trail as it is searched, newest first."""

from __future__ import annotations

import json

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.domain.audit.entry import Action, AuditEntry, Subject
from app.domain.audit.plain_values import Plain
from app.ports.queries import AuditFilter, AuditLine
from db.models.audit import AuditEntryRow


def list_audit(session: Session, wanted: AuditFilter, limit: int) -> tuple[AuditLine, ...]:
    """Entries that meet every part of the filter."""
    statement = _wanted(wanted).order_by(AuditEntryRow.id.desc()).limit(limit)
    return tuple(AuditLine(row.id, audit_entry(row)) for row in session.execute(statement).scalars())


def _wanted(wanted: AuditFilter) -> Select[AuditEntryRow]:
    statement = select(AuditEntryRow)
    if wanted.text.strip():
        columns = (
            AuditEntryRow.subject_label,
            AuditEntryRow.before,
            AuditEntryRow.after,
            AuditEntryRow.username,
            AuditEntryRow.workplace,
        )
        text = wanted.text.strip()
        statement = statement.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    if wanted.username:
        statement = statement.where(AuditEntryRow.username == wanted.username)
    if wanted.actions:
        statement = statement.where(AuditEntryRow.action.in_(sorted(action.value for action in wanted.actions)))
    if wanted.since is not None:
        statement = statement.where(AuditEntryRow.at >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(AuditEntryRow.at < wanted.until)
    return statement


def audit_entry(row: AuditEntryRow) -> AuditEntry:
    """The entry of a row."""
    return AuditEntry(
        at=row.at,
        user_id=row.user_id,
        username=row.username,
        workplace=row.workplace,
        action=Action(row.action),
        subject=Subject(row.subject_kind, row.subject_id, row.subject_label),
        before=_values(row.before),
        after=_values(row.after),
        authorised_by=row.authorised_by,
    )


def _values(text: str) -> dict[str, Plain]:
    return dict(json.loads(text)) if text else {}
