"""Writes the demonstration lender's bank movements as a workbook like the one BBVA gives to people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from openpyxl import Workbook
from openpyxl.styles import Font

from app.catalogs import demo_people as catalog
from app.domain.money import ZERO, Money


class SampleLine(Protocol):
    """A movement; ``amount`` is a credit when positive."""

    @property
    def on(self) -> object: ...
    @property
    def description(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def amount(self) -> Money: ...


def write_bank_sample(path: Path, lines: Sequence[SampleLine], account_number: str, opening: Money) -> None:
    """Title rows, headings, then movements newest first with their running balance."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Movimientos"
    sheet.append([catalog.STATEMENT_TITLE])
    sheet.append([catalog.STATEMENT_ACCOUNT, account_number])
    sheet.append([])
    sheet.append(list(catalog.STATEMENT_HEADINGS))
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for values in reversed(_rows(lines, opening)):
        sheet.append(values)
    for row in sheet.iter_rows(min_row=5):
        row[0].number_format = "dd/mm/yyyy"
        for cell in row[3:]:
            cell.number_format = "#,##0.00"
    for column, width in zip("ABCDEF", (12, 62, 14, 14, 14, 16), strict=True):
        sheet.column_dimensions[column].width = width
    book.save(path)


def _rows(lines: Sequence[SampleLine], opening: Money) -> list[list[object]]:
    rows = []
    balance = opening
    for line in lines:
        balance += line.amount
        debit = (-line.amount).to_decimal() if line.amount < ZERO else None
        credit = line.amount.to_decimal() if line.amount > ZERO else None
        rows.append([line.on, line.description, line.reference, debit, credit, balance.to_decimal()])
    return rows
