"""Keys of the company: a new one that shuts out whoever left, and a new printed one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.context import Context
from app.domain.audit.entry import Action, AuditEntry, Subject
from app.domain.audit.plain_values import plain_mapping
from app.ports.company_files import CompanyFiles
from app.progress import Progress, no_progress


@dataclass(frozen=True)
class KeysRotated:
    """The context on the file under its new key; the one before is closed."""

    context: Context


def rotate_keys(files: CompanyFiles, ctx: Context, progress: Progress = no_progress) -> KeysRotated:
    """Encrypt everything under a new key, with slots for active users and the printed key only.

    An old copy of the key file opens nothing from here on; it still opens backups made before.
    Raises ExternalProblem ``file.in_use`` while another window or command has the file open: then nothing changed.
    """
    with ctx.reading("keys.rotate") as uow:
        keep = frozenset(user.username for user in uow.users.all() if user.is_active)
    entry = AuditEntry(
        at=ctx.clock.now(),
        user_id=ctx.user.id,
        username=ctx.user.username,
        workplace=ctx.workplace,
        action=Action.KEYS_ROTATED,
        subject=Subject("keys"),
        after=plain_mapping({"users": sorted(keep)}),
    )
    return KeysRotated(replace(ctx, database=files.rotate_keys(ctx.database, keep, entry, progress)))


def issue_new_recovery_key(ctx: Context) -> str:
    """A new key to print; the one printed before opens nothing from here on."""
    with ctx.change("keys.rotate") as uow, ctx.database.key_changes():
        ctx.record(uow, Action.RECOVERY_KEY_ISSUED, Subject("keys"))
        made = ctx.database.new_recovery_key()
        uow.commit()
    return made
