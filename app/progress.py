"""How a long task tells how far it is and learns that it was cancelled."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called once per item with (done, total); raises ``Cancelled`` when the user stopped the task."""

    def __call__(self, done: int, total: int) -> None: ...


def no_progress(done: int, total: int) -> None:
    """The progress of a task that nobody watches."""
