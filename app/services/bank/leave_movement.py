"""Leave a bank movement without a loan, or take it up again."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.errors import Conflict


@dataclass(frozen=True)
class MovementLeft:
    """Nothing but what changed."""

    changes: Changes


def leave_movement(ctx: Context, movement_id: int, *, is_left: bool = True) -> MovementLeft:
    """Conflict ``bank.already_matched`` when it became a payment meanwhile."""
    ctx.require("bank.reconcile")
    with ctx.database.unit_of_work() as uow:
        if uow.bank.movement(movement_id).status == "matched":
            raise Conflict("bank.already_matched")
        uow.bank.set_status(movement_id, "left" if is_left else "pending")
        uow.commit()
    return MovementLeft(Changes.of(Topic.BANK))
