"""Payments that another program asks to be recorded, from JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.loans.json_values import choice_of, date_of, money_of, object_of
from app.domain.loans.loan import Channel
from app.domain.money import Money
from app.errors import RuleViolation

REQUEST_ID_LENGTH_MAX = 80
_NEEDED = ("request_id", "folio", "amount", "value_date", "method")


@dataclass(frozen=True)
class RequestedPayment:
    """``request_id`` is the asker's own: the same one never records twice."""

    request_id: str
    folio: str
    amount: Money
    value_on: date
    channel: Channel
    reference: str = ""


def requested_payment(data: object, key: str) -> RequestedPayment:
    """A payment of a JSON object; an error's ``key`` names the place, ``payments[0].amount``. RuleViolation."""
    given = object_of(data, {*_NEEDED, "reference"}, key)
    missing = [f"{key}.{name}" for name in _NEEDED if given.get(name) is None]
    if missing:
        raise RuleViolation("terms.missing_key", keys=", ".join(missing))
    return RequestedPayment(
        request_id=_text(given["request_id"], f"{key}.request_id", REQUEST_ID_LENGTH_MAX),
        folio=_text(given["folio"], f"{key}.folio", REQUEST_ID_LENGTH_MAX),
        amount=money_of(given["amount"], f"{key}.amount"),
        value_on=date_of(given["value_date"], f"{key}.value_date"),
        channel=choice_of(Channel)(given["method"], f"{key}.method"),
        reference="" if given.get("reference") is None else _text(given["reference"], f"{key}.reference", 10_000),
    )


def _text(value: object, key: str, most: int) -> str:
    is_text = isinstance(value, str) and len(value) <= most and "\x00" not in value
    if not is_text or (not value and most == REQUEST_ID_LENGTH_MAX):
        raise RuleViolation("terms.not_text", key=key)
    return str(value)
