"""A lender on a real encrypted file for every test of the services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Lender, new_lender


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Lender]:
    lender = new_lender(tmp_path)
    yield lender
    lender.ctx.database.close()
