"""Closed months take no entry; what comes late is posted in the first open day and keeps its value date."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.loans.events import Excess
from app.domain.users.roles import PresetRole
from app.errors import Conflict, NotAllowed, RuleViolation, UserError
from app.services.accounting.close_day import close_day
from app.services.accounting.close_month import close_month, reopen_month
from app.services.accounting.read_books import read_journal, read_periods, read_trial_balance
from app.services.audit.verify_books import verify_books
from tests.company import Lender, add_active_loan, pay

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
FIRST_OF_FEBRUARY = date(2026, 2, 1)


def code_of(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.code


def closed_january(lender: Lender) -> int:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(FIRST_OF_FEBRUARY)
    close_day(lender.on(date(2026, 1, 31)))
    close_month(ctx, JANUARY)
    return loan_id


def test_a_month_is_closed_when_it_is_over_and_its_days_are_closed(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    with pytest.raises(RuleViolation) as refused:
        close_month(lender.on(date(2026, 1, 31)), JANUARY)
    assert code_of(refused) == "month.not_over"
    ctx = lender.on(FIRST_OF_FEBRUARY)
    with pytest.raises(RuleViolation) as refused:
        close_month(ctx, JANUARY)
    assert code_of(refused) == "month.days_open"
    close_day(ctx, date(2026, 1, 31))
    close_month(ctx, JANUARY)
    with pytest.raises(Conflict) as again:
        close_month(ctx, JANUARY)
    assert code_of(again) == "month.closed_already"
    assert read_periods(ctx).closed_months == (JANUARY,)


def test_months_are_closed_in_order(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    ctx = lender.on(date(2026, 3, 1))
    close_day(lender.on(date(2026, 1, 31)))
    close_day(ctx, date(2026, 2, 28))
    with pytest.raises(RuleViolation) as refused:
        close_month(ctx, FEBRUARY)
    assert (code_of(refused), refused.value.params["month"]) == ("month.earlier_open", "01/2026")


def test_a_payment_of_a_closed_month_is_posted_in_the_open_one_with_its_value_date(lender: Lender) -> None:
    loan_id = closed_january(lender)
    # The PC's date was set back to January, and a manager let the work go on.
    ctx = lender.on(date(2026, 1, 31)).authorised_by(lender.supervisor())
    pay(ctx, loan_id, "500.00", date(2026, 1, 20), Excess.ADVANCE)
    cash = read_journal(lender.on(date(2026, 2, 2)), FEBRUARY, date(2026, 2, 28), "1101")
    assert [(line.posted_on, line.value_on, str(line.debit)) for line in cash] == [
        (FIRST_OF_FEBRUARY, date(2026, 1, 20), "500.00")
    ]
    assert read_journal(ctx, JANUARY, date(2026, 1, 31), "1101") == ()
    assert verify_books(lender.on(date(2026, 2, 2))).differences == ()


def test_reopening_needs_its_own_permission_and_a_reason_and_goes_backwards(lender: Lender) -> None:
    closed_january(lender)
    close_day(lender.on(date(2026, 2, 28)))
    ctx = lender.on(date(2026, 3, 1))
    close_month(ctx, FEBRUARY)
    with pytest.raises(NotAllowed):
        reopen_month(lender.as_role(PresetRole.ACCOUNTANT), FEBRUARY, "Falta una póliza de ajuste")
    with pytest.raises(RuleViolation) as refused:
        reopen_month(ctx, JANUARY, "Falta una póliza de ajuste")
    assert code_of(refused) == "month.later_closed"
    with pytest.raises(RuleViolation) as refused:
        reopen_month(ctx, FEBRUARY, "porque sí")
    assert code_of(refused) == "month.reason_short"
    reopen_month(ctx, FEBRUARY, "Falta una póliza de ajuste")
    assert read_periods(ctx).closed_months == (JANUARY,)


def test_the_trial_balance_adds_up_and_carries_over(lender: Lender) -> None:
    loan_id = closed_january(lender)
    ctx = lender.on(date(2026, 2, 15))
    pay(ctx, loan_id, "1875.45", date(2026, 2, 15))
    january = {one.code: one for one in read_trial_balance(ctx, JANUARY, date(2026, 1, 31))}
    february = {one.code: one for one in read_trial_balance(ctx, FEBRUARY, date(2026, 2, 28))}
    assert sum(one.debits.centavos - one.credits.centavos for one in january.values()) == 0
    assert sum(one.closing.centavos for one in february.values()) == 0
    assert {code: one.closing for code, one in january.items()} == {code: one.opening for code, one in february.items()}
    # Sixteen days of January, the last of the month counting as the thirtieth: 15 × 10.00 of interest.
    assert str(january["4101"].closing) == "-150.00"
    assert str(february["1301"].closing) == "8472.55"
