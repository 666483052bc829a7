"""Loan events as they are recorded: with who, when, how, and the request that makes a retry harmless."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.loans.events import LoanEvent
from app.domain.loans.loan import Channel


@dataclass(frozen=True)
class NewEvent:
    """A loan event about to be appended, with what the domain does not need.

    ``request_id`` makes a retry harmless; ``receipt`` is empty for what gives none; ``reason`` is a reversal's.
    """

    loan_id: int
    event: LoanEvent
    request_id: str
    recorded_at: datetime
    recorded_by: int
    channel: Channel | None
    reference: str
    receipt: str
    reason: str = ""


@dataclass(frozen=True)
class StoredEvent:
    """A loan event on file; ``amounts`` are the allocation printed on its receipt."""

    id: int
    new: NewEvent
