"""What happens in a loan's life; nothing is edited, a mistake is reversed by a later event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.money import Money


class EventKind(StrEnum):
    """The kinds of event."""

    DISBURSEMENT = "disbursement"
    PAYMENT = "payment"
    REVERSAL = "reversal"


class Excess(StrEnum):
    """Where what exceeds the amount due goes."""

    ADVANCE = "advance"
    PREPAYMENT = "prepayment"


class PrepaymentEffect(StrEnum):
    """What a prepayment changes: fewer installments, or smaller ones."""

    SHORTEN_TERM = "shorten_term"
    LOWER_PAYMENT = "lower_payment"


@dataclass(frozen=True)
class LoanEvent:
    """An event: its sequence number of recording, and the day from which it counts."""

    seq: int
    kind: EventKind
    value_on: date
    amount: Money
    excess: Excess | None = None
    effect: PrepaymentEffect | None = None
    reverses_seq: int | None = None
