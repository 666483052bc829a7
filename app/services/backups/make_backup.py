"""Back the company up, now or because it is time, and keep what has to be kept of the earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.backups.backup import BackupKind
from app.domain.backups.retention import kept
from app.errors import ExternalProblem, RuleViolation, UserError
from app.ports.backups import MadeBackup
from app.progress import Progress, no_progress

EVERY = timedelta(hours=20)
"""A daily backup is due so long after the last: a shop that opens an hour earlier is not left without one."""


@dataclass(frozen=True)
class BackupsMade:
    """Those made and verified, and the folders that refused with the reason."""

    made: tuple[MadeBackup, ...]
    refused: tuple[tuple[str, UserError], ...]
    changes: Changes


def make_backup(
    ctx: Context, kind: BackupKind, folder: Path | None = None, progress: Progress = no_progress
) -> BackupsMade:
    """To the folder, or to every place; one that refuses does not keep the others from theirs.

    RuleViolation ``backup.no_place``; the ExternalProblem of the only folder; Cancelled.
    """
    with ctx.reading("backups.make") as uow:
        folders = [Path(place) for place in uow.backups.places().values()] if folder is None else [folder]
    if not folders:
        raise RuleViolation("backup.no_place")
    made, refused = [], []
    for place in folders:
        try:
            made.append(_make(ctx, kind, place, progress))
        except ExternalProblem as problem:
            if len(folders) == 1:
                raise
            refused.append((str(place), problem))
    return BackupsMade(tuple(made), tuple(refused), Changes.of(Topic.BACKUPS))


def back_up_after_close(ctx: Context, progress: Progress = no_progress) -> BackupsMade | None:
    """To every place, after a daily close; None when there is no place. NotAllowed."""
    with ctx.reading("backups.make") as uow:
        has_place = bool(uow.backups.places())
    return make_backup(ctx, BackupKind.CLOSE, None, progress) if has_place else None


def is_backup_due(ctx: Context) -> bool:
    """Whether there is where to, and the last verified one is older than a working day."""
    with ctx.reading() as uow:
        last = uow.backups.made(1)
        return bool(uow.backups.places()) and (not last or ctx.clock.now() - last[0].made_at >= EVERY)


def _make(ctx: Context, kind: BackupKind, folder: Path, progress: Progress) -> MadeBackup:
    backups = ctx.database.backups()
    path, manifest = backups.make(folder, kind, ctx.clock.now(), progress)
    state = manifest.state
    made = MadeBackup(
        manifest.made_at, str(folder), path.name, kind, path.stat().st_size, state.audit_number, state.audit_mac
    )
    with ctx.change("backups.make") as uow:
        uow.backups.record(made)
        after = {"file": path.name, "folder": str(folder), "kind": kind, "audit_number": state.audit_number}
        ctx.record(uow, Action.BACKUP_MADE, Subject("backup", 0, path.name), after=after)
        uow.commit()
    stored = backups.in_folder(folder)
    keep = kept([one.made_at.astimezone() for _, one in stored])
    for old, one in stored:
        if one.made_at.astimezone() not in keep:
            backups.delete(old)
    return made
