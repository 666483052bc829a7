"""Terms to JSON and back, and what is refused in a JSON written by hand."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from app.domain.loans.methods import Method
from app.domain.loans.terms import CustomRow, InstallmentFee, LoanTerms
from app.domain.loans.terms_json import terms_from_json, terms_to_json
from app.domain.money import Money
from app.domain.payments.components import Component
from app.errors import RuleViolation
from tests.app.domain.loans.loan_strategies import any_terms
from tests.known_terms import terms_l1

MX_L1: dict[str, object] = {
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


@given(any_terms())
def test_any_terms_come_back_equal_from_their_json(terms: LoanTerms) -> None:
    assert terms_from_json(json.loads(json.dumps(terms_to_json(terms)))) == terms


def test_a_custom_table_a_fee_and_an_order_come_back_equal() -> None:
    terms = terms_l1(
        method=Method.CUSTOM,
        installments=1,
        custom_rows=(CustomRow(date(2026, 2, 15), Money.of(10_000)),),
        installment_fees=(InstallmentFee("Seguro de vida", None, Decimal("0.002"), "balance", Decimal("0.16"), False),),
        allocation_order=(Component.LATE_VAT, Component.PRINCIPAL),
        arrears_tolerance=Money(1),
    )
    assert terms_from_json(json.loads(json.dumps(terms_to_json(terms)))) == terms


def test_an_opening_fee_is_deducted_with_vat_unless_told_otherwise() -> None:
    fee = terms_from_json({**MX_L1, "opening_fee": {"amount": "100.00"}}).opening_fee
    assert fee is not None
    assert (fee.amount, fee.vat_rate, fee.how) == (Money.of(100), Decimal("0.16"), "deducted")


def test_a_single_payment_needs_neither_frequency_nor_number() -> None:
    given = {key: value for key, value in MX_L1.items() if key not in ("frequency", "installments")}
    assert terms_from_json({**given, "method": "bullet"}).installments == 1


def test_a_custom_table_says_its_own_number_and_first_date() -> None:
    left_out = ("frequency", "installments", "first_due_on")
    given = {key: value for key, value in MX_L1.items() if key not in left_out}
    rows = [{"due_on": "2026-02-01", "principal": "1"}, {"due_on": "2026-03-01", "principal": "9999.00"}]
    terms = terms_from_json({**given, "method": "custom", "custom_rows": rows})
    assert (terms.installments, terms.first_due_on) == (2, date(2026, 2, 1))


def test_exact_json_numbers_are_taken_as_they_are_written() -> None:
    data = json.loads('{"principal": 10000.50, "annual_rate": 0.36}', parse_float=Decimal)
    terms = terms_from_json({**MX_L1, **data})
    assert (str(terms.principal), terms.annual_rate) == ("10000.50", Decimal("0.36"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"principal": 10000.5}, "terms.not_a_number"),
        ({"principal": "10,000.00"}, "terms.not_a_number"),
        ({"principal": "1O000"}, "terms.not_a_number"),
        ({"principal": "1e30"}, "terms.not_a_number"),
        ({"principal": Decimal("1e30")}, "terms.number_too_large"),
        ({"principal": 10**400}, "terms.number_too_large"),
        ({"principal": "9" * 30}, "terms.number_too_large"),
        ({"principal": "9" * 100_000}, "terms.not_a_number"),
        ({"principal": Decimal("1e-999999")}, "terms.not_a_number"),
        ({"principal": Decimal("NaN")}, "terms.not_a_number"),
        ({"principal": None}, "terms.not_a_number"),
        ({"principal": True}, "terms.not_a_number"),
        ({"principal": "10000.005"}, "terms.too_many_decimals"),
        ({"principal": "-5"}, "terms.principal_not_positive"),
        ({"annual_rate": "-0.36"}, "terms.rate_negative"),
        ({"annual_rate": "treinta"}, "terms.not_a_number"),
        ({"installments": "0"}, "terms.installments_not_positive"),
        ({"installments": 1.5}, "terms.not_a_number"),
        ({"installments": "1.5"}, "terms.not_an_integer"),
        ({"installments": 10**15}, "terms.installments_too_many"),
        ({"method": "levelled"}, "terms.not_a_choice"),
        ({"method": ["level"]}, "terms.not_a_choice"),
        ({"disbursed_on": "2026-02-30"}, "terms.not_a_date"),
        ({"disbursed_on": "15/01/2026"}, "terms.not_a_date"),
        ({"disbursed_on": "20260115"}, "terms.not_a_date"),
        ({"disbursed_on": 20260115}, "terms.not_a_date"),
        ({"capitalise_grace_interest": "yes"}, "terms.not_a_flag"),
        ({"opening_fee": "0.03"}, "terms.not_an_object"),
        ({"opening_fee": {}}, "terms.rate_or_amount"),
        ({"opening_fee": {"rate": "0.03", "amount": "1"}}, "terms.rate_or_amount"),
        ({"opening_fee": {"rate": "0.03", "hoy": "paid"}}, "terms.unknown_key"),
        ({"opening_fee": {"rate": "0.03", "how": "later"}}, "terms.not_a_choice"),
        ({"fees": {}}, "terms.not_a_list"),
        ({"fees": [{"name": 1, "amount": "5"}]}, "terms.not_a_name"),
        ({"custom_rows": [{}] * 5000}, "terms.installments_too_many"),
        ({"allocation_order": ["principal", "luck"]}, "terms.not_a_choice"),
        ({"tasa": "0.36"}, "terms.unknown_key"),
    ],
)
def test_a_json_that_makes_no_sense_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        terms_from_json({**MX_L1, **changes})
    assert refused.value.code == code


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_only_an_object_holds_terms(data: object) -> None:
    with pytest.raises(RuleViolation) as refused:
        terms_from_json(data)
    assert refused.value.code == "terms.not_an_object"


@pytest.mark.parametrize("key", sorted(MX_L1))
def test_each_missing_term_is_named(key: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        terms_from_json({name: value for name, value in MX_L1.items() if name != key})
    assert (refused.value.code, refused.value.params["keys"]) == ("terms.missing_key", key)
