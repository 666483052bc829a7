"""What a product type is: the terms it asks for, and an agreement that answers for its life."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from app.domain.loans.event_rules import check_events
from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.explanation import Explanation, explain
from app.domain.loans.json_values import date_of, decimal_of, flag_of, integer_of, money_of, object_of
from app.domain.loans.state import LoanState, state_on
from app.domain.loans.table import ScheduleRow
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.errors import RuleViolation


class TermKind(StrEnum):
    """What a term is made of, and so which field captures it."""

    MONEY = "money"
    RATE = "rate"  # a fraction: 0.36
    WHOLE = "whole"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True)
class TermField:
    """A term to capture. ``default`` as JSON writes it; None: it must be given."""

    name: str
    kind: TermKind
    default: str | int | bool | None = None


@dataclass(frozen=True)
class Figure:
    """A named amount of an agreement's preview."""

    name: str
    amount: Money


@dataclass(frozen=True)
class Preview:
    """What an agreement comes to before it is signed: figures, and the table where there is one."""

    figures: tuple[Figure, ...]
    rows: tuple[ScheduleRow, ...] = ()


class Agreement(Protocol):
    """A contract of some product type; pure, like everything here."""

    def preview(self) -> Preview:
        """The figures to show before signing."""
        ...

    def check(self, events: Sequence[LoanEvent]) -> None:
        """RuleViolation of the first event that cannot be."""
        ...

    def state_on(self, events: Sequence[LoanEvent], day: date) -> LoanState:
        """The state at the end of the day, whatever the order of the events."""
        ...

    def explain(self, events: Sequence[LoanEvent], day: date, figure: str) -> Explanation:
        """The lines that make a figure of that state."""
        ...

    @property
    def rules(self) -> LoanTerms:
        """The terms that rule late interest, VAT and the order in which payments are applied."""
        ...


class OnLoanTerms:
    """What an agreement that is a loan in other words has of the loan engine: its checks, its states, its reasons."""

    @property
    def rules(self) -> LoanTerms:
        """The agreement as the terms of a loan."""
        raise NotImplementedError

    def check(self, events: Sequence[LoanEvent]) -> None:
        """RuleViolation of the first event that cannot be."""
        check_events(self.rules, events)

    def state_on(self, events: Sequence[LoanEvent], day: date) -> LoanState:
        """The state at the end of the day."""
        return state_on(self.rules, events, day)

    def explain(self, events: Sequence[LoanEvent], day: date, figure: str) -> Explanation:
        """The lines that make a figure of that state."""
        return explain(self.rules, events, day, figure)


@dataclass(frozen=True)
class ProductType:
    """A kind of product. ``fields`` are what its form captures (none: the loan's own form does)."""

    code: str
    fields: tuple[TermField, ...]
    events: tuple[EventKind, ...]
    agreement_of: Callable[[Mapping[str, object]], Agreement]


_READERS: dict[TermKind, Callable[[object, str], object]] = {
    TermKind.MONEY: money_of,
    TermKind.RATE: decimal_of,
    TermKind.WHOLE: integer_of,
    TermKind.DATE: date_of,
    TermKind.FLAG: flag_of,
}


_Terms = TypeVar("_Terms")


def reader(made: Callable[..., _Terms], fields: Sequence[TermField]) -> Callable[[Mapping[str, object]], _Terms]:
    """Reads a JSON object's fields and makes the agreement of them."""
    return lambda data: made(**read_fields(fields, data))


def read_fields(fields: Sequence[TermField], data: object) -> dict[str, object]:
    """The values of a JSON object by the fields' names, defaults filled in.

    Raises RuleViolation ``terms.unknown_key``, ``terms.missing_key`` and what each value does.
    """
    given = object_of(data, {field.name for field in fields}, "terms")
    values: dict[str, object] = {}
    missing = []
    for field in fields:
        value = given.get(field.name, field.default)
        if value is None:
            missing.append(field.name)
        else:
            values[field.name] = _READERS[field.kind](value, field.name)
    if missing:
        raise RuleViolation("terms.missing_key", keys=", ".join(missing))
    return values
