"""Which backups are kept: the latest of each of seven days, of four weeks and of twelve months."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Those of the last seven days that have one, four weeks and twelve months; the newest is always among them.

    Days without a backup do not use up the number: a lender that was shut for a month loses none of its old ones.
    """
    newest_first = sorted(set(moments), reverse=True)
    return frozenset(
        [
            *_latest_of(newest_first, lambda one: one.date(), DAYS),
            *_latest_of(newest_first, lambda one: one.isocalendar()[:2], WEEKS),
            *_latest_of(newest_first, lambda one: (one.year, one.month), MONTHS),
        ]
    )


def _latest_of(newest_first: list[datetime], span: Callable[[datetime], object], count: int) -> list[datetime]:
    latest: dict[object, datetime] = {}
    for one in newest_first:
        latest.setdefault(span(one), one)
        if len(latest) > count:
            break
    return list(latest.values())[:count]
