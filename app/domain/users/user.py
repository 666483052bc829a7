"""Those who sign in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain.typed_text import check_text
from app.domain.users.roles import Role
from app.errors import RuleViolation

_USERNAME = re.compile(r"^[a-z][a-z0-9.]{2,29}$")
NAME_LENGTH_MAX = 120


@dataclass(frozen=True)
class Branch:
    """An office of the lender."""

    id: int
    name: str
    is_active: bool = True


@dataclass(frozen=True)
class User:
    """Somebody who signs in; the password lives in his key slot, never here.

    ``sees_all_branches``: else only the clients and loans of ``branch_id``. ``has_totp``: a code of his telephone is
    asked after the password.
    """

    id: int
    username: str
    full_name: str
    role: Role
    branch_id: int = 1
    sees_all_branches: bool = True
    is_active: bool = True
    must_change_password: bool = False
    has_totp: bool = False
    version: int = 1

    def may(self, permission: str) -> bool:
        return self.role.may(permission)


def checked_user(user: User) -> User:
    """The user tidied. RuleViolation ``user.username_form``, ``user.name_required``, ``text.…``."""
    if not _USERNAME.match(user.username):
        raise RuleViolation("user.username_form", field="username")
    full_name = " ".join(user.full_name.split())
    if not full_name:
        raise RuleViolation("user.name_required", field="full_name")
    check_text(full_name, "full_name", NAME_LENGTH_MAX)
    return replace(user, full_name=full_name)
