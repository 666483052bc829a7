"""RFC, CURP and CLABE against numbers from public sources."""

from __future__ import annotations

import doctest
import json
from datetime import date
from pathlib import Path

import pytest

from app.domain.identity import clabe, curp, rfc
from app.errors import ConfirmationNeeded, RuleViolation

_KNOWN = json.loads(
    (Path(__file__).parents[3] / "golden" / "worked_examples" / "mexico.json").read_text(encoding="utf-8")
)["identifiers"]


@pytest.mark.parametrize("module", [clabe, curp, rfc])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("known", _KNOWN, ids=lambda known: known["id"])
def test_published_numbers_are_judged_as_published(known: dict[str, object]) -> None:
    check = {"CLABE": clabe.validate, "CURP": curp.validate, "RFC": rfc.validate}[str(known["kind"])]
    value = str(known["value"])
    if known["valid"] and known.get("check_digit_valid", True):
        is_company = known["kind"] == "RFC" and len(value) == 12
        assert (rfc.validate(value, is_company=True) if is_company else check(value)) == value
    elif known["valid"]:
        with pytest.raises(ConfirmationNeeded):
            rfc.validate(value)
        assert rfc.validate(value, confirmed=frozenset({"rfc.check_digit"})) == value
    else:
        with pytest.raises(RuleViolation):
            check(value)


@pytest.mark.parametrize(
    "number", ["002010077777777771", "012320029937286769", "072580013065007088", "012580015633591557"]
)
def test_more_valid_clabes(number: str) -> None:
    assert clabe.validate(f"{number[:3]} {number[3:6]}-{number[6:]}") == number


def test_a_clabe_with_any_one_digit_changed_is_refused() -> None:
    number = "032180000118359719"
    for place in range(18):
        other = str((int(number[place]) + 1) % 10)
        with pytest.raises(RuleViolation) as caught:
            clabe.validate(number[:place] + other + number[place + 1 :])
        assert caught.value.code == "clabe.check_digit"


def test_generic_rfcs_are_accepted_by_name() -> None:
    assert rfc.validate("XAXX010101000") == "XAXX010101000"
    assert rfc.validate("XEXX010101000") == "XEXX010101000"


def _check(**changes: object) -> None:
    person: dict[str, object] = {
        "given_names": "Concepción",
        "first_surname": "Salgado",
        "second_surname": "Briseño",
        "birth_on": date(1956, 6, 26),
        "sex_letter": "M",
        "state": "DF",
    }
    curp.check_person("SABC560626MDFLRN01", **(person | changes))  # type: ignore[arg-type]


def test_a_curp_agrees_with_its_person() -> None:
    _check()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"birth_on": date(1956, 6, 27)}, "curp.birth_date"),
        ({"sex_letter": "H"}, "curp.sex"),
        ({"state": "JC"}, "curp.state"),
        ({"first_surname": "Delgado"}, "curp.name"),
        ({"given_names": "Rosa"}, "curp.name"),
    ],
)
def test_a_curp_of_somebody_else_is_noticed(changes: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        _check(**changes)
    assert caught.value.code == code


def test_doubts_about_name_and_state_can_be_overruled_and_the_date_cannot() -> None:
    _check(first_surname="Delgado", confirmed=frozenset({"curp.name"}))
    with pytest.raises(RuleViolation):
        _check(birth_on=date(1990, 1, 1), confirmed=frozenset({"curp.birth_date"}))


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (("José Luis", "Peña", "de la Cruz"), "PECL"),
        (("María Fernanda", "Hernández", ""), "HEXF"),
        (("María", "García", "López"), "GALM"),
        (("Alma", "Carrillo", "Casas"), "CXCA"),
        (("Ñusta", "Ñáñez", "Ortiz"), "XAOX"),
    ],
)
def test_the_first_letters_follow_the_registry(names: tuple[str, str, str], letters: str) -> None:
    assert curp.name_letters(*names)[:4] == letters
