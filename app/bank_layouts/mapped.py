"""Reads the file of any other bank by the columns that a person pointed out."""

from __future__ import annotations

from dataclasses import replace

from app.bank_layouts.grid import Sheet
from app.bank_layouts.statement_rows import TextRow, read_rows
from app.bank_layouts.tables import account_above
from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.statement import Movement, Statement

NAME = "mapping"
_ROLES = ("date", "description", "reference", "credit", "debit", "amount", "sign", "balance")


def read_mapped(sheet: Sheet, mapping: ColumnMapping) -> Statement:
    """The statement; the account is the mapping's, else the one written above the headings."""
    columns = {role: getattr(mapping, role) for role in _ROLES if getattr(mapping, role) is not None}
    statement = read_rows(NAME, sheet, mapping.header_row, columns, _as_read)
    account = mapping.account or account_above(sheet, mapping.header_row)
    return replace(statement, account=account)


def _as_read(movement: Movement, row: TextRow) -> Movement:
    return movement
