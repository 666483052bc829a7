"""For each deposit of an import that is still pending, the loans it most likely pays, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.domain.bank.matching import Candidate, suggest
from app.ports.queries import MovementLine


@dataclass(frozen=True)
class MovementSuggestion:
    """A movement of the import; candidates only for pending deposits, the likeliest first."""

    line: MovementLine
    candidates: tuple[Candidate, ...]


def suggest_matches(ctx: Context, import_id: int) -> tuple[MovementSuggestion, ...]:
    """Every movement of the import, oldest first."""
    with ctx.reading("bank.reconcile") as uow:
        lines = uow.queries.movements(import_id)
        pending = {stored.id: stored.movement for stored in uow.bank.pending(import_id)}
        loans = uow.queries.open_loans_for_matching(ctx.clock.business_on())
        known = uow.bank.known_payers()
    deposits = {movement_id: movement for movement_id, movement in pending.items() if movement.credit is not None}
    found = suggest(tuple(deposits.values()), loans, known)
    by_id = {movement_id: found.get(movement.row, ()) for movement_id, movement in deposits.items()}
    return tuple(MovementSuggestion(line, by_id.get(line.id, ())) for line in lines)
