"""What was altered behind the program's back is found and named; what the program does agrees to the centavo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.accounting_texts import TABLES, difference_text
from app.domain.loans.events import Excess
from app.errors import Cancelled
from app.services.accounting.close_day import close_day
from app.services.audit.verify_books import verify_books
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from db.models.all_tables import TableRow
from db.row_seals import REPLAYED, SEALED
from tests.company import Lender, add_active_loan, new_lender, pay
from tests.tampering import behind_its_back

DAY = date(2026, 3, 20)


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Lender]:
    lender = new_lender(tmp_path)
    loan_id = add_active_loan(lender.ctx)
    close_day(lender.on(date(2026, 2, 14)))
    first = pay(lender.on(date(2026, 2, 15)), loan_id, "2000.00", date(2026, 2, 15), Excess.ADVANCE)
    reverse_payment(lender.on(DAY), ReversePayment(first.event_id, "Cheque devuelto", "rev-1"))
    pay(lender.on(DAY), loan_id, "1000.00", DAY)
    close_day(lender.on(DAY))
    yield lender
    lender.ctx.database.close()


def found(lender: Lender) -> list[str]:
    return [difference_text(one) for one in verify_books(lender.on(DAY)).differences]


def test_a_life_with_closes_payments_and_a_reversal_agrees(lender: Lender) -> None:
    result = verify_books(lender.on(DAY))
    assert result.differences == ()
    assert result.loans == 1
    assert result.entries == 5, "four events, and one close that found the loan behind it"
    assert result.audit > 30


@pytest.mark.parametrize(
    ("statement", "sentences"),
    [
        (
            "UPDATE loan_events SET amount = amount - 10000 WHERE seq = 4",
            [
                "Se alteró fuera del programa: tabla movimientos de créditos, registro 4.",
                "Crédito CRE-000001: los saldos guardados no son los que resultan de sus movimientos",
                "Crédito CRE-000001: la contabilidad dice $1,000.00 en Efectivo y sus movimientos dan $900.00.",
            ],
        ),
        (
            "UPDATE loan_snapshots SET outstanding_principal = 1",
            ["Crédito CRE-000001: los saldos guardados no son los que resultan de sus movimientos (outstanding"],
        ),
        (
            "UPDATE loan_installments SET unpaid = 0 WHERE n = 6",
            ["Crédito CRE-000001: los saldos guardados no son los que resultan de sus movimientos (unpaid 6)"],
        ),
        (
            "UPDATE loan_closes SET balances = '{}'",
            ["Crédito CRE-000001: la contabilidad dice", "Los cierres diarios suman"],
        ),
        ("UPDATE loans SET status = 'settled'", ["tabla créditos, registro 1", "el estado guardado no es"]),
        ("UPDATE journal_lines SET debit = debit + 1 WHERE entry_id = 1 AND debit > 0", ["La póliza 1 no cuadra"]),
        (
            "UPDATE journal_lines SET account = '1101' WHERE account = '1102'",
            ["Se alteró fuera del programa: tabla pólizas, registro 1."],
        ),
        ("UPDATE audit_entries SET username = 'otro' WHERE id = 3", ["El registro 3 de la bitácora se alteró"]),
        ("DELETE FROM audit_entries WHERE id = 5", ["Falta el registro 5 de la bitácora."]),
        ("UPDATE clients SET clabe = '1'", ["tabla clientes, registro 1"]),
        ("UPDATE users SET role = 'owner', version = 9", ["tabla usuarios, registro 1"]),
        ("DELETE FROM loan_snapshots", ["falta el primer cierre diario"]),
    ],
)
def test_it_names_what_was_altered(lender: Lender, statement: str, sentences: list[str]) -> None:
    behind_its_back(lender, statement)
    text = "\n".join(found(lender))
    for sentence in sentences:
        assert sentence in text


@pytest.mark.parametrize("table", ["audit_entries", *sorted(REPLAYED)])
def test_any_row_of_what_has_no_seal_is_found_too(lender: Lender, table: str) -> None:
    key = ", ".join(column.name for column in TableRow.metadata.tables[table].primary_key)
    behind_its_back(lender, f"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1)")
    assert found(lender) != []


def test_entries_of_the_trail_cannot_change_places(lender: Lender) -> None:
    behind_its_back(
        lender,
        "UPDATE audit_entries SET id = 1000 WHERE id = 3",
        "UPDATE audit_entries SET id = 3 WHERE id = 4",
        "UPDATE audit_entries SET id = 4 WHERE id = 1000",
    )
    assert any("registro 3 de la bitácora" in one for one in found(lender))


def test_every_table_has_its_name() -> None:
    assert {one.table for one in SEALED} == set(TABLES)


def test_it_tells_how_far_it_is_and_can_be_stopped(lender: Lender) -> None:
    seen: list[tuple[int, int]] = []
    verify_books(lender.on(DAY), lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        verify_books(lender.on(DAY), stop)
