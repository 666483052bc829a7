"""Failed sign-ins cost a growing wait that a restart does not forget."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.users.sign_in_failure import SignInFailure
from db.login_attempts import LoginAttempts, wait_after

NOW = datetime(2026, 1, 15, 18, tzinfo=UTC)


def attempts_in(folder: Path) -> LoginAttempts:
    return LoginAttempts(folder / "attempts", "database")


def fail(folder: Path, user: str, times: int, at: datetime = NOW) -> int:
    count = 0
    for _ in range(times):
        count = attempts_in(folder).record_try(user, SignInFailure(at, "", "PC"))
    return count


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (3, 0), (4, 5), (5, 15), (6, 45), (7, 135), (8, 405), (9, 900), (10, 900), (500, 900)],
)
def test_the_wait_triples_up_to_fifteen_minutes(failures: int, seconds: int) -> None:
    assert wait_after(failures) == seconds


def test_three_failures_cost_nothing_and_the_fourth_five_seconds(tmp_path: Path) -> None:
    assert fail(tmp_path, "admin", 3) == 3
    assert attempts_in(tmp_path).wait_seconds("admin", NOW) == 0
    assert fail(tmp_path, "admin", 1) == 4
    assert attempts_in(tmp_path).wait_seconds("admin", NOW) == 5
    assert attempts_in(tmp_path).wait_seconds("admin", NOW + timedelta(seconds=4)) == 1
    assert attempts_in(tmp_path).wait_seconds("admin", NOW + timedelta(seconds=5)) == 0


def test_another_user_does_not_wait(tmp_path: Path) -> None:
    fail(tmp_path, "admin", 6)
    assert attempts_in(tmp_path).wait_seconds("cajera", NOW) == 0


def test_capitals_make_no_other_user(tmp_path: Path) -> None:
    fail(tmp_path, "ADMIN ", 4)
    assert attempts_in(tmp_path).wait_seconds("admin", NOW) == 5


def test_getting_in_forgets_the_failures(tmp_path: Path) -> None:
    fail(tmp_path, "admin", 5)
    attempts_in(tmp_path).forget("admin")
    assert attempts_in(tmp_path).wait_seconds("admin", NOW) == 0
    assert fail(tmp_path, "admin", 1) == 1


def test_a_clock_set_back_neither_frees_nor_locks_out(tmp_path: Path) -> None:
    fail(tmp_path, "admin", 4)
    year_before = NOW - timedelta(days=365)
    assert attempts_in(tmp_path).wait_seconds("admin", year_before) == 5
    assert attempts_in(tmp_path).wait_seconds("admin", year_before + timedelta(seconds=5)) == 0


def test_what_was_typed_as_a_name_is_not_readable(tmp_path: Path) -> None:
    fail(tmp_path, "mi contraseña por error", 2)
    assert "contrase" not in (tmp_path / "attempts").read_text()


def test_the_file_does_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(250):
        fail(tmp_path, f"usuario{number}", 1)
    assert (tmp_path / "attempts").read_text().count('"count"') == 200


def test_a_damaged_file_counts_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "attempts").write_text("{")
    assert attempts_in(tmp_path).wait_seconds("admin", NOW) == 0
    assert fail(tmp_path, "admin", 1) == 1
