"""Opens any file a bank hands out, by its content and never by its extension, within firm limits of size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from app.bank_layouts.delimited_text import read_delimited_text
from app.bank_layouts.grid import COLUMNS_MAX, ROWS_MAX, Cell, Oversized, Sheet, Unreadable, repaired
from app.bank_layouts.old_workbook_guard import check_old_workbook
from app.bank_layouts.spreadsheet_xml import is_spreadsheet_xml, read_spreadsheet_xml
from app.bank_layouts.workbook_guard import check_workbook
from app.errors import ExternalProblem

__all__ = ["Cell", "Sheet", "read_grid"]

FILE_MAX = 20 * 1024 * 1024
_ZIP = b"PK"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGES = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta")


def read_grid(path: Path) -> tuple[Sheet, ...]:
    """Every sheet with cells. Raises ExternalProblem ``bank.*``, never an error of a library."""
    data = _contents(path)
    try:
        sheets = _sheets(path, data)
    except Oversized as error:
        raise ExternalProblem("bank.too_large", file=path.name) from error
    except PasswordError as error:
        raise ExternalProblem("bank.password", file=path.name) from error
    except (Unreadable, CalamineError, OSError, ValueError, MemoryError) as error:
        raise ExternalProblem("bank.damaged", file=path.name) from error
    filled = tuple(sheet for sheet in sheets if _has_table(sheet))
    if not filled:
        raise ExternalProblem("bank.no_table", file=path.name)
    return filled


def _contents(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_MAX:
            raise ExternalProblem("bank.too_large", file=path.name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ExternalProblem("bank.missing", file=path.name) from error
    except (OSError, ValueError) as error:
        raise ExternalProblem("bank.unreadable", file=path.name) from error
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise ExternalProblem("bank.empty", file=path.name)
    return data


def _sheets(path: Path, data: bytes) -> tuple[Sheet, ...]:
    head = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ExternalProblem("bank.password", file=path.name)
        check_old_workbook(data)
        return _workbook(data)
    if data.startswith(_ZIP):
        check_workbook(data)
        return _workbook(data)
    if head.startswith(b"%pdf"):
        raise ExternalProblem("bank.pdf", file=path.name)
    if is_spreadsheet_xml(data):
        return read_spreadsheet_xml(data)
    if head.startswith(_PAGES):
        raise ExternalProblem("bank.web_page", file=path.name)
    return read_delimited_text(data)


def _workbook(data: bytes) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return tuple(_sheet(book, name) for name in book.sheet_names)
    except BaseException as error:
        # A panic inside the library arrives as a BaseException of a class that cannot be imported.
        if type(error).__name__ == "PanicException":
            raise Unreadable from error
        raise


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > ROWS_MAX or sheet.total_width > COLUMNS_MAX:
        raise Oversized
    return Sheet(name, [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)])


def _cell(value: object) -> Cell:
    """What the library gives, as text, an exact number or a date. The only place where a float is seen."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "VERDADERO" if value else "FALSO"
    if isinstance(value, (int, float)):
        number = Decimal(repr(value))
        return number if number.is_finite() else str(value)
    if isinstance(value, (date, datetime)):
        return value
    if isinstance(value, (time, timedelta)):
        return str(value)
    return repaired(str(value))


def _has_table(sheet: Sheet) -> bool:
    return sum(_filled(row) >= 2 for row in sheet.rows) >= 2


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell is not None and cell != "" for cell in row)
