"""The ledger takes balanced entries only, and its sums are exact."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import JournalEntry, JournalLine
from app.domain.money import ZERO, Money
from db.database import LocalDatabase
from tests.db.sample_rows import ADMIN, AT, add_active_loan, add_client_and_product, entry_of

DAY = date(2026, 2, 15)


def test_a_loans_balances_are_debits_less_credits(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        assert uow.ledger.balances_of_loan(loan_id) == {
            Concept.LOANS_PRINCIPAL: Money.of("9652.00"),
            Concept.BANKS: Money.of("-9652.00"),
        }
        assert uow.ledger.balances_of_loan(99) == {}


def test_ten_thousand_centavos_add_up_to_a_hundred_pesos(database: LocalDatabase) -> None:
    """0.01 added in binary floats ten thousand times gives 100.00000000001425."""
    line = (JournalLine(Concept.CASH, "1101", Money(1), ZERO), JournalLine(Concept.BANKS, "1102", ZERO, Money(1)))
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        event_id = uow.loans.events(loan_id)[0].id
        before = uow.queries.ledger_totals()
        entry = JournalEntry(DAY, DAY, line * 10_000)
        uow.ledger.append(entry, loan_id=loan_id, event_id=event_id, at=AT, by=ADMIN)
        after = uow.queries.ledger_totals()
        assert uow.ledger.balances_of_loan(loan_id)[Concept.CASH] == Money.of(100)
    assert after.debits - before.debits == after.credits - before.credits == Money.of(100)


def test_amounts_near_the_largest_are_summed_exactly(database: LocalDatabase) -> None:
    huge = Money(10**15 - 1)
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        event_id = uow.loans.events(loan_id)[0].id
        for _ in range(1000):
            uow.ledger.append(entry_of(huge, DAY), loan_id=loan_id, event_id=event_id, at=AT, by=ADMIN)
        balance = uow.ledger.balances_of_loan(loan_id)[Concept.LOANS_PRINCIPAL]
    assert balance == Money(999_999_999_999_999_000 + 965_200)


def test_an_unbalanced_entry_is_refused_also_when_assertions_are_off(database: LocalDatabase) -> None:
    entry = entry_of(Money(100), DAY)
    object.__setattr__(entry, "lines", entry.lines[:1])  # as if the domain had let it through
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        event_id = uow.loans.events(loan_id)[0].id
        with pytest.raises(ValueError, match="debits and credits"):
            uow.ledger.append(entry, loan_id=loan_id, event_id=event_id, at=AT, by=ADMIN)
