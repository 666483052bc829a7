"""Waiving: what is given up lowers what is due, stays in the books and the trail, and binds who may do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from app.context import Context
from app.domain.audit.entry import Action
from app.domain.loans.events import Excess
from app.domain.money import Money
from app.domain.payments.components import Component
from app.domain.users.roles import Limit, PresetRole
from app.errors import AuthorisationNeeded, RuleViolation
from app.services.accounting.close_day import close_day
from app.services.audit.verify_books import verify_books
from app.services.loans.read_loans import read_loan
from app.services.loans.waive_amounts import WaiveAmounts, waive_amounts
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from app.services.users.save_role import SaveRole, save_role
from tests.company import Lender, add_active_loan, audit_trail, pay

LATE_ON = date(2026, 2, 25)
REASON = "Acuerdo con el cliente por enfermedad"


def due(ctx: Context, loan_id: int) -> dict[Component, str]:
    state = read_loan(ctx, loan_id).state
    assert state is not None
    return {component: str(state.due.of(component)) for component in Component if state.due.of(component)}


def waive(ctx: Context, loan_id: int, request_id: str = "", **amounts: str) -> Money:
    given = {Component(name): Money.of(amount) for name, amount in amounts.items()}
    return waive_amounts(ctx, WaiveAmounts(loan_id, given, REASON, request_id or uuid4().hex)).total


def is_whole(lender: Lender) -> bool:
    return verify_books(lender.on(date(2026, 12, 31))).differences == ()


def test_what_is_waived_is_no_longer_due_and_what_is_left_still_is(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(LATE_ON)
    before = due(ctx, loan_id)
    # MX-L1: 1,527.45 of principal, ten days at 72 % a year over 360: 30.55, and 16 % of VAT: 4.89.
    assert (before[Component.LATE_INTEREST], before[Component.LATE_VAT]) == ("30.55", "4.89")
    assert str(waive(ctx, loan_id, late_interest="30.55", late_vat="4.00")) == "34.55"
    assert due(ctx, loan_id) == {
        Component.INTEREST: before[Component.INTEREST],
        Component.VAT: before[Component.VAT],
        Component.PRINCIPAL: before[Component.PRINCIPAL],
        Component.LATE_VAT: "0.89",
    }
    assert is_whole(lender)


def test_a_waiver_of_interest_that_was_income_is_taken_out_of_the_income(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    close_day(lender.on(date(2026, 1, 31)))
    ctx = lender.on(LATE_ON)
    close_day(ctx)
    waive(ctx, loan_id, interest="100.00", vat="16.00")
    assert due(ctx, loan_id)[Component.INTEREST] == "200.00"
    assert is_whole(lender)


def test_the_same_request_waives_once(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(LATE_ON)
    waive(ctx, loan_id, "one", late_interest="10.00", late_vat="1.60")
    after = due(ctx, loan_id)
    waive(ctx, loan_id, "one", late_interest="10.00", late_vat="1.60")
    assert due(ctx, loan_id) == after


def test_a_waiver_is_reversed_like_a_payment(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(LATE_ON)
    before = due(ctx, loan_id)
    waive(ctx, loan_id, late_interest="30.55")
    line = read_loan(ctx, loan_id).payments[-1]
    assert (line.is_waiver, line.component, str(line.amount)) == (True, Component.LATE_INTEREST, "30.55")
    reverse_payment(ctx, ReversePayment(line.event_id, "Se capturó por error", uuid4().hex))
    assert due(ctx, loan_id) == before
    assert is_whole(lender)


@pytest.mark.parametrize(
    ("amounts", "code", "field"),
    [
        ({}, "waiver.nothing", None),
        ({"late_interest": "30.56"}, "waiver.more_than_due", "late_interest"),
        ({"late_interest": "-1.00"}, "waiver.negative", "late_interest"),
        ({"principal": "100.00"}, "waiver.nothing", None),
    ],
)
def test_what_cannot_be_waived(lender: Lender, amounts: dict[str, str], code: str, field: str | None) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(LATE_ON)
    before = due(ctx, loan_id)
    with pytest.raises(RuleViolation) as refused:
        waive(ctx, loan_id, **amounts)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert due(ctx, loan_id) == before


def test_a_reason_is_needed(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    with pytest.raises(RuleViolation) as refused:
        waive_amounts(
            lender.on(LATE_ON), WaiveAmounts(loan_id, {Component.LATE_INTEREST: Money(100)}, "  porque  ", "x")
        )
    assert refused.value.code == "waiver.reason_short"


def test_a_cashier_waives_only_with_somebody_beside_him_and_the_trail_says_who(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    cashier = replace(lender.as_role(PresetRole.CASHIER), clock=lender.on(LATE_ON).clock)
    with pytest.raises(AuthorisationNeeded):
        waive(cashier, loan_id, late_interest="10.00")
    supervisor = lender.supervisor()
    waive(cashier.authorised_by(supervisor), loan_id, late_interest="10.00")
    entry = next(entry for entry in audit_trail(lender) if entry.action is Action.AMOUNTS_WAIVED)
    assert (entry.username, entry.authorised_by) == (cashier.user.username, supervisor.username)
    assert entry.after["reason"] == REASON


def test_a_manager_waives_up_to_his_limit(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    manager = lender.as_role(PresetRole.MANAGER)
    role = manager.user.role
    save_role(lender.ctx, SaveRole(role.key, "", role.permissions, {Limit.WAIVER_AMOUNT: 2_000}, role.version))
    late = replace(manager, clock=lender.on(LATE_ON).clock)
    waive(late, loan_id, late_interest="20.00")
    with pytest.raises(AuthorisationNeeded) as refused:
        waive(late, loan_id, late_interest="10.00", vat="10.01")
    assert (refused.value.code, refused.value.params["most"]) == ("limit.waiver_amount", "$20.00")


def test_a_settled_loan_has_nothing_to_waive(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    state = read_loan(lender.on(LATE_ON), loan_id).state
    assert state is not None
    pay(lender.on(LATE_ON), loan_id, str(state.payoff), LATE_ON, Excess.PREPAYMENT)
    with pytest.raises(RuleViolation) as refused:
        waive(lender.on(LATE_ON), loan_id, late_interest="1.00")
    assert refused.value.code == "payment.loan_not_active"
