"""Files and functions stay small enough to read at once, and names say what is inside."""

from __future__ import annotations

import ast

from tests.architecture.sources import EVERYTHING, PROGRAM, ROOMS, name_of, nodes, python_files, text_of

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 70
MAIN_LINES_MAX = 60
DEV_LINES_MAX = 200
# A step of the schema is a frozen record that Alembic writes: read once, never edited again.
FROZEN = "db/migrations/versions/"
FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "base"}


def line_count(place: str) -> int:
    return len(text_of(python_files(place)[0]).splitlines())


def too_long(lengths: dict[str, int], most: int) -> dict[str, int]:
    return {name: length for name, length in lengths.items() if length > most and not name.startswith(FROZEN)}


def test_no_file_is_over_400_lines() -> None:
    lengths = {name_of(path): len(text_of(path).splitlines()) for path in python_files(*EVERYTHING)}
    assert too_long(lengths, FILE_LINES_MAX) == {}


def test_main_and_dev_keep_to_their_own_limits() -> None:
    assert line_count("main.py") < MAIN_LINES_MAX
    assert line_count("dev.py") <= DEV_LINES_MAX


def test_no_function_is_over_70_lines() -> None:
    lengths = {
        f"{name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, node in nodes(*EVERYTHING)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert too_long(lengths, FUNCTION_LINES_MAX) == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = [name_of(path) for path in python_files(*PROGRAM)]
    assert [name for name in names if FORBIDDEN_NAMES & set(name.removesuffix(".py").split("/"))] == []


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {path.parent for path in python_files(*ROOMS)}
    assert [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
