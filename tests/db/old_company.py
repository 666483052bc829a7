"""A company's file as the first version of the program left it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from app.ports.clock import SystemClock
from db.engine import open_engine, writing
from db.key_derivation import CompanyKeys
from db.key_file import KeyFile
from db.upgrade import upgrade
from tests.fixtures_database import CHEAP, PASSWORD

_PRODUCT = "1, 'Personal', 'level', 'monthly', '30/360', '0.36', '0.72', '0.16', '0', 100, 900, 1, 9, 500, 5, 1, 1"
_ADDRESS_AND_NOTES = ", ".join(["0"] * 14)


def first_schema(path: Path, keys: CompanyKeys, clients: int = 1) -> Engine:
    """The first schema with its owner, a product and clients named Ana Soto."""
    engine = open_engine(path, keys.database, must_exist=False)
    upgrade(engine, keys.rows, is_new=True, target="0001")
    with writing(engine).begin() as connection:
        connection.exec_driver_sql("INSERT INTO users VALUES (1, 'admin', 'Elena', 'owner')")
        connection.exec_driver_sql(f"INSERT INTO products VALUES ({_PRODUCT})")
        for number in range(1, clients + 1):
            client = (
                f"{number}, 'CLI-{number:06d}', 'Ana', 'Soto', '', 'ana soto', '1980-01-01', 'woman', 'JC', '', "
                f"'SOXA{number:06d}AB1', {_ADDRESS_AND_NOTES}, 0, '', 1, '2026-01-15 00:00:00', 1"
            )
            connection.exec_driver_sql(f"INSERT INTO clients VALUES ({client})")
    return engine


def old_company(path: Path, clients: int) -> None:
    """A pair of files that ``admin`` opens with ``PASSWORD``."""
    keys = CompanyKeys.of(bytes(range(32)))
    first_schema(path, keys, clients).dispose()
    KeyFile(path, CHEAP, SystemClock()).create(keys, {"admin": PASSWORD})
