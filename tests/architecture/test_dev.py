"""The set-up that dev.py does by itself, and what it says when it cannot."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.sources import ROOT, tree_of


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py over an empty project: nothing of this one is touched."""
    shutil.copy(ROOT / "dev.py", tmp_path)
    for lock in ("requirements.lock", "requirements-uv.lock"):
        shutil.copy(ROOT / lock, tmp_path)
    spec = importlib.util.spec_from_file_location("dev_under_test", tmp_path / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Recorder:
    """Stands in the place of subprocess.call: keeps the commands and answers with a code."""

    def __init__(self, code: int = 0) -> None:
        self.commands: list[list[str]] = []
        self.code = code

    def __call__(self, command: list[str], **_: object) -> int:
        self.commands.append(command)
        return self.code


def finished_venv(dev: ModuleType) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.write_text("", encoding="utf-8")
    dev.STAMP.write_text(dev.stamp_wanted(), encoding="utf-8")


def test_it_imports_the_standard_library_only() -> None:
    names = {
        name.split(".")[0]
        for node in ast.walk(tree_of(ROOT / "dev.py"))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    assert names <= sys.stdlib_module_names


def test_another_python_is_refused_in_one_line(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ((3, 10, 14), (3, 14, 0)):
        monkeypatch.setattr(sys, "version_info", version)
        with pytest.raises(SystemExit) as stop:
            dev.main()
        assert "needs Python 3.11, 3.12 or 3.13" in str(stop.value)
        assert "\n" not in str(stop.value)


def test_without_administrator_the_exact_line_is_printed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda: ["libegl1", "python3.11-venv"])
    monkeypatch.setattr(dev, "IS_LINUX", True)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(SystemExit) as stop:
        dev.install_system_packages()
    assert str(stop.value).splitlines()[-1] == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 python3.11-venv"
    )


def test_with_administrator_what_is_missing_is_installed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Recorder()
    monkeypatch.setattr(dev, "missing_packages", lambda: ["libegl1"])
    monkeypatch.setattr(dev, "IS_LINUX", True)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(dev.subprocess, "call", calls)
    dev.install_system_packages()
    assert [command[2:4] for command in calls.commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "libegl1" in calls.commands[1]


def test_a_system_without_apt_is_told_and_goes_on(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda: ["libegl1"])
    monkeypatch.setattr(dev, "IS_LINUX", True)
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    dev.install_system_packages()
    assert "libegl1" in capsys.readouterr().err


def test_a_finished_set_up_is_not_done_again(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Recorder()
    monkeypatch.setattr(dev.subprocess, "call", calls)
    finished_venv(dev)
    dev.set_up()
    assert calls.commands == []


def test_an_interrupted_set_up_is_begun_anew(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Recorder(code=1)
    monkeypatch.setattr(dev.subprocess, "call", calls)
    finished_venv(dev)
    dev.STAMP.unlink()
    with pytest.raises(SystemExit):
        dev.set_up()
    assert calls.commands == [[sys.executable, "-m", "venv", "--clear", str(dev.VENV)]]
    assert not dev.STAMP.exists()


def test_other_lock_files_install_the_difference_only(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Recorder()
    monkeypatch.setattr(dev.subprocess, "call", calls)
    finished_venv(dev)
    dev.LOCKS[1].write_text("other\n", encoding="utf-8")
    dev.set_up()
    assert [command[2] for command in calls.commands] == ["pip", "uv"]
    assert dev.STAMP.read_text(encoding="utf-8") == dev.stamp_wanted()


def test_every_installation_checks_hashes(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Recorder()
    monkeypatch.setattr(dev.subprocess, "call", calls)
    dev.VENV.mkdir()
    dev.set_up()
    assert [command[2] for command in calls.commands] == ["venv", "pip", "uv"]
    assert all("--require-hashes" in command for command in calls.commands[1:])


def test_an_unknown_command_shows_the_help() -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "no-such"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 1
    assert "python3 dev.py test" in result.stderr
