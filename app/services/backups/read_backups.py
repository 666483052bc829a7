"""Read where backups go, and how old the last good one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.ports.backups import MadeBackup

SHOWN = 100


@dataclass(frozen=True)
class BackupStatus:
    """Places by id, the backups made (the newest first), and now."""

    places: Mapping[int, str]
    made: tuple[MadeBackup, ...]
    now: datetime


def read_backups(ctx: Context) -> BackupStatus:
    """Everybody may see how old the last one is."""
    with ctx.reading() as uow:
        return BackupStatus(uow.backups.places(), uow.backups.made(SHOWN), ctx.clock.now())
