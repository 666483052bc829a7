"""Give somebody access, change his post, dismiss him or take him back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import differences
from app.domain.users.roles import PresetRole, Role
from app.domain.users.user import User, checked_user
from app.errors import NotAllowed, RuleViolation
from app.ports.storage import UnitOfWork


@dataclass(frozen=True)
class AddUser:
    """``password`` is for the first time only: he must change it when he comes in."""

    username: str
    full_name: str
    role_key: str
    branch_id: int
    sees_all_branches: bool
    password: str = field(repr=False)


@dataclass(frozen=True)
class ChangeUser:
    """``expected_version`` is the one that was read; ``password`` is needed to take back who was dismissed."""

    user_id: int
    expected_version: int
    full_name: str
    role_key: str
    branch_id: int
    sees_all_branches: bool
    is_active: bool
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class UserSaved:
    """``is_key_known``: who was dismissed may have kept the data key, until a new one is made."""

    user_id: int
    is_key_known: bool
    changes: Changes


def add_user(ctx: Context, command: AddUser) -> UserSaved:
    """RuleViolation of the field; Conflict ``database.username_taken``; NotAllowed ``user.role_above``."""
    with ctx.change("users.edit") as uow, ctx.database.key_changes():
        role = _role_to_give(ctx, uow, command.role_key)
        user = checked_user(
            User(
                id=0,
                username=command.username,
                full_name=command.full_name,
                role=role,
                branch_id=command.branch_id,
                sees_all_branches=command.sees_all_branches,
                must_change_password=True,
            )
        )
        user_id = uow.users.add(user)
        subject = Subject("user", user_id, user.username)
        after = {"full_name": user.full_name, "role": role.key, "branch_id": user.branch_id}
        ctx.record(uow, Action.USER_ADDED, subject, after=_with_branch_name(uow, after))
        # Last: a slot without its user opens the file to nobody, and is replaced when he is added again.
        ctx.database.set_password(user.username, command.password)
        uow.commit()
    return UserSaved(user_id, False, Changes.of(Topic.USERS))


def change_user(ctx: Context, command: ChangeUser) -> UserSaved:
    """RuleViolation ``user.last_owner``, ``user.dismiss_oneself``; NotAllowed ``user.role_above``; Conflict."""
    with ctx.change("users.edit") as uow, ctx.database.key_changes():
        before = uow.users.get(command.user_id)
        _role_to_give(ctx, uow, before.role.key)
        after = checked_user(
            replace(
                before,
                full_name=command.full_name,
                role=_role_to_give(ctx, uow, command.role_key),
                branch_id=command.branch_id,
                sees_all_branches=command.sees_all_branches,
                is_active=command.is_active,
                must_change_password=before.must_change_password or (command.is_active and not before.is_active),
                version=command.expected_version,
            )
        )
        _check_change(ctx, uow, before, after)
        uow.users.update(after)
        is_dismissed = before.is_active and not after.is_active
        old, new = differences(before, after)
        action = Action.USER_DISMISSED if is_dismissed else Action.USER_CHANGED
        subject = Subject("user", after.id, after.username)
        ctx.record(uow, action, subject, before=_with_branch_name(uow, old), after=_with_branch_name(uow, new))
        if is_dismissed:
            ctx.database.remove_access(after.username)
        elif after.is_active and not before.is_active:
            ctx.database.set_password(after.username, command.password)
        uow.commit()
    return UserSaved(after.id, is_dismissed, Changes.of(Topic.USERS))


def _with_branch_name(uow: UnitOfWork, values: Mapping[str, object]) -> dict[str, object]:
    """As people know the branch, whatever it is called later."""
    if "branch_id" not in values:
        return dict(values)
    names = [branch.name for branch in uow.branches.all() if branch.id == values["branch_id"]]
    others = {field: value for field, value in values.items() if field != "branch_id"}
    return others | {"branch": next(iter(names), values["branch_id"])}


def _role_to_give(ctx: Context, uow: UnitOfWork, key: str) -> Role:
    """Nobody gives, or takes from somebody, more than he has himself."""
    role = uow.roles.get(key)
    check_not_above(ctx, uow, role)
    return role


def check_not_above(ctx: Context, uow: UnitOfWork, role: Role) -> None:
    """NotAllowed ``user.role_above`` when the role can do what the user's own cannot."""
    own = uow.users.get(ctx.user.id).role
    is_above = role.key == PresetRole.OWNER or not role.permissions <= own.permissions
    if own.key != PresetRole.OWNER and is_above:
        raise NotAllowed("user.role_above", field="role_key")


def _check_change(ctx: Context, uow: UnitOfWork, before: User, after: User) -> None:
    if after.id == ctx.user.id and not after.is_active:
        raise RuleViolation("user.dismiss_oneself", field="is_active")
    others = [user for user in uow.users.all() if user.id != before.id]
    if not any(user.is_active and user.role.key == PresetRole.OWNER for user in [*others, after]):
        raise RuleViolation("user.last_owner")
