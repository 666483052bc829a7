"""An entry of the audit trail: who did what to which thing, from which PC, and what it was before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.audit.plain_values import Plain


class Action(StrEnum):
    """What is done; each has its words in ``app/audit_texts.py``."""

    COMPANY_CREATED = "company.created"
    COMPANY_CHANGED = "company.changed"
    HOLIDAYS_CHANGED = "holidays.changed"
    CLIENT_ADDED = "client.added"
    CLIENT_CHANGED = "client.changed"
    CLIENT_VIEWED = "client.viewed"
    PRODUCT_ADDED = "product.added"
    PRODUCT_CHANGED = "product.changed"
    LOAN_CREATED = "loan.created"
    LOAN_CANCELLED = "loan.cancelled"
    LOAN_DISBURSED = "loan.disbursed"
    PAYMENT_RECORDED = "payment.recorded"
    PAYMENT_REVERSED = "payment.reversed"
    AMOUNTS_WAIVED = "loan.waived"
    REMINDER_ATTENDED = "reminder.attended"
    STATEMENT_IMPORTED = "statement.imported"
    DEPOSIT_MATCHED = "deposit.matched"
    DEPOSIT_LEFT = "deposit.left"
    DOCUMENT_ISSUED = "document.issued"
    PORTFOLIO_EXPORTED = "portfolio.exported"
    AUDIT_EXPORTED = "audit.exported"
    BOOKS_VERIFIED = "books.verified"
    DAY_CLOSED = "day.closed"
    MONTH_CLOSED = "month.closed"
    MONTH_REOPENED = "month.reopened"
    ACCOUNT_ADDED = "account.added"
    ACCOUNT_CHANGED = "account.changed"
    CONCEPT_MAPPED = "concept.mapped"
    BACKUP_MADE = "backup.made"
    BACKUP_TRIED = "backup.tried"
    BACKUP_RESTORED = "backup.restored"
    BACKUP_PLACE_ADDED = "backup.place_added"
    BACKUP_PLACE_REMOVED = "backup.place_removed"
    KEYS_ROTATED = "keys.rotated"
    RECOVERY_KEY_ISSUED = "keys.recovery_issued"
    USER_ADDED = "user.added"
    USER_CHANGED = "user.changed"
    USER_DISMISSED = "user.dismissed"
    PASSWORD_RESET = "user.password_reset"
    PASSWORD_CHANGED = "user.password_changed"
    SECOND_FACTOR_SET = "user.second_factor_set"
    SECOND_FACTOR_REMOVED = "user.second_factor_removed"
    PC_TRUSTED = "user.pc_trusted"
    PC_FORGOTTEN = "user.pc_forgotten"
    SIGNED_IN_UNATTENDED = "user.signed_in_unattended"
    ROLE_ADDED = "role.added"
    ROLE_CHANGED = "role.changed"
    BRANCH_ADDED = "branch.added"
    BRANCH_CHANGED = "branch.changed"
    SIGNED_IN = "user.signed_in"
    SIGN_IN_FAILED = "user.sign_in_failed"
    ACCESS_RECOVERED = "user.access_recovered"
    REFUSED = "refused"


WRITTEN_WITH_ANY_CLOCK = frozenset(
    {
        Action.SIGNED_IN,
        Action.SIGNED_IN_UNATTENDED,
        Action.SIGN_IN_FAILED,
        Action.ACCESS_RECOVERED,
        Action.REFUSED,
        Action.CLIENT_VIEWED,
        Action.DOCUMENT_ISSUED,
        Action.PORTFOLIO_EXPORTED,
        Action.AUDIT_EXPORTED,
        Action.BOOKS_VERIFIED,
        Action.BACKUP_TRIED,
        Action.BACKUP_RESTORED,
    }
)
"""Entering, looking and being refused do not wait for the clock to be right, so they do not tell what time it is."""


@dataclass(frozen=True)
class Subject:
    """What it was done to: a kind, its id there, and the folio or name by which people know it."""

    kind: str
    id: int = 0
    label: str = ""


@dataclass(frozen=True)
class AuditEntry:
    """``before`` and ``after`` hold only what differs; ``authorised_by`` the second person, if one was needed."""

    at: datetime
    user_id: int | None
    username: str
    workplace: str
    action: Action
    subject: Subject
    before: Mapping[str, Plain] = field(default_factory=dict)
    after: Mapping[str, Plain] = field(default_factory=dict)
    authorised_by: str = ""
