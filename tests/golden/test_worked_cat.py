"""The CAT against published figures: Banco de México's example, lenders' own, and the domain reference's table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.domain.calendar import Frequency
from app.domain.loans.cat import Flow, cat_of_flows, cat_of_terms
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms import FeeMode, LoanTerms, OpeningFee
from app.domain.money import Money
from app.domain.rates import DayCount

FOLDER = Path(__file__).parent / "worked_examples"
EXAMPLES = json.loads((FOLDER / "cat.json").read_text(encoding="utf-8"))["examples"]


def _flows(flows: Sequence[dict[str, str]]) -> list[Flow]:
    return [Flow(Fraction(flow["t"]), Money.parse(flow["amount"])) for flow in flows]


def _series(count: int, per_year: int, amount: str) -> list[Flow]:
    return [Flow(Fraction(k, per_year), Money.parse(amount)) for k in range(1, count + 1)]


def _at(t: int, amount: str) -> list[Flow]:
    return [Flow(Fraction(t), Money.parse(amount))]


def _terms(**changes: object) -> LoanTerms:
    terms = LoanTerms(
        principal=Money.of(100_000),
        annual_rate=Decimal("0.24"),
        vat_rate=Decimal("0.16"),
        method=Method.LEVEL,
        frequency=Frequency.MONTHLY,
        installments=12,
        disbursed_on=date(2026, 1, 15),
        first_due_on=date(2026, 2, 15),
        day_count=DayCount.THIRTY_360,
    )
    return replace(terms, **changes)  # type: ignore[arg-type]


def _fee(rate: str, how: FeeMode = FeeMode.DEDUCTED) -> OpeningFee:
    return OpeningFee(rate=Decimal(rate), amount=None, vat_rate=Decimal("0.16"), how=how)


def _cat(terms: LoanTerms) -> str:
    return str(cat_of_terms(terms, build_schedule(terms)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_the_cat_of_flows_is_the_published_one(example: dict[str, Any]) -> None:
    flows = example["flows"]
    assert str(cat_of_flows(_flows(flows["disbursements"]), _flows(flows["payments"]))) == example["cat"]


@pytest.mark.parametrize(
    ("disbursements", "payments", "cat"),
    [
        (_at(0, "101000"), _at(0, "1000") + _series(12, 12, "10000"), "41.3"),
        (_at(0, "9500"), _series(16, 52, "688.06"), "151.5"),
        (_at(0, "9500"), [Flow(Fraction(7 * k, 365), Money.parse("688.06")) for k in range(1, 17)], "152.1"),
        (_at(0, "29100"), _series(24, 24, "1586.13"), "71.4"),
        (_at(0, "29100"), [Flow(Fraction(15 * k, 365), Money.parse("1586.13")) for k in range(1, 25)], "72.7"),
        (_at(0, "97000"), _at(0, "10000") + _series(12, 12, "9455.96") + _at(1, "-10000"), "43.0"),
        (_at(0, "10000"), _series(16, 52, "750.00"), "214.9"),
    ],
    ids=["C2", "C5 k/52", "C5 days", "C6 k/24", "C6 days", "C10 guarantee", "C12"],
)
def test_the_cat_of_the_domain_reference(disbursements: list[Flow], payments: list[Flow], cat: str) -> None:
    assert str(cat_of_flows(disbursements, payments)) == cat


@pytest.mark.parametrize(
    ("changes", "cat"),
    [
        ({}, "26.8"),
        ({"opening_fee": _fee("0.03")}, "34.5"),
        ({"opening_fee": _fee("0.03", FeeMode.FINANCED)}, "34.2"),
        ({"method": Method.INTEREST_ONLY, "opening_fee": _fee("0.02")}, "29.7"),
        (
            {
                "principal": Money.of(10_000),
                "annual_rate": Decimal("0.22"),
                "opening_fee": _fee("0.0399"),
            },
            "34.5",
        ),
        (
            {
                "principal": Money.of(10_000),
                "annual_rate": Decimal("0.60"),
                "frequency": Frequency.WEEKLY,
                "first_due_on": date(2026, 1, 22),
                "installments": 16,
                "day_count": DayCount.PERIODIC,
                "opening_fee": _fee("0.05"),
            },
            "151.5",
        ),
        (
            {
                "principal": Money.of(30_000),
                "annual_rate": Decimal("0.48"),
                "frequency": Frequency.SEMIMONTHLY,
                "first_due_on": date(2026, 1, 31),
                "installments": 24,
                "opening_fee": _fee("0.03"),
            },
            "71.4",
        ),
    ],
    ids=["C8", "C9 deducted", "C9 financed", "C11", "C3", "C5", "C6"],
)
def test_the_cat_of_a_contract_leaves_vat_out(changes: dict[str, object], cat: str) -> None:
    assert _cat(_terms(**changes)) == cat


@pytest.mark.parametrize(("convention", "cat"), [("periodic", "53.9"), ("act/365", "53.9"), ("act/360", "53.0")])
def test_a_single_payment_counts_days(convention: str, cat: str) -> None:
    terms = _terms(
        principal=Money.of(50_000),
        annual_rate=Decimal("0.36"),
        method=Method.BULLET,
        installments=1,
        first_due_on=date(2026, 4, 15),
        opening_fee=_fee("0.02"),
        cat_convention=convention,
    )
    assert _cat(terms) == cat


def test_a_fee_paid_apart_counts_at_the_start() -> None:
    """C9: 3,000 paid and 100,000 received; the same 12 payments. Independently: 97,000 = Σ 9,455.96·v^(k/12)."""
    assert _cat(_terms(opening_fee=_fee("0.03", FeeMode.PAID))) == "34.5"
