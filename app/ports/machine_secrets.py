"""What this PC may remember for its Windows user: secrets in the system's own vault."""

from __future__ import annotations

from typing import Protocol


class MachineSecrets(Protocol):
    """By name. ExternalProblem ``keyring.unavailable`` where the system has no vault that encrypts."""

    def keep(self, name: str, secret: str) -> None: ...

    def find(self, name: str) -> str | None:
        """None when this PC does not remember it."""
        ...

    def forget(self, name: str) -> None:
        """Nothing happens when it is not there."""
        ...
