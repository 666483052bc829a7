"""Read a bank's file before importing it: its layout, account and movements, and what is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.bank_layouts import read_statement
from app.bank_layouts.reading import read_grid
from app.bank_layouts.tables import TablePreview, find_tables, guess_mapping
from app.context import Context
from app.domain.bank.mapping import ColumnMapping, heading_signature
from app.domain.bank.statement import Fault, Statement, balance_breaks, fingerprints
from app.errors import RuleViolation
from app.ports.storage import BankAccount


@dataclass(frozen=True)
class StatementPreview:
    """A file as it would be imported.

    ``breaks`` are rows whose running balance does not follow; ``known_count`` movements are on file already;
    ``signature`` and ``mapping`` are set when a mapping reads the file.
    """

    path: Path
    sha256: str
    statement: Statement
    breaks: tuple[Fault, ...]
    accounts: tuple[BankAccount, ...]
    account: BankAccount | None
    known_count: int
    imported_before: bool
    signature: str
    mapping: ColumnMapping | None


@dataclass(frozen=True)
class UnknownLayout:
    """A file that no layout recognises: its tables, with the columns guessed, for the mapping screen."""

    path: Path
    tables: tuple[TablePreview, ...]
    guesses: tuple[ColumnMapping | None, ...]


def preview_statement(
    ctx: Context, path: Path, mapping: ColumnMapping | None = None
) -> StatementPreview | UnknownLayout:
    """Recognise the file by its headings, by a remembered mapping, or by the one given.

    Raises the ``bank.*`` errors of a file that cannot be read; nothing is saved.
    """
    ctx.require("bank.import")
    sha256 = hashlib.sha256(_bytes_of(path)).hexdigest()
    signature = ""
    if mapping is None:
        try:
            return _preview(ctx, path, sha256, read_statement(path), signature, None)
        except RuleViolation as error:
            if error.code != "bank.layout_unknown":
                raise
    tables = find_tables(read_grid(path))
    if mapping is None:
        signature, mapping = _remembered(ctx, tables)
        if mapping is None:
            return UnknownLayout(path, tables, tuple(guess_mapping(table.sheet) for table in tables))
    else:
        signature = next(
            (heading_signature(table.headings) for table in tables if table.sheet.name == mapping.sheet_name), ""
        )
    return _preview(ctx, path, sha256, read_statement(path, mapping=mapping), signature, mapping)


def _bytes_of(path: Path) -> bytes:
    read_grid(path)  # says in the user's words what is wrong with a file too large, damaged or locked
    return path.read_bytes()


def _remembered(ctx: Context, tables: tuple[TablePreview, ...]) -> tuple[str, ColumnMapping | None]:
    with ctx.reading("bank.import") as uow:
        for table in tables:
            signature = heading_signature(table.headings)
            mapping = uow.bank.mapping(signature)
            if mapping is not None:
                return signature, mapping
    return "", None


def _preview(
    ctx: Context, path: Path, sha256: str, statement: Statement, signature: str, mapping: ColumnMapping | None
) -> StatementPreview:
    with ctx.reading("bank.import") as uow:
        accounts = uow.bank.accounts()
        account = next((one for one in accounts if one.number and one.number == statement.account), None)
        known: frozenset[str] = frozenset()
        if account is not None:
            known = uow.bank.known_fingerprints(account.id, fingerprints(account.number, statement.movements))
        return StatementPreview(
            path=path,
            sha256=sha256,
            statement=statement,
            breaks=balance_breaks(statement.movements),
            accounts=accounts,
            account=account,
            known_count=len(known),
            imported_before=uow.bank.import_of_file(sha256) is not None,
            signature=signature,
            mapping=mapping,
        )
