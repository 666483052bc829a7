"""Seals of rows: an HMAC of every row, kept apart, so that one altered behind the program's back is found and named.

Temporary triggers of the connection note what a transaction touches, however it is written; its commit seals it.
A tool without the key can write rows, but not their seals. What is worked out from events (snapshots, installments)
needs none: ``verify`` replays it; the audit trail is a chain of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from db.models.all_tables import TableRow

MAC_BYTES = 16
_BATCH = 400
_NOTICED_EACH = 1000
_TOUCHED = "temp.acredita_touched"


@dataclass(frozen=True)
class Sealed:
    """A table whose rows are sealed, each with the rows of its ``children`` tables (table, column of the key)."""

    place: int
    table: str
    children: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in TableRow.metadata.tables[self.table].primary_key)

    @property
    def has_number(self) -> bool:
        """Whether one whole number is the key, else the text of its parts."""
        columns = list(TableRow.metadata.tables[self.table].primary_key)
        return len(columns) == 1 and columns[0].type.python_type is int

    def key_of(self, prefix: str = "") -> tuple[str, str]:
        """SQL of the two halves of a row's key."""
        named = [f"{prefix}{column}" for column in self.key]
        if self.has_number:
            return named[0], "''"
        return "0", " || '/' || ".join(named)


SEALED = (
    Sealed(1, "company"),
    Sealed(2, "folio_series"),
    Sealed(3, "bank_holidays"),
    Sealed(4, "roles"),
    Sealed(5, "branches"),
    Sealed(6, "users"),
    Sealed(7, "products"),
    Sealed(8, "clients"),
    Sealed(9, "loans", (("loan_schedule_rows", "loan_id"),)),
    Sealed(10, "loan_events"),
    Sealed(11, "journal_entries", (("journal_lines", "entry_id"),)),
    Sealed(12, "bank_accounts"),
    Sealed(13, "bank_imports"),
    Sealed(14, "bank_movements"),
    Sealed(15, "bank_movement_events"),
    Sealed(16, "bank_mappings"),
    Sealed(17, "known_payers"),
    Sealed(18, "accounts"),
    Sealed(19, "account_mappings"),
    Sealed(20, "closed_months"),
    Sealed(21, "daily_closes"),
    Sealed(22, "backup_places"),
    Sealed(23, "backups"),
    Sealed(24, "audit_keys"),
    Sealed(25, "reminders"),
)
"""A place is never given to another table."""
REPLAYED = frozenset({"loan_installments", "loan_snapshots", "loan_closes"})
"""Worked out from events: compared with their replay."""
CHAINED = frozenset({"audit_entries", "row_seals"})


def note_touched(connection: Connection) -> None:
    """From here on the connection notes what is written; once is enough for its whole life."""
    found = connection.exec_driver_sql("SELECT 1 FROM temp.sqlite_schema WHERE name = 'acredita_touched'").first()
    if found is not None:
        return
    connection.exec_driver_sql(
        f"CREATE TABLE {_TOUCHED} (place INTEGER, n INTEGER, k TEXT, PRIMARY KEY (place, n, k)) WITHOUT ROWID"
    )
    for sealed in SEALED:
        for when in ("NEW", "OLD"):
            events = ("INSERT", "UPDATE") if when == "NEW" else ("DELETE", "UPDATE")
            for event in events:
                n, k = sealed.key_of(f"{when}.")
                _note(connection, sealed.table, when, event, sealed.place, n, k)
                for table, column in sealed.children:
                    _note(connection, table, when, event, sealed.place, f"{when}.{column}", "''")


def _note(connection: Connection, table: str, when: str, event: str, place: int, n: str, k: str) -> None:
    connection.exec_driver_sql(
        f"CREATE TRIGGER temp.note_{table}_{event}_{when} AFTER {event} ON main.{table} BEGIN"
        # Not OR IGNORE: the policy of an upsert that sets the trigger off would rule instead.
        f" INSERT INTO acredita_touched SELECT {place}, {n}, {k} WHERE NOT EXISTS"
        f" (SELECT 1 FROM acredita_touched WHERE place = {place} AND n = {n} AND k = {k}); END"
    )


def seal_touched(connection: Connection, key: bytes) -> int:
    """Seal what the transaction wrote; how many rows."""
    touched = connection.exec_driver_sql(f"SELECT place, n, k FROM {_TOUCHED} ORDER BY place").all()
    for place, group in groupby(touched, key=lambda row: row[0]):
        sealed = next(one for one in SEALED if one.place == place)
        keys = [(row[1], row[2]) for row in group]
        for start in range(0, len(keys), _BATCH):
            _seal(connection, key, sealed, keys[start : start + _BATCH])
    if touched:
        connection.exec_driver_sql(f"DELETE FROM {_TOUCHED}")
    return len(touched)


def seal_all(connection: Connection, key: bytes) -> None:
    """Seal every row anew: after an upgrade of the schema, which changes what a row is."""
    connection.exec_driver_sql("DELETE FROM row_seals")
    for sealed in SEALED:
        values = [(sealed.place, n, k, _mac(key, sealed, row)) for n, k, row, _ in _rows(connection, sealed)]
        _save(connection, values)


def altered_rows(connection: Connection, key: bytes, noticed: Callable[[int], None]) -> Iterator[tuple[str, str, str]]:
    """Table, key and what is wrong (``altered``, ``added``, ``deleted``); ``noticed`` is told of each thousand rows."""
    for sealed in SEALED:
        for count, (n, k, row, mac) in enumerate(_rows(connection, sealed), start=1):
            if count % _NOTICED_EACH == 0:
                noticed(_NOTICED_EACH)
            if mac is None:
                yield sealed.table, k or str(n), "added"
            elif not hmac.compare_digest(mac, _mac(key, sealed, row)):
                yield sealed.table, k or str(n), "altered"
        yield from _without_row(connection, sealed)


def _without_row(connection: Connection, sealed: Sealed) -> Iterator[tuple[str, str, str]]:
    n, k = sealed.key_of("t.")
    gone = connection.exec_driver_sql(
        f"SELECT s.n, s.k FROM row_seals s WHERE s.place = {sealed.place}"
        f" AND NOT EXISTS (SELECT 1 FROM {sealed.table} t WHERE {n} = s.n AND {k} = s.k)"
    )
    for number, text in gone:
        yield sealed.table, text or str(number), "deleted"


_Row = tuple[int, str, list[object], bytes | None]


def _rows(connection: Connection, sealed: Sealed, keys: Sequence[tuple[int, str]] | None = None) -> Iterator[_Row]:
    """Key, values with those of the children, and seal, by key."""
    n, k = sealed.key_of("t.")
    columns = _columns(sealed.table, "t.")
    where, bound = _among(n, k, keys)
    order = "n" if sealed.has_number else "k"
    rows = connection.exec_driver_sql(
        f"SELECT {n} AS n, {k} AS k, s.mac, {columns} FROM {sealed.table} t"
        f" LEFT JOIN row_seals s ON s.place = {sealed.place} AND s.n = {n} AND s.k = {k}{where} ORDER BY {order}",
        bound,
    )
    children = [_children(connection, table, column, keys) for table, column in sealed.children]
    for number, text, mac, *values in rows:
        yield number, text, [*values, *(grown.of(number) for grown in children)], mac


class _Children:
    """The rows of a child table, read in step with their parents."""

    def __init__(self, rows: Iterator[tuple[int, list[list[object]]]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, number: int) -> list[list[object]]:
        while self._next is not None and self._next[0] < number:
            self._next = next(self._rows, None)  # an orphan: its parent's seal is without a row
        return self._next[1] if self._next is not None and self._next[0] == number else []


def _children(connection: Connection, table: str, column: str, keys: Sequence[tuple[int, str]] | None) -> _Children:
    where, bound = _among(f"t.{column}", "''", keys)
    key = ", ".join(f"t.{part.name}" for part in TableRow.metadata.tables[table].primary_key)
    rows = connection.exec_driver_sql(
        f"SELECT t.{column}, {_columns(table, 't.')} FROM {table} t{where} ORDER BY t.{column}, {key}", bound
    )
    grouped = groupby(rows, key=lambda row: row[0])
    return _Children((number, [list(row[1:]) for row in group]) for number, group in grouped)


def _among(n: str, k: str, keys: Sequence[tuple[int, str]] | None) -> tuple[str, tuple[object, ...]]:
    if keys is None:
        return "", ()
    marks = ", ".join("?" * len(keys))
    if k == "''":
        return f" WHERE {n} IN ({marks})", tuple(number for number, _ in keys)
    return f" WHERE {k} IN ({marks})", tuple(text for _, text in keys)


def _columns(table: str, prefix: str) -> str:
    return ", ".join(f"{prefix}{column.name}" for column in TableRow.metadata.tables[table].columns)


def _seal(connection: Connection, key: bytes, sealed: Sealed, keys: list[tuple[int, str]]) -> None:
    found = [(sealed.place, n, k, _mac(key, sealed, row)) for n, k, row, _ in _rows(connection, sealed, keys)]
    _save(connection, found)
    present = {(n, k) for _, n, k, _ in found}
    for n, k in keys:
        if (n, k) not in present:
            connection.exec_driver_sql(
                "DELETE FROM row_seals WHERE place = ? AND n = ? AND k = ?", (sealed.place, n, k)
            )


def _save(connection: Connection, values: list[tuple[int, int, str, bytes]]) -> None:
    if values:
        connection.exec_driver_sql("INSERT OR REPLACE INTO row_seals (place, n, k, mac) VALUES (?, ?, ?, ?)", values)


def _mac(key: bytes, sealed: Sealed, row: list[object]) -> bytes:
    content = json.dumps([sealed.table, row], ensure_ascii=False, separators=(",", ":"), default=_hex).encode()
    return hmac.digest(key, content, hashlib.sha256)[:MAC_BYTES]


def _hex(value: object) -> str:
    assert isinstance(value, bytes), type(value)
    return value.hex()
