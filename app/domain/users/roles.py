"""Roles: what a post may do, and up to which amount without a second person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.typed_text import check_text
from app.domain.users.permissions import PERMISSIONS
from app.errors import RuleViolation

NAME_LENGTH_MAX = 60


class PresetRole(StrEnum):
    """The keys of the roles that every company begins with."""

    OWNER = "owner"
    MANAGER = "manager"
    CASHIER = "cashier"
    CREDIT_OFFICER = "credit_officer"
    COLLECTOR = "collector"
    ACCOUNTANT = "accountant"
    COMPLIANCE_OFFICER = "compliance_officer"


class Limit(StrEnum):
    """What a role may do only up to a figure: centavos, or days; beyond it a second person authorises."""

    LOAN_AMOUNT = "loan_amount"  # centavos of a loan approved
    REVERSAL_AMOUNT = "reversal_amount"  # centavos of a payment reversed
    WAIVER_AMOUNT = "waiver_amount"  # centavos waived at once
    BACKDATING_DAYS = "backdating_days"  # days between the value date and the business day

    @property
    def is_amount(self) -> bool:
        return self is not Limit.BACKDATING_DAYS


@dataclass(frozen=True)
class Role:
    """A post. ``name`` is empty for the preset ones; a limit that is not among ``limits`` does not bind."""

    key: str
    permissions: frozenset[str]
    limits: Mapping[Limit, int] = field(default_factory=dict)
    name: str = ""
    version: int = 1

    def may(self, permission: str) -> bool:
        """Whether the role has the permission; an unknown permission is a bug."""
        assert permission in PERMISSIONS, permission
        return self.key == PresetRole.OWNER or permission in self.permissions

    def allows(self, limit: Limit, figure: int) -> bool:
        """Whether the figure is within the role's limit."""
        most = None if self.key == PresetRole.OWNER else self.limits.get(limit)
        return most is None or figure <= most

    @property
    def is_preset(self) -> bool:
        return self.key in set(PresetRole)


_VIEW = frozenset({"clients.view", "loans.view", "products.view", "portfolio.view"})
_WINDOW = _VIEW | {"clients.edit", "documents.issue", "backups.make", "reminders.attend"}

PRESET_ROLES: tuple[Role, ...] = (
    Role(PresetRole.OWNER, frozenset(PERMISSIONS)),
    Role(
        PresetRole.MANAGER,
        frozenset(PERMISSIONS) - {"roles.edit", "settings.edit", "keys.rotate"},
        {
            Limit.LOAN_AMOUNT: 20_000_000,
            Limit.REVERSAL_AMOUNT: 5_000_000,
            Limit.WAIVER_AMOUNT: 1_000_000,
            Limit.BACKDATING_DAYS: 90,
        },
    ),
    Role(
        PresetRole.CASHIER,
        _WINDOW | {"payments.record", "bank.import", "bank.reconcile"},
        {Limit.BACKDATING_DAYS: 60},
    ),
    Role(
        PresetRole.CREDIT_OFFICER,
        _WINDOW | {"loans.create", "loans.disburse"},
        {Limit.LOAN_AMOUNT: 5_000_000, Limit.BACKDATING_DAYS: 60},
    ),
    Role(PresetRole.COLLECTOR, _VIEW | {"reminders.attend"}),
    Role(
        PresetRole.ACCOUNTANT,
        _VIEW
        | {"documents.issue", "bank.import", "bank.reconcile", "portfolio.export", "audit.view", "books.verify"}
        | {"ledger.view", "chart.edit", "day.close", "months.close", "backups.make"},
        {Limit.BACKDATING_DAYS: 60},
    ),
    Role(
        PresetRole.COMPLIANCE_OFFICER,
        _VIEW
        | {
            "documents.issue",
            "portfolio.export",
            "audit.view",
            "audit.export",
            "users.view",
            "books.verify",
            "ledger.view",
        },
    ),
)
"""What every company begins with; all but the owner's may be changed."""


def checked_role(role: Role) -> Role:
    """The role tidied. RuleViolation ``role.name_required``, ``text.…``, ``role.limit_negative``."""
    name = " ".join(role.name.split())
    if not role.is_preset and not name:
        raise RuleViolation("role.name_required", field="name")
    check_text(name, "name", NAME_LENGTH_MAX)
    for limit, most in role.limits.items():
        if most < 0:
            raise RuleViolation("role.limit_negative", field=limit.value)
    unknown = role.permissions - set(PERMISSIONS)
    assert not unknown, unknown
    return Role(role.key, role.permissions, dict(role.limits), "" if role.is_preset else name, role.version)
