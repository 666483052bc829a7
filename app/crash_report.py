"""What is told of a bug: the kind of error and the places in our code, never its message."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import PurePath
from types import TracebackType


def scrubbed(kind: type[BaseException], trace: TracebackType | None) -> str:
    """For support, without personal data: an error's message may hold a name or an amount."""
    places = [
        f"{PurePath(frame.filename).parent.name}/{PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([kind.__name__, *places])


def mark_of(report: str) -> str:
    """Eight characters by which the same bug is known again."""
    return hashlib.sha256(report.encode()).hexdigest()[:8]
