"""The machine's clock, injected so that tests and the business date rule it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

MEXICO_CITY = timezone(timedelta(hours=-6))
"""Central Mexico, which has kept one hour all year since October 2022."""


class Clock(Protocol):
    """Instants in UTC, and the business date they fall on."""

    def now(self) -> datetime: ...
    def business_on(self) -> date: ...


class SystemClock:
    """The computer's clock; the business date is the PC's local calendar day."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def business_on(self) -> date:
        return self.now().astimezone().date()


class FixedClock:
    """A clock that stands still, for the tour, the demonstration and tests."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant

    def business_on(self) -> date:
        return self._instant.astimezone(MEXICO_CITY).date()
