"""The daily close: interest as it accrues, stages as they come, one entry for many loans, the same done twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.context import Context
from app.domain.accounting.concepts import Concept
from app.domain.loans.events import Excess
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import state_on
from app.domain.money import Money
from app.domain.users.roles import PresetRole
from app.errors import Cancelled, NotAllowed, RuleViolation
from app.services.accounting import close_day as close_module
from app.services.accounting.close_day import close_day
from app.services.audit.verify_books import verify_books
from tests.company import Lender, add_active_loan, add_client, pay

GIVEN_ON = date(2026, 1, 15)
# MX-L1: the interest of its six rows, 3 % a month of the balance (worked examples).
INTERESTS = ("300.00", "254.18", "206.76", "157.69", "106.91", "54.37")


def balances(ctx: Context, loan_id: int) -> dict[Concept, str]:
    with ctx.database.reading() as uow:
        return {concept: str(amount) for concept, amount in uow.ledger.balances_of_loan(loan_id).items() if amount}


def is_whole(lender: Lender) -> bool:
    """The books agree with themselves, and both sides with each other."""
    with lender.ctx.database.reading() as uow:
        totals = uow.queries.ledger_totals()
    return totals.debits == totals.credits and verify_books(lender.on(date(2027, 1, 1))).differences == ()


def test_ten_days_accrue_ten_days_of_interest_and_its_vat_is_not_owed_yet(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(date(2026, 1, 25))
    closed = close_day(ctx)
    assert (closed.days, closed.loans) == ((date(2026, 1, 25),), 1)
    # 10,000.00 × 36 % / 360 × 10 = 100.00; the fee of 300.00 over 181 days: 16.57 in ten.
    assert balances(ctx, loan_id) == {
        Concept.BANKS: "-9652.00",
        Concept.LOANS_PRINCIPAL: "10000.00",
        Concept.INTEREST_RECEIVABLE: "100.00",
        Concept.INTEREST_INCOME: "-100.00",
        Concept.VAT_RECEIVABLE: "16.00",
        Concept.VAT_PENDING: "-16.00",
        Concept.VAT_COLLECTED: "-48.00",
        Concept.OPENING_FEE_INCOME: "-16.57",
        Concept.DEFERRED_FEES: "-283.43",
    }
    assert is_whole(lender)


def test_what_accrued_becomes_money_when_it_is_paid(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    due_on = date(2026, 2, 15)
    close_day(lender.on(due_on))
    ctx = lender.on(due_on)
    before = balances(ctx, loan_id)
    assert (before[Concept.INTEREST_RECEIVABLE], before[Concept.VAT_RECEIVABLE]) == ("300.00", "48.00")
    pay(ctx, loan_id, "1875.45", due_on)
    after = balances(ctx, loan_id)
    assert after[Concept.INTEREST_INCOME] == "-300.00"
    assert after[Concept.LOANS_PRINCIPAL] == "8472.55"
    assert after[Concept.VAT_COLLECTED] == "-96.00"
    assert not {Concept.INTEREST_RECEIVABLE, Concept.VAT_RECEIVABLE, Concept.VAT_PENDING} & set(after)
    assert is_whole(lender)


def test_at_ninety_days_the_loan_is_overdue_and_its_interest_is_no_longer_income(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ninety = date(2026, 2, 15) + timedelta(days=90)
    close_day(lender.on(ninety - timedelta(days=1)))
    eve = balances(lender.ctx, loan_id)
    # The day before, 15 May, the fourth row falls due: its interest is the last that is income.
    until_then = sum((Decimal(interest) for interest in INTERESTS[:4]), Decimal(0))
    assert eve[Concept.INTEREST_RECEIVABLE] == str(until_then)
    assert eve[Concept.LOANS_PRINCIPAL] == "10000.00"
    closed = close_day(lender.on(ninety))
    assert closed.moved == 1
    close_day(lender.on(ninety + timedelta(days=30)))
    after = balances(lender.ctx, loan_id)
    assert after[Concept.LOANS_OVERDUE] == "10000.00"
    assert after[Concept.INTEREST_OVERDUE] == str(until_then)
    assert after[Concept.INTEREST_INCOME] == f"-{until_then}"
    assert Concept.LOANS_PRINCIPAL not in after
    assert Concept.INTEREST_RECEIVABLE not in after
    # A month later the fifth row is due too: it is known, in memo accounts, and is no income.
    assert after[Concept.MEMO_INTEREST] == INTERESTS[4]
    assert Money.of(after[Concept.MEMO_CONTRA]) == -(
        Money.of(after[Concept.MEMO_INTEREST]) + Money.of(after[Concept.MEMO_LATE])
    )
    assert is_whole(lender)


def test_paying_everything_brings_it_back_and_the_interest_is_income_at_last(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    day = date(2026, 6, 20)
    close_day(lender.on(day))
    assert balances(lender.ctx, loan_id)[Concept.LOANS_OVERDUE] == "10000.00"
    ctx = lender.on(day)
    with ctx.database.reading() as uow:
        life = uow.lives.after(0, 1, frozenset({LoanStatus.ACTIVE}))[0]
        payoff = state_on(life.terms, [new.event for new in life.events], day).payoff
    pay(ctx, loan_id, str(payoff), day)
    after = balances(ctx, loan_id)
    open_concepts = {Concept.LOANS_OVERDUE, Concept.INTEREST_OVERDUE, Concept.MEMO_INTEREST, Concept.DEFERRED_FEES}
    assert not open_concepts & set(after)
    assert after[Concept.OPENING_FEE_INCOME] == "-300.00"
    assert is_whole(lender)


def test_days_skipped_are_closed_one_by_one_and_nothing_is_closed_twice(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    close_day(lender.on(date(2026, 1, 20)))
    later = lender.on(date(2026, 1, 30))
    assert close_day(later).days == tuple(date(2026, 1, day) for day in range(21, 31))
    once = balances(later, loan_id)
    with later.database.reading() as uow:
        entries = uow.queries.ledger_totals().entries
    assert close_day(later).days == ()
    with later.database.reading() as uow:
        assert uow.queries.ledger_totals().entries == entries
        days = [line.posted_on for line in uow.queries.journal(date(2026, 1, 1), date(2026, 1, 31), "4101", 100)]
    assert balances(later, loan_id) == once
    assert days == [date(2026, 1, day) for day in range(30, 19, -1)]
    assert is_whole(lender)


def test_a_close_that_was_stopped_goes_on_where_it_was(lender: Lender, monkeypatch: pytest.MonkeyPatch) -> None:
    client_id = add_client(lender.ctx)
    loans = [add_active_loan(lender.ctx, client_id) for _ in range(7)]
    monkeypatch.setattr(close_module, "LOANS_AT_A_TIME", 2)
    ctx = lender.on(date(2026, 1, 25))
    steps: list[int] = []

    def stop_after_two(done: int, total: int) -> None:
        steps.append(done)
        if len(steps) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        close_day(ctx, progress=stop_after_two)
    with ctx.database.reading() as uow:
        last = uow.periods.last_close()
    assert last is not None
    assert (last.loans, last.finished_at) == (4, None)
    pay(ctx, loans[0], "100.00", date(2026, 1, 25), Excess.ADVANCE)
    closed = close_day(ctx)
    assert closed.loans == 7
    assert {balances(ctx, loan_id)[Concept.INTEREST_INCOME] for loan_id in loans} == {"-100.00"}
    assert is_whole(lender)


def test_an_advance_is_applied_by_the_close_of_the_day_it_falls_due(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    pay(lender.on(date(2026, 1, 20)), loan_id, "1875.45", date(2026, 1, 20), Excess.ADVANCE)
    ctx = lender.on(date(2026, 2, 15))
    close_day(ctx)
    after = balances(ctx, loan_id)
    assert after[Concept.LOANS_PRINCIPAL] == "8472.55"
    assert Concept.CLIENT_ADVANCES not in after
    assert is_whole(lender)


def test_the_future_is_not_closed_and_not_by_everybody(lender: Lender) -> None:
    with pytest.raises(RuleViolation) as refused:
        close_day(lender.ctx, GIVEN_ON + timedelta(days=1))
    assert refused.value.code == "close.future"
    with pytest.raises(NotAllowed):
        close_day(lender.as_role(PresetRole.CASHIER))


def test_a_payment_dated_before_the_close_corrects_what_it_accrued(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    day = date(2026, 3, 1)
    close_day(lender.on(day))
    late = balances(lender.ctx, loan_id)[Concept.MEMO_LATE]
    assert Money.of(late) > Money(0)
    ctx = lender.on(day)
    pay(ctx, loan_id, "1875.45", date(2026, 2, 15))
    after = balances(ctx, loan_id)
    assert Concept.MEMO_LATE not in after
    # Sixteen days of 30/360 on 8,472.55 at 3 % a month: 135.56, besides the 300.00 collected.
    assert after[Concept.INTEREST_RECEIVABLE] == "135.56"
    assert is_whole(lender)
