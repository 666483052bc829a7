"""The loan repaid in installments: the agreement is the terms themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.loans.events import EventKind
from app.domain.loans.schedule import build_schedule, disbursed_amount, total_payable
from app.domain.loans.terms import LoanTerms
from app.domain.loans.terms_json import terms_from_json
from app.domain.products.product_type import Figure, OnLoanTerms, Preview, ProductType


@dataclass(frozen=True)
class InstallmentLoan(OnLoanTerms):
    """A loan with an amortization table, of any method."""

    terms: LoanTerms

    @property
    def rules(self) -> LoanTerms:
        """The terms themselves."""
        return self.terms

    def preview(self) -> Preview:
        """What is received, what is paid in all, and the table."""
        schedule = build_schedule(self.rules)
        figures = (
            Figure("disbursed", disbursed_amount(self.rules)),
            Figure("total_payable", total_payable(self.rules, schedule)),
        )
        return Preview(figures, schedule.rows)


def _agreement(data: Mapping[str, object]) -> InstallmentLoan:
    return InstallmentLoan(terms_from_json(data))


INSTALLMENT_LOAN = ProductType("installments", (), tuple(EventKind), _agreement)
