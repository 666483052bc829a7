"""CURP: the population registry's key, checked with python-stdnum and against name, birth date, sex and state.

The letters follow RENAPO's instructive: first letter and first inner vowel of the first surname, first letter of the
second surname (X without one), first letter of the given name (José and María do not count when another follows),
then the first inner consonants; particles (DE, DEL, LA …) do not count, Ñ is X, inconvenient words get an X.

>>> validate("BOXW310820HNERXN09")
'BOXW310820HNERXN09'
"""

from __future__ import annotations

import unicodedata
from datetime import date

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.mx import curp as stdnum_curp

from app.errors import ConfirmationNeeded, RuleViolation

STATES = ("AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE").split()
"""RENAPO's two letters of the 32 states, and NE for those born abroad."""
_PARTICLES = frozenset("DA DAS DE DEL DER DI DIE DD EL LA LOS LAS LE LES MAC MC VAN VON Y".split())
_COMMON_FIRST_NAMES = frozenset("MARIA MA MA. M M. JOSE J J.".split())
_VOWELS = "AEIOU"


def compact(number: str) -> str:
    """Upper case, without spaces and dashes."""
    return "".join(ch for ch in number.upper() if ch not in " -_\u00a0")


def validate(number: str, *, field: str | None = "curp") -> str:
    """The compact CURP. Raises RuleViolation ``curp.length``, ``curp.check_digit`` or ``curp.format``."""
    key = compact(number)
    if len(key) != 18:
        raise RuleViolation("curp.length", field=field, count=len(key))
    try:
        stdnum_curp.validate(key)
    except InvalidChecksum as error:
        raise RuleViolation("curp.check_digit", field=field) from error
    except ValidationError as error:
        raise RuleViolation("curp.format", field=field) from error
    return key


def check_person(
    key: str,
    *,
    given_names: str,
    first_surname: str,
    second_surname: str,
    birth_on: date,
    sex_letter: str,
    state: str,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Compare a valid CURP with the person it is given for.

    Raises RuleViolation ``curp.birth_date`` or ``curp.sex``; ConfirmationNeeded ``curp.name`` or ``curp.state``
    (registrars made exceptions; the document decides).
    """
    if stdnum_curp.get_birth_date(key) != birth_on:
        raise RuleViolation("curp.birth_date", field="curp", date=stdnum_curp.get_birth_date(key).strftime("%d/%m/%Y"))
    if sex_letter in ("H", "M") and key[10] in ("H", "M") and key[10] != sex_letter:
        raise RuleViolation("curp.sex", field="curp")
    if key[11:13] != state and "curp.state" not in confirmed:
        raise ConfirmationNeeded("curp.state", field="curp", state=key[11:13])
    expected = name_letters(given_names, first_surname, second_surname)
    found = key[:4] + key[13:16]
    if found != expected and "curp.name" not in confirmed:
        raise ConfirmationNeeded("curp.name", field="curp", found=found[:4], expected=expected[:4])


def name_letters(given_names: str, first_surname: str, second_surname: str) -> str:
    """The seven letters a name gives: the first four, and the three inner consonants (places 14 to 16).

    >>> name_letters("Wilfrido", "Bo", "X")
    'BOXWXXL'
    """
    first = _significant_word(first_surname)
    second = _significant_word(second_surname)
    given = _significant_word(given_names, skip=_COMMON_FIRST_NAMES)
    vowel = next((ch for ch in first[1:] if ch in _VOWELS), "X")
    head = (first[:1] or "X") + vowel + (second[:1] or "X") + (given[:1] or "X")
    if head in stdnum_curp._name_blacklist:
        head = head[0] + "X" + head[2:]
    return head + _inner_consonant(first) + _inner_consonant(second) + _inner_consonant(given)


def build(
    given_names: str,
    first_surname: str,
    second_surname: str,
    birth_on: date,
    sex_letter: str,
    state: str,
    homonym: str,
) -> str:
    """The CURP of a person; ``homonym`` is place 17 (a digit for births up to 1999, a letter since 2000)."""
    letters = name_letters(given_names, first_surname, second_surname)
    body = f"{letters[:4]}{birth_on:%y%m%d}{sex_letter}{state}{letters[4:]}{homonym}"
    return body + str(stdnum_curp.calc_check_digit(body))


def _inner_consonant(word: str) -> str:
    return next((ch for ch in word[1:] if ch.isalpha() and ch not in _VOWELS), "X")


def _significant_word(names: str, skip: frozenset[str] = frozenset()) -> str:
    words = [word for word in _plain(names).split() if word not in _PARTICLES]
    if len(words) > 1 and words[0] in skip:
        words = words[1:]
    return words[0].replace(".", "") if words else ""


def _plain(text: str) -> str:
    upper = text.upper().replace("Ñ", "X").replace("Ü", "U")
    folded = unicodedata.normalize("NFKD", upper)
    plain = "".join(ch for ch in folded if not unicodedata.combining(ch))
    return "".join(ch if ch.isalpha() or ch == "." else (" " if ch in " -" else "X") for ch in plain)
