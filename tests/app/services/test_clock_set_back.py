"""A PC whose clock was set back: nothing is recorded out of order unseen, and looking is not hindered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.context import Context
from app.domain.audit.entry import Action
from app.domain.loans.events import Excess
from app.domain.users.roles import PresetRole
from app.errors import AuthorisationNeeded
from app.ports.clock import FixedClock
from app.services.audit.verify_books import verify_books
from app.services.loans.read_loans import read_loan
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, Lender, add_active_loan, audit_trail, pay

DAY = date(2026, 1, 25)
"""Of the last payment that was recorded; the clock is set back from there."""


def loan_paid_on_the_day(lender: Lender) -> int:
    loan_id = add_active_loan(lender.ctx)
    pay(lender.on(DAY), loan_id, "55", DAY, Excess.ADVANCE)
    return loan_id


def set_back(lender: Lender, by: timedelta, role: PresetRole = PresetRole.CASHIER) -> Context:
    return replace(lender.as_role(role), clock=FixedClock(lender.on(DAY).clock.now() - by))


def test_a_clock_days_behind_records_nothing_until_a_supervisor_says_so(lender: Lender) -> None:
    loan_id = loan_paid_on_the_day(lender)
    cashier = set_back(lender, timedelta(days=3))
    with pytest.raises(AuthorisationNeeded) as doubt:
        pay(cashier, loan_id, "100", DAY - timedelta(days=3), Excess.ADVANCE)
    assert doubt.value.code == "clock.set_back"
    assert set(doubt.value.params) == {"last", "now"}
    with lender.ctx.database.reading() as uow:
        assert len(uow.loans.events(loan_id)) == 2
    with pytest.raises(AuthorisationNeeded) as doubt:
        pay(
            cashier.authorised_by(lender.supervisor(PresetRole.CREDIT_OFFICER)),
            loan_id,
            "100",
            DAY - timedelta(days=3),
            Excess.ADVANCE,
        )
    assert doubt.value.code == "authorisation.without_permission"
    supervised = cashier.authorised_by(lender.supervisor(PresetRole.MANAGER))
    pay(supervised, loan_id, "100", DAY - timedelta(days=3), Excess.ADVANCE)
    recorded = [entry for entry in audit_trail(lender) if entry.action is Action.PAYMENT_RECORDED]
    assert [entry.authorised_by for entry in recorded] == ["", "usuario.manager"]
    assert verify_books(lender.on(DAY)).differences == ()


def test_a_clock_that_the_network_corrects_by_minutes_hinders_nobody(lender: Lender) -> None:
    loan_id = loan_paid_on_the_day(lender)
    pay(set_back(lender, timedelta(minutes=9)), loan_id, "100", DAY, Excess.ADVANCE)


def test_one_enters_and_looks_with_a_clock_set_back_and_it_is_written_down(lender: Lender) -> None:
    loan_id = loan_paid_on_the_day(lender)
    behind = FixedClock(lender.on(DAY).clock.now() - timedelta(days=3))
    ctx = sign_in(lender.files, behind, lender.path, "admin", PASSWORD)
    assert read_loan(ctx, loan_id).loan.folio == "CRE-000001"
    last = audit_trail(lender)[-1]
    assert (last.action, last.at) == (Action.SIGNED_IN, behind.now())
    # Having entered does not make the clock right.
    with pytest.raises(AuthorisationNeeded) as doubt:
        pay(ctx, loan_id, "100", DAY - timedelta(days=3), Excess.ADVANCE)
    assert doubt.value.code == "clock.set_back"
    ctx.database.close()
    # The chain is in the order of writing, whatever the clocks said.
    assert verify_books(lender.on(DAY)).differences == ()
