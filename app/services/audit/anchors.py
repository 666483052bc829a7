"""What backups saw of the audit trail: it can be written anew by whoever has the key, they lie elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.context import Context
from app.domain.audit.entry import Action
from app.ports.queries import AuditFilter
from app.ports.storage import UnitOfWork

_EACH_MAX = 1_000


@dataclass(frozen=True)
class Anchor:
    """The last entry of the trail when a backup was made, and the seal that covers all up to it."""

    made_at: datetime
    number: int
    mac: str


def known_anchors(ctx: Context, uow: UnitOfWork) -> tuple[Anchor, ...]:
    """Of the backups on record and of those in the places, one of each moment.

    Left out are those of a life that was given up: made after the backup that was restored, before it was restored.
    """
    found = {one.made_at: Anchor(one.made_at, one.audit_number, one.audit_mac) for one in uow.backups.made(_EACH_MAX)}
    given_up = _given_up(uow)
    backups = ctx.database.backups()
    for folder in uow.backups.places().values():
        for _, manifest in backups.in_folder(Path(folder)):
            at = manifest.made_at
            if not any(since < at <= until for since, until in given_up):
                found.setdefault(at, Anchor(at, manifest.state.audit_number, manifest.state.audit_mac))
    return tuple(sorted(found.values(), key=lambda one: one.made_at))


def _given_up(uow: UnitOfWork) -> list[tuple[datetime, datetime]]:
    """Spans of time that a restored backup undid, as the trail tells."""
    restored = uow.queries.audit(AuditFilter(actions=frozenset({Action.BACKUP_RESTORED})), _EACH_MAX)
    return [
        (datetime.fromisoformat(str(line.entry.after["day"])), line.entry.at)
        for line in restored
        if "day" in line.entry.after
    ]
