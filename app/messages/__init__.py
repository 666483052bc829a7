"""The Spanish text of every error code, shared by the window and the command line.

One file per area, each a dict ``TEXTS``; they are listed here.
Every text says what to do and whether anything was saved.
"""

from __future__ import annotations

from app.errors import UserError
from app.messages import money

TEXTS: dict[str, str] = {
    **money.TEXTS,
}


def text_of(error: UserError) -> str:
    """The Spanish sentence of an error, with its values in place."""
    return TEXTS[error.code].format(**error.params)
