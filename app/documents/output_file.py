"""Writes a finished document to its file, whole or not at all."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from app.errors import ExternalProblem


def write_file(path: Path, content: bytes) -> None:
    """Replace the file in one step, so a failure leaves the former one as it was.

    Raises ExternalProblem ``documents.file_in_use`` (open in Excel, read-only folder, full disk).
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):  # by a program that was cut off
        _remove(left)
    try:
        with unfinished.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except OSError as error:
        _remove(unfinished)
        raise ExternalProblem("documents.file_in_use", path=path.name) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the disk that refused the writing refuses this too; the user is told of the first
