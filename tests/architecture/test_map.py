"""The map of the code is up to date."""

from __future__ import annotations

from tests.architecture.write_map import COMMAND, MAP, written_map


def test_the_map_is_what_the_modules_say() -> None:
    found = MAP.read_text(encoding="utf-8") if MAP.exists() else ""
    assert found == written_map(), f"docs/map.md is out of date; regenerate it with: {COMMAND}"
