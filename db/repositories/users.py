"""Those who sign in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.users.roles import Role, User
from db.models.users import UserRow


class UserTable:
    """Users of the company."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[User, ...]:
        rows = self._session.execute(select(UserRow).order_by(UserRow.id)).scalars()
        return tuple(_user(row) for row in rows)

    def with_username(self, username: str) -> User | None:
        row = self._session.execute(select(UserRow).where(UserRow.username == username)).scalar_one_or_none()
        return None if row is None else _user(row)

    def add(self, username: str, full_name: str, role: Role) -> int:
        row = UserRow(username=username, full_name=full_name, role=role.value)
        self._session.add(row)
        self._session.flush()
        return row.id


def _user(row: UserRow) -> User:
    return User(id=row.id, username=row.username, full_name=row.full_name, role=Role(row.role))
