"""A file's cells before anybody knows what they mean: sheets of rows of text, exact numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | Decimal | date | datetime | None

ROWS_MAX = 50_000
COLUMNS_MAX = 200
CELLS_MAX = 5_000_000
"""Of all sheets together, the empty ones between others counted: the library keeps room for each."""


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``rows[0]`` is the file's first row, so a row's number for people is its index plus 1."""

    name: str
    rows: list[list[Cell]]


class Oversized(Exception):
    """More rows or columns than a bank's statement has; ``read_grid`` turns it into the user's error."""


class Unreadable(Exception):
    """The content is not what its first bytes promise; ``read_grid`` turns it into the user's error."""


def repaired(text: str) -> str:
    """UTF-8 that was once read as cp1252 (``DÃ­a``) set right; anything else as it is."""
    if "Ã" not in text and "Â" not in text:
        return text
    try:
        return b"".join(_byte(char) for char in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte(char: str) -> bytes:
    # Five bytes have no character in cp1252; programs that misread them leave the control character.
    return char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode("cp1252")
