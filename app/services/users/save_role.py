"""Change what a role may do and up to which figures, or make one of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.audit.plain_values import differences, plain_fields
from app.domain.clients.names import search_key
from app.domain.users.roles import Limit, PresetRole, Role, checked_role
from app.errors import RuleViolation
from app.ports.storage import UnitOfWork

_KEY_LENGTH_MAX = 40


@dataclass(frozen=True)
class SaveRole:
    """``key`` is empty for a new one; ``expected_version`` is the one that was read."""

    key: str
    name: str
    permissions: frozenset[str]
    limits: Mapping[Limit, int]
    expected_version: int = 1


@dataclass(frozen=True)
class RoleSaved:
    """The role's key."""

    key: str
    changes: Changes


def save_role(ctx: Context, command: SaveRole) -> RoleSaved:
    """RuleViolation of the field, ``role.owner_is_fixed``, ``role.name_taken``; Conflict ``role.changed``."""
    with ctx.change("roles.edit") as uow:
        if command.key == PresetRole.OWNER:
            raise RuleViolation("role.owner_is_fixed")
        key = command.key or _new_key(uow, command.name)
        role = checked_role(Role(key, command.permissions, command.limits, command.name, command.expected_version))
        if any(
            other.name.casefold() == role.name.casefold() and other.key != key for other in uow.roles.all() if role.name
        ):
            raise RuleViolation("role.name_taken", field="name")
        subject = Subject("role", 0, key)
        if command.key:
            before, after = differences(uow.roles.get(key), role)
            uow.roles.update(role)
            ctx.record(uow, Action.ROLE_CHANGED, subject, before=before, after=after)
        else:
            uow.roles.add(role)
            ctx.record(uow, Action.ROLE_ADDED, subject, after=plain_fields(role))
        uow.commit()
    return RoleSaved(key, Changes.of(Topic.USERS))


def _new_key(uow: UnitOfWork, name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", search_key(name)).strip("_")[: _KEY_LENGTH_MAX - 3] or "role"
    taken = {role.key for role in uow.roles.all()}
    numbered = (plain if number == 1 else f"{plain}_{number}" for number in range(1, 100))
    return next(key for key in numbered if key not in taken)
