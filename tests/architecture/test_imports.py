"""The arrows between the rooms hold, and the check that says so is able to fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import EVERYTHING, ROOMS, ROOT, lines, nodes

LINT = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_of_the_project_file_is_kept() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("room", "forbidden", "contract"),
    [
        ("app/domain", "import app.services", "The rooms of app, from the outside in"),
        ("app/domain", "import logging", "The domain has no I/O"),
        ("app/services", "import sqlalchemy", "app knows neither Qt nor SQL"),
        ("app/services", "import PySide6", "app knows neither Qt nor SQL"),
        ("app/services", "import reportlab", "reportlab and openpyxl live in"),
        ("app/services", "import app.messages", "Use cases and rules raise codes"),
        ("db", "import app.services", "db knows ports and domain only"),
        ("ui", "import db.engine", "ui sees no row"),
    ],
)
def test_a_forbidden_import_is_caught(copy_of_the_house: Path, room: str, forbidden: str, contract: str) -> None:
    intruder = copy_of_the_house / room / "zz_intruder.py"
    intruder.write_text(f'"""A file that breaks a rule."""\n\n{forbidden}\n', encoding="utf-8")
    try:
        result = lint_imports(copy_of_the_house)
    finally:
        intruder.unlink()
    broken = [line for line in result.stdout.splitlines() if contract in line and "BROKEN" in line]
    assert result.returncode == 1, result.stdout + result.stderr
    assert broken, result.stdout


def test_a_circle_of_imports_is_caught(copy_of_the_house: Path) -> None:
    one, two = copy_of_the_house / "ui" / "zz_one.py", copy_of_the_house / "ui" / "zz_two.py"
    one.write_text("import ui.zz_two\n", encoding="utf-8")
    two.write_text("import ui.zz_one\n", encoding="utf-8")
    try:
        result = lint_imports(copy_of_the_house)
    finally:
        one.unlink()
        two.unlink()
    assert any("No circle" in line and "BROKEN" in line for line in result.stdout.splitlines()), result.stdout


def test_nothing_imports_main() -> None:
    found = [
        name
        for name, node in nodes(*ROOMS)
        if (isinstance(node, ast.ImportFrom) and node.module == "main")
        or (isinstance(node, ast.Import) and any(alias.name == "main" for alias in node.names))
    ]
    assert found == [], lines(found)


def test_no_import_hides_under_type_checking() -> None:
    found = {
        name for name, node in nodes(*EVERYTHING) if isinstance(node, ast.Name | ast.alias) and is_type_checking(node)
    }
    assert found == set(), lines(found)


def is_type_checking(node: ast.Name | ast.alias) -> bool:
    return (node.id if isinstance(node, ast.Name) else node.name) == "TYPE_CHECKING"


def test_no_import_hides_in_a_function() -> None:
    """main.py and the commands alone may, to start without what they do not use; import-linter counts those too."""
    found = {
        f"{name}:{inner.lineno}"
        for name, node in nodes(*ROOMS)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not name.startswith("app/cli/")
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    assert found == set(), lines(found)
