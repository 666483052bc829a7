"""A pair of files takes the place of another: both or neither, wherever the power fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import ExternalProblem
from db.file_swap import NEXT, SWAP, copy_pair, finish_swap, remove_pair, swap_in
from db.key_file import KEYS, beside
from db.presence import join

OLD, NEW = ("datos de antes", "llaves de antes"), ("datos nuevos", "llaves nuevas")


class PowerCut(BaseException):
    """Nothing after it runs."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "empresa.acredita"
    write(path, beside(path, KEYS), OLD)
    beside(path, "-wal").write_text("bitácora de escritura de antes")
    return path


def write(database: Path, keys: Path, pair: tuple[str, str]) -> None:
    database.write_text(pair[0])
    keys.write_text(pair[1])


def pair_of(path: Path) -> tuple[str, str]:
    return path.read_text(), beside(path, KEYS).read_text()


def prepare(database: Path, keys: Path) -> None:
    write(database, keys, NEW)


def cut_after(calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power goes at the n-th call that changes a name on the disk."""
    left = [calls]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if left[0] == 0:
                raise PowerCut
            left[0] -= 1
            return real(*given, **named)

        return call

    monkeypatch.setattr(os, "replace", counted(os.replace))
    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))


def test_the_new_pair_takes_over_and_nothing_else_stays(path: Path) -> None:
    swap_in(path, prepare)
    assert pair_of(path) == NEW
    names = {one.name for one in path.parent.iterdir()}
    assert names == {"empresa.acredita", "empresa.acredita.keys", "empresa.acredita.lock"}


def test_wherever_the_power_fails_the_next_opening_finds_one_whole_pair(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for calls in range(40):
        for left in tmp_path.iterdir():
            left.unlink()
        write(path, beside(path, KEYS), OLD)
        beside(path, "-wal").write_text("bitácora de escritura de antes")
        with monkeypatch.context() as patched:
            cut_after(calls, patched)
            try:
                swap_in(path, prepare)
            except PowerCut:
                pass
            else:
                break
        finish_swap(path)
        found.append(pair_of(path))
        assert not [one for one in (SWAP, NEXT, KEYS + NEXT) if beside(path, one).exists()], calls
        # The old log beside the new file would be written over it.
        assert beside(path, "-wal").exists() is (pair_of(path) == OLD), calls
    assert set(found) == {OLD, NEW}
    assert found == sorted(found, key=[OLD, NEW].index), "once the new pair counts it stays"


def test_what_cannot_be_prepared_changes_nothing(path: Path) -> None:
    def fail(database: Path, keys: Path) -> None:
        database.write_text("a medias")
        raise OSError("disco lleno")

    with pytest.raises(OSError, match="disco lleno"):
        swap_in(path, fail)
    assert pair_of(path) == OLD
    assert not beside(path, NEXT).exists()


def test_nothing_is_replaced_under_somebody_who_has_it_open_and_nobody_opens_meanwhile(path: Path) -> None:
    presence = join(path)
    other = join(path)
    with pytest.raises(ExternalProblem) as refused:
        swap_in(path, prepare)
    assert refused.value.code == "file.in_use"
    presence.leave()
    other.leave()

    def try_to_open(database: Path, keys: Path) -> None:
        with pytest.raises(ExternalProblem) as refused:
            join(path)
        assert refused.value.code == "file.being_replaced"
        prepare(database, keys)

    swap_in(path, try_to_open)
    join(path).leave()


def test_a_pair_is_kept_with_its_log_and_taken_away_again(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "guardada.acredita"
    copy_pair(path, kept)
    assert pair_of(kept) == OLD
    assert beside(kept, "-wal").read_text() == "bitácora de escritura de antes"
    remove_pair(kept)
    assert not list(tmp_path.glob("guardada*"))
