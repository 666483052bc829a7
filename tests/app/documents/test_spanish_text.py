"""Dates, rates, addresses and ordinals as Spanish writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.documents.spanish_text import (
    CHANNELS,
    COMPONENTS,
    DAY_COUNTS,
    FREQUENCIES,
    METHODS,
    STATES,
    address_line,
    date_in_words,
    joined,
    ordinal,
    percent,
    phone,
    short_date,
)
from app.domain.calendar import Frequency
from app.domain.clients.client import Address
from app.domain.identity import curp
from app.domain.loans.loan import Channel
from app.domain.loans.methods import Method
from app.domain.payments.components import Component
from app.domain.rates import DayCount


def test_a_date_is_written_in_words_and_in_figures() -> None:
    assert date_in_words(date(2026, 1, 15)) == "15 de enero de 2026"
    assert date_in_words(date(2026, 9, 1)) == "1 de septiembre de 2026"
    assert short_date(date(2026, 1, 5)) == "05/01/2026"


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        ("0.36", "36.00"),
        ("0.36000", "36.00"),
        ("0.12345", "12.345"),
        ("0", "0.00"),
        ("12.5", "1,250.00"),
        ("1", "100.00"),
    ],
)
def test_a_rate_keeps_its_decimals_and_shows_at_least_two(rate: str, shown: str) -> None:
    assert percent(Decimal(rate)) == f"{shown}\u00a0%"


def test_an_address_leaves_out_what_is_empty() -> None:
    whole = Address("Calle 5 de Mayo", "12", "B", "Centro", "Corregidora", "El Pueblito", "QT", "76900")
    assert (
        address_line(whole)
        == "Calle 5 de Mayo 12, Int. B, Col. Centro, C.P. 76900, El Pueblito, Corregidora, Querétaro"
    )
    assert address_line(Address(street="Domicilio conocido")) == "Domicilio conocido"
    assert address_line(Address()) == ""


def test_a_telephone_is_grouped_by_its_area_code() -> None:
    assert phone("5512345678") == "55\u00a01234\u00a05678"
    assert phone("4425550110") == "442\u00a0555\u00a00110"
    assert phone("442 555 0110 ext. 3") == "442 555 0110 ext. 3"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "PRIMERA"),
        (7, "SÉPTIMA"),
        (10, "DÉCIMA"),
        (11, "DÉCIMA PRIMERA"),
        (20, "VIGÉSIMA"),
        (28, "VIGÉSIMA OCTAVA"),
        (31, "TRIGÉSIMA PRIMERA"),
    ],
)
def test_a_clauses_number(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_a_list_of_words() -> None:
    assert joined([]) == ""
    assert joined(["a", ""]) == "a"
    assert joined(["a", "b", "c"]) == "a, b y c"


def test_everything_the_program_counts_has_its_name() -> None:
    assert set(COMPONENTS) == set(Component)
    assert set(CHANNELS) == set(Channel)
    assert set(FREQUENCIES) == set(Frequency)
    assert set(METHODS) == set(Method)
    assert set(DAY_COUNTS) == set(DayCount)
    assert set(STATES) == set(curp.STATES)
