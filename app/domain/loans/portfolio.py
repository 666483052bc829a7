"""The states of many loans on a day, one after another: memory stays flat however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.domain.loans.events import LoanEvent
from app.domain.loans.replay import replayed
from app.domain.loans.schedule import make_contract
from app.domain.loans.state import LoanState, state_of
from app.domain.loans.terms import LoanTerms


def states_on_day(loans: Iterable[tuple[LoanTerms, Sequence[LoanEvent]]], day: date) -> Iterator[LoanState]:
    """Each loan's state at the end of the day, in the order given; what ``state_on`` says of it.

    A portfolio asks for each loan once, so no table is kept for a second time.
    """
    for terms, events in loans:
        yield state_of(replayed(terms, events, day, make_contract), day)
