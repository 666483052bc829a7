"""A failed try to sign in, kept beside the file until somebody opens it and it enters the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SignInFailure:
    """``username`` is empty when nobody has that name: what was typed may be a password in the wrong box."""

    at: datetime
    username: str
    workplace: str
