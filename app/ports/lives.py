"""Loans with everything that happened to them and what is kept about them, read many at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.accounting.concepts import Concept
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import LoanState
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.ports.recorded import NewEvent


class KeptFigures(Protocol):
    """The snapshot and the installments on file."""

    @property
    def as_of(self) -> date: ...
    @property
    def stage(self) -> int: ...
    @property
    def has_advance(self) -> bool: ...

    def differences(self, state: LoanState) -> tuple[str, ...]:
        """The names of the figures that are not those of the state."""
        ...


@dataclass(frozen=True)
class LoanLife:
    """A disbursed loan: ``posted`` by its events and ``closed`` by the daily closes, debits positive."""

    id: int
    folio: str
    product_id: int
    status: LoanStatus
    terms: LoanTerms
    events: tuple[NewEvent, ...]
    kept: KeptFigures
    posted: Mapping[Concept, Money]
    closed: Mapping[Concept, Money]


class LifeRepository(Protocol):
    """Reads and writes by the hundred; memory stays flat however many loans there are."""

    def count(self, statuses: frozenset[LoanStatus]) -> int: ...

    def after(self, loan_id: int, limit: int, statuses: frozenset[LoanStatus]) -> tuple[LoanLife, ...]:
        """The next so many by id."""
        ...

    def save_day(self, states: Mapping[int, LoanState]) -> None:
        """The day, stage and days past due of snapshots of which nothing else changed."""
        ...
