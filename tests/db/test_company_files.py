"""Company files: where they may lie, how they are made, and who gets in."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import ExternalProblem, NotAllowed, RuleViolation, UserError
from app.ports.company_files import NewUserSlot
from db.company_files import LocalCompanyFiles
from db.database import LocalDatabase
from tests.fixtures_database import CHEAP, COMPANY, PASSWORD, cheap_company_files, new_database

FILES = cheap_company_files()
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


class MovingClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 1, 15, 18, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def business_on(self) -> date:
        return self.instant.date()


def refused(action: Callable[..., object], *arguments: object) -> UserError:
    with pytest.raises(UserError) as caught:
        action(*arguments)
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A company with its data, closed."""
    new_database(tmp_path).close()
    return tmp_path / "empresa.db"


# -- where ---------------------------------------------------------------------------------------------------------


def test_a_network_share_is_refused_to_make_and_to_open(path: Path) -> None:
    files = LocalCompanyFiles(kdf=CHEAP, is_remote=lambda place: True)
    assert refused(files.check_place, path.with_name("otra.db")).code == "file.network_share"
    assert refused(files.open, path, "admin", PASSWORD).code == "file.network_share"
    assert refused(FILES.check_place, Path(r"\\servidor\conta\empresa.db")).code == "file.network_share"


def test_a_synchronised_folder_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    error = refused(FILES.check_place, folder / "empresa.db")
    assert (error.code, error.params["service"]) == ("file.synchronised_folder", "Dropbox")


def test_a_link_into_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "datos").symlink_to(tmp_path / "Nextcloud", target_is_directory=True)
    assert refused(FILES.check_place, tmp_path / "datos" / "empresa.db").code == "file.synchronised_folder"


def test_a_missing_folder_an_existing_file_and_a_folder_are_refused(path: Path, tmp_path: Path) -> None:
    assert refused(FILES.check_place, tmp_path / "no" / "empresa.db").code == "file.folder_missing"
    assert refused(FILES.check_place, path).code == "file.exists"
    assert refused(FILES.check_place, tmp_path.parent / tmp_path.name).code == "file.is_folder"
    assert refused(FILES.create, path, [NewUserSlot("admin", PASSWORD)]).code == "file.exists"


@pytest.mark.skipif(ROOT, reason="root writes anywhere")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert refused(FILES.check_place, tmp_path / "empresa.db").code == "file.not_writable"
    finally:
        tmp_path.chmod(0o700)


def test_checking_a_place_leaves_nothing_there(tmp_path: Path) -> None:
    FILES.check_place(tmp_path / "empresa.db")
    assert list(tmp_path.iterdir()) == []


# -- made ----------------------------------------------------------------------------------------------------------


def test_a_closed_company_is_two_files_that_only_their_owner_reads_and_an_empty_lock(path: Path) -> None:
    found = {child.name: child for child in path.parent.iterdir()}
    assert sorted(found) == ["empresa.db", "empresa.db.keys", "empresa.db.lock"]
    assert found.pop("empresa.db.lock").stat().st_size == 0
    if os.name == "posix":
        assert {child.stat().st_mode & 0o777 for child in found.values()} == {0o600}


def test_a_poor_password_makes_no_file(tmp_path: Path) -> None:
    error = refused(FILES.create, tmp_path / "empresa.db", [NewUserSlot("admin", "corta")])
    assert error.code == "password.short"
    assert list(tmp_path.iterdir()) == []


def test_a_creation_that_was_cut_off_does_not_block_the_next(tmp_path: Path) -> None:
    path = tmp_path / "empresa.db"
    FILES.create(path, [NewUserSlot("admin", PASSWORD)]).database.close()  # never filled
    assert refused(FILES.open, path, "admin", PASSWORD).code == "file.unfinished"
    FILES.check_place(path)
    database = FILES.create(path, [NewUserSlot("admin", PASSWORD)]).database
    with database.unit_of_work() as uow:
        uow.company.save(COMPANY)
        uow.commit()
    database.close()
    assert refused(FILES.check_place, path).code == "file.exists"
    FILES.open(path, "admin", PASSWORD).close()


def test_a_creation_cut_off_before_its_tables_is_told_and_made_again(tmp_path: Path) -> None:
    path = tmp_path / "empresa.db"
    FILES.create(path, [NewUserSlot("admin", PASSWORD)]).database.close()
    path.write_bytes(b"")
    assert refused(FILES.open, path, "admin", PASSWORD).code == "file.unfinished"
    FILES.create(path, [NewUserSlot("admin", PASSWORD)]).database.close()


def test_a_finished_file_whose_mark_stayed_is_opened_and_cleared(path: Path) -> None:
    mark = path.with_name("empresa.db.creating")
    mark.touch()
    FILES.open(path, "admin", PASSWORD).close()
    assert not mark.exists()


def test_keys_without_a_database_are_set_aside_and_not_lost(path: Path) -> None:
    keys = path.with_name("empresa.db.keys").read_bytes()
    shutil.move(path, path.with_name("movida.db"))
    FILES.create(path, [NewUserSlot("admin", PASSWORD)]).database.close()
    assert path.with_name("empresa.db.keys.old-1").read_bytes() == keys


def test_removing_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empresa.db"
    FILES.create(path, [NewUserSlot("admin", PASSWORD)]).database.close()
    FILES.remove(path)
    assert list(tmp_path.iterdir()) == []
    FILES.remove(path)


# -- opened --------------------------------------------------------------------------------------------------------


def test_the_password_opens_what_was_saved(path: Path) -> None:
    database = FILES.open(path, "admin", PASSWORD)
    with database.reading() as uow:
        assert uow.company.get() == COMPANY
    database.close()
    assert FILES.usernames(path) == ("admin",)


def test_a_wrong_password_and_an_unknown_user_are_told_alike(path: Path) -> None:
    wrong = refused(FILES.open, path, "admin", "otra-clave-cualquiera")
    unknown = refused(FILES.open, path, "nadie", PASSWORD)
    assert isinstance(wrong, NotAllowed)
    assert (wrong.code, wrong.field, wrong.params) == ("login.wrong", "password", {"count": 1})
    assert (unknown.code, unknown.field, unknown.params) == (wrong.code, wrong.field, wrong.params)


def test_failures_slow_the_next_try_even_with_the_right_password_and_after_a_restart(path: Path) -> None:
    clock = MovingClock()
    for count in (1, 2, 3, 4):
        error = refused(cheap_company_files(clock).open, path, "admin", "equivocada-1234")
        assert (error.code, error.params["count"]) == ("login.wrong", count)
    error = refused(cheap_company_files(clock).open, path, "admin", PASSWORD)
    assert (error.code, error.params["seconds"]) == ("login.wait", 5)
    clock.instant += timedelta(seconds=5)
    cheap_company_files(clock).open(path, "admin", PASSWORD).close()
    assert refused(cheap_company_files(clock).open, path, "admin", "equivocada-1234").params["count"] == 1


def test_a_missing_database_or_missing_keys_are_told_apart(path: Path) -> None:
    missing = refused(FILES.open, path.with_name("otra.db"), "admin", PASSWORD)
    assert isinstance(missing, ExternalProblem)
    assert missing.code == "file.not_found"
    path.with_name("empresa.db.keys").unlink()
    assert refused(FILES.open, path, "admin", PASSWORD).code == "file.keys_missing"
    assert not path.with_name("otra.db").exists(), "opening never makes a file"


def test_damaged_keys_are_told(path: Path) -> None:
    path.with_name("empresa.db.keys").write_text("{}")
    assert refused(FILES.open, path, "admin", PASSWORD).code == "file.keys_damaged"
    assert refused(FILES.usernames, path).code == "file.keys_damaged"


@pytest.mark.parametrize("damage", ["empty", "first_page", "truncated", "text"])
def test_a_damaged_database_is_told(path: Path, damage: str) -> None:
    content = bytearray(path.read_bytes())
    if damage == "first_page":
        content[40] ^= 1
    wrong = {"empty": b"", "truncated": bytes(content[:1000]), "text": b"hola" * 5000}
    path.write_bytes(wrong.get(damage, bytes(content)))
    error = refused(FILES.open, path, "admin", PASSWORD)
    assert isinstance(error, ExternalProblem)
    assert error.code == "file.damaged"
    assert path.read_bytes() == wrong.get(damage, bytes(content)), "no empty database was made on top"


def test_keys_of_another_company_do_not_open_this_one(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "otra"
    other.mkdir()
    new_database(other).close()
    shutil.copy(other / "empresa.db.keys", path.with_name("empresa.db.keys"))
    assert refused(FILES.open, path, "admin", PASSWORD).code == "file.damaged"


def test_a_newer_schema_is_refused_politely(path: Path) -> None:
    database = FILES.open(path, "admin", PASSWORD)
    assert isinstance(database, LocalDatabase)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    error = refused(FILES.open, path, "admin", PASSWORD)
    assert (type(error), error.code) == (ExternalProblem, "file.newer")


# -- recovered -----------------------------------------------------------------------------------------------------


def make_with_recovery(tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "empresa.db"
    slots = [NewUserSlot("admin", PASSWORD), NewUserSlot("cajera", PASSWORD)]
    created = FILES.create(path, slots)
    with created.database.unit_of_work() as uow:
        uow.company.save(COMPANY)
        uow.commit()
    created.database.close()
    return path, created.recovery_key


def test_the_printed_key_opens_and_gives_a_new_password(tmp_path: Path) -> None:
    path, key = make_with_recovery(tmp_path)
    refused(FILES.open, path, "admin", "olvidada-olvidada")
    database = FILES.open_with_recovery(path, key.lower().replace("-", " "), "admin", "una clave nueva")
    with database.reading() as uow:
        assert uow.company.get() == COMPANY
    database.close()
    FILES.open(path, "admin", "una clave nueva").close()
    FILES.open(path, "cajera", PASSWORD).close()
    assert refused(FILES.open, path, "admin", PASSWORD).params["count"] == 1, "its failures were forgotten"
    FILES.open_with_recovery(path, key, "cajera", "otra clave nueva").close()
    assert FILES.usernames(path) == ("admin", "cajera")


def test_another_companys_printed_key_changes_nothing(tmp_path: Path) -> None:
    path, _ = make_with_recovery(tmp_path)
    other = tmp_path / "otra"
    other.mkdir()
    _, other_key = make_with_recovery(other)
    keys = path.with_name("empresa.db.keys").read_bytes()
    error = refused(FILES.open_with_recovery, path, other_key, "admin", "una clave nueva")
    assert (type(error), error.code) == (NotAllowed, "recovery.wrong")
    assert path.with_name("empresa.db.keys").read_bytes() == keys


def test_a_recovery_names_a_user_and_a_good_password(tmp_path: Path) -> None:
    path, key = make_with_recovery(tmp_path)
    assert refused(FILES.open_with_recovery, path, key, "nadie", "una clave nueva").code == "recovery.unknown_user"
    assert refused(FILES.open_with_recovery, path, key, "admin", "corta").code == "password.short"
    assert isinstance(refused(FILES.open_with_recovery, path, "7K2QF", "admin", "una clave nueva"), RuleViolation)


# -- secrets -------------------------------------------------------------------------------------------------------


def test_the_recovery_key_and_passwords_are_in_no_file(tmp_path: Path) -> None:
    path, key = make_with_recovery(tmp_path)
    for child in path.parent.iterdir():
        content = child.read_bytes()
        for secret in (key, key.replace("-", ""), PASSWORD):
            assert secret.encode() not in content


def test_the_standing_slots_cost_64_mib(tmp_path: Path) -> None:
    path = tmp_path / "empresa.db"
    LocalCompanyFiles().create(path, [NewUserSlot("admin", PASSWORD)]).database.close()
    stored = json.loads(path.with_name("empresa.db.keys").read_text())
    costs = [slot["derivation"] for slot in stored["slots"]]
    assert costs == [{"name": "argon2id", "memory_kib": 65_536, "iterations": 3, "lanes": 4}] * 2
