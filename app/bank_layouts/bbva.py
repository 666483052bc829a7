"""BBVA: the movements as companies, people and the net cash text get them, told apart by their exact headings."""

from __future__ import annotations

from dataclasses import replace

from app.bank_layouts.grid import Sheet
from app.bank_layouts.statement_rows import TextRow, read_rows
from app.bank_layouts.tables import Header, account_above, find_headings
from app.domain.bank.statement import Movement, Statement

NAME = "bbva"
TITLE = "BBVA"

_JOINED = ("date", "joined", "debit", "credit", "balance")
_PEOPLE = ("date", "description", "debit", "credit", "balance")
_PEOPLE_REFERENCE = ("date", "description", "reference", "debit", "credit", "balance")
_COMPANIES = ("date", "description", "reference", "more", "debit", "credit", "balance")
_VARIANTS: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {
    "companies": {
        ("fecha operacion", "concepto", "referencia", "referencia ampliada", "cargo", "abono", "saldo"): _COMPANIES,
    },
    "joined": {
        (day, "concepto / referencia", debit, credit, "saldo"): _JOINED
        for day in ("dia", "daa", "fecha")  # the second is «Día» after two wrong readings
        for debit, credit in (("cargo", "abono"), ("cargos", "abonos"))
    },
    "people": {
        ("fecha", text, *reference, debit, credit, "saldo"): _PEOPLE_REFERENCE if reference else _PEOPLE
        for text in ("descripcion", "concepto")
        for reference in ((), ("referencia",))
        for debit, credit in (("cargo", "abono"), ("cargos", "abonos"))
    },
}


def recognises(sheet: Sheet) -> Header | None:
    """The headings of one of BBVA's exports, wherever they stand in the first rows."""
    return find_headings(sheet, _VARIANTS)


def read(sheet: Sheet, header: Header) -> Statement:
    """The statement; the account is the one written above the headings."""
    columns = dict(header.columns)
    if "joined" in columns:
        columns["description"] = columns["joined"]
    statement = read_rows(NAME, sheet, header.row, columns, _finish)
    return replace(statement, account=account_above(sheet, header.row))


def _finish(movement: Movement, row: TextRow) -> Movement:
    joined = row.text("joined")
    if joined:
        concept, _, reference = joined.partition("/")
        return replace(movement, description=concept.strip(), reference=reference.strip())
    more = row.text("more")
    if more and more not in movement.description:
        return replace(movement, description=f"{movement.description} {more}".strip())
    return movement
