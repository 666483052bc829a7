"""Real windows on a real encrypted file, for every test of the windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.company import Lender, new_lender
from ui.application import make_application
from ui.shared.change_bus import ChangeBus
from ui.shared.session import Session
from ui.shared.tasks import Tasks


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application()


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Lender]:
    lender = new_lender(tmp_path)
    yield lender
    lender.ctx.database.close()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks(ChangeBus())
    yield tasks
    tasks.shutdown()


@pytest.fixture
def session(lender: Lender, tasks: Tasks) -> Session:
    return Session(lender.ctx, tasks, lender.files, lender.path)
