"""The CAT's search: boundaries of a tenth, several roots, and flows without an answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Frequency
from app.domain.loans.cat import Flow, cat_of_flows, cat_of_terms, is_regular
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms import CustomRow, FeeMode, InstallmentFee, LoanTerms, OpeningFee
from app.domain.money import Money
from app.errors import RuleViolation
from tests.app.domain.loans.loan_strategies import payable_terms
from tests.known_terms import terms_l1


def _flows(*pairs: tuple[int | str, str]) -> list[Flow]:
    return [Flow(Fraction(t), Money.parse(amount)) for t, amount in pairs]


RECEIVED = _flows((0, "1000"))


@pytest.mark.parametrize(
    ("payments", "cat"),
    [
        (_flows((1, "1124.50")), "12.5"),  # 12.45 % exactly: half up
        (_flows((1, "1124.49")), "12.4"),
        (_flows((1, "1000.50")), "0.1"),  # 0.05 % exactly
        (_flows((1, "1000.49")), "0.0"),
        (_flows((1, "1000")), "0.0"),
        (_flows((1, "2000")), "100.0"),
        (_flows((2, "1210")), "10.0"),
        (_flows(("1/2", "1100")), "21.0"),
        (_flows(("1/365", "1010")), "3678.3"),  # 1.01^365 = 37.7834…
        (_flows(("1/365", "1030")), "4848172.5"),  # 1.03^365 = 48482.72452…
        (_flows(("1/365", "1100")), "128330558031335169.7"),
    ],
)
def test_one_decimal_half_up_however_large(payments: list[Flow], cat: str) -> None:
    assert str(cat_of_flows(RECEIVED, payments)) == cat


@given(st.integers(0, 99_999_9), st.integers(1, 40))
def test_a_rate_of_whole_tenths_comes_back(tenths: int, years: int) -> None:
    """1,000,000 million received makes the centavo too small to move a tenth."""
    received = 10**14
    paid = round(received * (1 + Fraction(tenths, 1000)) ** years)
    cat = cat_of_flows([Flow(Fraction(0), Money(received))], [Flow(Fraction(years), Money(paid))])
    assert cat == Decimal(tenths) / 10


def test_of_several_roots_the_positive_one_nearest_zero_is_taken() -> None:
    """-100 + 230/x - 132/x²: x = 1.1 and x = 1.2."""
    assert str(cat_of_flows(_flows((0, "100"), (2, "132")), _flows((1, "230")))) == "10.0"


@pytest.mark.parametrize(
    ("disbursements", "payments", "code"),
    [
        ([], RECEIVED, "cat.no_flows"),
        (RECEIVED, [], "cat.no_flows"),
        (RECEIVED, _flows((1, "0")), "cat.no_flows"),
        (RECEIVED, _flows((1, "900")), "cat.no_solution"),
        (RECEIVED, _flows((0, "1100")), "cat.no_solution"),
        (_flows((0, "100"), (2, "133")), _flows((1, "230")), "cat.no_solution"),
        (RECEIVED, [Flow(Fraction(-1), Money(5))], "cat.flow_before_start"),
        (_flows((0, "-5")), RECEIVED, "cat.disbursement_not_positive"),
        (RECEIVED, _flows(("1/100000", "2000")), "cat.too_large"),
    ],
)
def test_flows_without_an_answer_are_refused(disbursements: list[Flow], payments: list[Flow], code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        cat_of_flows(disbursements, payments)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"disbursed_on": date(2026, 1, 31), "first_due_on": date(2026, 2, 28)}, True),
        ({"first_due_on": date(2026, 2, 28)}, False),
        ({"frequency": Frequency.WEEKLY, "first_due_on": date(2026, 1, 22)}, True),
        ({"frequency": Frequency.WEEKLY, "first_due_on": date(2026, 1, 23)}, False),
        ({"frequency": Frequency.SEMIMONTHLY, "first_due_on": date(2026, 1, 31)}, True),
        ({"frequency": Frequency.SEMIMONTHLY, "first_due_on": date(2026, 2, 15)}, False),
        ({"installments": 1}, False),
        ({"cat_convention": "act/365"}, False),
        ({"method": Method.BULLET, "installments": 1}, False),
    ],
)
def test_fractions_of_the_year_are_for_regular_schedules(changes: dict[str, object], expected: bool) -> None:
    assert is_regular(terms_l1(**changes)) is expected


def _cat(terms: LoanTerms) -> Decimal:
    return cat_of_terms(terms, build_schedule(terms))


def test_vat_of_interest_and_fees_stays_out() -> None:
    exempt = terms_l1(vat_rate=Decimal(0), method=Method.LEVEL, opening_fee=None)
    assert _cat(terms_l1(method=Method.LEVEL, opening_fee=None)) == _cat(exempt)
    for how in FeeMode:
        fees = [OpeningFee(Decimal("0.03"), None, vat, how) for vat in (Decimal(0), Decimal("0.16"))]
        bare, taxed = (_cat(terms_l1(method=Method.LEVEL, opening_fee=fee)) for fee in fees)
        assert bare == taxed


def test_obligatory_fees_raise_the_cat_and_optional_ones_do_not() -> None:
    plain = terms_l1(opening_fee=None)
    fee = InstallmentFee("Seguro", Money.of(50), None, "principal", Decimal("0.16"))
    optional = InstallmentFee("Club", Money.of(50), None, "principal", Decimal("0.16"), is_obligatory=False)
    assert _cat(terms_l1(opening_fee=None, installment_fees=(optional,))) == _cat(plain)
    both = _cat(terms_l1(opening_fee=None, installment_fees=(fee, optional)))
    assert both == _cat(terms_l1(opening_fee=None, installment_fees=(fee,))) > _cat(plain)


def test_a_financed_fee_of_a_custom_table_leaves_its_vat_out() -> None:
    fee = OpeningFee(None, Money.of(1_000), Decimal("0.16"), FeeMode.FINANCED)
    rows = (CustomRow(date(2026, 2, 15), Money.of(5_580)), CustomRow(date(2026, 3, 15), Money.of(5_580)))
    taxed = terms_l1(method=Method.CUSTOM, installments=2, opening_fee=fee, custom_rows=rows)
    bare_rows = tuple(CustomRow(row.due_on, Money.of(5_500)) for row in rows)
    bare_fee = OpeningFee(None, Money.of(1_000), Decimal(0), FeeMode.FINANCED)
    bare = terms_l1(method=Method.CUSTOM, installments=2, opening_fee=bare_fee, custom_rows=bare_rows)
    assert _cat(taxed) == _cat(bare)


def test_a_residual_counts_on_its_own_date() -> None:
    """At 24 % a year and monthly rests the CAT is 1.02^12 - 1, whatever is left for the end."""
    terms = terms_l1(annual_rate=Decimal("0.24"), opening_fee=None, residual_value=Money.of(2_000), installments=24)
    assert str(_cat(terms)) == "26.8"


@given(payable_terms(has_grace=False))
def test_the_cat_is_at_least_the_rate_of_a_regular_monthly_loan(terms: LoanTerms) -> None:
    if is_regular(terms) and terms.frequency is Frequency.MONTHLY and not terms.day_count.is_by_days:
        effective = ((1 + terms.annual_rate / 12) ** 12 - 1) * 100
        assert _cat(terms) >= effective - Decimal("0.6")
