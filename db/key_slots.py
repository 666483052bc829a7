"""Key slots: the company's data key wrapped under each user's password and under the recovery key.

They lie beside the database as ``<database>.keys``, because they must be read before it opens. A slot's version,
database, kind, user, derivation cost and salt are authenticated: changing or swapping any of them shuts the slot.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.key_derivation import KeyDerivation, new_salt
from db.side_file import write_json

FORMAT = 1
PASSWORD = "password"
RECOVERY = "recovery"
_NONCE_BYTES = 12


class SlotShut(Exception):
    """The secret does not open the slot, or the slot was tampered with: the two cannot be told apart."""


class KeysDamaged(Exception):
    """The file of key slots cannot be read."""


@dataclass(frozen=True)
class KeySlot:
    """The data key, wrapped."""

    kind: str
    user: str
    derivation: KeyDerivation
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def seal(
        cls, data_key: bytes, secret: str, *, kind: str, user: str, database_id: str, derivation: KeyDerivation
    ) -> Self:
        """A new slot that the secret opens."""
        empty = cls(kind, user, derivation, new_salt(), secrets.token_bytes(_NONCE_BYTES), b"")
        key = derivation.derive(secret, empty.salt)
        wrapped = AESGCM(key).encrypt(empty.nonce, data_key, empty._bound_to(database_id))
        return replace(empty, wrapped=wrapped)

    def open(self, secret: str, database_id: str) -> bytes:
        """The data key. SlotShut."""
        key = self.derivation.derive(secret, self.salt)
        try:
            return AESGCM(key).decrypt(self.nonce, self.wrapped, self._bound_to(database_id))
        except InvalidTag as error:
            raise SlotShut from error

    def _bound_to(self, database_id: str) -> bytes:
        bound = {
            "format": FORMAT,
            "database_id": database_id,
            "kind": self.kind,
            "user": self.user,
            "derivation": self.derivation.to_json(),
            "salt": b64encode(self.salt).decode(),
        }
        return json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()

    def to_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "user": self.user,
            "derivation": self.derivation.to_json(),
            "salt": b64encode(self.salt).decode(),
            "nonce": b64encode(self.nonce).decode(),
            "wrapped": b64encode(self.wrapped).decode(),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """KeyError, TypeError or ValueError when it is not a slot."""
        return cls(
            kind=str(stored["kind"]),
            user=str(stored["user"]),
            derivation=KeyDerivation.from_json(stored["derivation"]),
            salt=b64decode(stored["salt"], validate=True),
            nonce=b64decode(stored["nonce"], validate=True),
            wrapped=b64decode(stored["wrapped"], validate=True),
        )


@dataclass(frozen=True)
class KeySlots:
    """Every slot of one database."""

    database_id: str
    slots: tuple[KeySlot, ...]

    @classmethod
    def new(cls) -> Self:
        """No slots yet, for a database with an identity of its own."""
        return cls(secrets.token_hex(16), ())

    @property
    def usernames(self) -> tuple[str, ...]:
        return tuple(slot.user for slot in self.slots if slot.kind == PASSWORD)

    def of_user(self, username: str) -> KeySlot | None:
        """The user's slot, however he writes his capitals."""
        wanted = username.strip().casefold()
        return next((slot for slot in self.slots if slot.kind == PASSWORD and slot.user.casefold() == wanted), None)

    @property
    def recovery(self) -> KeySlot | None:
        return next((slot for slot in self.slots if slot.kind == RECOVERY), None)

    def with_slot(self, data_key: bytes, secret: str, *, kind: str, user: str, derivation: KeyDerivation) -> KeySlots:
        """The same slots, with one more, or with the one of the same kind and user replaced."""
        slot = KeySlot.seal(data_key, secret, kind=kind, user=user, database_id=self.database_id, derivation=derivation)
        named = (kind, user)
        if any((old.kind, old.user) == named for old in self.slots):
            return replace(self, slots=tuple(slot if (old.kind, old.user) == named else old for old in self.slots))
        return replace(self, slots=(*self.slots, slot))

    def save(self, path: Path, write: Callable[[Path, object], None] = write_json) -> None:
        """Replace the file whole. OSError."""
        write(
            path,
            {
                "format": FORMAT,
                "database_id": self.database_id,
                "slots": [slot.to_json() for slot in self.slots],
            },
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """FileNotFoundError; OSError; KeysDamaged."""
        text = path.read_bytes()
        try:
            stored = json.loads(text)
            if stored["format"] != FORMAT:
                raise ValueError("an unknown format of key slots")
            slots = tuple(KeySlot.from_json(slot) for slot in stored["slots"])
            return cls(str(stored["database_id"]), slots)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KeysDamaged from error
