"""Payments, reversals and ledger lines as screens list them."""

from __future__ import annotations

from datetime import date

from app.domain.loans.loan import Channel
from app.domain.money import ZERO, Money
from db.database import LocalDatabase
from tests.db.sample_rows import AT, add_active_loan, add_client_and_product, pay, reverse

DAY = date(2026, 2, 15)


def test_a_loans_payments_are_listed_with_what_became_of_them(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        pay(uow, loan_id, "1000.00", DAY)
        pay(uow, loan_id, "875.45", DAY)
        reverse(uow, loan_id, 2, date(2026, 2, 16))
        first, second, reversal = uow.queries.payments(loan_id)
        assert uow.queries.payments(99) == ()
    assert (first.amount, first.is_reversed, first.is_reversal) == (Money.of("1000.00"), True, False)
    assert (second.amount, second.is_reversed, second.receipt) == (Money.of("875.45"), False, "REC-000103")
    assert (reversal.is_reversal, reversal.amount, reversal.reason) == (True, Money.of("1000.00"), "captured twice")
    assert (first.client_name, first.loan_folio, first.recorded_by) == (
        "José María Núñez Ávila",
        "CRE-000001",
        "Elena Ibáñez",
    )
    assert (first.recorded_at, first.channel, first.reference, first.value_on) == (AT, Channel.TRANSFER, "SPEI 2", DAY)


def test_recent_payments_are_the_newest_of_every_loan(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        client_id, product_id = add_client_and_product(uow)
        for _ in range(3):
            pay(uow, add_active_loan(uow, client_id, product_id), "10.00", DAY)
        assert [line.loan_folio for line in uow.queries.recent_payments(limit=2)] == ["CRE-000003", "CRE-000002"]


def test_a_loans_ledger_is_listed_line_by_line(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        pay(uow, loan_id, "10.00", DAY)
        lines = uow.queries.ledger_of_loan(loan_id)
        totals = uow.queries.ledger_totals()
    assert [(line.account, line.debit, line.credit) for line in lines[2:]] == [
        ("1301", Money.of(10), ZERO),
        ("1102", ZERO, Money.of(10)),
    ]
    assert (lines[2].on, lines[2].loan_folio) == (DAY, "CRE-000001")
    assert totals.debits == totals.credits == Money.of("9662.00")
    assert (totals.events, totals.entries) == (2, 2)
