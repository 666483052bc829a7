"""Santander: the consultation of movements of cheque accounts and the detailed SPEI, with the sign in its column."""

from __future__ import annotations

import re
from dataclasses import replace

from app.bank_layouts.cell_values import text_of_cell
from app.bank_layouts.grid import Sheet
from app.bank_layouts.statement_rows import TextRow, account_number, read_rows
from app.bank_layouts.tables import Header, account_above, find_headings
from app.domain.bank.statement import Movement, Statement

NAME = "santander"
TITLE = "Santander"

_DETAIL = (
    "account", "date", "time", "branch", "description", "sign", "amount", "balance", "reference", "concept", "bank",
    "payee_clabe", "payee", "payer_clabe", "payer", "return_code", "return_cause", "payee_rfc", "payer_rfc",
    "tracking", "long_text",
)  # fmt: skip
_DETAIL_HEADINGS = (
    "cuenta", "fecha", "hora", "sucursal", "descripcion", "cargo/abono", "importe", "saldo", "referencia", "concepto",
    "banco participante", "clabe beneficiario", "nombre beneficiario", "cta ordenante", "nombre ordenante",
    "codigo devolucion", "causa devolucion", "rfc beneficiario", "rfc ordenante", "clave de rastreo",
    "descripcion larga",
)  # fmt: skip
_QUERY = (
    "date", "time", "branch", "description", "debit", "credit", "balance", "reference", "concept", "long_text",
)  # fmt: skip
_QUERY_HEADINGS = (
    "fecha", "hora", "sucursal", "descripcion", "importe cargo", "importe abono", "saldo", "referencia", "concepto",
    "descripcion larga",
)  # fmt: skip
_SHORT = 10
_VARIANTS = {
    "detail": {_DETAIL_HEADINGS: _DETAIL, _DETAIL_HEADINGS[:_SHORT]: _DETAIL[:_SHORT]},
    "query": {_QUERY_HEADINGS: _QUERY, _QUERY_HEADINGS[:-1]: _QUERY[:-1]},
}
_TOLD_ACCOUNT = re.compile(r"\s*Cuenta\s*:\s*'?(\d[\d -]+)", re.IGNORECASE)


def recognises(sheet: Sheet) -> Header | None:
    """Santander's exact headings, in row 1 or below the consultation's eight lines."""
    return find_headings(sheet, _VARIANTS)


def read(sheet: Sheet, header: Header) -> Statement:
    """The statement; in a credit the payer is the ordenante."""
    statement = read_rows(NAME, sheet, header.row, header.columns, _finish)
    return statement if statement.account else replace(statement, account=_account(sheet, header.row))


def _account(sheet: Sheet, header_row: int) -> str:
    for cells in sheet.rows[:header_row]:
        for cell in cells:
            match = _TOLD_ACCOUNT.match(text_of_cell(cell))
            if match:
                return account_number(match[1])
    return account_above(sheet, header_row)


def _finish(movement: Movement, row: TextRow) -> Movement:
    told = row.text("concept") or row.text("long_text")
    description = movement.description
    if told and told not in description:
        description = f"{description} {told}".strip()
    movement = replace(movement, description=description, tracking_key=row.text("tracking"))
    if movement.credit is None:
        return movement
    return replace(
        movement,
        payer_name=row.text("payer"),
        payer_clabe=account_number(row.text("payer_clabe")),
        payer_rfc=row.text("payer_rfc").upper(),
    )
