"""Loans, events and snapshots come back as they were recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.loan import Channel, Disbursement, LoanStatus
from app.domain.loans.schedule import build_schedule
from app.domain.money import Money
from app.errors import Conflict, NotFound
from db.database import LocalDatabase
from tests.db.sample_rows import (
    ADMIN,
    AT,
    add_active_loan,
    add_client_and_product,
    event_of,
    new_loan,
    pay,
    reverse,
)
from tests.known_terms import terms_l1

GIVEN = Disbursement(date(2026, 1, 15), Channel.TRANSFER, "SPEI 1", Money.of("9652.00"))


def test_a_loan_comes_back_with_its_terms_and_schedule(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        wanted = new_loan(*add_client_and_product(uow), "CRE-000001")
        loan_id = uow.loans.add(wanted, AT, ADMIN)
        uow.commit()
    with database.reading() as uow:
        assert uow.loans.get(loan_id) == replace(wanted, id=loan_id)


def test_a_loan_that_is_not_there_is_not_found(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        for action in (lambda: uow.loans.get(3), lambda: uow.loans.save_cancelled(3)):
            with pytest.raises(NotFound) as caught:
                action()
            assert caught.value.code == "loan.not_found"
        with pytest.raises(NotFound) as caught:
            uow.loans.event(3)
        assert caught.value.code == "payment.not_found"


def test_a_disbursement_keeps_the_terms_of_its_day(database: LocalDatabase) -> None:
    terms = terms_l1(disbursed_on=date(2026, 1, 20), installments=7)
    with database.unit_of_work() as uow:
        loan = new_loan(*add_client_and_product(uow), "CRE-000001")
        loan = replace(loan, id=uow.loans.add(loan, AT, ADMIN))
        loan = replace(loan, terms=terms, schedule=build_schedule(terms).rows)
        uow.loans.save_disbursed(loan, GIVEN)
        found = uow.loans.get(loan.id)
    assert found == replace(loan, status=LoanStatus.ACTIVE, disbursement=GIVEN, version=2)
    assert len(found.schedule) == 7


def test_a_loan_is_disbursed_once(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan = new_loan(*add_client_and_product(uow), "CRE-000001")
        loan = replace(loan, id=uow.loans.add(loan, AT, ADMIN))
        uow.loans.save_disbursed(loan, GIVEN)
        with pytest.raises(Conflict) as caught:
            uow.loans.save_disbursed(loan, GIVEN)
        assert caught.value.code == "loan.changed"
        with pytest.raises(Conflict):
            uow.loans.save_cancelled(loan.id)


def test_a_cancelled_loan_keeps_its_folio(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan_id = uow.loans.add(new_loan(*add_client_and_product(uow), "CRE-000001"), AT, ADMIN)
        uow.loans.save_cancelled(loan_id)
        found = uow.loans.get(loan_id)
    assert (found.status, found.folio) == (LoanStatus.CANCELLED, "CRE-000001")


def test_an_event_comes_back_as_recorded(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        new = event_of(loan_id, 2, EventKind.PAYMENT, Money.of("5000.01"), date(2026, 2, 15))
        event = LoanEvent(
            2, EventKind.PAYMENT, date(2026, 2, 15), Money(1), Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT
        )
        new = replace(new, event=event)
        event_id = uow.loans.append_event(new)
        uow.commit()
    with database.reading() as uow:
        assert uow.loans.event(event_id).new == new
        found = uow.loans.event_of_request(new.request_id)
        assert found is not None
        assert found.id == event_id
        assert uow.loans.event_of_request("never made") is None
        assert [stored.new.event.seq for stored in uow.loans.events(loan_id)] == [1, 2]


def test_a_reversal_names_what_it_undoes(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        pay(uow, loan_id, "1875.45", date(2026, 2, 15))
        reversal_id = reverse(uow, loan_id, 2, date(2026, 2, 16))
        stored = uow.loans.event(reversal_id).new
    assert (stored.event.kind, stored.event.reverses_seq, stored.reason) == (
        EventKind.REVERSAL,
        2,
        "captured twice",
    )


def test_one_request_is_recorded_once_whatever_the_service_does(database: LocalDatabase) -> None:
    def record_twice() -> None:
        with database.unit_of_work() as uow:
            loan_id = add_active_loan(uow, *add_client_and_product(uow))
            first = event_of(loan_id, 2, EventKind.PAYMENT, Money(100), date(2026, 2, 15))
            second = event_of(loan_id, 3, EventKind.PAYMENT, Money(100), date(2026, 2, 15))
            uow.loans.append_event(first)
            uow.loans.append_event(replace(second, request_id=first.request_id))

    with pytest.raises(Conflict) as caught:
        record_twice()
    assert caught.value.code == "database.recorded_already"


def test_a_payment_is_reversed_once(database: LocalDatabase) -> None:
    def reverse_twice() -> None:
        with database.unit_of_work() as uow:
            loan_id = add_active_loan(uow, *add_client_and_product(uow))
            pay(uow, loan_id, "100.00", date(2026, 2, 15))
            reverse(uow, loan_id, 2, date(2026, 2, 16))
            reverse(uow, loan_id, 2, date(2026, 2, 17))

    with pytest.raises(Conflict) as caught:
        reverse_twice()
    assert caught.value.code == "database.recorded_already"


def test_a_loan_paid_off_is_settled_and_active_again_when_a_payment_is_reversed(database: LocalDatabase) -> None:
    """MX-L1 asks 1,875.45 six times."""
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        schedule = uow.loans.get(loan_id).schedule
        assert schedule[0].total == Money.of("1875.45")
        for row in schedule:
            pay(uow, loan_id, str(row.total), row.due_on)
        assert uow.loans.get(loan_id).status is LoanStatus.SETTLED
        reverse(uow, loan_id, 7, schedule[-1].due_on)
        assert uow.loans.get(loan_id).status is LoanStatus.ACTIVE


def test_a_loan_paid_off_before_its_first_due_date_has_a_snapshot(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        pay(uow, loan_id, "10000.00", date(2026, 1, 15))
        assert uow.loans.get(loan_id).status is LoanStatus.SETTLED


def test_the_installments_in_force_tell_what_is_paid_and_what_is_not(database: LocalDatabase) -> None:
    """MX-L1's first row: principal 1,527.45, interest 300.00, VAT 48.00. The unpaid part is what was not paid."""
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        pay(uow, loan_id, "1000.00", date(2026, 2, 15))
        uow.commit()
    with database.engine.connect() as connection:
        first = connection.execute(
            text("SELECT paid_vat, paid_interest, paid_principal, unpaid, is_paid FROM loan_installments WHERE n = 1")
        ).one()
        count = connection.execute(text("SELECT count(*) FROM loan_installments")).scalar_one()
    assert first == (4800, 30000, 65200, 87545, 0)
    assert count == 6
