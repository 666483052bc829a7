"""Look into a backup, try it, and put it in the place of the present file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.verification import Verification
from app.domain.backups.backup import CompanyState, Loss, Manifest, loss_of
from app.errors import ExternalProblem
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles, UnlockedBackup
from app.progress import Progress, no_progress
from app.services.audit.verify_books import verify_books
from app.services.users.sign_in import context_of


@dataclass(frozen=True)
class BackupToRestore:
    """A backup's file, and somebody who could open the company when it was made and may restore."""

    path: Path
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class RestorePreview:
    """``loss`` is what going back would undo; None when there is no present file to compare with."""

    manifest: Manifest
    loss: Loss | None


@dataclass(frozen=True)
class Restored:
    """``kept_as``: the pair of files that was there before, as it was."""

    manifest: Manifest
    kept_as: Path | None


def preview_restore(files: CompanyFiles, ctx: Context | None, backup: BackupToRestore) -> RestorePreview:
    """Nothing changes. NotAllowed ``login.wrong``; ExternalProblem ``backup.…``, ``backup.other_company``."""
    if ctx is not None:
        ctx.require("backups.restore")
    with files.open_backup(backup.path, backup.username.lower(), backup.password) as unlocked:
        if ctx is None:
            return RestorePreview(unlocked.manifest, None)
        _same_company(ctx, unlocked)
        state: CompanyState = ctx.database.backups().state()
        return RestorePreview(unlocked.manifest, loss_of(state, unlocked.manifest.state))


def try_backup(
    files: CompanyFiles, ctx: Context, backup: BackupToRestore, progress: Progress = no_progress
) -> Verification:
    """Restore it into a folder of its own, verify its books, and throw it away. Errors as ``preview_restore``."""
    ctx.require("backups.restore")
    with files.open_backup(backup.path, backup.username.lower(), backup.password) as unlocked:
        context = context_of(unlocked.open(), ctx.clock, backup.username.lower())
        try:
            found = verify_books(context, progress, is_copy=True)
        finally:
            context.database.close()
    subject = Subject("backup", 0, backup.path.name)
    ctx.note(Action.BACKUP_TRIED, subject, "backups.restore", after={"differences": len(found.differences)})
    return found


def restore_backup(
    files: CompanyFiles, clock: Clock, ctx: Context | None, backup: BackupToRestore, target: Path
) -> Restored:
    """Put it in the place of ``target``, whose pair of files is kept aside first; ``ctx`` is closed.

    Who opens the backup must be allowed to restore by what the backup says, and by what the present file says if it
    can be opened. ExternalProblem ``file.in_use`` while somebody else has it open: then nothing changed.
    """
    if ctx is not None:
        ctx.require("backups.restore")
    with files.open_backup(backup.path, backup.username.lower(), backup.password) as unlocked:
        _check_right(unlocked, clock, backup.username.lower())
        if ctx is not None:
            _same_company(ctx, unlocked)
            ctx.note(Action.BACKUP_RESTORED, Subject("backup", 0, backup.path.name), "backups.restore")
            ctx.database.close()
        try:
            kept_as = unlocked.restore(target)
        except BaseException:
            if ctx is not None:
                ctx.database.reopen()
            raise
        manifest = unlocked.manifest
    _tell_in_restored(files, clock, target, backup, manifest)
    return Restored(manifest, kept_as)


def _check_right(unlocked: UnlockedBackup, clock: Clock, username: str) -> None:
    context = context_of(unlocked.open(), clock, username)
    try:
        context.require("backups.restore")
    finally:
        context.database.close()


def _same_company(ctx: Context, unlocked: UnlockedBackup) -> None:
    if unlocked.manifest.database_id != ctx.database.identity:
        raise ExternalProblem("backup.other_company", company=unlocked.manifest.company)


def _tell_in_restored(
    files: CompanyFiles, clock: Clock, target: Path, backup: BackupToRestore, manifest: Manifest
) -> None:
    database = files.open(target, backup.username.lower(), backup.password)
    context = context_of(database, clock, backup.username.lower())
    try:
        with context.change("backups.restore") as uow:
            after = {"file": backup.path.name, "day": manifest.made_at}
            context.record(uow, Action.BACKUP_RESTORED, Subject("backup", 0, backup.path.name), after=after)
            uow.commit()
    finally:
        database.close()
