"""Replaces a company's file and its key slots by another pair, both or neither, whenever the power fails.

The new pair is made beside the old one; a marker written when both are whole on the disk is the moment from which
they count. Whoever opens the company next finishes what a crash left undone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from db.key_file import KEYS, beside
from db.presence import alone
from db.side_file import sync_folder, write_json

SWAP = ".swap"
NEXT = ".next"
_PAIR = ("", KEYS, "-wal")
WRITTEN_BY_ENGINE = ("-wal", "-shm", "-journal")


def swap_in(path: Path, prepare: Callable[[Path, Path], None]) -> None:
    """``prepare`` makes the new database and the new slots at the two paths it is given; then they take over.

    ExternalProblem ``file.in_use`` when somebody has the file open; OSError; what ``prepare`` raises: then nothing
    changed.
    """
    with alone(path):
        _discard(path)
        database, keys = beside(path, NEXT), beside(path, KEYS + NEXT)
        try:
            prepare(database, keys)
            for file in (database, keys):
                _flush(file)
            sync_folder(path.parent)
        except BaseException:
            _discard(path)
            raise
        write_json(beside(path, SWAP), {"ready": True})
        _take_over(path)


def finish_swap(path: Path) -> None:
    """Finish what was ready, or throw away what was not, after a crash. ExternalProblem ``file.in_use``; OSError."""
    if not any(beside(path, ending).exists() for ending in (SWAP, NEXT, KEYS + NEXT)):
        return
    with alone(path):
        if beside(path, SWAP).exists():
            _take_over(path)
        else:
            _discard(path)


def _take_over(path: Path) -> None:
    """Each step may be done again: what is missing was moved before."""
    if beside(path, NEXT).exists():
        for ending in WRITTEN_BY_ENGINE:  # the old file's: the new one would be written over with them
            beside(path, ending).unlink(missing_ok=True)
        os.replace(beside(path, NEXT), path)
    if beside(path, KEYS + NEXT).exists():
        os.replace(beside(path, KEYS + NEXT), beside(path, KEYS))
    sync_folder(path.parent)
    beside(path, SWAP).unlink(missing_ok=True)
    sync_folder(path.parent)


def _discard(path: Path) -> None:
    for ending in (NEXT, KEYS + NEXT, *(NEXT + engine for engine in WRITTEN_BY_ENGINE)):
        beside(path, ending).unlink(missing_ok=True)


def _flush(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def copy_pair(path: Path, target: Path) -> None:
    """Keep a file as it is, also a damaged one, with its slots and its write-ahead log; nobody has it open. OSError."""
    for ending in _PAIR:
        if beside(path, ending).exists():
            shutil.copyfile(beside(path, ending), beside(target, ending))
            beside(target, ending).chmod(0o600)


def remove_pair(target: Path) -> None:
    """Take away what ``copy_pair`` made. OSError."""
    for ending in _PAIR:
        beside(target, ending).unlink(missing_ok=True)
