"""Texts sealed under the company's key for columns that a copy of the rows alone must not tell (AES-256-GCM)."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import ExternalProblem

_FORMAT = "1."
_NONCE_BYTES = 12


class TextSealer:
    """``where`` names the table, row and column: a sealed text moved to another place does not open there."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, text: str, *where: object) -> str:
        """The text sealed for that place, in characters that any column holds."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _FORMAT + b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), _bound_to(where))).decode()

    def open(self, sealed: str, *where: object) -> str:
        """The text. ExternalProblem ``database.sealed_text`` when it was altered, moved or sealed under another key."""
        try:
            stored = b64decode(sealed.removeprefix(_FORMAT), validate=True)
            return self._cipher.decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], _bound_to(where)).decode()
        except (InvalidTag, ValueError) as error:
            raise ExternalProblem("database.sealed_text") from error


def _bound_to(where: tuple[object, ...]) -> bytes:
    return json.dumps([str(part) for part in where], separators=(",", ":")).encode()
