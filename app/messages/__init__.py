"""The Spanish text of every error code, shared by the window and the command line.

One file per area, each a dict ``TEXTS``; they are listed here.
Every text says what to do and whether anything was saved.
"""

from __future__ import annotations

from app.errors import UserError
from app.messages import (
    accounting,
    backups,
    bank,
    clients,
    database,
    documents,
    events,
    files,
    loans,
    money,
    payments,
    products,
    reconciliation,
    settings,
    typed,
    users,
)

_AREAS = (
    accounting,
    backups,
    bank,
    clients,
    database,
    documents,
    events,
    files,
    loans,
    money,
    payments,
    products,
    reconciliation,
    settings,
    typed,
    users,
)
TEXTS: dict[str, str] = {code: text for area in _AREAS for code, text in area.TEXTS.items()}


def text_of(error: UserError) -> str:
    """The Spanish sentence of an error, with its values in place."""
    return TEXTS[error.code].format(**error.params)


def sentence(code: str, **params: object) -> str:
    """The Spanish sentence of a code that is no error: a fault in a file's row, a reason to match."""
    return TEXTS[code].format(**params)
