"""Read the users, their roles and the branches."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.domain.users.roles import Role
from app.domain.users.user import Branch, User


@dataclass(frozen=True)
class Staff:
    """Everybody who was ever given access, every role and every branch."""

    users: tuple[User, ...]
    roles: tuple[Role, ...]
    branches: tuple[Branch, ...]


def read_staff(ctx: Context) -> Staff:
    """Those dismissed included: what they did keeps their name."""
    with ctx.reading("users.view") as uow:
        return Staff(uow.users.all(), uow.roles.all(), uow.branches.all())
