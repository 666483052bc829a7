"""Read the statements imported so far."""

from __future__ import annotations

from app.context import Context
from app.ports.queries import ImportLine


def read_imports(ctx: Context) -> tuple[ImportLine, ...]:
    """The newest first."""
    with ctx.reading("bank.import") as uow:
        return uow.queries.imports()
