"""The loan repaid in installments: the agreement is the terms themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.loans.event_rules import check_events
from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.explanation import Explanation, explain
from app.domain.loans.schedule import build_schedule, disbursed_amount, total_payable
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.terms import LoanTerms
from app.domain.loans.terms_json import terms_from_json
from app.domain.products.product_type import Figure, Preview, ProductType


@dataclass(frozen=True)
class InstallmentLoan:
    """A loan with an amortization table, of any method."""

    rules: LoanTerms

    def preview(self) -> Preview:
        """What is received, what is paid in all, and the table."""
        schedule = build_schedule(self.rules)
        figures = (
            Figure("disbursed", disbursed_amount(self.rules)),
            Figure("total_payable", total_payable(self.rules, schedule)),
        )
        return Preview(figures, schedule.rows)

    def check(self, events: Sequence[LoanEvent]) -> None:
        """RuleViolation of the first event that cannot be."""
        check_events(self.rules, events)

    def state_on(self, events: Sequence[LoanEvent], day: date) -> LoanState:
        """The state at the end of the day."""
        return state_on(self.rules, events, day)

    def explain(self, events: Sequence[LoanEvent], day: date, figure: str) -> Explanation:
        """The lines that make a figure of that state."""
        return explain(self.rules, events, day, figure)


def _agreement(data: Mapping[str, object]) -> InstallmentLoan:
    return InstallmentLoan(terms_from_json(data))


INSTALLMENT_LOAN = ProductType("installments", (), tuple(EventKind), _agreement)
