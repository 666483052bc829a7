"""Leave a bank movement without a loan, or take it up again."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.errors import Conflict


@dataclass(frozen=True)
class MovementLeft:
    """Nothing but what changed."""

    changes: Changes


def leave_movement(ctx: Context, movement_id: int, *, is_left: bool = True) -> MovementLeft:
    """Conflict ``bank.already_matched`` when it became a payment meanwhile."""
    with ctx.change("bank.reconcile") as uow:
        stored = uow.bank.movement(movement_id)
        if stored.status == "matched":
            raise Conflict("bank.already_matched")
        status = "left" if is_left else "pending"
        uow.bank.set_status(movement_id, status)
        subject = Subject("movement", movement_id, stored.movement.description[:60])
        before, after = {"status": stored.status}, {"status": status}
        ctx.record(uow, Action.DEPOSIT_LEFT, subject, before=before, after=after)
        uow.commit()
    return MovementLeft(Changes.of(Topic.BANK))
