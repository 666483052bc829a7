"""What use cases ask about who works here: users, roles, branches and the trail of what they did."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from app.domain.audit.entry import Action, AuditEntry, Subject
from app.domain.users.roles import Role
from app.domain.users.second_factor import SecondFactor
from app.domain.users.user import Branch, User


class UserRepository(Protocol):
    def all(self) -> tuple[User, ...]: ...

    def get(self, user_id: int) -> User:
        """NotFound ``user.not_found``."""
        ...

    def with_username(self, username: str) -> User | None: ...
    def add(self, user: User) -> int: ...

    def second_factor(self, user_id: int) -> SecondFactor | None:
        """None when only the password is asked. ExternalProblem ``database.sealed_text``."""
        ...

    def set_second_factor(self, user_id: int, factor: SecondFactor | None) -> None: ...

    def update(self, user: User) -> None:
        """All but his name to enter and second factor; ``user.version`` is the one read. Conflict ``user.changed``."""
        ...


class RoleRepository(Protocol):
    def all(self) -> tuple[Role, ...]: ...

    def get(self, key: str) -> Role:
        """NotFound ``role.not_found``."""
        ...

    def add(self, role: Role) -> None: ...

    def update(self, role: Role) -> None:
        """``role.version`` is the one read. Conflict ``role.changed``."""
        ...


class BranchRepository(Protocol):
    def all(self) -> tuple[Branch, ...]: ...
    def add(self, name: str) -> int: ...
    def update(self, branch: Branch) -> None: ...


class AuditRepository(Protocol):
    def append(self, entry: AuditEntry) -> int:
        """The entry's number, one more than the last's; its seal covers it and all before it."""
        ...

    def last_at(self) -> datetime | None:
        """When the last change was written down, by a clock that was believed."""
        ...

    def has_recent(self, user_id: int, action: Action, subject: Subject, since: datetime) -> bool:
        """Whether the user did the same to the same subject since then."""
        ...
