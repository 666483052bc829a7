"""The recovery key as it is printed and typed: 130 random bits and a check, in Crockford's base 32.

Thirty characters in six groups of five, ``7K2QF-…``. Capitals, spaces and dashes do not matter, O is read as 0,
I and L as 1 (https://www.crockford.com/base32.html).
"""

from __future__ import annotations

import hashlib
import secrets

from app.errors import RuleViolation

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_RANDOM_LENGTH = 26
_CHECK_LENGTH = 4
_GROUP = 5


def new_recovery_key() -> str:
    """A fresh key, as printed."""
    random_part = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM_LENGTH))
    whole = random_part + _check(random_part)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def compact(typed: str) -> str:
    """The key's characters alone.

    RuleViolation ``recovery.length`` or ``recovery.mistyped`` before anything is tried with it.
    """
    cleaned = "".join(ch for ch in typed.upper().translate(_READ_AS) if ch.isalnum())
    if len(cleaned) != _RANDOM_LENGTH + _CHECK_LENGTH:
        raise RuleViolation("recovery.length", field="recovery_key", count=len(cleaned))
    random_part, check = cleaned[:_RANDOM_LENGTH], cleaned[_RANDOM_LENGTH:]
    if set(cleaned) - set(_ALPHABET) or _check(random_part) != check:
        raise RuleViolation("recovery.mistyped", field="recovery_key")
    return cleaned


def _check(random_part: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"acredita/recovery/1" + random_part.encode()).digest()[:4], "big")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in (0, 5, 10, 15))
