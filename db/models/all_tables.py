"""Every table, so that whoever needs the whole schema imports one file."""

from __future__ import annotations

from db.models.accounting import (
    AccountMappingRow,
    AccountRow,
    ClosedMonthRow,
    DailyCloseRow,
    JournalEntryRow,
    JournalLineRow,
    LoanCloseRow,
)
from db.models.audit import AuditEntryRow, AuditKeyRow, RowSealRow
from db.models.backups import BackupPlaceRow, BackupRow
from db.models.bank import (
    BankAccountRow,
    BankImportRow,
    BankMappingRow,
    BankMovementEventRow,
    BankMovementRow,
    KnownPayerRow,
)
from db.models.clients import ClientRow
from db.models.loans import InstallmentRow, LoanEventRow, LoanRow, LoanSnapshotRow, ScheduleRowRow
from db.models.metadata import TableRow
from db.models.products import ProductRow
from db.models.reminders import ReminderRow
from db.models.settings import BankHolidayRow, CompanyRow, FolioSeriesRow
from db.models.users import BranchRow, RoleRow, UserRow

APPEND_ONLY = (LoanEventRow, JournalEntryRow, JournalLineRow, AuditEntryRow)
"""Tables whose rows triggers keep from being changed or deleted."""

__all__ = [
    "APPEND_ONLY",
    "AccountMappingRow",
    "AccountRow",
    "AuditEntryRow",
    "AuditKeyRow",
    "BackupPlaceRow",
    "BackupRow",
    "BankAccountRow",
    "BankHolidayRow",
    "BankImportRow",
    "BankMappingRow",
    "BankMovementEventRow",
    "BankMovementRow",
    "BranchRow",
    "ClientRow",
    "ClosedMonthRow",
    "CompanyRow",
    "DailyCloseRow",
    "FolioSeriesRow",
    "InstallmentRow",
    "JournalEntryRow",
    "JournalLineRow",
    "KnownPayerRow",
    "LoanCloseRow",
    "LoanEventRow",
    "LoanRow",
    "LoanSnapshotRow",
    "ProductRow",
    "ReminderRow",
    "RoleRow",
    "RowSealRow",
    "ScheduleRowRow",
    "TableRow",
    "UserRow",
]
