"""Reads SpreadsheetML 2003, the XML that BBVA and others hand out as ".xls"."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from xml.etree import ElementTree

from app.bank_layouts.grid import COLUMNS_MAX, ROWS_MAX, Cell, Oversized, Sheet, Unreadable, repaired

_MAGNITUDE_MAX = 30
_NAMESPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_SIGNS = (b"urn:schemas-microsoft-com:office:spreadsheet", "urn:schemas-microsoft-com:office:".encode("utf-16-le"))


def is_spreadsheet_xml(data: bytes) -> bool:
    """Whether the first bytes are a SpreadsheetML workbook's."""
    head = data[:4096]
    return any(sign in head for sign in _SIGNS)


def read_spreadsheet_xml(data: bytes) -> tuple[Sheet, ...]:
    """Every worksheet. Raises Unreadable (also for a DOCTYPE, through which a file could reach others) or Oversized."""
    plain = data.replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Unreadable
    sheets: list[Sheet] = []
    try:
        for event, element in ElementTree.iterparse(BytesIO(data), events=("start", "end")):
            if event == "start" and element.tag == f"{_NAMESPACE}Worksheet":
                sheets.append(Sheet(element.get(f"{_NAMESPACE}Name", ""), []))
            elif event == "end" and element.tag == f"{_NAMESPACE}Row" and sheets:
                _add_row(sheets[-1].rows, element)
                element.clear()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable from error
    return tuple(sheets)


def _add_row(rows: list[list[Cell]], element: ElementTree.Element) -> None:
    place = _number(element.get(f"{_NAMESPACE}Index"), len(rows) + 1)
    if place > ROWS_MAX:
        raise Oversized
    while len(rows) < place - 1:
        rows.append([])
    cells: list[Cell] = []
    for cell in element.iter(f"{_NAMESPACE}Cell"):
        column = _number(cell.get(f"{_NAMESPACE}Index"), len(cells) + 1)
        across = _number(cell.get(f"{_NAMESPACE}MergeAcross"), 0)
        if column + across > COLUMNS_MAX:
            raise Oversized
        cells.extend([None] * (column - 1 - len(cells)))
        cells.append(_value(cell.find(f"{_NAMESPACE}Data")))
        cells.extend([None] * across)
    rows.append(cells)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() else otherwise


def _value(data: ElementTree.Element | None) -> Cell:
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = data.get(f"{_NAMESPACE}Type", "String")
    if kind == "Number":
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            return text
        return number if number.is_finite() and abs(number.adjusted()) < _MAGNITUDE_MAX else text
    if kind == "DateTime":
        try:
            return datetime.fromisoformat(text.strip())
        except ValueError:
            return text
    return repaired(text) or None
