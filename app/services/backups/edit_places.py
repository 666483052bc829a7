"""Where backups go: folders of other disks, of a USB memory or of the network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.errors import RuleViolation


@dataclass(frozen=True)
class PlacesSaved:
    """Nothing but what changed."""

    changes: Changes


def add_place(ctx: Context, folder: Path) -> PlacesSaved:
    """RuleViolation ``backup.folder_missing``, ``backup.folder_same`` (beside the company), ``backup.folder_taken``."""
    with ctx.change("backups.edit") as uow:
        if not folder.is_dir():
            raise RuleViolation("backup.folder_missing", field="folder", folder=str(folder))
        if folder.resolve() == ctx.database.folder.resolve():
            raise RuleViolation("backup.folder_same", field="folder")
        if str(folder) in uow.backups.places().values():
            raise RuleViolation("backup.folder_taken", field="folder")
        place_id = uow.backups.add_place(str(folder))
        ctx.record(uow, Action.BACKUP_PLACE_ADDED, Subject("place", place_id, str(folder)))
        uow.commit()
    return PlacesSaved(Changes.of(Topic.BACKUPS))


def remove_place(ctx: Context, place_id: int) -> PlacesSaved:
    """The backups that are there stay."""
    with ctx.change("backups.edit") as uow:
        folder = uow.backups.places().get(place_id, "")
        uow.backups.remove_place(place_id)
        ctx.record(uow, Action.BACKUP_PLACE_REMOVED, Subject("place", place_id, folder))
        uow.commit()
    return PlacesSaved(Changes.of(Topic.BACKUPS))
