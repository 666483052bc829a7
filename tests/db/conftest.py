"""An empty company in a real encrypted file for every test of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.database import LocalDatabase
from tests.fixtures_database import new_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[LocalDatabase]:
    database = new_database(tmp_path)
    assert isinstance(database, LocalDatabase)
    yield database
    database.close()
