"""Who asks, when, and of which database: what every use case is given."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.users.roles import User
from app.errors import NotAllowed
from app.ports.clock import Clock
from app.ports.storage import Database


@dataclass(frozen=True)
class Context:
    """A signed-in user on an open database."""

    user: User
    database: Database
    clock: Clock

    def require(self, permission: str) -> None:
        """NotAllowed ``permission.denied`` unless the user's role has it."""
        if not self.user.may(permission):
            raise NotAllowed("permission.denied", permission=permission, user=self.user.username)
