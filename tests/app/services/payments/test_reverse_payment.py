"""Reversing a payment: a new event with a reason; books and loan as if it had never been."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.money import Money
from app.domain.users.roles import PresetRole
from app.errors import Conflict, NotAllowed, RuleViolation
from app.services.accounting.close_day import close_day
from app.services.loans.read_loans import read_loan
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from tests.company import Lender, add_active_loan, pay

DUE_1, DUE_2 = date(2026, 2, 15), date(2026, 3, 15)


def test_a_reversal_leaves_loan_and_accounts_as_if_the_payment_had_never_been(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    before = read_loan(ctx, loan_id)
    close_day(ctx)
    with ctx.database.reading() as uow:
        balances_before = {k: v for k, v in uow.ledger.balances_of_loan(loan_id).items() if v}
    paid = pay(ctx, loan_id, "1875.45", DUE_1)
    reverse_payment(ctx, ReversePayment(paid.event_id, "Se capturó en otro crédito", "rev-1"))
    after = read_loan(ctx, loan_id)
    assert after.state is not None
    assert before.state is not None
    assert after.state.due == before.state.due
    assert after.state.rows == before.state.rows
    with ctx.database.reading() as uow:
        assert {k: v for k, v in uow.ledger.balances_of_loan(loan_id).items() if v} == balances_before
        totals = uow.queries.ledger_totals()
    assert totals.debits == totals.credits


def test_both_rows_stay_in_the_history(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    paid = pay(ctx, loan_id, "1875.45", DUE_1)
    reverse_payment(ctx, ReversePayment(paid.event_id, "Se capturó en otro crédito", "rev-1"))
    lines = read_loan(ctx, loan_id).payments
    assert sorted((line.is_reversal, line.is_reversed) for line in lines) == [(False, True), (True, False)]
    assert next(line for line in lines if line.is_reversal).reason == "Se capturó en otro crédito"


def test_reversing_an_earlier_payment_moves_the_later_one_forward(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    first = pay(lender.on(DUE_1), loan_id, "1875.45", DUE_1)
    ctx = lender.on(DUE_2)
    pay(ctx, loan_id, "1875.45", DUE_2)
    reverse_payment(ctx, ReversePayment(first.event_id, "Cheque devuelto", "rev-1"))
    state = read_loan(ctx, loan_id).state
    assert state is not None
    # The second payment now pays the first installment with 28 days of late interest:
    # 1,527.45 x 72 % / 360 x 28 = 85.54 and VAT 13.69; 99.23 of the installment stay unpaid.
    assert state.due.total == Money.of("1875.45") + Money.of("99.23")
    with ctx.database.reading() as uow:
        totals = uow.queries.ledger_totals()
    assert totals.debits == totals.credits


def test_a_payment_is_reversed_once_and_a_double_click_is_harmless(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    paid = pay(ctx, loan_id, "1875.45", DUE_1)
    for _ in range(2):
        reverse_payment(ctx, ReversePayment(paid.event_id, "Se capturó dos veces", "rev-1"))
    assert len(read_loan(ctx, loan_id).payments) == 2
    with pytest.raises(Conflict):
        reverse_payment(ctx, ReversePayment(paid.event_id, "Se capturó dos veces", "rev-2"))


def test_a_reason_is_needed_and_so_is_the_permission(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    paid = pay(ctx, loan_id, "1875.45", DUE_1)
    with pytest.raises(RuleViolation) as caught:
        reverse_payment(ctx, ReversePayment(paid.event_id, "  no ", "rev-1"))
    assert caught.value.field == "reason"
    with pytest.raises(NotAllowed):
        reverse_payment(lender.as_role(PresetRole.CASHIER), ReversePayment(paid.event_id, "Sin permiso", "rev-1"))
