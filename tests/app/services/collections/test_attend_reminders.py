"""Reminders: the daily close makes them due, a payment makes them needless, somebody attends them once."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.audit.entry import Action
from app.domain.collections.reminders import ReminderKind
from app.domain.loans.events import Excess
from app.errors import NotFound
from app.services.accounting.close_day import close_day
from app.services.collections.attend_reminders import attend_reminder, read_reminders
from tests.company import Lender, add_active_loan, audit_trail, pay

# MX-L1: given on 15/01/2026, 1,875.45 on the 15th of each month from February.
DUE_ON = date(2026, 2, 15)


def shown(lender: Lender) -> list[tuple[ReminderKind, date, int, str]]:
    return [(one.kind, one.due_on, one.days_past_due, str(one.amount)) for one in read_reminders(lender.ctx)]


def test_three_days_before_a_payment_its_client_is_to_be_reminded(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    close_day(lender.on(date(2026, 2, 11)))
    assert shown(lender) == []
    close_day(lender.on(date(2026, 2, 12)))
    assert shown(lender) == [(ReminderKind.COMING, DUE_ON, 0, "1875.45")]


def test_a_payment_in_advance_makes_it_needless(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    close_day(lender.on(date(2026, 2, 12)))
    pay(lender.on(date(2026, 2, 13)), loan_id, "1875.45", date(2026, 2, 13), Excess.ADVANCE)
    assert shown(lender) == []


def test_an_overdue_payment_takes_the_place_of_the_reminder_that_it_was_coming(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    for day in (12, 15, 16, 17):
        close_day(lender.on(date(2026, 2, day)))
    # One day late: 1,527.45 of principal at 72 % over 360: 3.05, VAT 0.49; 1,875.45 + 3.54.
    assert shown(lender) == [(ReminderKind.OVERDUE, DUE_ON, 1, "1878.99")]
    pay(lender.on(date(2026, 2, 17)), loan_id, "1882.54", date(2026, 2, 17))
    assert shown(lender) == []


def test_closing_the_same_days_again_or_late_reminds_once(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    close_day(lender.on(date(2026, 2, 1)))
    close_day(lender.on(date(2026, 2, 24)))
    close_day(lender.on(date(2026, 2, 24)))
    assert [(kind, days) for kind, _, days, _ in shown(lender)] == [(ReminderKind.OVERDUE, 8)]


def test_who_attends_one_says_what_was_agreed_and_it_leaves_the_list(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    ctx = lender.on(date(2026, 2, 16))
    close_day(ctx)
    (line,) = read_reminders(ctx)
    attend_reminder(ctx, line.id, "Paga el viernes")
    assert shown(lender) == []
    entry = audit_trail(lender)[-1]
    assert (entry.action, entry.subject.label, entry.after["note"]) == (
        Action.REMINDER_ATTENDED,
        line.loan_folio,
        "Paga el viernes",
    )
    with pytest.raises(NotFound) as refused:
        attend_reminder(ctx, line.id, "")
    assert refused.value.code == "reminder.gone"
