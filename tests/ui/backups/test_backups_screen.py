"""Backups in the window: where they go, making one, trying one, and going back to one after seeing what is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.backups.backup import BackupKind
from app.domain.loans.events import Excess
from app.services.backups.edit_places import add_place
from app.services.backups.make_backup import make_backup
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, Lender, add_active_loan, pay
from tests.fixtures_database import cheap_company_files
from tests.ui.hands import fill, press_button, said_beside, when_shown
from ui.audit.verification_dialog import VerificationDialog
from ui.backups.backups_screen import BackupsScreen
from ui.backups.restore_dialogs import OpenBackupDialog, RestoreDialog, RestoreTarget, restore_in
from ui.shared.session import Session
from ui.shared.tasks import Tasks

DAY = date(2026, 1, 15)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "memoria"
    folder.mkdir()
    return folder


def shown(session: Session, qtbot: QtBot) -> BackupsScreen:
    screen = BackupsScreen(session)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.made.result is not None)
    return screen


def test_without_a_place_it_says_so_and_a_place_is_added_and_used(
    session: Session, qtbot: QtBot, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = shown(session, qtbot)
    assert "Falta elegir a dónde van" in screen.standing.text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(usb))
    press_button(screen, "Agregar lugar")
    qtbot.waitUntil(lambda: screen.places.table.rows.rowCount() == 1)
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.text() + box.informativeText())
        press_button(box, "Entendido")

    when_shown(QMessageBox, read)
    press_button(screen, "Respaldar ahora")
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "Se hizo y se revisó" in told[0]
    assert len(list(usb.glob("*.respaldo"))) == 1
    qtbot.waitUntil(lambda: "Falta elegir" not in screen.standing.text())


def test_a_backup_is_tried_without_changing_anything(session: Session, lender: Lender, qtbot: QtBot, usb: Path) -> None:
    add_active_loan(lender.ctx)
    make_backup(lender.ctx, BackupKind.MANUAL, usb)
    screen = shown(session, qtbot)
    verified: list[bool] = []

    def see(found: VerificationDialog) -> None:
        verified.append(True)
        found.reject()

    def open_it(dialog: OpenBackupDialog) -> None:
        assert dialog.fields["path"].text().endswith(".respaldo")
        fill(dialog, password="no es esta clave")
        dialog.submit()
        qtbot.waitUntil(lambda: said_beside(dialog, "password") != "", timeout=20_000)
        fill(dialog, password=PASSWORD)
        when_shown(VerificationDialog, see)
        dialog.submit()

    when_shown(OpenBackupDialog, open_it)
    press_button(screen, "Probar")
    qtbot.waitUntil(lambda: bool(verified), timeout=20_000)
    with lender.ctx.database.reading() as uow:
        assert uow.queries.ledger_totals().events == 1


def test_going_back_shows_what_is_lost_and_waits_until_it_is_understood(
    session: Session, lender: Lender, qtbot: QtBot, usb: Path
) -> None:
    loan_id = add_active_loan(lender.ctx)
    make_backup(lender.ctx, BackupKind.MANUAL, usb)
    pay(lender.ctx, loan_id, "100", DAY, Excess.ADVANCE)
    screen = shown(session, qtbot)
    asked_to_sign_in: list[bool] = []
    session.requests.sign_in_again.connect(lambda: asked_to_sign_in.append(True))
    seen: list[str] = []

    def restore(dialog: RestoreDialog) -> None:
        seen.append(dialog.told.text())
        dialog.submit()
        assert not dialog.primary.isEnabled()
        dialog.understood.setChecked(True)
        when_shown(QMessageBox, lambda box: press_button(box, "Entendido"))
        dialog.submit()

    def open_it(dialog: OpenBackupDialog) -> None:
        fill(dialog, password=PASSWORD)
        when_shown(RestoreDialog, restore)
        dialog.submit()

    when_shown(OpenBackupDialog, open_it)
    press_button(screen, "Restaurar")
    qtbot.waitUntil(lambda: bool(asked_to_sign_in), timeout=20_000)
    assert "anterior a lo que hay ahora" in seen[0]
    assert "se guarda aparte" in seen[0]
    ctx = sign_in(cheap_company_files(), lender.ctx.clock, lender.path, "admin", PASSWORD)
    with ctx.database.reading() as uow:
        assert uow.queries.ledger_totals().events == 1
    ctx.database.close()
    assert list(lender.path.parent.glob("empresa.before-restore-*"))


def test_a_backup_is_restored_on_a_pc_that_has_no_company(
    lender: Lender, tasks: Tasks, qtbot: QtBot, usb: Path, tmp_path: Path
) -> None:
    add_active_loan(lender.ctx)
    made = make_backup(lender.ctx, BackupKind.MANUAL, usb).made[0]
    target = RestoreTarget(tasks, lender.files, lender.ctx.clock, tmp_path / "nueva.acredita", None)
    done: list[bool] = []

    def restore(dialog: RestoreDialog) -> None:
        dialog.understood.setChecked(True)
        when_shown(QMessageBox, lambda box: press_button(box, "Entendido"))
        dialog.submit()

    def open_it(dialog: OpenBackupDialog) -> None:
        fill(dialog, path=str(Path(made.folder) / made.file_name), username="admin", password=PASSWORD)
        when_shown(RestoreDialog, restore)
        dialog.submit()

    when_shown(OpenBackupDialog, open_it)
    restore_in(None, target, None, lambda: done.append(True))
    assert done
    sign_in(lender.files, lender.ctx.clock, target.path, "admin", PASSWORD).database.close()


def test_a_place_is_taken_away_after_asking_and_its_backups_stay(
    session: Session, lender: Lender, qtbot: QtBot, usb: Path
) -> None:
    add_place(lender.ctx, usb)
    make_backup(lender.ctx, BackupKind.MANUAL)
    screen = shown(session, qtbot)
    screen.tabs.setCurrentWidget(screen.places)
    qtbot.waitUntil(lambda: screen.places.table.rows.rowCount() == 1)
    screen.places.table.selectRow(0)
    when_shown(QMessageBox, lambda box: press_button(box, "Quitar"))
    press_button(screen, "Quitar lugar")
    qtbot.waitUntil(lambda: screen.places.table.rows.rowCount() == 0)
    assert len(list(usb.glob("*.respaldo"))) == 1
