"""Read the statements imported so far."""

from __future__ import annotations

from app.context import Context
from app.ports.queries import ImportLine


def read_imports(ctx: Context) -> tuple[ImportLine, ...]:
    """The newest first."""
    ctx.require("bank.import")
    with ctx.database.reading() as uow:
        return uow.queries.imports()
