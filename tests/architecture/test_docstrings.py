"""Each module says in one sentence what it is."""

from __future__ import annotations

import pytest

from tests.architecture.sources import PROGRAM, lines, name_of, python_files
from tests.architecture.write_map import first_sentence


@pytest.mark.parametrize("place", ["app", "db", "ui", "main.py", "dev.py", "bench", "tests"])
def test_every_module_begins_with_one_sentence(place: str) -> None:
    sentences = {name_of(path): first_sentence(path) for path in python_files(place)}
    assert [name for name, sentence in sentences.items() if not sentence[:1].isupper()] == []
    assert [name for name, sentence in sentences.items() if not sentence.endswith((".", ":"))] == []


def test_no_two_modules_of_the_program_say_the_same() -> None:
    """A sentence copied from a neighbour tells nobody what this file is."""
    seen: dict[str, str] = {}
    twice: list[str] = []
    for path in python_files(*PROGRAM):
        other = seen.setdefault(first_sentence(path), name_of(path))
        if other != name_of(path):
            twice.append(f"{name_of(path)} says the same as {other}")
    assert twice == [], lines(twice)
