"""Finds the tables of a file: the row of headings, the headings as words, and a guess at what each column is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.bank_layouts.cell_values import Bad, parse_amount, parse_date, text_of_cell
from app.bank_layouts.grid import Cell, Sheet
from app.domain.bank.mapping import ColumnMapping
from app.domain.clients.names import search_key

HEADER_ROWS_MAX = 60
SAMPLE_ROWS = 12
_WORDS: Mapping[str, tuple[str, ...]] = {
    "date": (
        "fecha de operacion", "fecha operacion", "fecha movimiento", "fecha del apunte", "fecha (dd/mm/aa)",
        "fecha de movimiento", "fecha", "dia", "daa", "date", "f. operacion", "fecha valor", "fecha de aplicacion",
    ),
    "description": (
        "descripcion detallada", "descripcion/referencia", "concepto / referencia", "descripcion", "concepto",
        "detalle", "movimiento", "leyenda", "descripcion larga", "descripcion del movimiento", "texto",
    ),
    "reference": (
        "referencia", "ref", "referencia bancaria", "referencia numerica", "folio", "no. de referencia",
        "referencia leyenda", "numero de referencia", "autorizacion",
    ),
    "credit": (
        "abono", "abonos", "deposito", "depositos", "credito", "creditos", "importe abono", "importe de credito",
        "haber", "entradas", "ingreso", "ingresos", "abono (+)", "monto abono",
    ),
    "debit": (
        "cargo", "cargos", "retiro", "retiros", "debito", "debitos", "importe cargo", "importe del debito", "debe",
        "salidas", "egreso", "egresos", "cargo (-)", "monto cargo",
    ),
    "amount": ("importe", "monto", "cantidad", "amount", "importe (mxn)", "monto (mxn)"),
    "sign": ("cargo/abono", "abono/cargo", "tipo", "signo", "tipo de movimiento", "naturaleza", "c/a"),
    "balance": ("saldo", "saldos", "saldo final", "balance", "saldo disponible", "saldo contable"),
}  # fmt: skip


@dataclass(frozen=True)
class TablePreview:
    """A sheet's table; ``header_row`` from 0; the sample is what follows the headings, as text."""

    sheet: Sheet
    header_row: int
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Header:
    """Where a layout found its headings: the row from 0, and each known column's number from 0."""

    row: int
    columns: Mapping[str, int]
    variant: str = ""


def heading_key(cell: Cell) -> str:
    """A heading in lower case without accents, doubled spaces, full stops at its end or asterisks."""
    return search_key(text_of_cell(cell)).strip(" .:*")


def headings_of(row: Sequence[Cell]) -> tuple[str, ...]:
    """The row's heading keys, the empty ones at the end left out."""
    keys = [heading_key(cell) for cell in row]
    while keys and not keys[-1]:
        keys.pop()
    return tuple(keys)


def find_headings(sheet: Sheet, variants: Mapping[str, Mapping[tuple[str, ...], tuple[str, ...]]]) -> Header | None:
    """The first row whose headings are exactly those of a variant: ``{variant: {headings: roles}}``."""
    for row, cells in enumerate(sheet.rows[:HEADER_ROWS_MAX]):
        keys = headings_of(cells)
        for variant, known in variants.items():
            roles = known.get(keys)
            if roles is not None:
                return Header(row, {role: place for place, role in enumerate(roles) if role}, variant)
    return None


def account_above(sheet: Sheet, header_row: int) -> str:
    """The number beside or after the word Cuenta in the rows above the headings; empty when there is none."""
    for cells in sheet.rows[:header_row]:
        texts = [text_of_cell(cell) for cell in cells]
        for place, text in enumerate(texts):
            match = re.match(r"(?:no\.? de |numero de )?(?:cuenta|clabe)\b[^\d*]*([\d* -]*)", search_key(text))
            if not match:
                continue
            beside = next((other for other in texts[place + 1 :] if other), "")
            for candidate in (match[1], beside):
                number = re.sub(r"[\s'-]", "", candidate)
                if re.fullmatch(r"[\d*]{4,20}", number):
                    return number
    return ""


def find_tables(sheets: Sequence[Sheet]) -> tuple[TablePreview, ...]:
    """One table per sheet that has at least two columns."""
    found = []
    for sheet in sheets:
        header_row = _header_row(sheet)
        if header_row is None:
            continue
        headings = tuple(text_of_cell(cell) for cell in sheet.rows[header_row])
        after = [row for row in sheet.rows[header_row + 1 :] if any(text_of_cell(cell) for cell in row)]
        sample = tuple(tuple(text_of_cell(cell) for cell in row) for row in after[:SAMPLE_ROWS])
        found.append(TablePreview(sheet, header_row, headings, sample))
    return tuple(found)


def guess_mapping(sheet: Sheet) -> ColumnMapping | None:
    """The columns by their headings, else by their values; None without a date, a text and an amount."""
    header_row = _header_row(sheet)
    if header_row is None:
        return None
    roles = _roles(headings_of(sheet.rows[header_row]))
    below = [row for row in sheet.rows[header_row + 1 : header_row + 40] if any(text_of_cell(cell) for cell in row)]
    if "date" not in roles:
        _take(roles, "date", _column_where(below, _is_date, roles))
    if "description" not in roles:
        _take(roles, "description", _column_where(below, _is_prose, roles))
    if not roles.keys() & {"credit", "debit", "amount"}:
        _take(roles, "amount", _column_where(below, _is_amount, roles))
    if "date" not in roles or "description" not in roles or not roles.keys() & {"credit", "debit", "amount"}:
        return None
    if "credit" in roles or "debit" in roles:
        roles.pop("amount", None)
        roles.pop("sign", None)
    account = account_above(sheet, header_row)
    return ColumnMapping(sheet_name=sheet.name, header_row=header_row, account=account, **roles)


def _header_row(sheet: Sheet) -> int | None:
    """The row with most known headings; without any, the first as wide as the table."""
    rows = sheet.rows[:HEADER_ROWS_MAX]
    scores = [len(_roles(headings_of(cells))) for cells in rows]
    best = max(scores, default=0)
    if best >= 3:
        return scores.index(best)
    widths = [sum(bool(text_of_cell(cell)) for cell in cells) for cells in rows]
    widest = max(widths, default=0)
    return next((row for row, width in enumerate(widths) if width == widest), None) if widest >= 2 else None


def _roles(keys: Sequence[str]) -> dict[str, int]:
    roles: dict[str, int] = {}
    for role, words in _WORDS.items():
        place = next((keys.index(word) for word in words if word in keys), None)
        _take(roles, role, place if place not in roles.values() else None)
    return roles


def _take(roles: dict[str, int], role: str, place: int | None) -> None:
    if place is not None:
        roles[role] = place


def _column_where(rows: Sequence[Sequence[Cell]], fits: Callable[[Cell], bool], roles: Mapping[str, int]) -> int | None:
    """The free column most of whose cells fit."""
    width = max((len(row) for row in rows), default=0)
    taken = set(roles.values())
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and text_of_cell(row[column])]
        if column not in taken and cells and sum(fits(cell) for cell in cells) * 2 > len(cells):
            return column
    return None


def _is_date(cell: Cell) -> bool:
    return not isinstance(cell, Decimal) and isinstance(parse_date(cell), date)


def _is_amount(cell: Cell) -> bool:
    return parse_amount(cell) is not None and not isinstance(parse_amount(cell), Bad)


def _is_prose(cell: Cell) -> bool:
    return isinstance(cell, str) and any(char.isalpha() for char in cell) and not _is_date(cell)
