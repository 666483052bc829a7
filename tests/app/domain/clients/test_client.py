"""The rules of a client's file, field by field, and who looks like one person written twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.clients.client import Address, ClientData, ClientIdentity, Sex, age_on, checked
from app.domain.clients.duplicates import likely_duplicates
from app.domain.clients.names import search_key
from app.domain.money import Money
from app.errors import ConfirmationNeeded, RuleViolation

TODAY = date(2026, 11, 23)
CONCEPCION = ClientData(
    given_names="Concepción",
    first_surname="Salgado",
    second_surname="Briseño",
    birth_on=date(1956, 6, 26),
    sex=Sex.WOMAN,
    birth_state="DF",
    curp="SABC560626MDFLRN01",
    rfc="SABC560626",
    address=Address(
        street="Calle Nogal", exterior_number="12", municipality="Querétaro", state="QT", postal_code="76000"
    ),
    mobile_phone="442 123 4567",
)


def test_a_good_file_is_tidied() -> None:
    data = checked(replace(CONCEPCION, given_names="  Concepción ", curp="sabc560626-mdflrn01"), TODAY)
    assert data.given_names == "Concepción"
    assert data.curp == "SABC560626MDFLRN01"
    assert data.mobile_phone == "4421234567"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"given_names": " "}, "client.required", "given_names"),
        ({"first_surname": "S4lgado"}, "client.name_with_digits", "first_surname"),
        ({"curp": "", "rfc": ""}, "client.curp_or_rfc", "curp"),
        ({"birth_on": date(2027, 1, 1)}, "client.birth_in_future", "birth_on"),
        ({"birth_on": date(2008, 11, 24)}, "client.under_age", "birth_on"),
        ({"birth_on": date(1900, 1, 1)}, "client.too_old", "birth_on"),
        ({"birth_state": "XX"}, "client.required", "birth_state"),
        ({"mobile_phone": "12345"}, "client.phone_length", "mobile_phone"),
        ({"mobile_phone": ""}, "client.required", "mobile_phone"),
        ({"email": "sin arroba"}, "client.email", "email"),
        ({"clabe": "032180000118359718"}, "clabe.check_digit", "clabe"),
        ({"monthly_income": Money(-1)}, "client.income_negative", "monthly_income"),
        ({"address": replace(CONCEPCION.address, postal_code="7600")}, "client.postal_code", "postal_code"),
        ({"address": replace(CONCEPCION.address, postal_code="٧٦٠٠٠")}, "client.postal_code", "postal_code"),
    ],
)
def test_a_bad_field_is_named(changes: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        checked(replace(CONCEPCION, **changes), TODAY)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.field) == (code, field)


def test_an_rfc_of_another_birth_date_is_a_doubt_that_can_be_overruled() -> None:
    data = replace(CONCEPCION, rfc="SABC560627")
    with pytest.raises(ConfirmationNeeded) as caught:
        checked(data, TODAY)
    assert caught.value.code == "rfc.birth_date"
    assert checked(data, TODAY, frozenset({"rfc.birth_date"})).rfc == "SABC560627"


def test_the_eighteenth_birthday_counts() -> None:
    assert age_on(date(2008, 11, 23), TODAY) == 18
    assert age_on(date(2008, 11, 24), TODAY) == 17


def _known(name: str, birth_on: date) -> ClientIdentity:
    return ClientIdentity(7, "CLI-000007", name, birth_on, "", "")


@pytest.mark.parametrize(
    ("name", "birth_on", "is_likely"),
    [
        ("CONCEPCION SALGADO BRISENO", date(1956, 6, 26), True),
        ("Salgado Briseño Concepción", date(1956, 6, 26), True),
        ("Concepcion Salgada Briseño", date(1956, 6, 26), True),
        ("Concepción Salgado Briseño", date(1957, 6, 26), True),
        ("Rosa Pérez Luna", date(1956, 6, 26), False),
        ("Concepción Delgado Brito", date(1980, 1, 1), False),
    ],
)
def test_one_person_written_twice_is_recognised(name: str, birth_on: date, is_likely: bool) -> None:
    assert bool(likely_duplicates(CONCEPCION, [_known(name, birth_on)])) is is_likely


def test_the_search_key_forgives_accents_and_spaces() -> None:
    assert search_key("  JOSÉ   Peña ") == "jose pena"
