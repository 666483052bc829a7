"""A loan's figures on any day, and the lines behind each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.domain.loans.explanation import FIGURES, Explanation, explain
from app.domain.loans.state import LoanState, state_on
from app.errors import RuleViolation


@dataclass(frozen=True)
class LoanFigures:
    """The state at the end of ``day`` with what is recorded today; an explanation of each figure."""

    folio: str
    day: date
    state: LoanState
    explanations: Mapping[str, Explanation]


def explain_loan(ctx: Context, loan_id: int, day: date) -> LoanFigures:
    """A day to come is a quote: what will be owed then if nothing else happens.

    Raises RuleViolation ``loan.not_disbursed_yet`` or ``loan.day_before_disbursement``.
    """
    with ctx.reading("loans.view") as uow:
        loan = uow.loans.get(loan_id)
        events = tuple(stored.new.event for stored in uow.loans.events(loan_id))
    if loan.disbursement is None:
        raise RuleViolation("loan.not_disbursed_yet", folio=loan.folio)
    if day < loan.disbursement.on:
        raise RuleViolation("loan.day_before_disbursement", field="day", on=loan.disbursement.on.strftime("%d/%m/%Y"))
    return LoanFigures(
        folio=loan.folio,
        day=day,
        state=state_on(loan.terms, events, day),
        explanations={figure: explain(loan.terms, events, day, figure) for figure in FIGURES},
    )
