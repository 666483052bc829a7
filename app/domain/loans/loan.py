"""A loan on file: its terms and figures as contracted, its disbursement and its standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money


class LoanStatus(StrEnum):
    """Where the loan stands."""

    APPROVED = "approved"  # saved with its folio, money not handed over yet
    ACTIVE = "active"
    SETTLED = "settled"
    CANCELLED = "cancelled"  # never disbursed, will not be


class Channel(StrEnum):
    """How money left or came in."""

    CASH = "cash"
    TRANSFER = "transfer"
    CARD = "card"
    CHEQUE = "cheque"
    DEPOSIT = "deposit"

    @property
    def is_cash(self) -> bool:
        return self is Channel.CASH


@dataclass(frozen=True)
class Disbursement:
    """The handing over of the money: value date, channel, the bank's reference, and what the client received."""

    on: date
    channel: Channel
    reference: str
    net_amount: Money


@dataclass(frozen=True)
class Loan:
    """A loan; ``schedule`` and ``cat`` are the contracted ones and are never recomputed once disbursed."""

    id: int
    folio: str
    client_id: int
    product_id: int
    terms: LoanTerms
    schedule: tuple[ScheduleRow, ...]
    cat: Decimal
    status: LoanStatus
    signed_on: date
    disbursement: Disbursement | None
    version: int
