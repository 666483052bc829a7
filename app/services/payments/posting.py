"""The steps that every money event of a loan shares, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import JournalEntry, difference, lines_of
from app.domain.accounting.loan_balances import CashFlow, balances_of
from app.domain.accounting.periods import posting_day
from app.domain.loans.events import EventKind
from app.domain.loans.loan import Loan
from app.domain.loans.state import LoanState, state_on
from app.ports.recorded import NewEvent, StoredEvent
from app.ports.storage import UnitOfWork


@dataclass(frozen=True)
class Posted:
    """The event's id and the loan's state with it, on the business day."""

    event_id: int
    state: LoanState


def post_event(ctx: Context, uow: UnitOfWork, loan: Loan, stored: tuple[StoredEvent, ...], new: NewEvent) -> Posted:
    """Append the event, its balanced entry, and the loan's refreshed snapshot.

    The entry is of the business day, or of the first open day when its month is closed, and keeps the value date.
    """
    # A loan is never taken back to a day before the one it was last brought to.
    day = max(ctx.clock.business_on(), uow.loans.snapshot_day(loan.id) or loan.terms.disbursed_on)
    on_file = [*(event.new for event in stored), new]
    events = [item.event for item in on_file]
    state = state_on(loan.terms, events, day)
    wanted = balances_of(loan.terms, events, state, cash_flows(on_file))
    changes = difference(wanted, uow.ledger.balances_of_loan(loan.id))
    entry = JournalEntry(
        posted_on=posting_day(ctx.clock.business_on(), uow.periods.closed_months()),
        value_on=new.event.value_on,
        lines=lines_of(changes, uow.chart.codes(loan.product_id)),
    )
    event_id = uow.loans.append_event(new)
    uow.ledger.append(entry, loan_id=loan.id, event_id=event_id, at=new.recorded_at, by=new.recorded_by)
    uow.loans.save_snapshot(loan.id, state)
    return Posted(event_id, state)


def cash_flows(events: list[NewEvent]) -> list[CashFlow]:
    """The money that the events in force moved; a reversed event and its reversal moved none."""
    undone = {item.event.reverses_seq for item in events if item.event.kind is EventKind.REVERSAL}
    flows = []
    for item in events:
        if item.event.kind not in (EventKind.DISBURSEMENT, EventKind.PAYMENT) or item.event.seq in undone:
            continue
        assert item.channel is not None, item
        concept = Concept.CASH if item.channel.is_cash else Concept.BANKS
        is_outgoing = item.event.kind is EventKind.DISBURSEMENT
        flows.append(CashFlow(concept, -item.event.amount if is_outgoing else item.event.amount))
    return flows


def next_seq(stored: tuple[StoredEvent, ...]) -> int:
    """The sequence number of the loan's next event, from 1."""
    return max((event.new.event.seq for event in stored), default=0) + 1
