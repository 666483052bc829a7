"""The encrypted engine: how connections are set, and that nothing of the key or the data shows."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db.engine import open_engine, writing

KEY = secrets.token_bytes(32)
NAME = "GUADALUPE VILLASEÑOR"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ñandú 100%#?.db"


def new_engine(path: Path) -> Engine:
    return open_engine(path, KEY, must_exist=False)


def fill(engine: Engine, rows: int) -> None:
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, amount INTEGER)"))
        values = [{"name": f"{NAME} {number}", "amount": 187545} for number in range(rows)]
        connection.execute(text("INSERT INTO people (name, amount) VALUES (:name, :amount)"), values)


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("temp_store", 2),
        ("cache_size", -65536),
        ("busy_timeout", 10000),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_is_set_for_safety(path: Path, pragma: str, expected: object) -> None:
    engine = new_engine(path)
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == expected
    engine.dispose()


def test_another_key_or_none_reads_nothing(path: Path) -> None:
    engine = new_engine(path)
    fill(engine, 1)
    engine.dispose()
    with (
        pytest.raises(DBAPIError, match="file is not a database"),
        open_engine(path, secrets.token_bytes(32)).connect(),
    ):
        pass


def test_opening_never_makes_a_file(path: Path) -> None:
    with pytest.raises(DBAPIError), open_engine(path, KEY).connect():
        pass
    assert not path.exists()


def test_the_key_is_in_no_url_repr_log_or_error(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    engine = new_engine(path)
    engine.echo = "debug"
    fill(engine, 1)
    with pytest.raises(DBAPIError) as caught, engine.begin() as connection:
        connection.execute(text("INSERT INTO people (id) VALUES (:id)"), {"id": "x"})
    engine.dispose()
    shown = " ".join((repr(engine), str(engine.url), repr(engine.pool), str(caught.value), repr(vars(engine))))
    for secret in (KEY.hex(), repr(KEY)):
        assert secret not in shown + caplog.text


def test_an_error_does_not_show_the_values(path: Path) -> None:
    engine = new_engine(path)
    with pytest.raises(DBAPIError) as caught, engine.begin() as connection:
        connection.execute(text("INSERT INTO nothing (name) VALUES (:name)"), {"name": NAME})
    engine.dispose()
    assert NAME not in str(caught.value)


def test_nothing_is_in_the_clear_on_the_disk_even_in_a_big_sort(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for variable in ("SQLITE_TMPDIR", "TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(temporary))
    engine = new_engine(path)
    fill(engine, 20_000)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = 20")
        sorted_rows = connection.execute(text("SELECT name FROM people ORDER BY name DESC, amount"))
        assert sorted_rows.fetchone() is not None
        files = [child for child in tmp_path.rglob("*") if child.is_file()]
        assert {child.suffix for child in files} >= {".db", ".db-wal", ".db-shm"}
        assert list(temporary.iterdir()) == []
        for child in files:
            content = child.read_bytes()
            for secret in (b"VILLASE", b"GUADALUPE", b"SQLite format"):
                assert secret not in content, child.name
        sorted_rows.close()
    engine.dispose()


def test_a_plain_reader_sees_while_another_writes(path: Path) -> None:
    engine = new_engine(path)
    fill(engine, 3)
    with writing(engine).begin() as writer:
        writer.execute(text("DELETE FROM people"))
        with engine.begin() as reader:
            assert reader.execute(text("SELECT count(*) FROM people")).scalar_one() == 3
    engine.dispose()


def test_a_key_of_another_length_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_engine(path, b"short")
