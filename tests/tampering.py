"""What somebody who has the key and a database tool can do to a file."""

from __future__ import annotations

from db.database import LocalDatabase
from db.engine import open_engine
from tests.company import Lender


def behind_its_back(lender: Lender, *statements: str) -> None:
    """Run statements on the file; triggers, checks and references are no hindrance. Each must change something."""
    database = lender.ctx.database
    assert isinstance(database, LocalDatabase)
    engine = open_engine(lender.path, database.keys.database)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert raw.execute(statement).rowcount > 0, statement
    engine.dispose()
