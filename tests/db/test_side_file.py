"""Small files beside the database are replaced whole, also by two programs at once."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from db.side_file import write_json


def test_two_writers_at_once_never_take_each_others_file(tmp_path: Path) -> None:
    path = tmp_path / "empresa.acredita.attempts"
    failures: list[OSError] = []

    def write(name: str) -> None:
        try:
            for number in range(60):
                write_json(path, {"by": name, "number": number})
        except OSError as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("una", "otra")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert json.loads(path.read_text(encoding="utf-8"))["number"] == 59
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
