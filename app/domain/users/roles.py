"""Roles and what each may do; services ask ``may`` in the same transaction as the write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A user's post in the lender."""

    OWNER = "owner"
    CASHIER = "cashier"
    CREDIT_OFFICER = "credit_officer"
    COLLECTOR = "collector"
    ACCOUNTANT = "accountant"


_VIEW = frozenset({"clients.view", "loans.view", "products.view", "portfolio.view"})
_EVERYTHING = _VIEW | {
    "clients.edit",
    "products.edit",
    "loans.create",
    "loans.disburse",
    "documents.issue",
    "payments.record",
    "payments.reverse",
    "bank.import",
    "bank.reconcile",
    "portfolio.export",
    "settings.edit",
}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.OWNER: _EVERYTHING,
    Role.CASHIER: _VIEW | {"clients.edit", "payments.record", "documents.issue", "bank.import", "bank.reconcile"},
    Role.CREDIT_OFFICER: _VIEW | {"clients.edit", "loans.create", "loans.disburse", "documents.issue"},
    Role.COLLECTOR: _VIEW,
    Role.ACCOUNTANT: _VIEW | {"documents.issue", "bank.import", "bank.reconcile", "portfolio.export"},
}


@dataclass(frozen=True)
class User:
    """Somebody who signs in; the password lives in his key slot, never here."""

    id: int
    username: str
    full_name: str
    role: Role

    def may(self, permission: str) -> bool:
        """Whether the role has the permission; an unknown permission is a bug."""
        assert permission in _EVERYTHING, permission
        return permission in PERMISSIONS[self.role]
