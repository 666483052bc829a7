"""Failed sign-ins, counted per user in a file beside the database, and the growing wait they cost.

A wait, never a lock: nobody can shut another user out for long by typing his name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from db.side_file import write_json

FREE_FAILURES = 3
_FIRST_WAIT = 5
_GROWTH = 3
WAIT_MAX = 900
_USERS_MAX = 200


@dataclass(frozen=True)
class _Failures:
    count: int
    last_at: datetime


class LoginAttempts:
    """The failures on file of one database."""

    def __init__(self, path: Path, database_id: str) -> None:
        self._path = path
        self._database_id = database_id

    def wait_seconds(self, username: str, now: datetime) -> int:
        """Whole seconds until the user may try again; 0 when he may."""
        failures = self._load().get(self._name(username))
        if failures is None:
            return 0
        # A clock set back starts the wait over instead of making it endless.
        passed = max(0.0, (now - failures.last_at).total_seconds())
        left = wait_after(failures.count) - passed
        if left > 0 and now < failures.last_at:
            self._save(self._load() | {self._name(username): _Failures(failures.count, now)})
        return max(0, ceil(left))

    def record_try(self, username: str, now: datetime) -> int:
        """Count the try as a failure before it is made, so that tries side by side all count; the failures so far."""
        known = self._load()
        name = self._name(username)
        count = known[name].count + 1 if name in known else 1
        known.pop(name, None)
        kept = dict(list(known.items())[-_USERS_MAX + 1 :])
        self._save(kept | {name: _Failures(count, now)})
        return count

    def forget(self, username: str) -> None:
        """The user got in."""
        known = self._load()
        if known.pop(self._name(username), None) is not None:
            self._save(known)

    def _name(self, username: str) -> str:
        # A password typed in the user's box must not end up readable in this file.
        typed = f"{self._database_id}/{username.strip().casefold()}"
        return hashlib.sha256(typed.encode()).hexdigest()[:32]

    def _load(self) -> dict[str, _Failures]:
        try:
            stored = json.loads(self._path.read_bytes())
            return {
                str(name): _Failures(int(entry["count"]), datetime.fromisoformat(entry["last_at"]).astimezone(UTC))
                for name, entry in stored.items()
            }
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            # Deleting the file does the same; the key derivation is what makes guessing slow.
            return {}

    def _save(self, failures: dict[str, _Failures]) -> None:
        write_json(
            self._path,
            {
                name: {"count": entry.count, "last_at": entry.last_at.astimezone(UTC).isoformat()}
                for name, entry in failures.items()
            },
        )


def wait_after(failures: int) -> int:
    """Seconds to wait after that many failures: none for the first three, then 5, 15, 45 … up to 15 minutes."""
    over = failures - FREE_FAILURES
    if over <= 0:
        return 0
    wait: int = _FIRST_WAIT * _GROWTH ** min(over - 1, 10)
    return min(WAIT_MAX, wait)
