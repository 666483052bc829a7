"""The daily backup: made by itself when it is due, told in the status bar, and never in the clerk's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.backups.backup import BackupKind
from app.domain.users.roles import PresetRole
from app.ports.clock import FixedClock
from app.services.backups.edit_places import add_place
from app.services.backups.make_backup import make_backup
from tests.company import Lender
from ui.backups.backup_keeper import BackupKeeper
from ui.main_window import MainWindow
from ui.shared.session import Session


@pytest.fixture
def usb(lender: Lender, tmp_path: Path) -> Path:
    folder = tmp_path / "memoria"
    folder.mkdir()
    add_place(lender.ctx, folder)
    return folder


@pytest.fixture
def keeper(session: Session, qtbot: QtBot) -> Iterator[BackupKeeper]:
    window = MainWindow(session, "Préstamos", (), is_demo=False)
    qtbot.addWidget(window)
    keeper = BackupKeeper(session, window)
    yield keeper
    keeper.stop()


def said(keeper: BackupKeeper) -> str:
    return keeper.window.backup_label.text()


def test_one_that_is_due_is_made_by_itself_and_shown(keeper: BackupKeeper, qtbot: QtBot, usb: Path) -> None:
    keeper.start()
    qtbot.waitUntil(lambda: said(keeper) == "Sin respaldo")
    assert keeper.window.backup_label.objectName() == "error"
    keeper.look()
    qtbot.waitUntil(lambda: said(keeper).startswith("Último respaldo"), timeout=20_000)
    assert keeper.window.backup_label.objectName() == ""
    assert len(list(usb.glob("*.respaldo"))) == 1
    keeper.look()
    qtbot.wait(300)
    assert len(list(usb.glob("*.respaldo"))) == 1, "not due again for hours"


def test_a_folder_that_is_gone_is_told_in_red_and_in_words(keeper: BackupKeeper, qtbot: QtBot, usb: Path) -> None:
    usb.rmdir()
    told: list[str] = []
    keeper.session.requests.say.connect(told.append)
    keeper.start()
    keeper.look()
    qtbot.waitUntil(lambda: said(keeper) == "El respaldo diario falló", timeout=20_000)
    assert "conecte la memoria" in told[0]


def test_an_old_one_is_late(lender: Lender, session: Session, qtbot: QtBot, usb: Path) -> None:
    make_backup(lender.ctx, BackupKind.MANUAL)
    later = FixedClock(lender.ctx.clock.now() + timedelta(hours=49))
    cashier = replace(lender.as_role(PresetRole.COLLECTOR), clock=later)
    window = MainWindow(replace(session, ctx=cashier), "Préstamos", (), is_demo=False)
    qtbot.addWidget(window)
    keeper = BackupKeeper(replace(session, ctx=cashier), window)
    keeper.start()
    qtbot.waitUntil(lambda: said(keeper).startswith("Último respaldo"))
    assert window.backup_label.objectName() == "error"
    keeper.look()  # a collector makes none
    qtbot.wait(200)
    assert len(list(usb.glob("*.respaldo"))) == 1
    keeper.stop()
