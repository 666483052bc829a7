"""What is a movement, what is a fault and what is neither, in any layout; and files read by a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.bank_layouts import read_statement
from app.bank_layouts.reading import read_grid
from app.bank_layouts.tables import find_tables, guess_mapping
from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.statement import Statement, balance_breaks
from app.domain.money import Money
from tests.samples import bank_files

HEADINGS = ("FECHA", "DESCRIPCIÓN", "CARGO", "ABONO", "SALDO")


def read(folder: Path, *rows: Sequence[object]) -> Statement:
    return read_statement(bank_files.save_xlsx(folder / "bbva.xlsx", (HEADINGS, *rows)))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("22/06/2026", "PAGO", None, "1.234,56", None), "bank.ambiguous_amount"),
        (("22/06/2026", "PAGO", None, "12x", None), "bank.bad_amount"),
        (("31/02/2026", "PAGO", None, 5, None), "bank.bad_date"),
        ((None, "PAGO", None, 5, None), "bank.bad_date"),
        (("22/06/2026", "PAGO", 5, 5, None), "bank.two_amounts"),
        (("22/06/2026", "PAGO", None, None, 100), "bank.no_amount"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_fault_and_the_rest_goes_in(
    tmp_path: Path, row: Sequence[object], code: str
) -> None:
    statement = read(tmp_path, row, ("23/06/2026", "BUENA", None, 7, None))
    assert [(fault.row, fault.code) for fault in statement.faults] == [(2, code)]
    assert [(one.row, one.credit) for one in statement.movements] == [(3, Money.of("7"))]


def test_footers_totals_and_opening_balances_are_no_movements(tmp_path: Path) -> None:
    statement = read(
        tmp_path,
        ("01/06/2026", "SALDO INICIAL", None, None, 1000),
        ("22/06/2026", "TOTAL PLAY", 300, None, 700),
        ("TOTALES", None, 300, 0, None),
        (None, None, 300, 0, None),
        ("Consulte las comisiones en www.banco.example", None, None, None, None),
        (None, "Documento sin validez fiscal", None, None, None),
    )
    assert [one.description for one in statement.movements] == ["TOTAL PLAY"]
    assert statement.faults == ()


def test_text_without_a_date_goes_on_with_the_movement_above(tmp_path: Path) -> None:
    statement = read(tmp_path, ("22/06/2026", "SPEI RECIBIDO", None, 5, None), (None, "MARIA LOPEZ", None, None, None))
    assert [one.description for one in statement.movements] == ["SPEI RECIBIDO MARIA LOPEZ"]


def test_a_break_of_the_balance_names_the_row_and_what_is_missing(tmp_path: Path) -> None:
    statement = read(
        tmp_path,
        ("22/06/2026", "A", None, 100, 1100),
        ("23/06/2026", "B", None, 50, 1150),
        ("24/06/2026", "C", None, 10, 1200),
    )
    found = balance_breaks(statement.movements)
    assert [(one.row, one.code, dict(one.params)) for one in found] == [
        (4, "bank.balance_break", {"missing": "$40.00"})
    ]


def test_one_day_newest_first_is_turned_round_by_its_balances(tmp_path: Path) -> None:
    statement = read(tmp_path, ("22/06/2026", "B", None, 50, 1150), ("22/06/2026", "A", None, 100, 1100))
    assert [one.description for one in statement.movements] == ["A", "B"]


def test_a_second_account_in_the_file_is_told_and_not_mixed_in(tmp_path: Path) -> None:
    other = ("'0999999999", *bank_files.BANORTE_ROWS[0][1:])
    path = bank_files.save_xlsx(tmp_path / "b.xlsx", (bank_files.BANORTE_HEADINGS, *bank_files.BANORTE_ROWS, other))
    statement = read_statement(path)
    assert len(statement.movements) == 2
    assert [(one.row, one.code) for one in statement.faults] == [(4, "bank.other_account")]


def test_an_unknown_bank_reads_by_the_guessed_columns(tmp_path: Path) -> None:
    path = bank_files.unknown_bank(tmp_path)
    (table,) = find_tables(read_grid(path))
    assert (table.header_row, table.headings[:2]) == (1, ("Fecha valor", "Detalle"))
    assert table.sample[1] == ("22/06/2026", "PAGO DE ANA", "001", "500", "", "1500")
    mapping = guess_mapping(table.sheet)
    expected = ColumnMapping("Movs", 1, date=0, description=1, reference=2, credit=3, debit=4, balance=5)
    assert mapping == expected
    statement = read_statement(path, mapping=mapping)
    assert [(one.row, one.on, one.credit, one.debit) for one in statement.movements] == [
        (4, date(2026, 6, 22), Money.of("500"), None),
        (5, date(2026, 6, 23), None, Money.of("300")),
    ]
    assert statement.faults == ()


def test_a_mapping_reads_one_signed_column_and_a_column_of_signs(tmp_path: Path) -> None:
    rows = (
        ("Cuando", "Que", "Cuanto", "Naturaleza"),
        ("22/06/2026", "UNO", "100.00", "Abono"),
        ("23/06/2026", "DOS", "-40.00", "Cargo"),
        ("24/06/2026", "TRES", "40.00", "??"),
    )
    path = bank_files.save_xlsx(tmp_path / "m.xlsx", rows)
    signed = read_statement(path, mapping=ColumnMapping("Hoja1", 0, date=0, description=1, amount=2))
    assert [one.net for one in signed.movements] == [Money.of("100"), Money.of("-40"), Money.of("40")]
    with_sign = read_statement(path, mapping=ColumnMapping("Hoja1", 0, date=0, description=1, amount=2, sign=3))
    assert [one.net for one in with_sign.movements] == [Money.of("100"), Money.of("-40")]
    assert [one.code for one in with_sign.faults] == ["bank.bad_sign"]


def test_headings_nobody_knows_are_guessed_by_their_values(tmp_path: Path) -> None:
    rows = (("Cuando", "Que", "Cuanto"), ("22/06/2026", "PAGO DE ANA", 100.5), ("23/06/2026", "PAGO DE EVA", 99))
    sheet = read_grid(bank_files.save_xlsx(tmp_path / "m.xlsx", rows))[0]
    assert guess_mapping(sheet) == ColumnMapping("Hoja1", 0, date=0, description=1, amount=2)
