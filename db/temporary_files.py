"""A folder of this program's own for what libraries put on the disk while they work: gone with the program.

A workbook being written passes through files in the clear. They lie in a folder that only its owner reads; it is
deleted when the program ends, and what a crash or a power cut left behind is deleted when the program next starts.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.errors import ExternalProblem
from db.presence import LOCK, alone, join

_PREFIX = "acredita-temp-"


@contextlib.contextmanager
def private_temporary_folder() -> Iterator[Path]:
    """Inside the block every temporary file of this process lies there."""
    shared = Path(tempfile.gettempdir())
    _sweep(shared)
    folder = shared / f"{_PREFIX}{secrets.token_hex(8)}"
    presence = join(folder)  # before it is there, or somebody who starts now would sweep it
    folder.mkdir(mode=0o700)
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)
        presence.leave()
        _lock_of(folder).unlink(missing_ok=True)


def _sweep(shared: Path) -> None:
    """Delete the folders of programs that ended without doing so; those of running ones are locked."""
    for folder in shared.glob(f"{_PREFIX}*"):
        if folder.name.endswith(LOCK) or not folder.is_dir():
            continue
        with contextlib.suppress(ExternalProblem, OSError), alone(folder):
            shutil.rmtree(folder)
            _lock_of(folder).unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + LOCK)
