"""A loan's figures on any day: each explained, a day to come is a quote, a day before the loan is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.money import Money
from app.errors import RuleViolation
from app.services.loans.explain_loan import explain_loan
from tests.company import add_active_loan, add_client, add_loan, new_lender, pay


def test_every_figure_of_the_day_is_explained_to_the_centavo(tmp_path: Path) -> None:
    """MX-L1 unpaid ten days: 10,348.00 and 35.44 of late interest, 98.29 accrued since."""
    lender = new_lender(tmp_path, date(2026, 2, 25))
    loan = add_active_loan(lender.ctx)
    found = explain_loan(lender.ctx, loan, date(2026, 2, 25))
    assert str(found.state.payoff) == "10481.73"
    assert found.explanations["payoff"].total == 1048173
    for explanation in found.explanations.values():
        assert sum(line.amount for line in explanation.lines) == explanation.total
    lender.ctx.database.close()


def test_a_day_to_come_is_a_quote_that_paying_then_settles(tmp_path: Path) -> None:
    lender = new_lender(tmp_path, date(2026, 1, 15))
    loan = add_active_loan(lender.ctx)
    quote = explain_loan(lender.ctx, loan, date(2026, 2, 25)).state.payoff
    lender.ctx.database.close()
    folder = tmp_path / "later"
    folder.mkdir()
    later = new_lender(folder, date(2026, 2, 25))
    loan = add_active_loan(later.ctx)
    pay(later.ctx, loan, str(quote), date(2026, 2, 25))
    assert explain_loan(later.ctx, loan, date(2026, 2, 25)).state.payoff == Money(0)
    later.ctx.database.close()


def test_before_its_disbursement_a_loan_has_no_figures(tmp_path: Path) -> None:
    lender = new_lender(tmp_path, date(2026, 1, 15))
    client = add_client(lender.ctx)
    with pytest.raises(RuleViolation, match=r"loan\.day_before_disbursement"):
        explain_loan(lender.ctx, add_active_loan(lender.ctx, client), date(2026, 1, 14))
    approved = add_loan(lender.ctx, client)
    with pytest.raises(RuleViolation, match=r"loan\.not_disbursed_yet"):
        explain_loan(lender.ctx, approved, date(2026, 1, 15))
    lender.ctx.database.close()
