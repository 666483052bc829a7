"""Which loans a bank deposit most likely pays, with the reasons in codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.bank.statement import Movement
from app.domain.clients.names import search_key
from app.domain.money import Money


@dataclass(frozen=True)
class OpenLoan:
    """An open loan as the matcher sees it."""

    loan_id: int
    folio: str
    client_id: int
    client_name: str
    rfc: str
    clabe: str
    phones: tuple[str, ...]
    due_on: date | None
    due_amount: Money
    next_amount: Money
    payoff: Money


@dataclass(frozen=True)
class KnownPayer:
    """A payer accepted before for a client: his CLABE, RFC or printed name."""

    key: str
    client_id: int


@dataclass(frozen=True)
class Reason:
    """Why a loan is a candidate; the code's Spanish is in the messages."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """A loan that a deposit may pay; confidence from 0 to 100."""

    loan_id: int
    folio: str
    client_name: str
    amount: Money
    confidence: int
    reasons: tuple[Reason, ...]


def known_payers_of(movement: Movement, client_id: int) -> tuple[KnownPayer, ...]:
    """What accepting a deposit for a client teaches."""
    keys = (movement.payer_clabe, movement.payer_rfc, search_key(movement.payer_name))
    return tuple(KnownPayer(key, client_id) for key in keys if key)


def suggest(
    movements: Sequence[Movement], loans: Sequence[OpenLoan], known: Sequence[KnownPayer]
) -> dict[int, tuple[Candidate, ...]]:
    """Candidates by the movement's row."""
    raise AssertionError  # replaced below
