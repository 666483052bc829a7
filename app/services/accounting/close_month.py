"""Close a month of the books, or open it again with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.changes import Changes, Topic
from app.context import Context
from app.domain.accounting.periods import month_of, next_month
from app.domain.audit.entry import Action, Subject
from app.domain.typed_text import check_text
from app.errors import Conflict, RuleViolation

REASON_LENGTH_MIN, REASON_LENGTH_MAX = 10, 300


@dataclass(frozen=True)
class MonthSaved:
    """Nothing but what changed."""

    changes: Changes


def close_month(ctx: Context, month: date) -> MonthSaved:
    """From here on it takes no entry: what comes late is posted in the first open day, with its value date.

    Raises RuleViolation ``month.not_over``, ``month.days_open``, ``month.earlier_open``; Conflict
    ``month.closed_already``.
    """
    month = month_of(month)
    with ctx.change("months.close") as uow:
        closed = uow.periods.closed_months()
        if month in closed:
            raise Conflict("month.closed_already", month=_text(month))
        last_day = next_month(month) - timedelta(days=1)
        if ctx.clock.business_on() <= last_day:
            raise RuleViolation("month.not_over", month=_text(month))
        first_open = next_month(closed[-1]) if closed else uow.queries.first_posted_month()
        if first_open is not None and first_open < month:
            raise RuleViolation("month.earlier_open", month=_text(first_open))
        last = uow.periods.last_close()
        finished_on = None if last is None else last.day - timedelta(days=0 if last.finished_at else 1)
        if finished_on is None or finished_on < last_day:
            raise RuleViolation("month.days_open", on="-" if finished_on is None else finished_on.strftime("%d/%m/%Y"))
        uow.periods.close_month(month, ctx.clock.now(), ctx.user.id)
        ctx.record(uow, Action.MONTH_CLOSED, Subject("month", month.toordinal(), _text(month)), after={"month": month})
        uow.commit()
    return MonthSaved(Changes.of(Topic.BOOKS))


def reopen_month(ctx: Context, month: date, reason: str) -> MonthSaved:
    """Only the last closed one. RuleViolation ``month.reason_short``, ``month.not_closed``, ``month.later_closed``."""
    month = month_of(month)
    with ctx.change("months.reopen") as uow:
        reason = " ".join(reason.split())
        if len(reason) < REASON_LENGTH_MIN:
            raise RuleViolation("month.reason_short", field="reason", least=REASON_LENGTH_MIN)
        check_text(reason, "reason", REASON_LENGTH_MAX)
        closed = uow.periods.closed_months()
        if month not in closed:
            raise RuleViolation("month.not_closed", month=_text(month))
        if closed[-1] != month:
            raise RuleViolation("month.later_closed", month=_text(closed[-1]))
        uow.periods.reopen_month(month)
        subject = Subject("month", month.toordinal(), _text(month))
        ctx.record(uow, Action.MONTH_REOPENED, subject, before={"month": month}, after={"reason": reason})
        uow.commit()
    return MonthSaved(Changes.of(Topic.BOOKS))


def _text(month: date) -> str:
    return month.strftime("%m/%Y")
