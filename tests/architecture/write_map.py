"""Writes docs/map.md from the first sentence of each module, so that the map cannot lie."""

from __future__ import annotations

import ast
from itertools import groupby
from pathlib import Path

from tests.architecture.sources import PROGRAM, ROOT, name_of, python_files, tree_of

MAP = ROOT / "docs" / "map.md"
COMMAND = "python -m tests.architecture.write_map"
MAPPED = (*PROGRAM, "dev.py", "bench")
HEADING = f"""# Where each thing is

Generated from the first sentence of each module by `{COMMAND}` (with the Python of `.venv`): do not edit.
The grammar of the names is in `docs/ARCHITECTURE.md`.
"""


def first_sentence(path: Path) -> str:
    """The first sentence of the module's docstring on one line; empty when there is none."""
    paragraph = (ast.get_docstring(tree_of(path)) or "").split("\n\n")[0]
    sentence = " ".join(paragraph.split())
    head, stop, _ = sentence.partition(". ")
    return head + stop.strip() if stop else sentence


def folder_of(path: Path) -> str:
    return name_of(path.parent) if path.parent != ROOT else ""


def written_map() -> str:
    """The text that docs/map.md must have."""
    parts = [HEADING]
    files = sorted(python_files(*MAPPED), key=lambda path: (folder_of(path), path.name))
    for folder, group in groupby(files, key=folder_of):
        modules = list(group)
        packages = [path for path in modules if path.name == "__init__.py"]
        rows = [f"- `{path.name}`: {first_sentence(path)}" for path in modules if path not in packages]
        parts.append(f"## {folder + '/' if folder else 'At the root'}\n")
        parts += [first_sentence(path) + "\n" for path in packages]
        parts += ["\n".join(rows) + "\n"] if rows else []
    return "\n".join(parts)


def main() -> None:
    MAP.parent.mkdir(exist_ok=True)
    MAP.write_text(written_map(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
