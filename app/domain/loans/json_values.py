"""Reads the values of a JSON document one by one; what does not fit is a RuleViolation that names the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from app.domain.money import Money
from app.errors import RuleViolation

_Choice = TypeVar("_Choice", bound=StrEnum)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS_MAX = 40
_WHOLE_DIGITS_MAX = 16
_SHOWN_MAX = 40
_NAME_LENGTH_MAX = 80
LIST_LENGTH_MAX = 1200


def object_of(data: object, allowed: set[str], name: str) -> Mapping[str, object]:
    """An object with none but the allowed keys. Raises ``terms.not_an_object``, ``terms.unknown_key`` (names them)."""
    if not isinstance(data, Mapping):
        raise RuleViolation("terms.not_an_object", key=name)
    unknown = sorted(_shown(key) for key in data if key not in allowed)
    if unknown:
        raise RuleViolation("terms.unknown_key", keys=", ".join(unknown[:10]))
    return data


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN_MAX else f"{text[:_SHOWN_MAX]}…"


def decimal_of(value: object, key: str) -> Decimal:
    """A JSON number or its text, exact. A float is refused: it is not the number that was written.

    Raises RuleViolation ``terms.not_a_number`` or ``terms.number_too_large``.
    """
    if isinstance(value, str) and not (len(value) <= _DIGITS_MAX and _NUMBER.fullmatch(value.strip())):
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    if isinstance(value, int) and abs(value) > 10**_DIGITS_MAX:
        raise RuleViolation("terms.number_too_large", field=key, key=key)
    number = Decimal(value)
    if not number.is_finite():
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    if number and (number.adjusted() >= _WHOLE_DIGITS_MAX or len(number.as_tuple().digits) > _DIGITS_MAX):
        raise RuleViolation("terms.number_too_large", field=key, key=key)
    if -int(number.as_tuple().exponent) > _DIGITS_MAX:
        raise RuleViolation("terms.not_a_number", field=key, key=key, value=_shown(value))
    return number


def money_of(value: object, key: str) -> Money:
    """An amount in pesos with two decimals at most. Raises ``terms.too_many_decimals`` and what a number does."""
    number = decimal_of(value, key)
    centavos = number.scaleb(2)
    if centavos != centavos.to_integral_value():
        raise RuleViolation("terms.too_many_decimals", field=key, key=key, value=_shown(value))
    return Money(int(centavos))


def integer_of(value: object, key: str) -> int:
    """A whole number. Raises ``terms.not_an_integer`` and what a number does."""
    number = decimal_of(value, key)
    if number != number.to_integral_value():
        raise RuleViolation("terms.not_an_integer", field=key, key=key, value=_shown(value))
    return int(number)


def date_of(value: object, key: str) -> date:
    """An ISO date, ``2026-01-31``. Raises RuleViolation ``terms.not_a_date``."""
    try:
        if not isinstance(value, str) or not _DATE.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError as error:
        raise RuleViolation("terms.not_a_date", field=key, key=key, value=_shown(value)) from error


def flag_of(value: object, key: str) -> bool:
    """True or false. Raises ``terms.not_a_flag``."""
    if not isinstance(value, bool):
        raise RuleViolation("terms.not_a_flag", field=key, key=key, value=_shown(value))
    return value


def choice_of(kind: type[_Choice]) -> Callable[[object, str], _Choice]:
    """A reader of one of the enum's values. It raises ``terms.not_a_choice``."""

    def read(value: object, key: str) -> _Choice:
        try:
            return kind(str(value))
        except ValueError as error:
            choices = ", ".join(kind)
            raise RuleViolation(
                "terms.not_a_choice", field=key, key=key, value=_shown(value), choices=choices
            ) from error

    return read


def one_of(*choices: str) -> Callable[[object, str], str]:
    """A reader of one of the texts. It raises ``terms.not_a_choice``."""

    def read(value: object, key: str) -> str:
        if value not in choices:
            joined = ", ".join(choices)
            raise RuleViolation("terms.not_a_choice", field=key, key=key, value=_shown(value), choices=joined)
        return str(value)

    return read


def name_of(value: object, key: str) -> str:
    """A short text. Raises ``terms.not_a_name``."""
    if not isinstance(value, str) or len(value) > _NAME_LENGTH_MAX:
        raise RuleViolation("terms.not_a_name", field=key, key=key, most=_NAME_LENGTH_MAX)
    return value


def list_of(value: object, key: str) -> list[object]:
    """A list, not endless. Raises ``terms.not_a_list``."""
    if not isinstance(value, list):
        raise RuleViolation("terms.not_a_list", field=key, key=key)
    if len(value) > LIST_LENGTH_MAX:
        raise RuleViolation("terms.installments_too_many", field=key, most=LIST_LENGTH_MAX)
    return value
