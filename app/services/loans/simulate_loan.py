"""Work out a loan's table, totals and CAT from its terms, without touching the database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.loans.cat import cat_of_terms
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule, disbursed_amount, total_payable
from app.domain.loans.table import Schedule
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.rates import effective_annual_rate


@dataclass(frozen=True)
class Simulation:
    """The contracted table, the CAT (a percentage with one decimal) and what the client receives and pays in all.

    ``effective_rate``: what the nominal yearly rate bears when each period's interest is paid (a fraction of six
    decimals); None where there are no regular periods.
    """

    terms: LoanTerms
    schedule: Schedule
    cat: Decimal
    net_amount: Money
    total_payable: Money
    effective_rate: Decimal | None


def simulate_loan(terms: LoanTerms) -> Simulation:
    """RuleViolation of the term that makes no sense."""
    schedule = build_schedule(terms)
    return Simulation(
        terms=terms,
        schedule=schedule,
        cat=cat_of_terms(terms, schedule),
        net_amount=disbursed_amount(terms),
        total_payable=total_payable(terms, schedule),
        effective_rate=_effective_rate(terms),
    )


def _effective_rate(terms: LoanTerms) -> Decimal | None:
    if terms.method in (Method.BULLET, Method.CUSTOM):
        return None
    rate = effective_annual_rate(terms.annual_rate, terms.frequency.periods_per_year)
    return rate.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)
