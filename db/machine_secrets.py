"""The system's vault (Windows Credential Manager, macOS Keychain, Secret Service), through keyring."""

from __future__ import annotations

import contextlib

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError, PasswordDeleteError

from app.errors import ExternalProblem

_SERVICE = "Acredita"
_VAULTS = tuple(f"keyring.backends.{name}" for name in ("Windows", "macOS", "SecretService", "libsecret", "kwallet"))
"""Only these: others, of packages that happen to be installed, write what they keep in the clear."""


class SystemVault:
    """``backend`` is the vault to use; by default the system's, looked for when it is first needed."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._backend = backend

    def keep(self, name: str, secret: str) -> None:
        """ExternalProblem ``keyring.unavailable``."""
        try:
            self._vault().set_password(_SERVICE, name, secret)
        except (KeyringError, OSError) as error:
            raise ExternalProblem("keyring.unavailable") from error

    def find(self, name: str) -> str | None:
        """None when it is not kept. ExternalProblem ``keyring.unavailable``."""
        try:
            return self._vault().get_password(_SERVICE, name)
        except (KeyringError, OSError) as error:
            raise ExternalProblem("keyring.unavailable") from error

    def forget(self, name: str) -> None:
        """Nothing happens when it is not there. ExternalProblem ``keyring.unavailable``."""
        try:
            with contextlib.suppress(PasswordDeleteError):
                self._vault().delete_password(_SERVICE, name)
        except (KeyringError, OSError) as error:
            raise ExternalProblem("keyring.unavailable") from error

    def _vault(self) -> KeyringBackend:
        if self._backend is None:
            self._backend = trusted_vault(keyring.get_keyring())
        return self._backend


def trusted_vault(found: KeyringBackend) -> KeyringBackend:
    """The backend that encrypts, among those found. ExternalProblem ``keyring.unavailable``."""
    candidates = found.backends if isinstance(found, ChainerBackend) else [found]
    for candidate in candidates:
        if type(candidate).__module__.startswith(_VAULTS):
            return candidate
    raise ExternalProblem("keyring.unavailable")
