"""Going on after a window locked: the same user types his password again."""

from __future__ import annotations

from app.context import OWN_ACCESS, Context


def unlock(ctx: Context, password: str) -> None:
    """NotAllowed ``login.wrong`` or ``login.wait``; failures count as at the door, and ``user.inactive``."""
    with ctx.reading(OWN_ACCESS):
        ctx.database.check_password(ctx.user.username, password)
