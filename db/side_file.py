"""Small JSON files beside the database, replaced whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from pathlib import Path

_RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait for an antivirus that holds the file a moment (Windows)."""


def write_json(path: Path, content: object) -> None:
    """Write beside, flush to the disk, and replace: a crash leaves the old file or the new one. OSError.

    Each writer has a name of its own for the file it prepares, so that two programs signing in at once do not take
    it from each other.
    """
    waiting = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with open(waiting, "w", encoding="utf-8", newline="\n", opener=_only_for_owner) as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        replace_file(waiting, path)
    finally:
        waiting.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make new and vanished names of a folder last through a power cut, where the system allows it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _only_for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def replace_file(source: Path, target: Path) -> None:
    """Give a file another's name, waiting a moment for whoever holds it. OSError."""
    for pause in _RETRIES:
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(source, target)
