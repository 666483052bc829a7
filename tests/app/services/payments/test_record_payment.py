"""Recording a payment: allocated, posted, receipted, and never twice."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.accounting.concepts import Concept
from app.domain.loans.events import Excess, PrepaymentEffect
from app.domain.loans.loan import LoanStatus
from app.domain.loans.terms import Grace
from app.domain.money import ZERO, Money
from app.domain.users.roles import PresetRole
from app.errors import ConfirmationNeeded, Conflict, NotAllowed, RuleViolation
from app.services.loans.read_loans import find_loans, read_loan
from tests.company import Lender, add_active_loan, add_client, add_loan, pay
from tests.known_terms import terms_l1

DUE_1 = date(2026, 2, 15)


def _balances(lender: Lender, loan_id: int) -> dict[Concept, Money]:
    with lender.ctx.database.reading() as uow:
        return {account: amount for account, amount in uow.ledger.balances_of_loan(loan_id).items() if amount}


def test_a_payment_on_its_date_pays_the_installment_to_the_centavo(lender: Lender) -> None:
    ctx = lender.on(DUE_1)
    loan_id = add_active_loan(lender.ctx)
    recorded = pay(ctx, loan_id, "1875.45", DUE_1)
    assert recorded.receipt == "REC-000001"
    state = read_loan(ctx, loan_id).state
    assert state is not None
    # MX-L1, row 1: balance 8,472.55 after it.
    assert state.outstanding_principal == Money.of("8472.55")
    assert state.due.total == ZERO
    assert state.days_past_due == 0


def test_the_entry_is_balanced_and_says_where_each_peso_went(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    # Opening fee 3 % = 300.00 and its VAT 48.00 are deducted: 9,652.00 leave the bank.
    assert _balances(lender, loan_id) == {
        Concept.BANKS: Money.of("-9652.00"),
        Concept.LOANS_PRINCIPAL: Money.of("10000.00"),
        Concept.DEFERRED_FEES: Money.of("-300.00"),
        Concept.VAT_COLLECTED: Money.of("-48.00"),
    }
    pay(lender.on(DUE_1), loan_id, "1875.45", DUE_1)
    assert _balances(lender, loan_id) == {
        Concept.BANKS: Money.of("-9652.00"),
        Concept.CASH: Money.of("1875.45"),
        Concept.LOANS_PRINCIPAL: Money.of("8472.55"),
        Concept.INTEREST_INCOME: Money.of("-300.00"),
        # The fee is earned over the 181 days of the loan: 300.00 × 31 / 181.
        Concept.OPENING_FEE_INCOME: Money.of("-51.38"),
        Concept.DEFERRED_FEES: Money.of("-248.62"),
        Concept.VAT_COLLECTED: Money.of("-96.00"),
    }


def test_late_interest_is_collected_first(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ten_days_late = date(2026, 2, 25)
    ctx = lender.on(ten_days_late)
    state = read_loan(ctx, loan_id).state
    assert state is not None
    assert state.days_past_due == 10
    # 1,527.45 of overdue principal at 72 %/360 for 10 days: 30.549 -> 30.55, VAT 4.89.
    assert state.due.total == Money.of("1875.45") + Money.of("30.55") + Money.of("4.89")
    pay(ctx, loan_id, "1910.89", ten_days_late)
    balances = _balances(lender, loan_id)
    assert balances[Concept.LATE_INTEREST_INCOME] == Money.of("-30.55")
    assert balances[Concept.LOANS_PRINCIPAL] == Money.of("8472.55")


def test_an_excess_must_be_told_and_is_kept_as_advance(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    with pytest.raises(RuleViolation) as caught:
        pay(ctx, loan_id, "2000.00", DUE_1)
    assert caught.value.code == "payment.excess_undecided"
    pay(ctx, loan_id, "2000.00", DUE_1, Excess.ADVANCE)
    assert _balances(lender, loan_id)[Concept.CLIENT_ADVANCES] == Money.of("-124.55")


def test_a_prepayment_lowers_the_rest(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    pay(lender.on(DUE_1), loan_id, "1875.45", DUE_1)
    due_2 = date(2026, 3, 15)
    ctx = lender.on(due_2)
    pay(ctx, loan_id, "3875.45", due_2, Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT)
    state = read_loan(ctx, loan_id).state
    assert state is not None
    # EV-6: 4,891.95 left; 1,331.21 three times and 1,331.19.
    assert state.outstanding_principal == Money.of("4891.95")
    assert [str(row.total) for row in state.rows[-4:]] == ["1331.21", "1331.21", "1331.21", "1331.19"]
    assert _balances(lender, loan_id)[Concept.LOANS_PRINCIPAL] == Money.of("4891.95")


def test_paying_the_payoff_settles_the_loan(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    day = date(2026, 3, 2)
    ctx = lender.on(day)
    state = read_loan(ctx, loan_id).state
    assert state is not None
    pay(ctx, loan_id, str(state.payoff), day)
    after = read_loan(ctx, loan_id)
    assert after.loan.status is LoanStatus.SETTLED
    assert after.state is not None
    assert after.state.payoff == ZERO
    assert Concept.LOANS_PRINCIPAL not in _balances(lender, loan_id)
    with pytest.raises(RuleViolation) as caught:
        pay(ctx, loan_id, "10.00", day)
    assert caught.value.code == "payment.loan_not_active"


def test_the_same_request_never_pays_twice(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    first = pay(ctx, loan_id, "500.00", DUE_1, request_id="ventana-1")
    again = pay(ctx, loan_id, "500.00", DUE_1, request_id="ventana-1")
    assert again.is_repeated
    assert again.receipt == first.receipt
    assert len(read_loan(ctx, loan_id).payments) == 1
    with pytest.raises(Conflict) as caught:
        pay(ctx, loan_id, "600.00", DUE_1, request_id="ventana-1")
    assert caught.value.code == "payment.request_reused"


def test_a_payment_that_looks_repeated_asks_first(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    pay(ctx, loan_id, "500.00", DUE_1)
    with pytest.raises(ConfirmationNeeded) as caught:
        pay(ctx, loan_id, "500.00", DUE_1)
    assert caught.value.code == "payment.looks_repeated"
    pay(ctx, loan_id, "500.00", DUE_1, confirmed=frozenset({"payment.looks_repeated"}))
    assert len(read_loan(ctx, loan_id).payments) == 2


def test_a_refused_payment_uses_no_folio(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(DUE_1)
    for amount in ("0.00", "-5.00", "999999.00"):
        with pytest.raises(RuleViolation):
            pay(ctx, loan_id, amount, DUE_1, Excess.ADVANCE)
    assert pay(ctx, loan_id, "100.00", DUE_1).receipt == "REC-000001"


def test_a_payment_in_the_future_or_before_the_money_is_refused(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    for day in (date(2026, 2, 16), date(2026, 1, 14)):
        with pytest.raises(RuleViolation):
            pay(lender.on(DUE_1), loan_id, "100.00", day)


def test_a_loan_without_its_money_takes_no_payment(lender: Lender) -> None:
    loan_id = add_loan(lender.ctx, add_client(lender.ctx))
    with pytest.raises(RuleViolation) as caught:
        pay(lender.ctx, loan_id, "100.00", date(2026, 1, 15))
    assert caught.value.code == "payment.loan_not_active"


def test_a_back_dated_payment_takes_the_late_interest_back(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(date(2026, 3, 1))
    pay(ctx, loan_id, "100.00", date(2026, 3, 1))
    pay(ctx, loan_id, "1875.45", DUE_1)
    # Paid in full on its date: the 100.00 of 1 March found nothing overdue and waits as an advance.
    balances = _balances(lender, loan_id)
    assert Concept.LATE_INTEREST_INCOME not in balances
    assert balances[Concept.CLIENT_ADVANCES] == Money.of("-100.00")


def test_who_may_not_record_is_refused_by_the_service(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    for role in (PresetRole.COLLECTOR, PresetRole.ACCOUNTANT, PresetRole.CREDIT_OFFICER):
        with pytest.raises(NotAllowed):
            pay(lender.as_role(role), loan_id, "100.00", date(2026, 1, 15))


def test_the_list_shows_what_the_replay_says(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(date(2026, 3, 20))
    pay(ctx, loan_id, "1875.45", DUE_1)
    line = find_loans(ctx, "salgado conc")[0]
    assert line.outstanding_principal == Money.of("8472.55")
    assert line.next_due_on == date(2026, 3, 15)
    assert line.next_due_amount == Money.of("1875.45")
    assert line.days_past_due == 5
    assert [found.id for found in find_loans(ctx, "4567")] == [loan_id]
    assert [found.id for found in find_loans(ctx, "CRE-000001")] == [loan_id]


def test_interest_that_a_grace_capitalises_is_income_and_principal_in_the_ledger(lender: Lender) -> None:
    """A month of grace: 300.00 of interest and 48.00 of VAT join 10,000.00; an advance of 1,000.00 is kept."""
    terms = terms_l1(grace=Grace.FULL, grace_periods=1, capitalise_grace_interest=True, opening_fee=None)
    loan_id = add_active_loan(lender.ctx, terms=terms)
    ctx = lender.on(date(2026, 2, 20))
    pay(ctx, loan_id, "1000.00", date(2026, 2, 20), Excess.ADVANCE)
    balances = _balances(lender, loan_id)
    assert str(balances[Concept.LOANS_PRINCIPAL]) == "10348.00"
    # 300.00 of the grace and five days on 10,348.00 at 36 % / 360: 51.74, whose VAT is pending until it is collected.
    assert str(balances[Concept.INTEREST_INCOME]) == "-351.74"
    assert str(balances[Concept.INTEREST_RECEIVABLE]) == "51.74"
    assert str(balances[Concept.VAT_COLLECTED]) == "-48.00"
    assert str(balances[Concept.VAT_PENDING]) == "-8.28"
    assert str(balances[Concept.CLIENT_ADVANCES]) == "-1000.00"
