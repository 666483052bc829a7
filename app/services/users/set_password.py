"""Passwords: one's own, and a first one for somebody who forgot his."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.changes import Changes, Topic
from app.context import OWN_ACCESS, Context
from app.domain.audit.entry import Action, Subject
from app.errors import NotAllowed, RuleViolation
from app.services.users.save_user import check_not_above


@dataclass(frozen=True)
class PasswordSet:
    """Nothing but what changed."""

    changes: Changes


def change_own_password(ctx: Context, present: str, new: str) -> PasswordSet:
    """NotAllowed ``login.wrong`` or ``login.wait`` about the present one; RuleViolation about the new one."""
    with ctx.change(OWN_ACCESS) as uow, ctx.database.key_changes():
        ctx.database.check_password(ctx.user.username, present)
        if new == present:
            raise RuleViolation("password.same", field="new")
        user = uow.users.get(ctx.user.id)
        if user.must_change_password:
            uow.users.update(replace(user, must_change_password=False))
        ctx.record(uow, Action.PASSWORD_CHANGED, Subject("user", user.id, user.username))
        ctx.database.set_password(user.username, new)
        uow.commit()
    return PasswordSet(Changes.of(Topic.USERS))


def reset_password(ctx: Context, user_id: int, first: str) -> PasswordSet:
    """He must change it when he comes in. NotAllowed ``user.role_above``; RuleViolation about the password."""
    with ctx.change("users.edit") as uow, ctx.database.key_changes():
        user = uow.users.get(user_id)
        check_not_above(ctx, uow, user.role)
        if not user.is_active:
            raise NotAllowed("user.inactive", user=user.username)
        uow.users.update(replace(user, must_change_password=True))
        ctx.record(uow, Action.PASSWORD_RESET, Subject("user", user.id, user.username))
        ctx.database.forget_pcs(user.username)
        ctx.database.set_password(user.username, first)
        uow.commit()
    return PasswordSet(Changes.of(Topic.USERS))
