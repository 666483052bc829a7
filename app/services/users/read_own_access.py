"""How the user himself enters: what is asked of him, and whether this PC may stand for him."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import OWN_ACCESS, Context
from app.errors import ExternalProblem


@dataclass(frozen=True)
class OwnAccess:
    """``is_pc_trusted`` is None where this PC has no vault that could keep a key."""

    has_second_factor: bool
    is_pc_trusted: bool | None


def read_own_access(ctx: Context) -> OwnAccess:
    """As it is now."""
    with ctx.reading(OWN_ACCESS) as uow:
        user = uow.users.get(ctx.user.id)
        try:
            is_trusted: bool | None = ctx.database.is_pc_trusted(user.username)
        except ExternalProblem as problem:
            if problem.code != "keyring.unavailable":
                raise
            is_trusted = None
        return OwnAccess(user.has_totp, is_trusted)
