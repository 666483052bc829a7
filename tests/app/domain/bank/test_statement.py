"""A movement keeps its identity through overlapping files; a broken balance names its row."""

from __future__ import annotations

from datetime import date

from app.domain.bank.statement import Movement, balance_breaks, fingerprints
from app.domain.money import Money


def movement(row: int, day: int, credit: str, *, reference: str = "", balance: str | None = None) -> Movement:
    amount = Money.of(credit)
    return Movement(
        row, date(2026, 6, day), "DEPOSITO", reference, amount, None, None if balance is None else Money.of(balance)
    )


def test_an_overlapping_file_gives_the_same_movements_the_same_identity() -> None:
    first = [movement(2, 1, "10", balance="10"), movement(3, 2, "20", balance="30"), movement(4, 3, "5", balance="35")]
    second = [movement(2, 2, "20", balance="30"), movement(3, 3, "5", balance="35"), movement(4, 4, "1", balance="36")]
    assert fingerprints("1", first)[1:] == fingerprints("1", second)[:2]
    assert fingerprints("1", second)[2] not in fingerprints("1", first)


def test_a_reference_filled_in_later_does_not_change_the_identity() -> None:
    assert fingerprints("1", [movement(2, 1, "10")]) == fingerprints("1", [movement(9, 1, "10", reference="0077")])


def test_two_equal_deposits_of_a_day_stay_two() -> None:
    twice = fingerprints("1", [movement(2, 1, "10"), movement(3, 1, "10")])
    assert len(set(twice)) == 2
    assert set(fingerprints("1", [movement(7, 1, "10")])) < set(twice)


def test_the_same_movement_of_another_account_is_another() -> None:
    assert fingerprints("1", [movement(2, 1, "10")]) != fingerprints("2", [movement(2, 1, "10")])


def test_a_movement_without_balance_breaks_nothing_and_a_gap_is_told_once() -> None:
    rows = [
        movement(2, 1, "10", balance="10"),
        movement(3, 1, "10", balance="20"),
        movement(4, 2, "10", balance="37.50"),
        movement(5, 2, "10", balance="47.50"),
    ]
    assert [(one.row, one.params["missing"]) for one in balance_breaks(rows)] == [(4, "$7.50")]
    assert balance_breaks([movement(2, 1, "1"), movement(3, 1, "2")]) == ()
