"""Each bank's exports give the movements written in them, and no layout takes another's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.bank_layouts import LAYOUTS, read_statement
from app.bank_layouts.reading import read_grid
from app.catalogs import demo_people
from app.documents.bank_sample_workbook import write_bank_sample
from app.domain.bank.statement import Statement, balance_breaks
from app.domain.money import Money
from app.errors import RuleViolation
from tests.samples import bank_files

ALL = [(bank, writer) for bank, writers in bank_files.SAMPLES.items() for writer in writers]


def plain(statement: Statement) -> list[tuple[int, date, str | None, str | None, str | None]]:
    def text(amount: Money | None) -> str | None:
        return None if amount is None else str(amount)

    return [(one.row, one.on, text(one.credit), text(one.debit), text(one.balance)) for one in statement.movements]


@pytest.mark.parametrize(("bank", "writer"), ALL)
def test_a_sample_is_recognised_by_its_own_layout_alone(
    tmp_path: Path, bank: str, writer: Callable[[Path], Path]
) -> None:
    sheets = read_grid(writer(tmp_path))
    takers = [one.NAME for one in LAYOUTS if any(one.recognises(sheet) is not None for sheet in sheets)]
    assert takers == [bank]


@pytest.mark.parametrize(("bank", "writer"), ALL)
def test_a_sample_reads_whole_and_its_balances_follow(
    tmp_path: Path, bank: str, writer: Callable[[Path], Path]
) -> None:
    statement = read_statement(writer(tmp_path))
    assert statement.layout == bank
    assert statement.faults == ()
    assert balance_breaks(statement.movements) == ()


def test_bbva_for_people_is_turned_round_and_its_negative_charges_are_debits(tmp_path: Path) -> None:
    statement = read_statement(bank_files.bbva_people(tmp_path))
    assert statement.account == "0118834527"
    assert plain(statement) == [
        (7, date(2026, 6, 22), "0.40", None, "10000.40"),
        (6, date(2026, 6, 23), "1200.10", None, "11200.50"),
        (5, date(2026, 6, 24), None, "500.00", "10700.50"),
    ]


def test_bbva_for_companies_is_xml_with_serial_dates(tmp_path: Path) -> None:
    statement = read_statement(bank_files.bbva_companies(tmp_path))
    assert statement.account == "0118834527"
    assert plain(statement) == [
        (4, date(2026, 6, 22), None, "50.00", "5000.00"),
        (3, date(2026, 6, 23), "950.25", None, "5950.25"),
    ]
    assert statement.movements[1].description == "SPEI RECIBIDO BANORTE PAGO CRE-000123"
    assert statement.movements[1].reference == "0012345"


@pytest.mark.parametrize("writer", [bank_files.bbva_text, bank_files.bbva_mojibake, bank_files.bbva_pipes])
def test_bbva_text_reads_in_any_charset_and_parts_concept_and_reference(
    tmp_path: Path, writer: Callable[[Path], Path]
) -> None:
    statement = read_statement(writer(tmp_path))
    assert plain(statement) == [
        (3, date(2026, 6, 23), None, "116.00", "10000.00"),
        (2, date(2026, 6, 24), "1200.00", None, "11200.00"),
    ]
    assert statement.movements[1].description == "SPEI RECIBIDO HSBC"
    assert statement.movements[1].reference == "0012345 JUAN PEREZ"


@pytest.mark.parametrize(
    "writer", [bank_files.banorte_csv, bank_files.banorte_pipes, bank_files.banorte_xlsx, bank_files.banorte_xls]
)
def test_banorte_reads_alike_from_every_container(tmp_path: Path, writer: Callable[[Path], Path]) -> None:
    statement = read_statement(writer(tmp_path))
    assert statement.account == "0654321987"
    assert plain(statement) == [
        (2, date(2026, 6, 22), "13295.61", None, "23295.61"),
        (3, date(2026, 6, 22), None, "116.00", "23179.61"),
    ]


def test_banorte_tells_the_payer_of_a_spei(tmp_path: Path) -> None:
    movement = read_statement(bank_files.banorte_csv(tmp_path)).movements[0]
    assert movement.payer_name == "MARIA PEÑA LOPEZ"
    assert movement.payer_clabe == "012680012345678901"
    assert movement.payer_rfc == "PELM850101AB3"
    assert movement.tracking_key == "MBAN01002606220001"
    assert movement.time == "10:11:12"


def test_the_old_banorte_text_has_withdrawals_before_deposits(tmp_path: Path) -> None:
    assert plain(read_statement(bank_files.banorte_old(tmp_path))) == [
        (2, date(2024, 1, 5), "1500.00", None, "2500.00"),
        (3, date(2024, 1, 6), None, "100.00", "2400.00"),
    ]


def test_santander_consultation_reads_below_its_lines(tmp_path: Path) -> None:
    statement = read_statement(bank_files.santander_query(tmp_path))
    assert statement.account == bank_files.SANTANDER_ACCOUNT
    assert plain(statement) == [
        (9, date(2026, 6, 22), "850.00", None, "1850.00"),
        (10, date(2026, 6, 23), None, "50.00", "1800.00"),
    ]


def test_santander_has_the_sign_in_a_column_and_the_payer_is_the_ordenante(tmp_path: Path) -> None:
    statement = read_statement(bank_files.santander_detail(tmp_path))
    assert statement.account == bank_files.SANTANDER_ACCOUNT
    assert plain(statement) == [
        (2, date(2026, 6, 22), "850.00", None, "1850.00"),
        (3, date(2026, 7, 5), None, "50.00", "1800.00"),
    ]
    credit, debit = statement.movements
    assert (credit.payer_name, credit.payer_clabe) == ("MARIA LOPEZ DIAZ", "012680012345678901")
    assert (credit.payer_rfc, credit.tracking_key) == ("LODM850101AB3", "MBAN123")
    assert debit.payer_name == ""


def test_the_demonstration_file_is_bbva(tmp_path: Path) -> None:
    path = tmp_path / demo_people.DEMO_STATEMENT_NAME
    lines = [Line(date(2026, 6, 1), "UNO", "7", Money.of("10.10")), Line(date(2026, 6, 2), "DOS", "8", Money.of("-4"))]
    write_bank_sample(path, lines, demo_people.DEMO_BANK_NUMBER, Money.of("100"))
    statement = read_statement(path)
    assert (statement.layout, statement.account) == ("bbva", demo_people.DEMO_BANK_NUMBER)
    assert [one.balance for one in statement.movements] == [Money.of("110.10"), Money.of("106.10")]


class Line:
    def __init__(self, on: date, description: str, reference: str, amount: Money) -> None:
        self.on, self.description, self.reference, self.amount = on, description, reference, amount


def test_a_file_no_layout_knows_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RuleViolation) as caught:
        read_statement(bank_files.unknown_bank(tmp_path))
    assert caught.value.code == "bank.layout_unknown"


def test_a_layout_that_does_not_exist_is_answered_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(RuleViolation) as caught:
        read_statement(bank_files.bbva_text(tmp_path), "hsbc")
    assert caught.value.code == "bank.layout_name"
    assert caught.value.params["names"] == "bbva, banorte, santander"


def test_a_layout_asked_for_does_not_read_another_banks_file(tmp_path: Path) -> None:
    with pytest.raises(RuleViolation) as caught:
        read_statement(bank_files.bbva_text(tmp_path), "banorte")
    assert caught.value.code == "bank.layout_unknown"
