"""Brings a database's schema to this program's, with Alembic, in one transaction."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from db.engine import writing
from db.models.all_tables import TableRow
from db.row_seals import seal_all

_SCRIPTS = Path(__file__).resolve().parent / "migrations"


class NewerSchema(Exception):
    """A later version of the program made this database."""


class NoSchema(Exception):
    """The file is empty: whatever it held is gone, and an empty database is never made in its place."""


def upgrade(engine: Engine, seal_key: bytes, *, is_new: bool = False, target: str | None = None) -> None:
    """Run the steps that are missing, and seal every row as it is then; all of it or nothing.

    ``target``: an older step, for the tests of those that follow it.

    NewerSchema when the database's step is unknown here; NoSchema when it has none and is not new; the engine's
    DatabaseError when it cannot be read.
    """
    scripts = _scripts()
    current = _heads(engine)
    head = target or scripts.get_current_head()
    assert head is not None
    if current == (head,):
        return
    if not current and not is_new:
        raise NoSchema
    for revision in current:
        try:
            scripts.get_revision(revision)
        except CommandError as error:
            raise NewerSchema(revision) from error
    with writing(engine).connect() as connection:
        # Outside a transaction, or it is ignored: tables are rebuilt by copying, which the keys would refuse.
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _run_steps(connection, scripts, head)
                if target is None:
                    seal_all(connection, seal_key)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def schema_of(engine: Engine) -> str:
    """The step that the database is at; empty when it has none."""
    return ",".join(_heads(engine))


def newest_schema() -> str:
    """The step that this program brings databases to."""
    return _scripts().get_current_head() or ""


def _heads(engine: Engine) -> tuple[str, ...]:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads()


def _run_steps(connection: Connection, scripts: ScriptDirectory, head: str) -> None:
    def steps(revision: tuple[str, ...], context: MigrationContext) -> list[object]:
        return list(scripts._upgrade_revs(head, revision))  # type: ignore[arg-type]  # as alembic.command does

    context = MigrationContext.configure(
        connection,
        opts={"fn": steps, "script": scripts, "target_metadata": TableRow.metadata, "transactional_ddl": True},
    )
    with Operations.context(context):
        context.run_migrations()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the upgrade broke {len(broken)} references")


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)
