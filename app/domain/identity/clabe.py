"""CLABE: the 18-digit bank account number of Mexico, with its own check digit.

Digits 1-3 are the bank, 4-6 the plaza, 7-17 the account, 18 the check digit: weights 3, 7, 1 repeated,
each product modulo 10, the digit is what takes their sum to the next multiple of ten.

>>> validate("032180000118359719")
'032180000118359719'
>>> calc_check_digit("03218000011835971")
'9'
"""

from __future__ import annotations

from app.errors import RuleViolation

_WEIGHTS = (3, 7, 1)


def compact(number: str) -> str:
    """The digits without the spaces and dashes people write between them."""
    return "".join(ch for ch in number if ch not in " -\u00a0")


def calc_check_digit(number: str) -> str:
    """The 18th digit of the first 17."""
    products = (int(digit) * _WEIGHTS[place % 3] % 10 for place, digit in enumerate(number[:17]))
    return str(-sum(products) % 10)


def validate(number: str, *, field: str | None = "clabe") -> str:
    """The compact CLABE, or RuleViolation ``clabe.length`` or ``clabe.check_digit``."""
    digits = compact(number)
    if len(digits) != 18 or not (digits.isascii() and digits.isdigit()):
        raise RuleViolation("clabe.length", field=field, count=len(digits))
    if digits[17] != calc_check_digit(digits):
        raise RuleViolation("clabe.check_digit", field=field)
    return digits
