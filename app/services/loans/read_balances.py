"""What every disbursed loan owes on the business day, read by the hundred."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import state_on
from app.domain.money import Money

_DISBURSED = frozenset({LoanStatus.ACTIVE, LoanStatus.SETTLED})


@dataclass(frozen=True)
class LoanBalance:
    """``outstanding`` principal, and what is ``due`` with late interest and charges."""

    loan_id: int
    folio: str
    client_name: str
    status: LoanStatus
    outstanding: Money
    due: Money


def read_balances(ctx: Context, after_id: int, limit: int) -> tuple[LoanBalance, ...]:
    """The next so many by id, replayed."""
    business_on = ctx.clock.business_on()
    with ctx.reading("loans.view") as uow:
        lives = uow.lives.after(after_id, limit, _DISBURSED)
        names = uow.queries.client_names([life.id for life in lives])
    lines = []
    for life in lives:
        state = state_on(life.terms, [new.event for new in life.events], business_on)
        lines.append(
            LoanBalance(life.id, life.folio, names[life.id], life.status, state.outstanding_principal, state.due.total)
        )
    return tuple(lines)
