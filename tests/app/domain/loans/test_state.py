"""The state of a loan on a day, by hand: due, accrued, late, advance, reversal, back-dating, refusals."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.events import EventKind, Excess, LoanEvent, PrepaymentEffect
from app.domain.loans.methods import Method
from app.domain.loans.preview import preview_payment
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.terms import Grace, InstallmentFee, LoanTerms
from app.domain.money import ZERO, Money
from app.domain.payments.components import Component
from app.domain.rates import DayCount
from app.errors import RuleViolation
from tests.known_terms import terms_l1

DISBURSED_ON = date(2026, 1, 15)
FEB, MAR, APR = date(2026, 2, 15), date(2026, 3, 15), date(2026, 4, 15)
LEVEL = Money.parse("1875.45")


def _pay(
    seq: int, day: date, amount: str, excess: Excess | None = None, effect: PrepaymentEffect | None = None
) -> LoanEvent:
    return LoanEvent(seq, EventKind.PAYMENT, day, Money.parse(amount), excess, effect)


def _reversal(seq: int, day: date, reverses_seq: int) -> LoanEvent:
    return LoanEvent(seq, EventKind.REVERSAL, day, ZERO, reverses_seq=reverses_seq)


def _refused(
    amount: str, day: date, *events: LoanEvent, excess: Excess | None = None, terms: LoanTerms | None = None
) -> RuleViolation:
    with pytest.raises(RuleViolation) as refused:
        preview_payment(terms or terms_l1(), events, Money.parse(amount), day, excess)
    return refused.value


def _texts(state: LoanState, *names: str) -> tuple[str, ...]:
    return tuple(str(getattr(state, name)) for name in names)


# -- what is due and accrued ---------------------------------------------------------------------------------------


def test_the_installment_of_the_day_is_due_and_not_late() -> None:
    state = state_on(terms_l1(), [], FEB)
    assert (state.due.total, state.days_past_due, state.due.late_interest) == (LEVEL, 0, ZERO)
    assert state_on(terms_l1(), [], FEB - timedelta(days=1)).due.total == ZERO


def test_interest_accrues_by_days_between_due_dates() -> None:
    """Ten days of 30E/360 on 10,000 at 36 %: 100.00, and its VAT 16.00."""
    state = state_on(terms_l1(), [], date(2026, 1, 25))
    assert _texts(state, "accrued_interest", "accrued_vat", "payoff") == ("100.00", "16.00", "10116.00")
    assert (state.next_due_on, state.next_due_amount) == (FEB, LEVEL)


def test_accrued_interest_never_passes_the_installments() -> None:
    """A first period of 60 days that bears one month's interest stops at it."""
    terms = terms_l1(first_due_on=MAR)
    assert str(state_on(terms, [], date(2026, 2, 14)).accrued_interest) == "290.00"
    assert str(state_on(terms, [], date(2026, 3, 14)).accrued_interest) == "300.00"


def test_accrual_on_actual_days_uses_them() -> None:
    terms = terms_l1(day_count=DayCount.ACTUAL_365)
    assert str(state_on(terms, [], date(2026, 1, 25)).accrued_interest) == "98.63"  # 10,000 · 0.36 · 10/365


def test_a_periodic_period_accrues_evenly() -> None:
    """10,000 · 0.52/52 = 100.00 a week; three days of seven."""
    terms = terms_l1(
        day_count=DayCount.PERIODIC,
        frequency=Frequency.WEEKLY,
        first_due_on=date(2026, 1, 22),
        annual_rate=Decimal("0.52"),
    )
    assert str(state_on(terms, [], date(2026, 1, 18)).accrued_interest) == "42.86"


def test_interest_of_a_full_grace_accrues_until_it_falls_due() -> None:
    """300.00 a month: by 30 March two months and half the third have accrued."""
    terms = terms_l1(method=Method.EQUAL_PRINCIPAL, grace=Grace.FULL, grace_periods=2)
    assert str(state_on(terms, [], date(2026, 3, 30)).accrued_interest) == "750.00"
    state = state_on(terms, [], APR)
    assert _texts(state, "accrued_interest", "accrued_vat") == ("0.00", "0.00")
    assert (str(state.due.interest), str(state.due.vat)) == ("900.00", "144.00")


def test_before_the_disbursement_nothing_is_owed() -> None:
    state = state_on(terms_l1(), [], date(2026, 1, 14))
    assert _texts(state, "outstanding_principal", "payoff") == ("0.00", "0.00")
    assert not state.is_settled


def test_a_reversed_disbursement_leaves_nothing_owed() -> None:
    given = LoanEvent(1, EventKind.DISBURSEMENT, DISBURSED_ON, Money.of(10_000))
    state = state_on(terms_l1(), [given, _reversal(2, FEB, 1)], MAR)
    assert _texts(state, "outstanding_principal", "payoff") == ("0.00", "0.00")
    assert (state.days_past_due, state.due.total, state.is_settled) == (0, ZERO, False)


# -- late interest -------------------------------------------------------------------------------------------------


def test_late_interest_runs_in_segments_and_each_is_rounded() -> None:
    """1,527.45 of principal at 72 %/360: 10 days 30.55; 827.45 left: 20 days more 33.10."""
    paid_on = FEB + timedelta(days=10)
    state = state_on(terms_l1(), [], paid_on)
    assert (str(state.due.late_interest), str(state.due.late_vat)) == ("30.55", "4.89")
    # 4.89 + 30.55 + 48.00 + 300.00 are paid first; 700.00 more reach the principal.
    part = _pay(1, paid_on, "1083.44")
    assert str(state_on(terms_l1(), [part], paid_on).installments[0].outstanding.principal) == "827.45"
    later = state_on(terms_l1(), [part], paid_on + timedelta(days=18))
    item = later.installments[0]
    assert (str(item.due.late_interest), str(item.paid.late_interest)) == ("60.34", "30.55")  # + 29.79 of 18 days
    assert str(item.outstanding.late_vat) == "4.77"  # of 29.79


def test_late_interest_bears_none_itself() -> None:
    one, two = (state_on(terms_l1(), [], FEB + timedelta(days=days)).due.late_interest for days in (10, 20))
    assert (str(one), str(two)) == ("30.55", "61.10")


@pytest.mark.parametrize(("days", "late"), [(0, "0.00"), (5, "0.00"), (6, "18.33"), (10, "30.55")])
def test_within_the_days_of_grace_none_is_charged_and_after_it_counts_from_the_due_date(days: int, late: str) -> None:
    state = state_on(terms_l1(late_grace_days=5), [], FEB + timedelta(days=days))
    assert str(state.due.late_interest) == late
    assert state.days_past_due == days


def test_what_is_paid_within_the_days_of_grace_bears_none_later() -> None:
    """348.00 of interest with VAT, then 700.00 of principal, on the third day; 827.45 for ten days: 16.55."""
    part = _pay(1, FEB + timedelta(days=3), "1048.00")
    state = state_on(terms_l1(late_grace_days=5), [part], FEB + timedelta(days=10))
    assert str(state.due.late_interest) == "16.55"


def test_late_interest_may_run_on_the_whole_installment() -> None:
    """1,527.45 + 300.00 of ordinary interest, VAT apart, ten days at 72 %/360."""
    state = state_on(terms_l1(late_base="installment"), [], FEB + timedelta(days=10))
    assert str(state.due.late_interest) == "36.55"


def test_a_demand_moved_by_the_business_day_rule_is_not_late_until_it_passes() -> None:
    """15 February 2026 is a Sunday: who pays on Monday is in time, and on Sunday the installment can be paid."""
    terms = terms_l1(business_day_rule=BusinessDayRule.FOLLOWING)
    sunday, monday, tuesday = (state_on(terms, [], FEB + timedelta(days=days)) for days in range(3))
    assert sunday.due.total == monday.due.total == LEVEL
    assert (sunday.days_past_due, monday.days_past_due, tuesday.days_past_due) == (0, 0, 1)
    assert monday.due.late_interest == ZERO
    assert str(monday.accrued_interest) == "8.47"  # the second period has begun: a day on 8,472.55


@pytest.mark.parametrize(("days", "stage"), [(0, 1), (30, 1), (31, 2), (89, 2), (90, 3)], ids=lambda value: str(value))
def test_the_stage_follows_days_past_due(days: int, stage: int) -> None:
    state = state_on(terms_l1(), [], FEB + timedelta(days=days))
    assert (state.days_past_due, state.stage) == (days, stage)


@pytest.mark.parametrize(("days", "stage"), [(29, 1), (30, 3)])
def test_principal_of_a_single_payment_reaches_the_third_stage_at_thirty_days(days: int, stage: int) -> None:
    terms = terms_l1(method=Method.BULLET, installments=1)
    assert state_on(terms, [], FEB + timedelta(days=days)).stage == stage


def test_a_debt_within_the_tolerance_makes_nobody_delinquent_and_stays_due() -> None:
    short = _pay(1, FEB, "1875.44")
    day = FEB + timedelta(days=10)
    state = state_on(terms_l1(arrears_tolerance=Money(1)), [short], day)
    assert (state.days_past_due, state.oldest_unpaid_on, str(state.due.principal)) == (0, MAR, "0.01")
    assert state_on(terms_l1(), [short], day).days_past_due == 10


def test_fees_alone_make_no_days_past_due() -> None:
    fee = InstallmentFee("Seguro", Money.of(50), None, "principal", Decimal(0))
    order = (Component.VAT, Component.INTEREST, Component.PRINCIPAL)
    terms = terms_l1(installment_fees=(fee,), allocation_order=order)
    state = state_on(terms, [_pay(1, FEB, "1875.45")], FEB + timedelta(days=5))
    assert (str(state.due.total), state.days_past_due) == ("50.00", 0)


# -- advance, prepayment, pay-off ----------------------------------------------------------------------------------


def test_an_advance_waits_for_the_due_dates_and_saves_no_interest() -> None:
    ahead = _pay(1, FEB, "4000.00", Excess.ADVANCE)
    state = state_on(terms_l1(), [ahead], FEB)
    assert _texts(state, "advance", "next_due_amount", "next_due_on") == ("2124.55", "1626.35", "2026-04-15")
    assert state.oldest_unpaid_on == APR
    state = state_on(terms_l1(), [ahead], MAR)
    assert (str(state.advance), state.due.total) == ("249.10", ZERO)
    assert [line.installment for line in state.allocations[0].all_lines] == [1, 1, 1, 2, 2, 2]
    state = state_on(terms_l1(), [ahead], APR)
    assert (str(state.advance), str(state.due.total)) == ("0.00", "1626.35")


def test_a_prepayment_between_due_dates_pays_the_accrued_interest_first() -> None:
    """Ten days after the first payment 84.73 + 13.56 have accrued; 2,000.00 lower 8,472.55 to 6,570.84."""
    day = FEB + timedelta(days=10)
    events = [_pay(1, FEB, "1875.45"), _pay(2, day, "2000.00", Excess.PREPAYMENT, PrepaymentEffect.SHORTEN_TERM)]
    state = state_on(terms_l1(), events, day)
    lines = {line.component: str(line.amount) for line in state.allocations[1].excess_lines}
    assert lines == {Component.INTEREST: "84.73", Component.VAT: "13.56", Component.PRINCIPAL: "1901.71"}
    assert str(state.outstanding_principal) == "6570.84"
    second = state.rows[1]
    assert (str(second.interest), str(second.total)) == ("131.42", "1875.45")  # twenty days on 6,570.84
    assert len(state.rows) == 5
    assert state.rows[-1].closing == ZERO
    assert str(state_on(terms_l1(), events, day + timedelta(days=1)).accrued_interest) == "6.57"


def test_a_prepayment_during_the_grace_keeps_the_grace() -> None:
    """Of 12,000 after two months of interest only, 6,000 are prepaid on the first due date."""
    terms = terms_l1(
        principal=Money.of(12_000),
        vat_rate=Decimal(0),
        method=Method.LEVEL,
        opening_fee=None,
        grace=Grace.PRINCIPAL,
        grace_periods=2,
    )
    events = [_pay(1, FEB, "360.00"), _pay(2, FEB, "6000.00", Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT)]
    totals = [str(row.total) for row in state_on(terms, events, FEB).rows]
    assert totals[:5] == ["360.00", "180.00", "1614.16", "1614.16", "1614.16"]  # half of 3,228.32


def test_a_second_prepayment_does_not_stretch_a_shortened_term() -> None:
    first = _pay(1, FEB, "5875.45", Excess.PREPAYMENT, PrepaymentEffect.SHORTEN_TERM)
    shortened = state_on(terms_l1(), [first], FEB).rows
    assert len(shortened) == 4
    second = _pay(2, FEB, "1000.00", Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT)
    lowered = state_on(terms_l1(), [first, second], FEB).rows
    assert [row.due_on for row in lowered] == [row.due_on for row in shortened]
    assert lowered[1].total < shortened[1].total


def test_a_prepaid_flat_loan_is_not_charged_interest_that_has_not_elapsed() -> None:
    """Flat interest of 300.00 a month falls to 180.00 when 4,000 of 10,000 are prepaid."""
    terms = terms_l1(method=Method.FLAT, installments=5, vat_rate=Decimal(0))
    events = [_pay(1, FEB, "6300.00", Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT)]
    rows = state_on(terms, events, FEB).rows[1:]
    assert [(str(row.principal), str(row.interest)) for row in rows] == [("1000.00", "180.00")] * 4


def test_the_rules_default_for_a_prepayment_is_a_lower_payment() -> None:
    events = [_pay(1, FEB, "1875.45"), _pay(2, FEB, "1000.00", Excess.PREPAYMENT)]
    lowered = [*events[:1], _pay(2, FEB, "1000.00", Excess.PREPAYMENT, PrepaymentEffect.LOWER_PAYMENT)]
    assert state_on(terms_l1(), events, FEB) == state_on(terms_l1(), lowered, FEB)


def test_the_payoff_liquidates_without_being_told_what_the_excess_is() -> None:
    day = FEB + timedelta(days=10)
    first = _pay(1, FEB, "1875.45")
    before = state_on(terms_l1(), [first], day)
    assert str(before.payoff) == "8570.84"  # 8,472.55 + 84.73 + 13.56
    preview = preview_payment(terms_l1(), [first], before.payoff, day)
    assert preview.after.is_settled
    assert (preview.excess_kind, preview.excess_amount) == (None, ZERO)
    closing = preview.after.rows[-1]
    assert (closing.n, closing.due_on, str(closing.total), closing.closing) == (2, day, "8570.84", ZERO)


def test_an_advance_kept_counts_towards_the_payoff() -> None:
    ahead = _pay(1, FEB, "3000.00", Excess.ADVANCE)
    before = state_on(terms_l1(), [ahead], FEB)
    assert str(before.payoff) == "7348.00"  # 8,472.55 less 1,124.55 kept
    after = preview_payment(terms_l1(), [ahead], before.payoff, FEB).after
    assert (after.is_settled, after.advance) == (True, ZERO)


# -- reversal and back-dating --------------------------------------------------------------------------------------


def test_a_back_dated_payment_changes_every_later_figure() -> None:
    late = FEB + timedelta(days=10)
    typed_first, typed_later = _pay(1, late, "1910.89"), _pay(2, FEB, "1875.45")
    assert state_on(terms_l1(), [typed_first], late).due.total == ZERO
    state = state_on(terms_l1(), [typed_first, typed_later], late)
    assert state.installments[0].due.late_interest == ZERO
    assert str(state.advance) == "1910.89"


def test_a_reversal_counts_from_the_day_of_what_it_undoes() -> None:
    events = [_pay(1, FEB, "1875.45"), _reversal(2, APR, 1)]
    assert state_on(terms_l1(), events, FEB + timedelta(days=1)).days_past_due == 1


# -- refusals ------------------------------------------------------------------------------------------------------


def test_a_payment_is_more_than_nothing() -> None:
    assert _refused("0.00", FEB).code == "payment.not_positive"
    assert _refused("-1.00", FEB).code == "payment.not_positive"


def test_a_payment_is_not_before_the_disbursement() -> None:
    assert _refused("1.00", date(2026, 1, 14)).code == "payment.before_disbursement"


def test_more_than_the_payoff_is_refused_whatever_the_excess() -> None:
    for excess in (None, Excess.ADVANCE, Excess.PREPAYMENT):
        refused = _refused("10348.01", FEB, excess=excess)
        assert (refused.code, refused.params["payoff"]) == ("payment.more_than_payoff", "$10,348.00")


def test_the_excess_must_be_told() -> None:
    refused = _refused("2000.00", FEB)
    assert (refused.code, refused.field, refused.params["excess"]) == ("payment.excess_undecided", "excess", "$124.55")


def test_a_prepayment_needs_nothing_overdue() -> None:
    refused = _refused("500.00", FEB + timedelta(days=1), excess=Excess.PREPAYMENT)
    assert refused.code == "payment.prepayment_overdue"


def test_a_prepayment_must_pass_the_accrued_interest() -> None:
    refused = _refused("116.00", date(2026, 1, 25), excess=Excess.PREPAYMENT)
    assert (refused.code, refused.params["least"]) == ("payment.prepayment_too_small", "$116.00")


def test_a_settled_loan_takes_no_payment() -> None:
    payoff = _pay(1, FEB, "10348.00")
    assert _refused("1.00", MAR, payoff).code == "payment.loan_settled"


def test_a_back_dated_payment_that_leaves_a_later_payoff_with_a_surplus_is_refused() -> None:
    payoff = _pay(1, MAR, str(state_on(terms_l1(), [], MAR).payoff))
    assert _refused("1000.00", FEB, payoff).code == "payment.leaves_surplus"


def test_a_loan_not_handed_over_takes_no_payment() -> None:
    given = LoanEvent(1, EventKind.DISBURSEMENT, DISBURSED_ON, Money.of(10_000))
    assert _refused("1.00", FEB, given, _reversal(2, FEB, 1)).code == "payment.nothing_owed"


def test_a_payment_of_what_is_due_needs_no_word_about_an_excess() -> None:
    preview = preview_payment(terms_l1(), [], LEVEL, FEB)
    given = [(line.component, str(line.amount)) for line in preview.lines]
    assert given == [(Component.VAT, "48.00"), (Component.INTEREST, "300.00"), (Component.PRINCIPAL, "1527.45")]
    assert (preview.before.due.total, preview.after.due.total) == (LEVEL, ZERO)
