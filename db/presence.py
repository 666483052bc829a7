"""Who has a company's file open: everybody shares a lock, and whoever replaces the file must be alone with it.

The system frees a lock when its process ends, however it ends. The lock file itself holds nothing and stays.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import ExternalProblem

LOCK = ".lock"
_SEATS = 64
"""How many programs may have the file open on Windows, where each locks a byte of its own."""


class Presence:
    """A program's place among those who have the file open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def leave(self) -> None:
        """Give the place up; leaving twice is harmless."""
        self._file.close()


def join(path: Path) -> Presence:
    """Take a place. ExternalProblem ``file.being_replaced`` while somebody replaces the file; OSError."""
    file = _lock_file(path)
    if not _share(file):
        file.close()
        raise ExternalProblem("file.being_replaced")
    return Presence(file)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else has the file open, nor can open it, inside the block. ExternalProblem ``file.in_use``; OSError."""
    file = _lock_file(path)
    try:
        if not _exclude(file):
            raise ExternalProblem("file.in_use")
        yield
    finally:
        file.close()


def _lock_file(path: Path) -> BinaryIO:
    return path.with_name(path.name + LOCK).open("a+b")


if sys.platform == "win32":
    import msvcrt

    def _share(file: BinaryIO) -> bool:
        return any(_lock_bytes(file, seat, 1) for seat in range(_SEATS))

    def _exclude(file: BinaryIO) -> bool:
        return _lock_bytes(file, 0, _SEATS)

    def _lock_bytes(file: BinaryIO, start: int, count: int) -> bool:
        file.seek(start)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _share(file: BinaryIO) -> bool:
        return _flock(file, fcntl.LOCK_SH)

    def _exclude(file: BinaryIO) -> bool:
        return _flock(file, fcntl.LOCK_EX)

    def _flock(file: BinaryIO, how: int) -> bool:
        try:
            fcntl.flock(file.fileno(), how | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
