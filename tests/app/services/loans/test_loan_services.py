"""A loan from its capture to its disbursement: folio, ranges, changed dates, cancellation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from app.domain.loans.loan import Channel, LoanStatus
from app.domain.money import Money
from app.domain.rates import DayCount
from app.domain.users.roles import PresetRole
from app.errors import ConfirmationNeeded, NotAllowed, RuleViolation
from app.services.loans.cancel_loan import cancel_loan
from app.services.loans.disburse_loan import DisburseLoan, disburse_loan
from app.services.loans.read_loans import read_loan
from tests.company import Lender, add_client, add_loan, disburse
from tests.known_terms import terms_l1

DAY = date(2026, 1, 15)


def _disburse(lender: Lender, loan_id: int, day: date, **changes: object) -> Money:
    command = DisburseLoan(loan_id, day, Channel.TRANSFER, "SPEI 1", uuid4().hex)
    return disburse_loan(lender.on(date(2026, 2, 1)), replace(command, **changes)).net_amount  # type: ignore[arg-type]


def test_folios_follow_one_another_without_holes(lender: Lender) -> None:
    client_id = add_client(lender.ctx)
    with pytest.raises(RuleViolation):
        add_loan(lender.ctx, client_id, terms_l1(principal=Money.of(1)))
    loans = [read_loan(lender.ctx, add_loan(lender.ctx, client_id)).loan.folio for _ in range(2)]
    assert loans == ["CRE-000001", "CRE-000002"]


def test_the_contracted_table_and_cat_are_kept(lender: Lender) -> None:
    loan = read_loan(lender.ctx, add_loan(lender.ctx, add_client(lender.ctx))).loan
    assert [str(row.total) for row in loan.schedule] == ["1875.45"] * 6
    assert loan.schedule[-1].closing == Money(0)
    assert loan.status is LoanStatus.APPROVED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"principal": Money.of(500_000)}, "product.amount_outside"),
        ({"installments": 40}, "product.installments_outside"),
    ],
)
def test_a_loan_outside_its_product_is_refused(lender: Lender, changes: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        add_loan(lender.ctx, add_client(lender.ctx), terms_l1(**changes))
    assert caught.value.code == code


def test_the_client_receives_the_amount_less_the_fee_and_its_vat(lender: Lender) -> None:
    loan_id = add_loan(lender.ctx, add_client(lender.ctx))
    # 10,000 less 3 % and 16 % of it: 300.00 + 48.00.
    assert _disburse(lender, loan_id, DAY) == Money.of("9652.00")
    assert read_loan(lender.ctx, loan_id).loan.status is LoanStatus.ACTIVE


def test_another_day_under_actual_days_changes_the_table_and_asks_first(lender: Lender) -> None:
    terms = terms_l1(day_count=DayCount.ACTUAL_360)
    loan_id = add_loan(lender.ctx, add_client(lender.ctx), terms)
    later = date(2026, 1, 20)
    with pytest.raises(ConfirmationNeeded) as caught:
        _disburse(lender, loan_id, later)
    assert caught.value.code == "loan.schedule_changes"
    _disburse(lender, loan_id, later, confirmed=frozenset({"loan.schedule_changes"}))
    loan = read_loan(lender.ctx, loan_id).loan
    # 26 days instead of 31: 10,000 x 36 % / 360 x 26.
    assert loan.schedule[0].interest == Money.of("260.00")
    assert loan.terms.disbursed_on == later


def test_another_day_under_30_360_keeps_the_payments_but_not_the_cat_and_asks(lender: Lender) -> None:
    loan_id = add_loan(lender.ctx, add_client(lender.ctx))
    with pytest.raises(ConfirmationNeeded):
        _disburse(lender, loan_id, date(2026, 1, 16))
    _disburse(lender, loan_id, date(2026, 1, 16), confirmed=frozenset({"loan.schedule_changes"}))
    loan = read_loan(lender.ctx, loan_id).loan
    assert [str(row.total) for row in loan.schedule] == ["1875.45"] * 6
    assert str(loan.cat) != "58.7"


@pytest.mark.parametrize(
    ("day", "changes", "field"),
    [
        (date(2026, 2, 2), {}, "disbursed_on"),
        (date(2026, 1, 14), {}, "disbursed_on"),
        (DAY, {"reference": " "}, "reference"),
    ],
)
def test_a_disbursement_that_makes_no_sense_is_refused(
    lender: Lender, day: date, changes: dict[str, object], field: str
) -> None:
    loan_id = add_loan(lender.ctx, add_client(lender.ctx))
    with pytest.raises(RuleViolation) as caught:
        _disburse(lender, loan_id, day, **changes)
    assert caught.value.field == field


def test_money_is_handed_over_once(lender: Lender) -> None:
    loan_id = add_loan(lender.ctx, add_client(lender.ctx))
    disburse(lender.ctx, loan_id)
    with pytest.raises(RuleViolation) as caught:
        disburse(lender.ctx, loan_id)
    assert caught.value.code == "loan.not_disbursable"
    with pytest.raises(RuleViolation):
        cancel_loan(lender.ctx, loan_id)


def test_a_loan_not_disbursed_is_cancelled_and_keeps_its_folio(lender: Lender) -> None:
    loan_id = add_loan(lender.ctx, add_client(lender.ctx))
    cancel_loan(lender.ctx, loan_id)
    assert read_loan(lender.ctx, loan_id).loan.status is LoanStatus.CANCELLED
    with pytest.raises(RuleViolation):
        disburse(lender.ctx, loan_id)


def test_the_cashier_neither_captures_nor_disburses(lender: Lender) -> None:
    client_id = add_client(lender.ctx)
    loan_id = add_loan(lender.ctx, client_id)
    with pytest.raises(NotAllowed):
        add_loan(lender.as_role(PresetRole.CASHIER), client_id)
    with pytest.raises(NotAllowed):
        disburse(lender.as_role(PresetRole.CASHIER), loan_id)
