"""SIGKILL while a file of an older program is brought up to date: it opens afterwards with all that it held."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.database import LocalDatabase
from db.engine import open_engine
from db.key_derivation import CompanyKeys
from db.key_file import KEYS, beside
from db.models.clients import ClientRow
from db.row_seals import altered_rows
from db.upgrade import newest_schema, schema_of
from tests.db.old_company import old_company
from tests.fixtures_database import PASSWORD, cheap_company_files

CLIENTS = 4000
MOMENTS = 16
ROOT = Path(__file__).parents[2]


def upgrade_and_be_killed(path: Path, after_s: float | None) -> float:
    """Seconds that it worked; None lets it end."""
    command = [sys.executable, "-m", "tests.scenarios.upgrade_until_killed", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n", process.stderr.read()[-2000:]
        began = time.monotonic()
        killer = threading.Timer(after_s if after_s is not None else 120, process.kill)
        killer.start()
        process.stdout.read()
        worked = time.monotonic() - began
        killer.cancel()
        killer.join()
        assert process.stderr.read() == ""
    return worked


def schema_on_disk(path: Path) -> str:
    """Looked at in a copy, so that the file itself is left to whoever opens it next."""
    looked_at = path.parent / "visto"
    for ending in ("", "-wal"):
        if beside(path, ending).exists():
            shutil.copyfile(beside(path, ending), beside(looked_at, ending))
    engine = open_engine(looked_at, CompanyKeys.of(bytes(range(32))).database)
    found = schema_of(engine)
    engine.dispose()
    return found


@pytest.mark.slow
def test_at_whatever_moment_the_file_is_the_old_one_or_the_new_one_and_opens(tmp_path: Path) -> None:
    old_company(tmp_path / "vieja.acredita", CLIENTS)
    original = tmp_path / "vieja.acredita"
    found = []
    span = 0.0
    for moment in range(MOMENTS + 1):
        folder = tmp_path / str(moment)
        folder.mkdir()
        path = folder / "empresa.acredita"
        for ending in ("", KEYS):
            shutil.copyfile(beside(original, ending), beside(path, ending))
        if moment == 0:
            span = upgrade_and_be_killed(path, None)  # how long it takes, undisturbed
            continue
        upgrade_and_be_killed(path, span * moment / MOMENTS)
        found.append(schema_on_disk(path))
        database = cheap_company_files().open(path, "admin", PASSWORD)
        assert isinstance(database, LocalDatabase)
        with database.engine.connect() as connection:
            assert connection.execute(select(func.count()).select_from(ClientRow)).scalar_one() == CLIENTS
            assert list(altered_rows(connection, database.keys.rows, lambda _count: None)) == []
        assert schema_of(database.engine) == newest_schema()
        database.close()
        kept = [one for one in folder.glob("empresa.before-upgrade-*") if one.suffix != KEYS]
        assert kept
        assert {schema_on_disk(one) for one in kept} == {"0001"}
        shutil.rmtree(folder)
    assert set(found) <= {"0001", newest_schema()}
    assert found.count("0001") > MOMENTS // 3
