"""The window of bank holidays: a year's dates are proposed, corrected, saved; a wrong line is named."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.services.settings.edit_holidays import read_holidays
from tests.company import Lender
from ui.settings.holidays_dialog import HolidaysDialog
from ui.shared.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> HolidaysDialog:
    dialog = HolidaysDialog(None, session, 2026)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: "25/12/2026" in dialog.fields["days"].text())
    return dialog


def test_the_laws_dates_are_proposed_and_what_is_typed_is_saved(
    dialog: HolidaysDialog, lender: Lender, qtbot: QtBot
) -> None:
    assert "de la ley" in dialog.source.text()
    dialog.fields["days"].editor.setPlainText("16/09/2026\n25/12/2026\n")  # type: ignore[attr-defined]  # its text area
    dialog.primary.click()
    qtbot.waitUntil(lambda: read_holidays(lender.ctx, 2026).is_published)
    assert read_holidays(lender.ctx, 2026).days == (date(2026, 9, 16), date(2026, 12, 25))


def test_a_line_that_is_no_date_is_named_and_nothing_is_lost(dialog: HolidaysDialog, qtbot: QtBot) -> None:
    typed = "16/09/2026\n31/02/2026"
    dialog.fields["days"].editor.setPlainText(typed)  # type: ignore[attr-defined]  # its text area
    dialog.primary.click()
    qtbot.waitUntil(dialog.fields["days"].error.isVisible)
    assert "Renglón 2" in dialog.fields["days"].error.text()
    assert dialog.fields["days"].text() == typed
    dialog.fields["days"].keep_as_initial()
    dialog.reject()
