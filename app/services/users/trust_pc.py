"""A PC that may close the day, back up and verify for a user when nobody is there to type his password."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes
from app.context import OWN_ACCESS, Context
from app.domain.audit.entry import Action, Subject


@dataclass(frozen=True)
class PcTrust:
    """``is_trusted``: whether this PC holds a key for the user; nothing else changed."""

    is_trusted: bool
    changes: Changes


def is_pc_trusted(ctx: Context) -> bool:
    """ExternalProblem ``keyring.unavailable`` where the PC has no vault."""
    with ctx.reading(OWN_ACCESS):
        return ctx.database.is_pc_trusted(ctx.user.username)


def trust_pc(ctx: Context, password: str) -> PcTrust:
    """Keep a key of its own in this PC's vault. NotAllowed ``login.…``; ExternalProblem ``keyring.unavailable``."""
    with ctx.change(OWN_ACCESS) as uow, ctx.database.key_changes():
        ctx.database.check_password(ctx.user.username, password)
        ctx.record(uow, Action.PC_TRUSTED, Subject("user", ctx.user.id, ctx.user.username))
        ctx.database.trust_pc(ctx.user.username)
        uow.commit()
    return PcTrust(is_trusted=True, changes=Changes.of())


def forget_pc(ctx: Context) -> PcTrust:
    """The key that this PC kept opens nothing from here on."""
    with ctx.change(OWN_ACCESS) as uow, ctx.database.key_changes():
        ctx.record(uow, Action.PC_FORGOTTEN, Subject("user", ctx.user.id, ctx.user.username))
        ctx.database.forget_pc(ctx.user.username)
        uow.commit()
    return PcTrust(is_trusted=False, changes=Changes.of())
