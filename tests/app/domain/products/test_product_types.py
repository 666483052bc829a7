"""The product types beside loans: the worked examples' figures, and lives of each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.explanation import FIGURES
from app.domain.money import ZERO, Money, total
from app.domain.products import PRODUCT_TYPES
from app.domain.products.factoring import Receivable
from app.domain.products.product_type import Agreement
from app.domain.products.revolving_line import RevolvingLine
from app.domain.products.scenario_json import agreement_from_json, scenario_from_json
from app.errors import RuleViolation

LINE: dict[str, object] = {
    "product_type": "revolving",
    "limit": "100000.00",
    "annual_rate": "0.24",
    "opened_on": "2026-01-01",
    "cut_day": 31,
    "minimum_rate": "0.05",
    "late_annual_rate": "0.48",
}
INVOICE: dict[str, object] = {
    "product_type": "factoring",
    "face_value": "100000.00",
    "advance_rate": "0.80",
    "annual_rate": "0.30",
    "commission_rate": "0.01",
    "bought_on": "2026-01-01",
    "due_on": "2026-02-15",
    "late_annual_rate": "0.60",
}
LEASE: dict[str, object] = {
    "product_type": "leasing",
    "asset_price": "200000.00",
    "annual_rate": "0.24",
    "rents": 24,
    "residual_value": "20000.00",
    "delivered_on": "2026-01-15",
    "first_due_on": "2026-02-15",
}
LOAN: dict[str, object] = {
    "principal": "10000.00",
    "annual_rate": "0.36",
    "vat_rate": "0.16",
    "method": "level_with_vat",
    "frequency": "monthly",
    "installments": 6,
    "disbursed_on": "2026-01-15",
    "first_due_on": "2026-02-15",
    "day_count": "30/360",
}
OF_EACH_TYPE = {"installments": LOAN, "revolving": LINE, "factoring": INVOICE, "leasing": LEASE}


def _event(seq: int, kind: str, day: str, amount: str) -> dict[str, object]:
    return {"seq": seq, "type": kind, "value_date": day, "amount": amount}


def _line(*events: dict[str, object], **changes: object) -> tuple[RevolvingLine, tuple[LoanEvent, ...]]:
    scenario = scenario_from_json({"terms": LINE | changes, "events": list(events), "as_of": "2026-01-31"})
    assert isinstance(scenario.agreement, RevolvingLine)
    return scenario.agreement, scenario.events


EV9 = (
    _event(1, "disbursement", "2026-01-01", "40000.00"),
    _event(2, "disbursement", "2026-01-11", "20000.00"),
    _event(3, "payment", "2026-01-21", "10000.00"),
)


# -- what every registered type gives ------------------------------------------------------------------------------


def test_every_registered_type_has_an_example_here() -> None:
    assert {of_type.code for of_type in PRODUCT_TYPES} == set(OF_EACH_TYPE)


@pytest.mark.parametrize("code", OF_EACH_TYPE)
def test_every_type_previews_lives_and_explains(code: str) -> None:
    agreement: Agreement = agreement_from_json(OF_EACH_TYPE[code])
    assert agreement.preview().figures
    start = agreement.rules.disbursed_on
    events = [LoanEvent(2, EventKind.PAYMENT, start + timedelta(days=50), Money.of(700))]
    if code == "revolving":
        events.insert(0, LoanEvent(1, EventKind.DISBURSEMENT, start, Money.of(9000), principal=Money.of(9000)))
    agreement.check(events)
    for days in (0, 30, 45, 50, 80, 200, 900):
        day = start + timedelta(days=days)
        state = agreement.state_on(events, day)
        paid = [event.amount for event in events if event.kind is EventKind.PAYMENT and event.value_on <= day]
        lines = [line for one in state.allocations for line in one.all_lines]
        assert total(line.amount for line in lines) + state.advance == total(paid)
        for figure in FIGURES:
            explanation = agreement.explain(events, day, figure)
            assert sum(line.amount for line in explanation.lines) == explanation.total, (figure, day)


@pytest.mark.parametrize("code", OF_EACH_TYPE)
def test_paying_the_payoff_of_any_type_leaves_nothing(code: str) -> None:
    agreement = agreement_from_json(OF_EACH_TYPE[code])
    start = agreement.rules.disbursed_on
    events = [LoanEvent(1, EventKind.DISBURSEMENT, start, Money.of(9000), principal=Money.of(9000))]
    events = events if code == "revolving" else []
    for days in (1, 31, 60, 200):
        day = start + timedelta(days=days)
        payoff = agreement.state_on(events, day).payoff
        assert payoff
        paid = LoanEvent(9, EventKind.PAYMENT, day, payoff)
        after = agreement.state_on([*events, paid], day + timedelta(days=100))
        assert (after.payoff, after.outstanding_principal, after.advance, after.days_past_due) == (ZERO, ZERO, ZERO, 0)


def test_an_unknown_type_or_an_event_that_a_type_lacks_is_refused() -> None:
    with pytest.raises(RuleViolation, match=r"terms\.not_a_choice"):
        agreement_from_json({"product_type": "hipoteca"})
    with pytest.raises(RuleViolation, match=r"event\.not_of_product"):
        scenario_from_json(
            {"terms": LEASE, "events": [_event(1, "disbursement", "2026-02-01", "1.00")], "as_of": "2026-02-15"}
        )
    with pytest.raises(RuleViolation, match=r"terms\.unknown_key") as refused:
        agreement_from_json(LINE | {"limite": "1.00"})
    assert refused.value.params["keys"] == "limite"


# -- the revolving line --------------------------------------------------------------------------------------------


def test_daily_balances_of_thirty_days_bear_what_ev9_says() -> None:
    """EV-9: 40,000 for 10 days, 60,000 for 10 and 50,000 for 10 at 24 %/360: 1,000.00 and 160.00 of VAT."""
    line, events = _line(*EV9)
    state = line.state_on(events, date(2026, 1, 31))
    statement = state.rows[0]
    assert (str(statement.interest), str(statement.vat), str(statement.principal)) == ("1000.00", "160.00", "2500.00")
    assert (state.next_due_on, str(state.next_due_amount), state.due.total) == (date(2026, 2, 20), "3660.00", ZERO)


def test_a_statement_is_demanded_on_its_limit_date_and_late_after_it() -> None:
    """2,500.00 of the minimum at 48 %/360: 13 days are 43.33."""
    line, events = _line(*EV9)
    assert str(line.state_on(events, date(2026, 2, 20)).due.total) == "3660.00"
    state = line.state_on(events, date(2026, 3, 5))
    assert (state.days_past_due, str(state.due.late_interest), str(state.due.late_vat)) == (13, "43.33", "6.93")


def test_overdue_principal_bears_late_interest_instead_of_ordinary_where_the_contract_says_so() -> None:
    """February: 50,000 for 20 days and 47,500 for 8: 666.67 + 253.33."""
    line, events = _line(*EV9, late_replaces_ordinary=True)
    assert str(line.state_on(events, date(2026, 2, 28)).rows[1].interest) == "920.00"
    line, events = _line(*EV9)
    assert str(line.state_on(events, date(2026, 2, 28)).rows[1].interest) == "933.33"


def test_a_drawing_beyond_the_limit_is_refused_and_says_by_how_much() -> None:
    with pytest.raises(RuleViolation, match=r"revolving\.over_limit") as refused:
        _line(*EV9, _event(4, "disbursement", "2026-01-25", "60000.00"))
    assert (refused.value.params["seq"], refused.value.params["over"]) == (4, "$10,000.00")


def test_a_drawing_can_be_reversed_and_then_counts_for_nothing() -> None:
    over = _event(4, "disbursement", "2026-01-25", "60000.00")
    undone = {"seq": 5, "type": "reversal", "value_date": "2026-01-26", "of": 4}
    line, events = _line(*EV9, over, undone)
    assert line.state_on(events, date(2026, 1, 31)) == line.state_on(events[:3], date(2026, 1, 31))


def test_two_events_of_a_line_never_share_a_number() -> None:
    with pytest.raises(RuleViolation, match=r"event\.seq_repeated"):
        _line(*EV9, _event(1, "payment", "2026-01-25", "100.00"))


def test_nothing_happens_before_a_line_is_opened() -> None:
    with pytest.raises(RuleViolation, match=r"event\.before_disbursement"):
        _line(_event(1, "disbursement", "2025-12-31", "100.00"))


def test_what_is_repaid_can_be_drawn_again() -> None:
    line, events = _line(*EV9)
    assert str(line.available_on(events, date(2026, 1, 31))) == "50000.00"


def test_money_beyond_the_balance_waits_and_pays_the_next_drawing() -> None:
    line, events = _line(
        _event(1, "disbursement", "2026-01-01", "1000.00"),
        _event(2, "payment", "2026-01-01", "1500.00"),
        _event(3, "disbursement", "2026-01-05", "800.00"),
    )
    assert str(line.state_on(events, date(2026, 1, 2)).advance) == "500.00"
    state = line.state_on(events, date(2026, 1, 5))
    assert (str(state.outstanding_principal), state.advance) == ("300.00", ZERO)


# -- factoring -----------------------------------------------------------------------------------------------------


def _invoice(**changes: object) -> Receivable:
    agreement = agreement_from_json(INVOICE | changes)
    assert isinstance(agreement, Receivable)
    return agreement


def test_an_invoice_is_bought_for_what_ev11_says() -> None:
    figures = {figure.name: str(figure.amount) for figure in _invoice().preview().figures}
    assert figures == {
        "advance": "80000.00",
        "interest": "3000.00",
        "interest_vat": "0.00",
        "commission": "800.00",
        "commission_vat": "128.00",
        "net": "76072.00",
        "reserve": "20000.00",
    }


def test_collected_at_maturity_the_whole_reserve_goes_back() -> None:
    paid = [LoanEvent(1, EventKind.PAYMENT, date(2026, 2, 15), Money.of(100_000))]
    settlement = _invoice().settlement(paid, date(2026, 2, 15))
    assert (str(settlement.reserve_to_return), settlement.outstanding) == ("20000.00", ZERO)


def test_collected_late_the_reserve_pays_the_late_interest() -> None:
    """80,000 at 60 %/360 for ten days: 1,333.33."""
    paid = [LoanEvent(1, EventKind.PAYMENT, date(2026, 2, 25), Money.of(100_000))]
    assert str(_invoice().settlement(paid, date(2026, 2, 25)).reserve_to_return) == "18666.67"


@pytest.mark.parametrize("has_recourse", [True, False])
def test_an_unpaid_invoice_is_the_sellers_debt_only_with_recourse(has_recourse: bool) -> None:
    invoice = _invoice(has_recourse=has_recourse)
    assert not invoice.settlement([], date(2026, 2, 15)).is_owed_by_seller
    unpaid = invoice.settlement([], date(2026, 2, 25))
    assert (unpaid.is_owed_by_seller, str(unpaid.outstanding)) == (has_recourse, "81333.33")


def test_more_than_the_invoice_is_not_collected() -> None:
    paid = [LoanEvent(1, EventKind.PAYMENT, date(2026, 2, 15), Money.parse("100000.01"))]
    with pytest.raises(RuleViolation, match=r"factoring\.more_than_face"):
        _invoice().check(paid)


# -- leasing -------------------------------------------------------------------------------------------------------


def test_the_rents_are_what_ev10_says_and_bear_vat_whole() -> None:
    """EV-10: 9,916.80 before VAT; 16 % of it is 1,586.69. The option of 20,000.00 bears 3,200.00."""
    preview = agreement_from_json(LEASE).preview()
    first, option = preview.rows[0], preview.rows[-1]
    assert (str(first.interest), str(first.principal), str(first.vat)) == ("4000.00", "5916.80", "1586.69")
    assert (option.n, str(option.principal), str(option.vat), option.closing) == (25, "20000.00", "3200.00", ZERO)
    assert {row.total for row in preview.rows[:-2]} == {first.total}


def test_ending_a_lease_early_bears_vat_on_the_principal_too() -> None:
    state = agreement_from_json(LEASE).state_on([], date(2026, 1, 15))
    assert str(state.payoff) == "232000.00"
