"""The books in the window: balanced, drilled into, closed day by day and month by month, on the accountant's chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.accounting.concepts import Concept
from app.domain.money import ZERO, total
from app.services.accounting.close_day import close_day
from tests.company import Lender, add_active_loan
from tests.ui.hands import fill, press_button, type_into, when_shown
from ui.accounting.account_dialog import AccountDialog
from ui.accounting.accounting_screen import AccountingScreen
from ui.accounting.close_day_dialog import CloseDayDialog
from ui.accounting.map_concept_dialog import MapConceptDialog
from ui.accounting.reopen_month_dialog import ReopenMonthDialog
from ui.shared.session import Session
from ui.shared.tabs_screen import ListTab

DAY = date(2026, 2, 10)


@pytest.fixture
def screen(session: Session, lender: Lender, qtbot: QtBot) -> AccountingScreen:
    add_active_loan(lender.ctx)
    close_day(lender.on(date(2026, 1, 31)))
    screen = AccountingScreen(replace(session, ctx=lender.on(DAY)))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.balance.result is not None)
    return screen


def look_at(screen: AccountingScreen, tab: ListTab, qtbot: QtBot) -> None:
    screen.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.table.rows.rowCount() > 0)


def test_the_trial_balance_balances_and_an_account_opens_its_entries(screen: AccountingScreen, qtbot: QtBot) -> None:
    type_into(screen.since, "01/01/2026")
    screen.reload()
    qtbot.waitUntil(lambda: any(line.debits > ZERO for line in screen.balance.table.rows.lines))
    lines = screen.balance.table.rows.lines
    assert total(line.debits for line in lines) == total(line.credits for line in lines) > ZERO
    account = next(line for line in lines if line.debits > ZERO)
    screen.balance.table.opened.emit(account)
    qtbot.waitUntil(lambda: screen.journal.table.rows.rowCount() > 0)
    assert {line.account for line in screen.journal.table.rows.lines} == {account.code}
    assert account.code in screen.filter_note.text()
    press_button(screen, "Todas las cuentas")
    qtbot.waitUntil(lambda: len({line.account for line in screen.journal.table.rows.lines}) > 1)


def test_a_day_that_cannot_be_read_is_said_and_nothing_is_lost(screen: AccountingScreen, qtbot: QtBot) -> None:
    type_into(screen.since, "primavera")
    screen.reload()
    qtbot.waitUntil(lambda: "31/12/2026" in screen.filter_note.text())
    assert screen.since.text() == "primavera"


def test_the_day_is_closed_from_the_window(screen: AccountingScreen, qtbot: QtBot) -> None:
    look_at(screen, screen.closes, qtbot)
    assert [close.day for close in screen.closes.table.rows.lines] == [date(2026, 1, 31)]

    def close(dialog: CloseDayDialog) -> None:
        when_shown(QMessageBox, lambda box: press_button(box, "Entendido"))
        dialog.submit()

    when_shown(CloseDayDialog, close)
    press_button(screen, "Cierre del día")
    qtbot.waitUntil(lambda: screen.closes.table.rows.rowCount() == 11, timeout=10_000)
    assert screen.closes.table.rows.lines[0].day == DAY


def test_a_month_is_closed_after_asking_and_reopened_with_a_reason(screen: AccountingScreen, qtbot: QtBot) -> None:
    look_at(screen, screen.months, qtbot)
    screen.months.table.selectRow(0)
    january = next(place for place, line in enumerate(screen.months.table.rows.lines) if line.month.month == 1)
    screen.months.table.choose(january)
    when_shown(QMessageBox, lambda box: press_button(box, "Cerrar el mes"))
    press_button(screen, "Cerrar mes")
    qtbot.waitUntil(lambda: any(line.is_closed for line in screen.months.table.rows.lines))
    closed = next(place for place, line in enumerate(screen.months.table.rows.lines) if line.is_closed)
    screen.months.table.choose(closed)

    def reopen(dialog: ReopenMonthDialog) -> None:
        fill(dialog, reason="Faltó registrar una póliza")
        dialog.submit()

    when_shown(ReopenMonthDialog, reopen)
    press_button(screen, "Reabrir mes")
    qtbot.waitUntil(lambda: not any(line.is_closed for line in screen.months.table.rows.lines))


def test_the_accountant_adds_an_account_and_sends_a_concept_there(
    screen: AccountingScreen, lender: Lender, qtbot: QtBot
) -> None:
    look_at(screen, screen.chart, qtbot)
    before = screen.chart.table.rows.rowCount()

    def add(dialog: AccountDialog) -> None:
        fill(dialog, code="1102-09", name="Bancos, cuenta nueva")
        dialog.submit()

    when_shown(AccountDialog, add)
    press_button(screen, "Nueva cuenta")
    qtbot.waitUntil(lambda: screen.chart.table.rows.rowCount() == before + 1)
    look_at(screen, screen.guide, qtbot)
    line = next(one for one in screen.guide.table.rows.lines if one.concept is Concept.BANKS)

    def send(dialog: MapConceptDialog) -> None:
        dialog.fields["code"].set_value("1102-09")
        dialog.submit()

    when_shown(MapConceptDialog, send)
    screen.guide.table.opened.emit(line)
    with lender.ctx.database.reading() as uow:
        assert uow.chart.codes(0)[Concept.BANKS] == "1102-09"
