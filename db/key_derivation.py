"""Keys out of passwords (Argon2id) and sub-keys out of the data key (HKDF)."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 16
_MEMORY_KIB_MAX = 1_048_576
_ITERATIONS_MAX = 64
_LANES_MAX = 64

_ONE_AT_A_TIME = threading.Lock()
"""Two derivations at once want more lanes than the library has, and it says that memory ran out."""


@dataclass(frozen=True)
class KeyDerivation:
    """Argon2id's cost: memory in KiB, passes over it and lanes (RFC 9106; 64 MiB, 3, 4 is its second choice)."""

    memory_kib: int = 65_536
    iterations: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        # The cost may come from a file that somebody touched: it must not freeze the PC.
        if not (
            8 * self.lanes <= self.memory_kib <= _MEMORY_KIB_MAX
            and 1 <= self.iterations <= _ITERATIONS_MAX
            and 1 <= self.lanes <= _LANES_MAX
        ):
            raise ValueError("a key derivation cost out of bounds")

    def derive(self, secret: str, salt: bytes) -> bytes:
        """The 32-byte key of a secret; the same on every keyboard and system (NFC)."""
        derivation = Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        with _ONE_AT_A_TIME:
            return derivation.derive(unicodedata.normalize("NFC", secret).encode(errors="surrogatepass"))

    def to_json(self) -> dict[str, int | str]:
        """As a key slot stores it."""
        return {"name": "argon2id"} | asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, object]) -> KeyDerivation:
        """ValueError when it is not one of ours."""
        cost = {name: stored.get(name) for name in ("memory_kib", "iterations", "lanes")}
        if stored.get("name") != "argon2id" or not all(type(value) is int for value in cost.values()):
            raise ValueError("an unknown key derivation")
        return cls(**{name: int(str(value)) for name, value in cost.items()})


def new_salt() -> bytes:
    """Random bytes of their own for each slot."""
    return secrets.token_bytes(SALT_BYTES)


def new_data_key() -> bytes:
    """The company's random key, of which every other key is made."""
    return secrets.token_bytes(KEY_BYTES)


@dataclass(frozen=True, repr=False)
class CompanyKeys:
    """The data key of a generation and the keys made of it: the file's, the row seals', audit chain's …"""

    data: bytes
    generation: int
    database: bytes
    rows: bytes
    audit: bytes
    columns: bytes
    backups: bytes

    @classmethod
    def of(cls, data_key: bytes, generation: int = 1) -> CompanyKeys:
        """Each by HKDF under a name of its own."""
        made = (_derived(data_key, name) for name in ("database", "rows", "audit", "columns", "backups"))
        return cls(data_key, generation, *made)


def _derived(data_key: bytes, name: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"acredita/{name}/1".encode()).derive(data_key)
