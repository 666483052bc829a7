"""A code of the telephone (TOTP, RFC 6238) that is asked after the password."""

from __future__ import annotations

from dataclasses import dataclass

STEP_SECONDS = 30
DIGITS = 6


@dataclass(frozen=True, repr=False)
class SecondFactor:
    """``secret`` in base32; ``last_step`` is the one of the last code accepted: none is good twice."""

    secret: str
    last_step: int = 0
