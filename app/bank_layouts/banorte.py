"""Banorte: the movements of cheque accounts, thirteen columns, and the older text of eight."""

from __future__ import annotations

import re
from dataclasses import replace

from app.bank_layouts.grid import Sheet
from app.bank_layouts.statement_rows import TextRow, read_rows
from app.bank_layouts.tables import Header, account_above, find_headings
from app.domain.bank.statement import Movement, Statement

NAME = "banorte"
TITLE = "Banorte"

_CURRENT = (
    "account", "date", "other_date", "reference", "description", "code", "branch", "credit", "debit", "balance",
    "number", "detail", "cheque",
)  # fmt: skip
_CURRENT_HEADINGS = (
    "cuenta", "fecha de operacion", "fecha", "referencia", "descripcion", "cod. transac", "sucursal", "depositos",
    "retiros", "saldo", "movimiento", "descripcion detallada", "cheque",
)  # fmt: skip
_OLD = ("date", "reference", "code", "description", "debit", "credit", "balance", "cheque")
_OLD_HEADINGS = ("fecha", "movimiento", "cod. trans", "concepto", "retiros", "depositos", "saldos", "cheque")
_VARIANTS = {
    "current": {_CURRENT_HEADINGS: _CURRENT, _CURRENT_HEADINGS[:-1]: _CURRENT[:-1]},
    "old": {_OLD_HEADINGS: _OLD, _OLD_HEADINGS[:-1]: _OLD[:-1]},
}
_PAYER = re.compile(r"DEL CLIENTE\s+(?P<name>.+?)\s*(?:,?\s*DE LA CLABE\b|,|$)", re.IGNORECASE)
_CLABE = re.compile(r"DE LA CLABE\s*:?\s*'?(\d{10,18})", re.IGNORECASE)
_RFC = re.compile(r"CON RFC\s*:?\s*([A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3})", re.IGNORECASE)
_TRACKING = re.compile(r"CVE\.? RAST(?:REO)?\.?\s*:?\s*([A-Z0-9]+)", re.IGNORECASE)
_TIME = re.compile(r"HR LIQ\s*:?\s*(\d{1,2}:\d{2}(?::\d{2})?)", re.IGNORECASE)


def recognises(sheet: Sheet) -> Header | None:
    """Banorte's exact headings."""
    return find_headings(sheet, _VARIANTS)


def read(sheet: Sheet, header: Header) -> Statement:
    """The statement, with the payer of each SPEI received taken out of its detail."""
    statement = read_rows(NAME, sheet, header.row, header.columns, _finish)
    return statement if statement.account else replace(statement, account=account_above(sheet, header.row))


def _finish(movement: Movement, row: TextRow) -> Movement:
    detail = row.text("detail")
    description = movement.description
    if detail and detail not in description:
        description = detail if description in detail else f"{description} {detail}"
    movement = replace(movement, description=description)
    if movement.credit is None:
        return movement
    return replace(
        movement,
        payer_name=_first(_PAYER, description),
        payer_clabe=_first(_CLABE, description),
        payer_rfc=_first(_RFC, description).upper(),
        tracking_key=_first(_TRACKING, description),
        time=_first(_TIME, description),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].strip() if match else ""
