"""What a backup tells of itself, and what restoring it would lose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.money import Money


class BackupKind(StrEnum):
    """Why it was made."""

    DAILY = "daily"
    CLOSE = "close"  # after a daily close
    MANUAL = "manual"
    UPGRADE = "upgrade"  # before the schema is upgraded
    RESTORE = "restore"  # before another one takes over


@dataclass(frozen=True)
class CompanyState:
    """What a database holds at a moment: counts, the next number of each series, the ledger's sides, the trail's head.

    ``audit_mac`` covers every entry of the trail: two files with the same one have the same trail.
    """

    clients: int
    loans: int
    events: int
    entries: int
    debits: Money
    credits: Money
    folios: Mapping[str, int]
    audit_number: int
    audit_mac: str
    usernames: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; ``schema`` is the step of its database."""

    database_id: str
    company: str
    made_at: datetime
    kind: BackupKind
    program: str
    schema: str
    size: int
    state: CompanyState


@dataclass(frozen=True)
class Loss:
    """What the present file has and the backup has not; negative when the backup has more."""

    clients: int
    loans: int
    events: int
    entries: int
    folios: tuple[tuple[str, int, int], ...]
    users_back: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.clients or self.loans or self.events or self.entries or self.folios)


def loss_of(present: CompanyState, backup: CompanyState) -> Loss:
    """What going back to the backup would undo; ``folios``: series, last number now, last number then."""
    series = sorted({*present.folios, *backup.folios})
    folios = tuple(
        (one, present.folios.get(one, 1) - 1, backup.folios.get(one, 1) - 1)
        for one in series
        if present.folios.get(one, 1) != backup.folios.get(one, 1)
    )
    return Loss(
        clients=present.clients - backup.clients,
        loans=present.loans - backup.loans,
        events=present.events - backup.events,
        entries=present.entries - backup.entries,
        folios=folios,
        users_back=tuple(user for user in backup.usernames if user not in present.usernames),
    )
