"""Rows of those who sign in; passwords are not here but in the key slots."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.users.roles import Role
from db.models.metadata import TableRow, one_of


class UserRow(TableRow):
    """A user and his post."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("username"),
        CheckConstraint("username <> ''", name="username"),
        CheckConstraint(one_of("role", Role), name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60))
    full_name: Mapped[str]
    role: Mapped[str] = mapped_column(String(20))
