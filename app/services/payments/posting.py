"""The steps that every money event of a loan shares, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.domain.accounting.chart import Account
from app.domain.accounting.entries import entry_from_balances
from app.domain.accounting.loan_balances import CashFlow, wanted_balances
from app.domain.loans.events import EventKind
from app.domain.loans.loan import Loan
from app.domain.loans.state import LoanState, state_on
from app.ports.storage import NewEvent, StoredEvent, UnitOfWork


@dataclass(frozen=True)
class Posted:
    """The event's id and the loan's state with it, on the business day."""

    event_id: int
    state: LoanState


def post_event(ctx: Context, uow: UnitOfWork, loan: Loan, stored: tuple[StoredEvent, ...], new: NewEvent) -> Posted:
    """Append the event, its balanced entry, and the loan's refreshed snapshot."""
    business_on = ctx.clock.business_on()
    on_file = [*(event.new for event in stored), new]
    state = state_on(loan.terms, [item.event for item in on_file], business_on)
    wanted = wanted_balances(
        loan.terms,
        outstanding_principal=state.outstanding_principal,
        advance=state.advance,
        lines=[*(line for allocation in state.allocations for line in allocation.all_lines), *state.capitalised],
        flows=cash_flows(on_file),
    )
    entry = entry_from_balances(business_on, wanted, uow.ledger.balances_of_loan(loan.id))
    event_id = uow.loans.append_event(new)
    uow.ledger.append(entry, loan_id=loan.id, event_id=event_id, at=new.recorded_at, by=new.recorded_by)
    uow.loans.save_snapshot(loan.id, state)
    return Posted(event_id, state)


def cash_flows(events: list[NewEvent]) -> list[CashFlow]:
    """The money that the events in force moved; a reversed event and its reversal moved none."""
    undone = {item.event.reverses_seq for item in events if item.event.kind is EventKind.REVERSAL}
    flows = []
    for item in events:
        if item.event.kind is EventKind.REVERSAL or item.event.seq in undone:
            continue
        account = Account.CASH if item.channel.is_cash else Account.BANKS
        is_outgoing = item.event.kind is EventKind.DISBURSEMENT
        flows.append(CashFlow(account, -item.event.amount if is_outgoing else item.event.amount))
    return flows


def next_seq(stored: tuple[StoredEvent, ...]) -> int:
    """The sequence number of the loan's next event, from 1."""
    return max((event.new.event.seq for event in stored), default=0) + 1
