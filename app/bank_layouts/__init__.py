"""Bank statement layouts, one bank a file, listed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from app.bank_layouts import banorte, bbva, santander
from app.bank_layouts.grid import Sheet
from app.bank_layouts.mapped import read_mapped
from app.bank_layouts.reading import read_grid
from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.statement import Fault, Statement
from app.errors import RuleViolation

LAYOUTS: tuple[ModuleType, ...] = (bbva, banorte, santander)
"""In the order they are tried; their headings differ, so no file fits two."""


def read_statement(path: Path, layout: str | None = None, mapping: ColumnMapping | None = None) -> Statement:
    """The file's statement, by the mapping, by the layout named, or by whichever recognises it.

    Raises the ExternalProblem of ``read_grid`` and RuleViolation ``bank.layout_unknown`` or ``bank.layout_name``.
    """
    chosen = LAYOUTS if layout is None else _named(layout)
    sheets = read_grid(path)
    if mapping is not None:
        return _mapped(path, sheets, mapping)
    for one in chosen:
        found = [(sheet, header) for sheet in sheets if (header := one.recognises(sheet)) is not None]
        if found:
            statements = [one.read(sheet, header) for sheet, header in found]
            return _first_with_movements(statements, [sheet for sheet, _ in found])
    raise RuleViolation("bank.layout_unknown", file=path.name)


def _named(name: str) -> tuple[ModuleType, ...]:
    found = tuple(one for one in LAYOUTS if name.strip().casefold() == one.NAME)
    if not found:
        raise RuleViolation("bank.layout_name", names=", ".join(one.NAME for one in LAYOUTS))
    return found


def _mapped(path: Path, sheets: Sequence[Sheet], mapping: ColumnMapping) -> Statement:
    sheet = next((one for one in sheets if one.name == mapping.sheet_name), None)
    if sheet is None:
        raise RuleViolation("bank.layout_unknown", file=path.name)
    return read_mapped(sheet, mapping)


def _first_with_movements(statements: Sequence[Statement], sheets: Sequence[Sheet]) -> Statement:
    """Further sheets are other accounts: each is told, none is mixed in."""
    place = next((number for number, one in enumerate(statements) if one.movements), 0)
    others = [sheet for number, sheet in enumerate(sheets) if number != place and statements[number].movements]
    told = tuple(Fault(1, "sheet", sheet.name, "bank.other_sheet", {"sheet": sheet.name}) for sheet in others)
    return replace(statements[place], faults=statements[place].faults + told)
