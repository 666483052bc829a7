"""Commands without a window, one file each, listed here."""

from __future__ import annotations

from app.cli import cat, read_statement, seed, simulate

COMMANDS = (simulate, cat, read_statement, seed)
