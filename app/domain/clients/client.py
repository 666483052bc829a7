"""The client's file (persona física): its fields and the rules they obey."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.clients.names import digits_of, search_key
from app.domain.identity import clabe, curp, rfc
from app.domain.money import ZERO, Money
from app.domain.typed_text import check_texts
from app.errors import ConfirmationNeeded, RuleViolation

AGE_MIN = 18
AGE_MAX = 110
NOTES_LENGTH_MAX = 4000
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$")


class Sex(StrEnum):
    """Sex as the CURP tells it."""

    MAN = "man"
    WOMAN = "woman"
    OTHER = "other"

    @property
    def curp_letter(self) -> str:
        return {"man": "H", "woman": "M", "other": "X"}[self.value]


@dataclass(frozen=True)
class Address:
    """A Mexican address; ``state`` is RENAPO's two letters."""

    street: str = ""
    exterior_number: str = ""
    interior_number: str = ""
    neighborhood: str = ""
    municipality: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""


@dataclass(frozen=True)
class ClientData:
    """What a clerk captures of a person; empty text where unknown."""

    given_names: str
    first_surname: str
    second_surname: str
    birth_on: date
    sex: Sex
    birth_state: str
    curp: str
    rfc: str
    address: Address
    mobile_phone: str
    home_phone: str = ""
    email: str = ""
    clabe: str = ""
    occupation: str = ""
    employer: str = ""
    monthly_income: Money = ZERO
    notes: str = ""

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.first_surname, self.second_surname) if part)


@dataclass(frozen=True)
class Client:
    """A client on file; ``version`` rises with each change (optimistic locking)."""

    id: int
    number: str
    data: ClientData
    version: int


@dataclass(frozen=True)
class ClientIdentity:
    """Enough of a client to recognise him."""

    id: int
    number: str
    full_name: str
    birth_on: date
    curp: str
    rfc: str


def checked(data: ClientData, today: date, confirmed: frozenset[str] = frozenset()) -> ClientData:
    """The same data, tidied, or a RuleViolation that names the field.

    ``confirmed`` holds the codes of doubts the user overruled (``rfc.check_digit``, ``curp.name`` …).
    """
    data = _tidied(data)
    check_texts(data, {"notes": NOTES_LENGTH_MAX})
    _require_text(data)
    _check_birth(data.birth_on, today)
    if data.curp:
        data = replace(data, curp=curp.validate(data.curp))
        curp.check_person(
            data.curp,
            given_names=data.given_names,
            first_surname=data.first_surname,
            second_surname=data.second_surname,
            birth_on=data.birth_on,
            sex_letter=data.sex.curp_letter,
            state=data.birth_state,
            confirmed=confirmed,
        )
    if data.rfc:
        data = replace(data, rfc=rfc.validate(data.rfc, confirmed=confirmed))
        if not rfc.birth_date_matches(data.rfc, data.birth_on) and "rfc.birth_date" not in confirmed:
            raise ConfirmationNeeded("rfc.birth_date", field="rfc")
    _check_contact(data)
    if data.clabe:
        data = replace(data, clabe=clabe.validate(data.clabe))
    if data.monthly_income < ZERO:
        raise RuleViolation("client.income_negative", field="monthly_income")
    return data


def _tidied(data: ClientData) -> ClientData:
    def words(text: str) -> str:
        return " ".join(text.split())

    return replace(
        data,
        given_names=words(data.given_names),
        first_surname=words(data.first_surname),
        second_surname=words(data.second_surname),
        mobile_phone=digits_of(data.mobile_phone),
        home_phone=digits_of(data.home_phone),
        email=data.email.strip().lower(),
        curp=curp.compact(data.curp),
        rfc=rfc.compact(data.rfc),
        clabe=clabe.compact(data.clabe),
    )


def _require_text(data: ClientData) -> None:
    for field in ("given_names", "first_surname"):
        if not search_key(getattr(data, field)):
            raise RuleViolation("client.required", field=field)
        if any(ch.isdigit() for ch in getattr(data, field)):
            raise RuleViolation("client.name_with_digits", field=field)
    if data.birth_state not in curp.STATES:
        raise RuleViolation("client.required", field="birth_state")
    if not (data.curp or data.rfc):
        raise RuleViolation("client.curp_or_rfc", field="curp")


def _check_birth(birth_on: date, today: date) -> None:
    age = age_on(birth_on, today)
    if birth_on > today:
        raise RuleViolation("client.birth_in_future", field="birth_on")
    if age < AGE_MIN:
        raise RuleViolation("client.under_age", field="birth_on", age=age)
    if age > AGE_MAX:
        raise RuleViolation("client.too_old", field="birth_on", age=age)


def _check_contact(data: ClientData) -> None:
    if not data.mobile_phone:
        raise RuleViolation("client.required", field="mobile_phone")
    for field in ("mobile_phone", "home_phone"):
        number = getattr(data, field)
        if number and len(number) != 10:
            raise RuleViolation("client.phone_length", field=field, count=len(number))
    if data.email and not _EMAIL.match(data.email):
        raise RuleViolation("client.email", field="email")
    for field in ("street", "postal_code"):
        if not getattr(data.address, field).strip():
            raise RuleViolation("client.required", field=field)
    postal_code = data.address.postal_code
    if len(postal_code) != 5 or not (postal_code.isascii() and postal_code.isdigit()):
        raise RuleViolation("client.postal_code", field="postal_code")


def age_on(birth_on: date, day: date) -> int:
    """Whole years lived on a day (negative before birth)."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))
