"""Times two ways of doing the same thing, in turns in one run, and prints their ratio as one line of JSON.

Times differ from machine to machine and from minute to minute; a ratio taken in turns hardly does.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from statistics import median

RUNS = 15
BATCH_SECONDS_MIN = 0.02


def seconds_of(work: Callable[[], object], repeats: int) -> float:
    """Seconds that one of ``repeats`` calls took, without the collector's pauses."""
    gc.disable()
    started = time.perf_counter()
    for _ in range(repeats):
        work()
    elapsed = time.perf_counter() - started
    gc.enable()
    return elapsed / repeats


def repeats_of(work: Callable[[], object]) -> int:
    """How many calls make a batch long enough for the clock."""
    repeats = 1
    while seconds_of(work, repeats) * repeats < BATCH_SECONDS_MIN and repeats < 1_000_000:
        repeats *= 2
    return repeats


def compare(name: str, ours: Callable[[], object], alternative: Callable[[], object], against: str) -> float:
    """Prints the medians in milliseconds and ``ours / alternative``, which it returns (above 1: ours is slower)."""
    batches = (ours, repeats_of(ours)), (alternative, repeats_of(alternative))
    turns = [[seconds_of(work, repeats) for work, repeats in batches] for _ in range(RUNS)]
    ratio = median(mine / other for mine, other in turns)
    line = {
        "bench": name,
        "against": against,
        "runs": RUNS,
        "ours_ms": round(median(mine for mine, _ in turns) * 1000, 4),
        "alternative_ms": round(median(other for _, other in turns) * 1000, 4),
        "ratio": round(ratio, 3),
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return ratio
