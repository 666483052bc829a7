"""Verifying the books of whole lenders, beside the daily close of the same loans: how both grow.

``python -m bench.bench_verify 80000`` measures another size (it makes the lender first, which takes longer).
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from app.ports.clock import SystemClock
from app.services.accounting.close_day import close_days
from app.services.audit.verify_books import verify_books
from app.services.demo.create_demo import CreateDemo, create_demo
from app.services.users.sign_in import context_of
from bench.bench_open_database import FILES

SIZES = (500, 2000)


def measure(loans: int) -> dict[str, object]:
    """Seconds of a close of one day and of a verification, with how often each told how far it was."""
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        told += done <= total

    clock = SystemClock()
    day = clock.business_on() - timedelta(days=7)
    with tempfile.TemporaryDirectory() as folder:
        made = create_demo(
            FILES, clock, CreateDemo(Path(folder) / "empresa.acredita", loans, day, "tres perros verdes")
        )
        ctx = context_of(made.database, clock, "admin")
        started = time.perf_counter()
        close_days(ctx, day)
        closed = time.perf_counter()
        found = verify_books(ctx, progress)
        ended = time.perf_counter()
        made.database.close()
    if not found.is_clean:
        raise SystemExit(f"the books of a lender just made do not agree: {len(found.differences)}")
    return {
        "bench": "verify the books",
        "against": "the daily close of the same loans",
        "loans": found.loans,
        "entries": found.entries,
        "verify_s": round(ended - closed, 2),
        "close_s": round(closed - started, 2),
        "verify_ms_a_loan": round((ended - closed) / found.loans * 1000, 2),
        "progress_told": told,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "ratio": round((ended - closed) / (closed - started), 2),
    }


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or SIZES:
        sys.stdout.write(json.dumps(measure(size)) + "\n")
        sys.stdout.flush()
