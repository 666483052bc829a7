"""The daily close: brings every loan and the ledger to the end of a day; goes on where it was stopped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.changes import Changes, Topic
from app.context import Context
from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import JournalEntry, JournalLine, difference, lines_of
from app.domain.accounting.loan_balances import balances_of
from app.domain.accounting.periods import posting_day
from app.domain.audit.entry import Action, Subject
from app.domain.collections.reminders import Reminder, reminder_of
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import LoanState, state_on
from app.domain.money import ZERO, Money
from app.errors import RuleViolation
from app.ports.books import DailyClose
from app.ports.lives import LoanLife
from app.ports.storage import UnitOfWork
from app.progress import Progress, no_progress
from app.services.payments.posting import cash_flows

LOANS_AT_A_TIME = 200
"""Each so many are one transaction and one journal entry: clerks wait for no more than that."""
DAYS_MAX = 400
_OPEN = frozenset({LoanStatus.ACTIVE})


@dataclass(frozen=True)
class DayClosed:
    """The days closed now, none when they had been before; loans brought to the last, and how many changed stage."""

    days: tuple[date, ...]
    loans: int
    moved: int
    changes: Changes


def close_day(ctx: Context, day: date | None = None, progress: Progress = no_progress) -> DayClosed:
    """Every day that is not closed yet, one after another, up to ``day`` (the business day).

    Each step is kept as it is done: stopped by a crash or by the user, the next call goes on. Raises RuleViolation
    ``close.future``, ``close.too_many_days``; Cancelled.
    """
    ctx.require("day.close")
    day = day or ctx.clock.business_on()
    if day > ctx.clock.business_on():
        raise RuleViolation("close.future", field="day", on=ctx.clock.business_on().strftime("%d/%m/%Y"))
    return close_days(ctx, day, progress)


def close_days(ctx: Context, day: date, progress: Progress = no_progress) -> DayClosed:
    """The same of any day, for the demonstration lender, which lives on a day of its own."""
    with ctx.reading("day.close") as uow:
        last = uow.periods.last_close()
        total = uow.lives.count(_OPEN)
    days = _days_to_close(last, day)
    if len(days) > DAYS_MAX:
        raise RuleViolation("close.too_many_days", field="day", most=DAYS_MAX)
    close = DailyClose(day, ctx.clock.now())
    for place, one in enumerate(days):
        close = _close(ctx, one, lambda done, place=place: progress(place * total + done, max(len(days) * total, 1)))
    changes = Changes.of(Topic.LOANS, Topic.PAYMENTS, Topic.BOOKS, Topic.REMINDERS)
    return DayClosed(days, close.loans if days else 0, close.moved if days else 0, changes)


def _days_to_close(last: DailyClose | None, day: date) -> tuple[date, ...]:
    if last is None:
        return (day,)
    first = last.day if last.finished_at is None else last.day + timedelta(days=1)
    return tuple(first + timedelta(days=n) for n in range((day - first).days + 1))


def _close(ctx: Context, day: date, progress: object) -> DailyClose:
    assert callable(progress)
    while True:
        with ctx.change("day.close") as uow:
            last = uow.periods.last_close()
            close = last if last is not None and last.day == day else DailyClose(day, ctx.clock.now())
            if close.finished_at is not None:
                return close  # somebody else finished it meanwhile
            lives = uow.lives.after(close.last_loan_id, LOANS_AT_A_TIME, _OPEN)
            close = _step(ctx, uow, close, lives)
            uow.periods.save_close(close, ctx.user.id)
            after = {"day": day, "loans": len(lives), "is_finished": close.finished_at is not None}
            ctx.record(uow, Action.DAY_CLOSED, Subject("day", day.toordinal(), day.isoformat()), after=after)
            uow.commit()
        progress(close.loans)
        if close.finished_at is not None:
            return close


def _step(ctx: Context, uow: UnitOfWork, close: DailyClose, lives: tuple[LoanLife, ...]) -> DailyClose:
    """Bring these loans to the day: their figures and reminders, and one entry of all that accrued or changed stage."""
    sums: dict[tuple[Concept, str], Money] = defaultdict(lambda: ZERO)
    closed: dict[int, Mapping[Concept, Money]] = {}
    light: dict[int, LoanState] = {}
    codes: dict[int, Mapping[Concept, str]] = {}
    reminders: dict[int, Reminder] = {}
    moved = 0
    for life in lives:
        if life.kept.as_of > close.day:
            continue  # an event of a later day brought it further
        state = state_on(life.terms, [new.event for new in life.events], close.day)
        if life.product_id not in codes:
            codes[life.product_id] = uow.chart.codes(life.product_id)
        changes = _changes(life, state)
        for line in lines_of(changes, codes[life.product_id]):
            sums[line.concept, line.account] += line.debit - line.credit
        if changes:
            closed[life.id] = _added(life.closed, changes)
        if life.kept.has_advance or state.is_settled or life.kept.as_of == date.min:
            uow.loans.save_snapshot(life.id, state)
        else:
            light[life.id] = state
        reminder = reminder_of(state)
        if reminder is not None:
            reminders[life.id] = reminder
        moved += state.stage != life.kept.stage
    uow.lives.save_day(light)
    uow.reminders.replace(reminders)
    uow.ledger.save_closed(closed)
    _append(ctx, uow, close.day, sums)
    is_last = len(lives) < LOANS_AT_A_TIME
    return replace(
        close,
        last_loan_id=lives[-1].id if lives else close.last_loan_id,
        loans=close.loans + len(lives),
        moved=close.moved + moved,
        finished_at=ctx.clock.now() if is_last else None,
    )


def _changes(life: LoanLife, state: LoanState) -> dict[Concept, Money]:
    wanted = balances_of(life.terms, [new.event for new in life.events], state, cash_flows(list(life.events)))
    return difference(wanted, _added(life.posted, life.closed))


def _added(one: Mapping[Concept, Money], other: Mapping[Concept, Money]) -> dict[Concept, Money]:
    return {concept: one.get(concept, ZERO) + other.get(concept, ZERO) for concept in {*one, *other}}


def _append(ctx: Context, uow: UnitOfWork, day: date, sums: Mapping[tuple[Concept, str], Money]) -> None:
    """Accounts of two products may add up to nothing: what is zero makes no line."""
    lines = tuple(
        JournalLine(concept, account, max(amount, ZERO), max(-amount, ZERO))
        for (concept, account), amount in sorted(sums.items())
        if amount
    )
    if lines:
        entry = JournalEntry(posting_day(day, uow.periods.closed_months()), day, lines)
        uow.ledger.append(entry, at=ctx.clock.now(), by=ctx.user.id, close_on=day)
