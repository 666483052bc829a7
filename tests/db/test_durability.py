"""What was committed stays: through SIGKILL, and with two processes writing at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from db.database import LocalDatabase
from tests.fixtures_database import PASSWORD, cheap_company_files, new_database

PROJECT = Path(__file__).parents[2]


def writer(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.db.write_until_killed", str(path), str(first), str(count)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def numbers_in(path: Path) -> list[str]:
    database = cheap_company_files().open(path, "admin", PASSWORD)
    assert isinstance(database, LocalDatabase)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        found = list(connection.execute(text("SELECT number FROM clients ORDER BY id")).scalars())
    database.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_database(tmp_path).close()
    return tmp_path / "empresa.db"


@pytest.mark.parametrize("confirmed_before_kill", [1, 25, 90])
def test_a_killed_writer_loses_nothing_confirmed(path: Path, confirmed_before_kill: int) -> None:
    confirmed = []
    with writer(path, 0, 100_000) as process:
        assert process.stdout is not None
        for line in process.stdout:
            confirmed.append(line.strip())
            if len(confirmed) == confirmed_before_kill:
                process.kill()
    found = numbers_in(path)
    assert found[: len(confirmed)] == confirmed
    assert len(found) <= len(confirmed) + 1, "at most the one whose confirmation was cut off"
    assert found == [f"CLI-{number:06d}" for number in range(1, len(found) + 1)], "folios without holes"


def test_two_processes_write_and_neither_is_told_that_it_is_locked(path: Path) -> None:
    processes = [writer(path, first, 100) for first in (0, 1000)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    assert numbers_in(path) == [f"CLI-{number:06d}" for number in range(1, 201)]
