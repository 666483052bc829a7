"""Cancel a loan whose money was never handed over; its folio stays, marked as cancelled."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.loans.loan import LoanStatus
from app.errors import RuleViolation


@dataclass(frozen=True)
class LoanCancelled:
    """Nothing but what changed."""

    changes: Changes


def cancel_loan(ctx: Context, loan_id: int) -> LoanCancelled:
    """RuleViolation ``loan.not_cancellable`` once money moved."""
    with ctx.change("loans.create") as uow:
        loan = uow.loans.get(loan_id)
        if loan.status is not LoanStatus.APPROVED:
            raise RuleViolation("loan.not_cancellable", folio=loan.folio)
        uow.loans.save_cancelled(loan_id)
        before, after = {"status": loan.status.value}, {"status": LoanStatus.CANCELLED.value}
        ctx.record(uow, Action.LOAN_CANCELLED, Subject("loan", loan_id, loan.folio), before=before, after=after)
        uow.commit()
    return LoanCancelled(Changes.of(Topic.LOANS, Topic.CLIENTS))
