"""Rows of those who sign in, their roles and branches; passwords are not here but in the key slots."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.metadata import TableRow


class RoleRow(TableRow):
    """A role; ``permissions`` is a JSON list and ``limits`` a JSON object of whole figures."""

    __tablename__ = "roles"
    __table_args__ = (
        CheckConstraint("key <> ''", name="key"),
        CheckConstraint("version >= 1", name="version"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    permissions: Mapped[str]
    limits: Mapped[str]
    version: Mapped[int]


class BranchRow(TableRow):
    """An office of the lender."""

    __tablename__ = "branches"
    __table_args__ = (UniqueConstraint("name"), CheckConstraint("name <> ''", name="name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    is_active: Mapped[bool]


class UserRow(TableRow):
    """A user and his post. ``totp_secret`` is sealed, or empty."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("username"),
        Index(None, "branch_id"),
        Index(None, "role"),
        CheckConstraint("username <> ''", name="username"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60))
    full_name: Mapped[str]
    role: Mapped[str] = mapped_column(ForeignKey("roles.key"))
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"))
    sees_all_branches: Mapped[bool]
    is_active: Mapped[bool]
    must_change_password: Mapped[bool]
    totp_secret: Mapped[str]
    version: Mapped[int]
