"""The Spanish text of every error code, shared by the window and the command line.

One file per area, each a dict ``TEXTS``; they are listed here.
Every text says what to do and whether anything was saved.
"""

from __future__ import annotations

from app.domain.bank.matching import Reason
from app.domain.bank.statement import Fault
from app.errors import UserError
from app.messages import (
    clients,
    database,
    documents,
    files,
    loans,
    money,
    payments,
    products,
    reconciliation,
    settings,
    typed,
)

_AREAS = (
    clients,
    database,
    documents,
    files,
    loans,
    money,
    payments,
    products,
    reconciliation,
    settings,
    typed,
)
TEXTS: dict[str, str] = {code: text for area in _AREAS for code, text in area.TEXTS.items()}


def text_of(error: UserError) -> str:
    """The Spanish sentence of an error, with its values in place."""
    return TEXTS[error.code].format(**error.params)


def fault_text(fault: Fault) -> str:
    """The Spanish sentence of something wrong in a file's row."""
    return TEXTS[fault.code].format(row=fault.row, column=fault.column, value=fault.value, **fault.params)


def reason_text(reason: Reason) -> str:
    """The Spanish of why a loan is a candidate."""
    return TEXTS[reason.code].format(**reason.params)
