"""Key slots: the company's data key sealed to each user, whose private key his password unwraps, and to a printed key.

They lie beside the database as ``<database>.keys``, because they must be read before it opens. A slot holds a private
key (X25519) wrapped under Argon2id of the password (AES-256-GCM), and the data key sealed to its public half (HPKE,
RFC 9180): so a new data key can be given to everybody who stays without asking their passwords. A slot's version,
database, kind, user, derivation cost, salt and public key are authenticated: changing or swapping any shuts it.
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
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from db.key_derivation import KeyDerivation, new_salt
from db.side_file import write_json

FORMAT = 2
_FIRST_FORMAT = 1
"""Its slots wrapped the data key itself, and had no public key."""
PASSWORD = "password"
RECOVERY = "recovery"
MACHINE = "machine"
_NONCE_BYTES = 12
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

Holder = tuple[str, str]
"""The kind of a slot and its user."""


class SlotShut(Exception):
    """The secret does not open the slot, or the slot was tampered with: the two cannot be told apart."""


class KeysDamaged(Exception):
    """The file of key slots cannot be read."""


@dataclass(frozen=True)
class KeySlot:
    """A private key, wrapped, and the data key sealed to its public half."""

    kind: str
    user: str
    derivation: KeyDerivation
    salt: bytes
    nonce: bytes
    wrapped: bytes
    public_key: bytes
    sealed: bytes

    @classmethod
    def new(cls, secret: str, *, kind: str, user: str, database_id: str, derivation: KeyDerivation) -> Self:
        """A slot that the secret opens, with nothing sealed to it yet."""
        private = X25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
        empty = cls(kind, user, derivation, new_salt(), secrets.token_bytes(_NONCE_BYTES), b"", public, b"")
        key = derivation.derive(secret, empty.salt)
        wrapped = AESGCM(key).encrypt(empty.nonce, private.private_bytes_raw(), empty._bound_to(database_id))
        return replace(empty, wrapped=wrapped)

    @property
    def holder(self) -> Holder:
        return self.kind, self.user

    @property
    def is_first_format(self) -> bool:
        return not self.public_key

    def holding(self, data_key: bytes, generation: int, database_id: str) -> KeySlot:
        """The same slot, to which this data key is sealed."""
        public = X25519PublicKey.from_public_bytes(self.public_key)
        return replace(self, sealed=_SUITE.encrypt(data_key, public, self._info(database_id, generation)))

    def open(self, secret: str, database_id: str, generation: int) -> bytes:
        """The data key. SlotShut."""
        key = self.derivation.derive(secret, self.salt)
        try:
            unwrapped = AESGCM(key).decrypt(self.nonce, self.wrapped, self._bound_to(database_id))
            if self.is_first_format:
                return unwrapped
            private = X25519PrivateKey.from_private_bytes(unwrapped)
            return _SUITE.decrypt(self.sealed, private, self._info(database_id, generation))
        except (InvalidTag, ValueError) as error:
            raise SlotShut from error

    def _info(self, database_id: str, generation: int) -> bytes:
        named = {"database_id": database_id, "kind": self.kind, "user": self.user, "generation": generation}
        return json.dumps(named, sort_keys=True, separators=(",", ":")).encode()

    def _bound_to(self, database_id: str) -> bytes:
        bound = {
            "format": _FIRST_FORMAT if self.is_first_format else FORMAT,
            "database_id": database_id,
            "kind": self.kind,
            "user": self.user,
            "derivation": self.derivation.to_json(),
            "salt": b64encode(self.salt).decode(),
        }
        if not self.is_first_format:
            bound["public_key"] = b64encode(self.public_key).decode()
        return json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()

    def to_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "user": self.user,
            "derivation": self.derivation.to_json(),
            "salt": b64encode(self.salt).decode(),
            "nonce": b64encode(self.nonce).decode(),
            "wrapped": b64encode(self.wrapped).decode(),
            "public_key": b64encode(self.public_key).decode(),
            "sealed": b64encode(self.sealed).decode(),
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
            public_key=b64decode(stored.get("public_key", ""), validate=True),
            sealed=b64decode(stored.get("sealed", ""), validate=True),
        )


@dataclass(frozen=True)
class KeySlots:
    """Every slot of one database; ``generation`` counts its data keys, from 1."""

    database_id: str
    slots: tuple[KeySlot, ...]
    generation: int = 1

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

    def of(self, kind: str, user: str = "") -> KeySlot | None:
        return next((slot for slot in self.slots if slot.holder == (kind, user)), None)

    def with_slot(self, slot: KeySlot) -> KeySlots:
        """The same slots, with one more, or with the one of the same holder replaced."""
        if self.of(*slot.holder) is None:
            return replace(self, slots=(*self.slots, slot))
        return replace(self, slots=tuple(slot if old.holder == slot.holder else old for old in self.slots))

    def without(self, holder: Holder) -> KeySlots:
        """The same slots but one."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.holder != holder))

    def rotated(self, data_key: bytes, keep: frozenset[Holder]) -> KeySlots:
        """Slots of those who stay, to which a new data key is sealed; the first format's cannot, and fall away."""
        generation = self.generation + 1
        kept = [
            slot.holding(data_key, generation, self.database_id)
            for slot in self.slots
            if slot.holder in keep and not slot.is_first_format
        ]
        return KeySlots(self.database_id, tuple(kept), generation)

    def open(self, slot: KeySlot, secret: str) -> bytes:
        """The data key. SlotShut."""
        return slot.open(secret, self.database_id, self.generation)

    def sealed_to(self, data_key: bytes, secret: str, holder: Holder, derivation: KeyDerivation) -> KeySlots:
        """The same slots, with one more that the secret opens, or the holder's replaced by it."""
        kind, user = holder
        slot = KeySlot.new(secret, kind=kind, user=user, database_id=self.database_id, derivation=derivation)
        return self.with_slot(slot.holding(data_key, self.generation, self.database_id))

    def save(self, path: Path, write: Callable[[Path, object], None] = write_json) -> None:
        """Replace the file whole. OSError."""
        slots = [slot.to_json() for slot in self.slots]
        write(
            path,
            {"format": FORMAT, "database_id": self.database_id, "generation": self.generation, "slots": slots},
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """FileNotFoundError; OSError; KeysDamaged."""
        return cls.parse(path.read_bytes())

    @classmethod
    def parse(cls, text: bytes) -> Self:
        """KeysDamaged."""
        try:
            stored = json.loads(text)
            if stored["format"] not in (_FIRST_FORMAT, FORMAT):
                raise ValueError("an unknown format of key slots")
            slots = tuple(KeySlot.from_json(slot) for slot in stored["slots"])
            return cls(str(stored["database_id"]), slots, int(stored.get("generation", 1)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KeysDamaged from error
