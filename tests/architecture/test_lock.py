"""The locked versions are hashed, nameless of where they come from, and those the project file asks for."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, lines, name_of

LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "requirements-uv.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SKIPPED = {
    ".git",
    ".venv",
    "build",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}
TEXT_FILES = {".py", ".md", ".toml", ".lock", ".spec", ".cfg", ".ini", ".txt", ".yml", ".yaml", ".json", ".sh", ""}
# Put together here, so that this file is not the one that names them.
REGISTRIES = tuple(".".join(words) for words in (("pypi", "org"), ("pythonhosted", "org"), ("pypi", "python")))


def blocks(text: str) -> dict[str, str]:
    """Each requirement of a lock file with its hashes and remarks."""
    parts = re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.MULTILINE)
    return {re.split(r"[=\s\[]", part, maxsplit=1)[0]: part for part in parts if part.strip()}


def locked_version(block: str) -> str:
    found = re.match(r"[^=]+==([^\s;\\]+)", block)
    assert found, block
    return found[1]


LOCKED = blocks(LOCK.read_text(encoding="utf-8"))
ASKED = {
    canonicalize_name(requirement.name): requirement
    for requirement in map(Requirement, [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]])
}


def test_the_locks_name_no_address() -> None:
    for lock in (LOCK, UV_LOCK):
        assert "://" not in lock.read_text(encoding="utf-8")
        assert "index-url" not in lock.read_text(encoding="utf-8")


def test_every_locked_package_has_one_version_and_a_hash() -> None:
    for block in (*LOCKED.values(), *blocks(UV_LOCK.read_text(encoding="utf-8")).values()):
        assert locked_version(block)
        assert "--hash=sha256:" in block, block


def test_the_lock_is_in_step_with_the_project_file() -> None:
    roots = {name for name, block in LOCKED.items() if re.search(r"# via.*\bacredita|#   acredita", block)}
    assert roots == set(ASKED), "regenerate requirements.lock (see docs/ARCHITECTURE.md)"
    outside = [
        name
        for name, wanted in ASKED.items()
        if not wanted.specifier.contains(locked_version(LOCKED[name]), prereleases=True)
    ]
    assert outside == [], lines(outside)


def test_the_installer_is_the_same_in_both_locks() -> None:
    """Else the second step would replace the program that is running it, which Windows refuses."""
    assert locked_version(blocks(UV_LOCK.read_text(encoding="utf-8"))["uv"]) == locked_version(LOCKED["uv"])


def test_qt_stays_below_the_version_that_breaks_python_3_11() -> None:
    """6.12 drops a reference to None with each call: Python 3.11 dies after some thousands of them."""
    assert not ASKED[canonicalize_name("pyside6")].specifier.contains("6.12.0")


def test_no_file_names_a_registry() -> None:
    found = [
        name_of(path)
        for path in ROOT.rglob("*")
        if path.suffix in TEXT_FILES and not SKIPPED & set(path.relative_to(ROOT).parts) and path.is_file()
        if any(name in path.read_text(encoding="utf-8", errors="replace") for name in REGISTRIES)
    ]
    assert found == [], lines(found)
