"""What a clerk types in a search box, as conditions on clients and folios."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, and_, or_

from app.domain.clients.names import digits_of, search_key
from db.models.clients import ClientRow
from db.repositories.settings import folio_text

_TEXT_MAX = 120
_WORDS_MAX = 8
_PHONE_DIGITS_MIN = 4
_KEY_LETTERS_MIN = 3
_ONLY_PHONE = re.compile(r"^[\d\s()+./-]+$")
_FOLIO = re.compile(r"^(?P<series>[A-Za-z]{3})-?(?P<number>\d{1,9})$")


def client_condition(text: str) -> ColumnElement[bool]:
    """Every word is in the name, begins the RFC or CURP, or is in a phone; or the whole text is a phone.

    Accents, capitals and the order of words do not matter.
    """
    text = text[:_TEXT_MAX]
    every_word = and_(*(_word_condition(word) for word in text.split()[:_WORDS_MAX]))
    digits = digits_of(text)
    if _ONLY_PHONE.match(text) and len(digits) >= _PHONE_DIGITS_MIN:
        return or_(every_word, _phone_condition(digits))
    return every_word


def folio_of(text: str, series: str) -> str | None:
    """The folio meant by ``123``, ``cre123`` or ``CRE-000123``; None when the text is something else."""
    cleaned = text.strip()
    if cleaned.isascii() and cleaned.isdigit() and len(cleaned) <= 9:
        return folio_text(series, int(cleaned))
    match = _FOLIO.match(cleaned)
    if match and match["series"].upper() == series:
        return folio_text(series, int(match["number"]))
    return None


def _word_condition(word: str) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [ClientRow.search_key.contains(search_key(word), autoescape=True)]
    digits = digits_of(word)
    if len(digits) >= _PHONE_DIGITS_MIN and digits == word:
        ways.append(_phone_condition(digits))
    if len(word) >= _KEY_LETTERS_MIN and word[:_KEY_LETTERS_MIN].isalpha():
        ways.append(ClientRow.curp.startswith(word.upper(), autoescape=True))
        ways.append(ClientRow.rfc.startswith(word.upper(), autoescape=True))
    return or_(*ways)


def _phone_condition(digits: str) -> ColumnElement[bool]:
    return or_(
        ClientRow.mobile_phone.contains(digits, autoescape=True),
        ClientRow.home_phone.contains(digits, autoescape=True),
    )
