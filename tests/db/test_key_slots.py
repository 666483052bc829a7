"""Key slots open for their secret alone, and for nothing that was tampered with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.key_derivation import new_data_key
from db.key_slots import PASSWORD, RECOVERY, KeysDamaged, KeySlots, SlotShut
from tests.fixtures_database import CHEAP

DATA_KEY = new_data_key()


@pytest.fixture
def slots() -> KeySlots:
    made = KeySlots.new()
    for user in ("admin", "cajera"):
        made = made.sealed_to(DATA_KEY, f"secreto de {user}", (PASSWORD, user), CHEAP)
    return made.sealed_to(DATA_KEY, "CLAVE", (RECOVERY, ""), CHEAP)


def opened(slots: KeySlots, user: str, secret: str) -> bytes:
    slot = slots.of_user(user)
    assert slot is not None
    return slots.open(slot, secret)


def test_each_user_and_the_recovery_key_open_the_same_data_key(slots: KeySlots) -> None:
    assert opened(slots, "admin", "secreto de admin") == DATA_KEY
    assert opened(slots, "cajera", "secreto de cajera") == DATA_KEY
    printed = slots.of(RECOVERY)
    assert printed is not None
    assert slots.open(printed, "CLAVE") == DATA_KEY


def test_a_user_is_found_however_he_writes_his_capitals(slots: KeySlots) -> None:
    assert opened(slots, " Admin ", "secreto de admin") == DATA_KEY
    assert slots.of_user("nadie") is None


def test_a_wrong_password_opens_nothing(slots: KeySlots) -> None:
    with pytest.raises(SlotShut):
        opened(slots, "admin", "secreto de cajera")


def test_the_file_brings_everything_back_and_holds_no_key(slots: KeySlots, tmp_path: Path) -> None:
    path = tmp_path / "empresa.db.keys"
    slots.save(path)
    assert KeySlots.load(path) == slots
    assert [child.name for child in tmp_path.iterdir()] == ["empresa.db.keys"]
    assert DATA_KEY.hex() not in path.read_text()
    assert "secreto" not in path.read_text()


def test_a_new_password_replaces_the_slot_and_leaves_the_others(slots: KeySlots) -> None:
    changed = slots.sealed_to(DATA_KEY, "otra", (PASSWORD, "admin"), CHEAP)
    assert changed.usernames == ("admin", "cajera")
    assert opened(changed, "admin", "otra") == DATA_KEY
    assert opened(changed, "cajera", "secreto de cajera") == DATA_KEY
    with pytest.raises(SlotShut):
        opened(changed, "admin", "secreto de admin")


def _swap_users(stored: dict[str, Any]) -> None:
    first, second = stored["slots"][0], stored["slots"][1]
    first["user"], second["user"] = second["user"], first["user"]


def _weaken(stored: dict[str, Any]) -> None:
    stored["slots"][0]["derivation"]["memory_kib"] = 8


def _other_database(stored: dict[str, Any]) -> None:
    stored["database_id"] = "0" * 32


def _other_salt(stored: dict[str, Any]) -> None:
    stored["slots"][0]["salt"] = stored["slots"][1]["salt"]


def _other_wrapped_key(stored: dict[str, Any]) -> None:
    stored["slots"][0]["wrapped"] = stored["slots"][1]["wrapped"]


def _other_kind(stored: dict[str, Any]) -> None:
    stored["slots"][2] |= {"kind": PASSWORD, "user": "intruso"}


@pytest.mark.parametrize(
    ("tamper", "user", "secret"),
    [
        (_swap_users, "cajera", "secreto de admin"),
        (_weaken, "admin", "secreto de admin"),
        (_other_database, "admin", "secreto de admin"),
        (_other_salt, "admin", "secreto de admin"),
        (_other_wrapped_key, "admin", "secreto de admin"),
        (_other_kind, "intruso", "CLAVE"),
    ],
)
def test_a_slot_that_was_touched_is_shut(
    slots: KeySlots, tmp_path: Path, tamper: Callable[[dict[str, Any]], None], user: str, secret: str
) -> None:
    path = tmp_path / "keys"
    slots.save(path)
    stored = json.loads(path.read_text())
    tamper(stored)
    path.write_text(json.dumps(stored))
    with pytest.raises(SlotShut):
        opened(KeySlots.load(path), user, secret)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "{}", '{"format": 9}', '{"format": 1, "database_id": "x", "slots": [{}]}', '"\udcff"', "7"],
)
def test_a_file_that_is_no_key_file_is_damaged(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(KeysDamaged):
        KeySlots.load(path)
