"""The portfolio on a day: overdue, next payment, days past due and ageing band, equal to the engine's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.loans.state import state_on
from app.domain.money import Money
from db.database import LocalDatabase
from db.queries.loans import ageing_band, days_past_due
from tests.db.sample_rows import ADMIN, AT, add_active_loan, add_client_and_product, new_loan, pay, reverse

FIRST_DUE_ON = date(2026, 2, 15)


@pytest.fixture
def loan_id(database: LocalDatabase) -> int:
    """MX-L1 disbursed on 15 January: 1,875.45 on each 15th from February to July."""
    with database.unit_of_work() as uow:
        loan_id = add_active_loan(uow, *add_client_and_product(uow))
        uow.commit()
    return loan_id


@pytest.mark.parametrize(
    ("on", "overdue", "days", "band"),
    [
        (date(2026, 1, 15), "0.00", 0, "current"),
        (date(2026, 2, 15), "0.00", 0, "current"),
        (date(2026, 2, 16), "1875.45", 1, "1-30"),
        (date(2026, 3, 15), "1875.45", 28, "1-30"),
        (date(2026, 3, 16), "3750.90", 29, "1-30"),
        (date(2026, 3, 18), "3750.90", 31, "31-60"),
        (date(2026, 4, 16), "5626.35", 60, "31-60"),
        (date(2026, 4, 17), "5626.35", 61, "61-90"),
        (date(2026, 5, 16), "7501.80", 90, "61-90"),
        (date(2026, 5, 17), "7501.80", 91, "91-120"),
        (date(2026, 6, 15), "7501.80", 120, "91-120"),
        (date(2026, 6, 16), "9377.25", 121, "120+"),
    ],
)
def test_what_is_unpaid_before_the_day_is_overdue(
    database: LocalDatabase, loan_id: int, on: date, overdue: str, days: int, band: str
) -> None:
    with database.reading() as uow:
        (line,) = uow.queries.portfolio(on)
    assert (line.overdue, line.days_past_due, line.ageing_band) == (Money.of(overdue), days, band)
    assert (line.next_due_on, line.next_due_amount) == (FIRST_DUE_ON, Money.of("1875.45"))
    assert (line.last_due_on, line.principal) == (date(2026, 7, 15), Money.of("10000.00"))


def test_a_partial_payment_lowers_what_is_overdue_and_next(database: LocalDatabase, loan_id: int) -> None:
    with database.unit_of_work() as uow:
        pay(uow, loan_id, "1000.00", FIRST_DUE_ON)
        (line,) = uow.queries.portfolio(date(2026, 2, 20))
    assert (line.overdue, line.next_due_on, line.next_due_amount) == (
        Money.of("875.45"),
        FIRST_DUE_ON,
        Money.of("875.45"),
    )


def test_a_paid_installment_leaves_the_next_one(database: LocalDatabase, loan_id: int) -> None:
    """MX-L1's first row repays 1,527.45 of principal."""
    with database.unit_of_work() as uow:
        pay(uow, loan_id, "1875.45", FIRST_DUE_ON)
        (line,) = uow.queries.portfolio(FIRST_DUE_ON)
    assert (line.overdue, line.days_past_due) == (Money(0), 0)
    assert (line.next_due_on, line.next_due_amount) == (date(2026, 3, 15), Money.of("1875.45"))
    assert line.outstanding_principal == Money.of("8472.55")


def test_an_advance_covers_the_installments_to_come(database: LocalDatabase, loan_id: int) -> None:
    with database.unit_of_work() as uow:
        pay(uow, loan_id, "2000.00", date(2026, 1, 20))
        (line,) = uow.queries.portfolio(date(2026, 3, 20))
    assert (line.next_due_on, line.next_due_amount) == (date(2026, 3, 15), Money.of("1750.90"))
    assert (line.overdue, line.days_past_due) == (Money.of("1750.90"), 5)


def test_a_reversed_payment_is_owed_again(database: LocalDatabase, loan_id: int) -> None:
    with database.unit_of_work() as uow:
        pay(uow, loan_id, "1875.45", FIRST_DUE_ON)
        reverse(uow, loan_id, 2, date(2026, 2, 20))
        (line,) = uow.queries.portfolio(date(2026, 2, 20))
    assert (line.overdue, line.days_past_due) == (Money.of("1875.45"), 5)


def test_only_disbursed_unsettled_loans_are_in_the_portfolio(database: LocalDatabase, loan_id: int) -> None:
    with database.unit_of_work() as uow:
        saved = uow.loans.add(new_loan(1, 1, uow.folios.take("CRE")), AT, ADMIN)
        cancelled = uow.loans.add(new_loan(1, 1, uow.folios.take("CRE")), AT, ADMIN)
        uow.loans.save_cancelled(cancelled)
        settled = add_active_loan(uow, 1, 1)
        pay(uow, settled, "10000.00", date(2026, 1, 15))
        assert [line.loan_id for line in uow.queries.portfolio(FIRST_DUE_ON)] == [loan_id]
    assert saved


@pytest.mark.parametrize("payments", [(), ("1875.45",), ("500.00", "700.00"), ("3000.00",), ("1875.45", "1875.44")])
def test_on_any_day_the_lists_say_what_the_engine_says(
    database: LocalDatabase, loan_id: int, payments: tuple[str, ...]
) -> None:
    with database.unit_of_work() as uow:
        for place, amount in enumerate(payments):
            pay(uow, loan_id, amount, FIRST_DUE_ON + timedelta(days=10 * place))
        loan = uow.loans.get(loan_id)
        events = [stored.new.event for stored in uow.loans.events(loan_id)]
        last = max(event.value_on for event in events)
        for days in range(0, 150, 7):
            on = last + timedelta(days=days)
            state = state_on(loan.terms, events, on)
            (line,) = uow.queries.portfolio(on)
            assert line.days_past_due == state.days_past_due, on
            before = [one for one in state.installments if one.row.demanded_on < on]
            late = sum((one.outstanding.late_interest + one.outstanding.late_vat).centavos for one in before)
            unpaid = sum(one.outstanding.total.centavos for one in before) - late
            assert line.overdue.centavos == unpaid, on


def test_days_count_from_the_oldest_unpaid_due_date() -> None:
    assert days_past_due(None, FIRST_DUE_ON) == 0
    assert days_past_due(FIRST_DUE_ON, FIRST_DUE_ON) == 0
    assert days_past_due(FIRST_DUE_ON, FIRST_DUE_ON + timedelta(days=3)) == 3
    assert days_past_due(FIRST_DUE_ON, FIRST_DUE_ON - timedelta(days=3)) == 0
    assert ageing_band(0) == "current"
    assert ageing_band(1000) == "120+"


def test_open_loans_tell_what_a_deposit_may_be(database: LocalDatabase, loan_id: int) -> None:
    with database.reading() as uow:
        (at_start,) = uow.queries.open_loans_for_matching(date(2026, 1, 15))
        (late,) = uow.queries.open_loans_for_matching(date(2026, 3, 15))
        (after,) = uow.queries.open_loans_for_matching(date(2026, 8, 1))
    assert (at_start.folio, at_start.client_name, at_start.phones) == (
        "CRE-000001",
        "José María Núñez Ávila",
        ("3312345678",),
    )
    assert (at_start.due_on, at_start.due_amount, at_start.next_amount) == (
        FIRST_DUE_ON,
        Money(0),
        Money.of("1875.45"),
    )
    assert at_start.payoff == Money.of("10000.00")
    assert (late.due_on, late.due_amount, late.next_amount) == (FIRST_DUE_ON, Money.of("3750.90"), Money.of("1875.45"))
    assert after.due_amount == after.payoff == Money.of("11252.70")
