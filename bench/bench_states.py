"""States of loans: one of ten years with 120 payments, 10,000 on a day, and growth from 1,000 to 100,000."""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from collections.abc import Iterable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from app.domain.loans.portfolio import states_on_day
from app.domain.loans.replay import replayed
from app.domain.loans.schedule import make_contract
from app.domain.loans.state import state_of
from bench.invented_loans import DAY, Life, loans, long_loan
from bench.measure import compare

MANY = 10_000
MANY_SECONDS_MAX = 6.0
SIZES = (1_000, 10_000, 100_000)
CENT = Decimal("0.01")


def ten_years() -> None:
    """Beside a bare loop of decimals that knows no date and only splits 120 payments."""
    terms, events = long_loan()
    payments = [event.amount.to_decimal() for event in events[1:]]
    last = max(event.value_on for event in events) + timedelta(days=10)
    rate, vat_rate = terms.annual_rate / 12, terms.vat_rate

    def bare_loop() -> Decimal:
        balance = terms.principal.to_decimal()
        for paid in payments:
            interest = (balance * rate).quantize(CENT, ROUND_HALF_UP)
            balance -= paid - interest - (interest * vat_rate).quantize(CENT, ROUND_HALF_UP)
        return balance

    name = "a loan of ten years with 120 payments, replayed"
    compare(name, lambda: state_of(replayed(terms, events, last, make_contract), last), bare_loop, "a bare loop")


def many() -> None:
    """Ten thousand different loans on one core, their lives in memory."""
    held = list(loans(MANY))
    events = sum(len(life[1]) for life in held)
    taken = min(_seconds(held) for _ in range(3))
    rows = sum(terms.installments for terms, _ in held)
    told = {"bench": f"{MANY} states on a day", "seconds": round(taken, 2), "events": events, "rows": rows}
    _say(told | {"per_state_ms": round(taken / MANY * 1000, 3), "promised_seconds": MANY_SECONDS_MAX})
    assert taken < MANY_SECONDS_MAX


def growth() -> None:
    """Time and memory per loan as the portfolio grows; lives are made one by one and states let go at once."""
    for size in SIZES:
        making = _making_seconds(size)
        started = time.perf_counter()
        count = sum(1 for _ in states_on_day(loans(size), DAY))
        taken = time.perf_counter() - started - making
        assert count == size
        told = {"bench": f"states of {size} loans", "seconds": round(taken, 2)}
        _say(told | {"per_state_ms": round(taken / size * 1000, 3), "peak_kib": _peak_kib(min(size, 20_000))})


def _seconds(held: Iterable[Life]) -> float:
    started = time.perf_counter()
    for _ in states_on_day(held, DAY):
        pass
    return time.perf_counter() - started


def _making_seconds(size: int) -> float:
    started = time.perf_counter()
    for _ in loans(size):
        pass
    return time.perf_counter() - started


def _peak_kib(size: int) -> int:
    """The most memory Python held at once (measured on 20,000 at most: tracing slows it fifteen times)."""
    tracemalloc.start()
    for _ in states_on_day(loans(size), DAY):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak // 1024


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> None:
    ten_years()
    many()
    growth()


if __name__ == "__main__":
    main()
