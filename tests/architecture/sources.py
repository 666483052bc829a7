"""The source files of the project, read and parsed once for the tests of this folder."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "db", "ui")
PROGRAM = (*ROOMS, "main.py")
EVERYTHING = (*PROGRAM, "dev.py", "conftest.py", "bench", "tests")


def python_files(*places: str) -> list[Path]:
    """The Python files at or below the places, which are relative to the project's root."""
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else path.rglob("*.py")
    return sorted(path for path in found if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    """The path as messages and the map write it: relative, with forward slashes."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


def nodes(*places: str) -> Iterator[tuple[str, ast.AST]]:
    """Each node of each file below the places, with the file's name."""
    for path in python_files(*places):
        for node in ast.walk(tree_of(path)):
            yield name_of(path), node


def lines(found: Iterable[str]) -> str:
    """What a failing test prints: all of it, one a line."""
    return "\n" + "\n".join(sorted(found))


def called_name(node: ast.AST) -> str:
    """The last word of what a call calls: ``tr`` of ``self.tr("…")``; empty when it is no call."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def prose_constants(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string constants that are no docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node
