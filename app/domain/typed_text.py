"""Text that somebody typed or a file brought: what may be kept of it, so that what is shown is what was kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from app.errors import RuleViolation

TEXT_MAX = 200
SEARCHED_MAX = 1000
_LINES = frozenset("\n\t")
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Unseen marks that make the same letters be read in another order (Unicode's bidirectional embeddings, UAX 9)."""


def check_text(text: str, field: str, most: int = TEXT_MAX, *, has_lines: bool = False) -> None:
    """Anything that is seen goes, in any script. RuleViolation ``text.unseen`` (a NUL …), ``text.long``."""
    if len(text) > most:
        raise RuleViolation("text.long", field=field, most=most, count=len(text))
    if any(is_unseen(character) and not (has_lines and character in _LINES) for character in text):
        raise RuleViolation("text.unseen", field=field)


def check_texts(record: object, longest: Mapping[str, int] | None = None, prefix: str = "") -> None:
    """Every text of a record and of the records within; those of ``longest`` have a length of their own and lines.

    A field of a record within is named ``une_phone``, or ``street`` when ``prefix`` of it is empty. Errors as
    ``check_text``.
    """
    assert is_dataclass(record), record
    own = longest or {}
    for one in fields(record):
        value, name = getattr(record, one.name), prefix + one.name
        if isinstance(value, str):
            check_text(value, name, own.get(one.name, TEXT_MAX), has_lines=one.name in own)
        elif is_dataclass(value):
            check_texts(value, own, "" if one.name == "address" else f"{one.name}_")


def is_unseen(character: str) -> bool:
    """A control character, half a surrogate pair, a line separator, or a mark that changes the order of reading."""
    return character in _REORDERING or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def readable(text: str) -> str:
    """What a file of somebody else's brought, with a space for each character that is not seen."""
    return "".join(" " if is_unseen(character) else character for character in text)


def searchable(text: str) -> str:
    """What is looked for: unseen characters and what comes after a thousand letters are found nowhere."""
    return readable(text[:SEARCHED_MAX])
