"""Keys out of passwords and out of the data key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from db.key_derivation import CompanyKeys, KeyDerivation, new_data_key

SALT = b"0123456789abcdef"


def test_the_standing_cost_is_64_mib_three_passes_four_lanes() -> None:
    cost = KeyDerivation()
    assert (cost.memory_kib, cost.iterations, cost.lanes) == (65_536, 3, 4)


def test_the_key_is_argon2id_of_the_password() -> None:
    """Figure of the reference implementation's own test (P-H-C/phc-winner-argon2, src/test.c)."""
    derived = KeyDerivation(memory_kib=256, iterations=2, lanes=1).derive("password", b"somesalt")
    assert derived.hex() == "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"


def test_an_accent_typed_as_one_or_two_characters_gives_the_same_key() -> None:
    cost = KeyDerivation(memory_kib=64, iterations=1, lanes=1)
    assert cost.derive("contrase\u00f1a", SALT) == cost.derive("contrasen\u0303a", SALT)


def test_another_salt_or_password_gives_another_key() -> None:
    cost = KeyDerivation(memory_kib=64, iterations=1, lanes=1)
    keys = {cost.derive("a", SALT), cost.derive("b", SALT), cost.derive("a", SALT[::-1])}
    assert len(keys) == 3


@pytest.mark.parametrize(
    "stored",
    [
        {"name": "argon2id", "memory_kib": 10**9, "iterations": 1, "lanes": 1},
        {"name": "argon2id", "memory_kib": 64, "iterations": 10**6, "lanes": 1},
        {"name": "argon2id", "memory_kib": 64, "iterations": 0, "lanes": 1},
        {"name": "argon2id", "memory_kib": "64", "iterations": 1, "lanes": 1},
        {"name": "argon2id"},
        {"name": "md5", "memory_kib": 64, "iterations": 1, "lanes": 1},
    ],
)
def test_a_cost_that_would_freeze_the_pc_or_is_not_ours_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="key derivation"):
        KeyDerivation.from_json(stored)


def test_a_cost_comes_back_as_it_was_stored() -> None:
    cost = KeyDerivation(memory_kib=128, iterations=2, lanes=3)
    assert KeyDerivation.from_json(dict(cost.to_json())) == cost


def test_the_databases_key_is_not_the_data_key() -> None:
    data_key = new_data_key()
    assert len(data_key) == len(CompanyKeys.of(data_key).database) == 32
    assert CompanyKeys.of(data_key).database != data_key
    assert CompanyKeys.of(data_key).database == CompanyKeys.of(data_key).database


def test_two_threads_derive_their_keys_at_once() -> None:
    cost = KeyDerivation()
    with ThreadPoolExecutor(2) as threads:
        keys = list(threads.map(lambda secret: cost.derive(secret, b"0123456789abcdef"), ["una", "otra"]))
    assert keys == [cost.derive("una", b"0123456789abcdef"), cost.derive("otra", b"0123456789abcdef")]
