"""Cells are read as Mexican banks write them; what can be read two ways is not guessed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from app.bank_layouts.cell_values import Bad, parse_amount, parse_date, text_of_cell
from app.bank_layouts.grid import Cell
from app.domain.money import Money


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,234.56", "1234.56"),
        ("$13,295.61", "13295.61"),
        ("'850.00", "850.00"),
        ("\u00a01 234.50 ", "1234.50"),
        ("(1,000.00)", "-1000.00"),
        ("500.00-", "-500.00"),
        ("-$500", "-500.00"),
        ("$-500.5", "-500.50"),
        ("+10", "10.00"),
        (".5", "0.50"),
        ("100.00 MXN", "100.00"),
        (Decimal("0.30000000000000004"), "0.30"),
        (Decimal("-12.5"), "-12.50"),
        ("$0.00", "0.00"),
    ],
)
def test_an_amount_reads(cell: Cell, amount: str) -> None:
    assert parse_amount(cell) == Money.of(amount)


@pytest.mark.parametrize("cell", [None, "", " - ", "-", "\u00a0", "No aplica", "#", "$ -", "'"])
def test_a_filler_is_empty(cell: Cell) -> None:
    assert parse_amount(cell) is None


@pytest.mark.parametrize("cell", ["1.234,56", "1234,56", "1.234", "1.234.567", "12,5"])
def test_an_amount_that_reads_two_ways_is_not_guessed(cell: str) -> None:
    assert parse_amount(cell) == Bad("bank.ambiguous_amount")


@pytest.mark.parametrize(
    "cell", ["12a", "1.23E+15", "1,23,4.00", "--5--", "10.0055", Decimal("1.005"), date(2026, 1, 1)]
)
def test_what_is_no_amount_is_said_so(cell: Cell) -> None:
    assert parse_amount(cell) == Bad("bank.bad_amount")


@pytest.mark.parametrize(
    "cell",
    [
        "22/06/2026",
        "22-06-26",
        "22/jun./2026",
        "22-JUN-26",
        "22 de junio de 2026",
        "'22062026'",
        "20260622",
        "2026-06-22",
        "2026/06/22",
        "22/06/2026 23:59:01",
        date(2026, 6, 22),
        datetime(2026, 6, 22, 14, 30),  # noqa: DTZ001 - a workbook's cell has no zone
        Decimal("46195"),
        Decimal("46195.75"),
        Decimal("22062026"),
    ],
)
def test_a_date_reads(cell: Cell) -> None:
    assert parse_date(cell) == date(2026, 6, 22)


def test_the_names_of_months_read() -> None:
    assert parse_date("05/Ene/2024") == date(2024, 1, 5)
    assert parse_date("03-ENE-26") == date(2026, 1, 3)
    assert parse_date("31-DIC-25") == date(2025, 12, 31)


def test_a_day_lost_of_its_leading_zero_reads() -> None:
    assert parse_date(Decimal("5072026")) == date(2026, 7, 5)


@pytest.mark.parametrize("cell", ["06/22/2026", "31/02/2026", "22/jun", "hola", Decimal("123456.7"), "22/06/1026"])
def test_what_is_no_date_is_said_so(cell: Cell) -> None:
    assert parse_date(cell) == Bad("bank.bad_date")


def test_a_text_loses_its_apostrophe_and_keeps_its_zeros() -> None:
    assert text_of_cell("'000123") == "000123"
    assert text_of_cell("_000123") == "000123"
    assert text_of_cell("-") == ""
    assert text_of_cell(Decimal("1234567890123.0")) == "1234567890123"
