"""A document's file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.documents.output_file import write_file
from app.errors import ExternalProblem


def test_the_file_holds_exactly_the_content(tmp_path: Path) -> None:
    path = tmp_path / "cartera ñandú.xlsx"
    write_file(path, b"first")
    write_file(path, b"second")
    assert path.read_bytes() == b"second"
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_a_missing_folder_is_told_by_the_files_name(tmp_path: Path) -> None:
    with pytest.raises(ExternalProblem) as told:
        write_file(tmp_path / "no-such" / "cartera.xlsx", b"x")
    assert told.value.code == "documents.file_in_use"
    assert told.value.params == {"path": "cartera.xlsx"}


def test_a_file_that_another_program_holds_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a workbook that Excel has open."""
    path = tmp_path / "cartera.xlsx"
    path.write_bytes(b"former")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExternalProblem, match=r"documents\.file_in_use"):
        write_file(path, b"latter")
    assert path.read_bytes() == b"former"
    assert [item.name for item in tmp_path.iterdir()] == [path.name]
