"""Every permission there is; a role holds some of them, and each use case asks for one."""

from __future__ import annotations

PERMISSIONS = (
    "portfolio.view",
    "portfolio.export",
    "clients.view",
    "clients.edit",
    "loans.view",
    "loans.create",
    "loans.disburse",
    "documents.issue",
    "payments.record",
    "payments.reverse",
    "loans.waive",
    "reminders.attend",
    "bank.import",
    "bank.reconcile",
    "products.view",
    "products.edit",
    "ledger.view",
    "chart.edit",
    "day.close",
    "months.close",
    "months.reopen",
    "audit.view",
    "audit.export",
    "books.verify",
    "backups.make",
    "backups.edit",
    "backups.restore",
    "keys.rotate",
    "users.view",
    "users.edit",
    "roles.edit",
    "settings.edit",
    "clock.confirm",
)
"""In the order in which they are shown."""

GRANTED_ON_THE_SPOT = frozenset({"payments.reverse", "loans.waive"})
"""What somebody without the permission may do when one who has it types his password beside him."""

UNATTENDED = frozenset({"day.close", "backups.make", "books.verify"})
"""What a PC does by itself at its hour, for a user who trusted it with a key."""
