"""Work out a loan's table, totals and CAT from its terms, without touching the database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.domain.loans.cat import cat_of_terms
from app.domain.loans.schedule import build_schedule, disbursed_amount
from app.domain.loans.table import Schedule
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money


@dataclass(frozen=True)
class Simulation:
    """The contracted table, the CAT (a percentage with one decimal) and what the client receives."""

    terms: LoanTerms
    schedule: Schedule
    cat: Decimal
    net_amount: Money


def simulate_loan(terms: LoanTerms) -> Simulation:
    """RuleViolation of the term that makes no sense."""
    schedule = build_schedule(terms)
    return Simulation(terms, schedule, cat_of_terms(terms, schedule), disbursed_amount(terms))
