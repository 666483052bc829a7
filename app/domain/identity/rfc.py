"""RFC: the taxpayer's number, checked with python-stdnum; a failing check digit is only a doubt.

About 1.5 % of the RFCs in use have a check digit that does not follow the published rule, so that one is a
``ConfirmationNeeded``; the two generic RFCs of the SAT are accepted by name.

>>> validate("gode 561231-gr8")
'GODE561231GR8'
>>> validate("XAXX010101000")
'XAXX010101000'
"""

from __future__ import annotations

from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.mx import rfc as stdnum_rfc

from app.errors import ConfirmationNeeded, RuleViolation

GENERIC = frozenset({"XAXX010101000", "XEXX010101000"})
"""RFC for the general public and for foreigners (SAT)."""


def compact(number: str) -> str:
    """Upper case, without spaces and dashes."""
    return "".join(ch for ch in number.upper() if ch not in " -_\u00a0")


def validate(
    number: str, *, is_company: bool = False, field: str | None = "rfc", confirmed: frozenset[str] = frozenset()
) -> str:
    """The compact RFC.

    Raises RuleViolation ``rfc.length`` or ``rfc.format``; ConfirmationNeeded ``rfc.check_digit``.
    """
    digits = compact(number)
    if digits in GENERIC:
        return digits
    if is_company and len(digits) != 12:
        raise RuleViolation("rfc.length_company", field=field, count=len(digits))
    if not is_company and len(digits) not in (10, 13):
        raise RuleViolation("rfc.length", field=field, count=len(digits))
    try:
        stdnum_rfc.validate(digits)
    except ValidationError as error:
        raise RuleViolation("rfc.format", field=field) from error
    if len(digits) != 10 and not _check_digit_holds(digits) and "rfc.check_digit" not in confirmed:
        raise ConfirmationNeeded("rfc.check_digit", field=field)
    return digits


def _check_digit_holds(number: str) -> bool:
    return bool(stdnum_rfc.is_valid(number, validate_check_digits=True))


def birth_date_matches(number: str, birth_on: date) -> bool:
    """Whether the six digits of a person's RFC are the birth date's (generic RFCs match any)."""
    digits = compact(number)
    return digits in GENERIC or digits[4:10] == birth_on.strftime("%y%m%d")
