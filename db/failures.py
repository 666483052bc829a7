"""What each database failure means to the user: the engine's words turned into codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.errors import Conflict, ExternalProblem, UserError

_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>[\w., ]+)")
_BUSY = ("database is locked", "database table is locked", "database schema is locked")
_DAMAGED = ("malformed", "file is not a database", "file is encrypted", "database corruption")
_FULL = ("disk is full", "database or disk is full")
_DISK = ("disk i/o error", "unable to open database file", "readonly database", "attempt to write a readonly")


def user_error(failure: Exception) -> UserError | None:
    """The error to show for a database failure; None when it is a bug of ours (a broken CHECK, bad SQL …).

    The wheel gives no error numbers, so the engine's English words are what there is to go by.
    """
    if isinstance(failure, PoolTimeout):
        return ExternalProblem("database.busy")
    if not isinstance(failure, DBAPIError):
        return None
    words = str(failure.orig)
    if isinstance(failure, IntegrityError):
        return _clash(words)
    lowered = words.lower()
    if any(part in lowered for part in _BUSY):
        return ExternalProblem("database.busy")
    if any(part in lowered for part in _FULL):
        return ExternalProblem("database.disk_full")
    if any(part in lowered for part in _DAMAGED):
        return ExternalProblem("database.damaged")
    if any(part in lowered for part in _DISK):
        return ExternalProblem("database.disk")
    return None


@contextmanager
def engine_problems() -> Iterator[None]:
    """Turn the engine's refusals of a whole file (copying, encrypting anew) into errors to show."""
    try:
        yield
    except DBAPIError as failure:
        raise user_error(failure) or failure from failure


def _clash(words: str) -> UserError | None:
    found = _UNIQUE.search(words)
    if not found:
        return None
    columns = found["columns"]
    if columns in ("clients.curp", "clients.rfc"):
        return Conflict("database.client_taken", field=columns.partition(".")[2])
    if columns == "products.name":
        return Conflict("database.product_name_taken", field="name")
    if columns == "users.username":
        return Conflict("database.username_taken", field="username")
    if columns in ("loan_events.request_id", "loan_events.reverses_event_id", "loan_events.loan_id, loan_events.seq"):
        return Conflict("database.recorded_already")
    if columns in ("bank_imports.sha256", "bank_movements.account_id, bank_movements.fingerprint"):
        return Conflict("database.imported_already")
    if columns == "bank_accounts.number":
        return Conflict("database.account_taken", field="number")
    return None
