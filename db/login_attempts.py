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

from app.domain.users.sign_in_failure import SignInFailure
from db.side_file import write_json

FREE_FAILURES = 3
_FIRST_WAIT = 5
_GROWTH = 3
WAIT_MAX = 900
_USERS_MAX = 200
_LOG_MAX = 1000


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
        known, log = self._load()
        failures = known.get(self._name(username))
        if failures is None:
            return 0
        # A clock set back starts the wait over instead of making it endless.
        passed = max(0.0, (now - failures.last_at).total_seconds())
        left = wait_after(failures.count) - passed
        if left > 0 and now < failures.last_at:
            self._save(known | {self._name(username): _Failures(failures.count, now)}, log)
        return max(0, ceil(left))

    def record_try(self, username: str, failure: SignInFailure) -> int:
        """Count the try as a failure before it is made, so that tries side by side all count; the failures so far."""
        known, log = self._load()
        name = self._name(username)
        count = known[name].count + 1 if name in known else 1
        known.pop(name, None)
        kept = dict(list(known.items())[-_USERS_MAX + 1 :])
        self._save(kept | {name: _Failures(count, failure.at)}, (*log, failure)[-_LOG_MAX:])
        return count

    def forget(self, username: str, no_failure: SignInFailure | None = None) -> None:
        """The user got in: his tries count no more, and the one written down before it was made was no failure."""
        known, log = self._load()
        if known.pop(self._name(username), None) is not None:
            self._save(known, tuple(one for one in log if one != no_failure))

    def failures(self) -> tuple[SignInFailure, ...]:
        """The log of failed tries, the oldest first."""
        return self._load()[1]

    def forget_failures(self, count: int) -> None:
        """The oldest so many were written down elsewhere."""
        known, log = self._load()
        self._save(known, log[count:])

    def _name(self, username: str) -> str:
        # A password typed in the user's box must not end up readable in this file.
        typed = f"{self._database_id}/{username.strip().casefold()}"
        return hashlib.sha256(typed.encode(errors="surrogatepass")).hexdigest()[:32]

    def _load(self) -> tuple[dict[str, _Failures], tuple[SignInFailure, ...]]:
        try:
            stored = json.loads(self._path.read_bytes())
            counts = {
                str(name): _Failures(int(entry["count"]), _instant(entry["last_at"]))
                for name, entry in stored["counts"].items()
            }
            log = [
                SignInFailure(_instant(entry["at"]), str(entry["username"]), str(entry["workplace"]))
                for entry in stored["log"]
            ]
            return counts, tuple(log)
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            # Deleting the file does the same; the key derivation is what makes guessing slow.
            return {}, ()

    def _save(self, failures: dict[str, _Failures], log: tuple[SignInFailure, ...]) -> None:
        counts = {
            name: {"count": entry.count, "last_at": entry.last_at.astimezone(UTC).isoformat()}
            for name, entry in failures.items()
        }
        told = [
            {"at": one.at.astimezone(UTC).isoformat(), "username": one.username, "workplace": one.workplace}
            for one in log
        ]
        write_json(self._path, {"counts": counts, "log": told})


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def wait_after(failures: int) -> int:
    """Seconds to wait after that many failures: none for the first three, then 5, 15, 45 … up to 15 minutes."""
    over = failures - FREE_FAILURES
    if over <= 0:
        return 0
    wait: int = _FIRST_WAIT * _GROWTH ** min(over - 1, 10)
    return min(WAIT_MAX, wait)
