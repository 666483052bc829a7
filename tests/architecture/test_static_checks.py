"""Lint, format and types of the whole tree, each run once as a developer would run it."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.sources import EVERYTHING, ROOT


def outcome_of(*command: str) -> str:
    """Empty when the tool is content, else all it says."""
    result = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return "" if result.returncode == 0 else result.stdout + result.stderr


def test_ruff_finds_nothing() -> None:
    outcome = outcome_of("ruff", "check", "--output-format=concise", ".")
    assert outcome == "", outcome


def test_every_file_is_formatted() -> None:
    outcome = outcome_of("ruff", "format", "--check", "--output-format=concise", ".")
    assert outcome == "", outcome


def test_types_are_strict_everywhere() -> None:
    outcome = outcome_of("mypy", *EVERYTHING)
    assert outcome == "", outcome
