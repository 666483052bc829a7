"""Those who sign in, their roles and the branches."""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from app.domain.users.roles import Limit, Role
from app.domain.users.second_factor import SecondFactor
from app.domain.users.user import Branch, User
from app.errors import Conflict, NotFound
from db.models.users import BranchRow, RoleRow, UserRow
from db.sealed_text import TextSealer

_PLAIN = ("full_name", "branch_id", "sees_all_branches", "is_active", "must_change_password")


class RoleTable:
    """Roles by key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Role, ...]:
        rows = self._session.execute(select(RoleRow).order_by(RoleRow.key)).scalars()
        return tuple(role_of(row) for row in rows)

    def get(self, key: str) -> Role:
        """NotFound ``role.not_found``."""
        row = self._session.execute(select(RoleRow).where(RoleRow.key == key)).scalar_one_or_none()
        if row is None:
            raise NotFound("role.not_found")
        return role_of(row)

    def add(self, role: Role) -> None:
        self._session.add(RoleRow(key=role.key, **_role_values(role), version=1))
        self._session.flush()

    def update(self, role: Role) -> None:
        """``role.version`` is the one read. Conflict ``role.changed``."""
        changed = self._session.execute(
            update(RoleRow)
            .where(RoleRow.key == role.key, RoleRow.version == role.version)
            .values(**_role_values(role), version=role.version + 1)
            .returning(RoleRow.key)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if changed is None:
            self.get(role.key)
            raise Conflict("role.changed")


class BranchTable:
    """Branches by id."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Branch, ...]:
        rows = self._session.execute(select(BranchRow).order_by(BranchRow.id)).scalars()
        return tuple(Branch(row.id, row.name, row.is_active) for row in rows)

    def add(self, name: str) -> int:
        row = BranchRow(name=name, is_active=True)
        self._session.add(row)
        self._session.flush()
        return row.id

    def update(self, branch: Branch) -> None:
        self._session.execute(
            update(BranchRow).where(BranchRow.id == branch.id).values(name=branch.name, is_active=branch.is_active)
        )


class UserTable:
    """Users of the company, each with his role."""

    def __init__(self, session: Session, sealer: TextSealer) -> None:
        self._session, self._sealer = session, sealer

    def all(self) -> tuple[User, ...]:
        return self._users()

    def get(self, user_id: int) -> User:
        """NotFound ``user.not_found``."""
        found = self._users(UserRow.id == user_id)
        if not found:
            raise NotFound("user.not_found")
        return found[0]

    def with_username(self, username: str) -> User | None:
        return next(iter(self._users(UserRow.username == username)), None)

    def add(self, user: User) -> int:
        row = UserRow(username=user.username, **_user_values(user), totp_secret="", version=1)
        self._session.add(row)
        self._session.flush()
        return row.id

    def second_factor(self, user_id: int) -> SecondFactor | None:
        """None when only the password is asked. ExternalProblem ``database.sealed_text``."""
        statement = select(UserRow.totp_secret).where(UserRow.id == user_id)
        sealed = self._session.execute(statement).scalar_one()
        if not sealed:
            return None
        stored = json.loads(self._sealer.open(sealed, *_where(user_id)))
        return SecondFactor(stored["secret"], stored["last_step"])

    def set_second_factor(self, user_id: int, factor: SecondFactor | None) -> None:
        sealed = "" if factor is None else self._sealer.seal(json.dumps(asdict(factor)), *_where(user_id))
        self._session.execute(update(UserRow).where(UserRow.id == user_id).values(totp_secret=sealed))

    def update(self, user: User) -> None:
        """Everything but the user name and the secret. Conflict ``user.changed``."""
        changed = self._session.execute(
            update(UserRow)
            .where(UserRow.id == user.id, UserRow.version == user.version)
            .values(**_user_values(user), version=user.version + 1)
            .returning(UserRow.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if changed is None:
            self.get(user.id)
            raise Conflict("user.changed")

    def _users(self, *conditions: object) -> tuple[User, ...]:
        statement = select(UserRow, RoleRow).join(RoleRow, RoleRow.key == UserRow.role).order_by(UserRow.id)
        for condition in conditions:
            statement = statement.where(condition)  # type: ignore[arg-type]  # comparisons of columns
        rows = self._session.execute(statement.execution_options(populate_existing=True))
        return tuple(_user(row, role) for row, role in rows)


def reseal_second_factors(connection: Connection, old: TextSealer, new: TextSealer) -> None:
    """Those of all users under another key."""
    statement = select(UserRow.id, UserRow.totp_secret).where(UserRow.totp_secret != "")
    for user_id, sealed in connection.execute(statement).all():
        where = _where(user_id)
        value = new.seal(old.open(sealed, *where), *where)
        connection.execute(update(UserRow).where(UserRow.id == user_id).values(totp_secret=value))


def _where(user_id: int) -> tuple[str, int, str]:
    return "users", user_id, "totp_secret"


def role_of(row: RoleRow) -> Role:
    limits = {Limit(name): int(most) for name, most in json.loads(row.limits).items()}
    return Role(row.key, frozenset(json.loads(row.permissions)), limits, row.name, row.version)


def _role_values(role: Role) -> dict[str, object]:
    return {
        "name": role.name,
        "permissions": json.dumps(sorted(role.permissions)),
        "limits": json.dumps({limit.value: most for limit, most in sorted(role.limits.items())}),
    }


def _user_values(user: User) -> dict[str, object]:
    return {name: getattr(user, name) for name in _PLAIN} | {"role": user.role.key}


def _user(row: UserRow, role: RoleRow) -> User:
    return User(
        id=row.id,
        username=row.username,
        role=role_of(role),
        has_totp=bool(row.totp_secret),
        version=row.version,
        **{name: getattr(row, name) for name in _PLAIN},
    )
