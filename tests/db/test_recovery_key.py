"""The printed recovery key is forgiving to read and strict about mistakes."""

from __future__ import annotations

import re

import pytest

from app.errors import RuleViolation
from db.recovery_key import compact, new_recovery_key


def test_a_key_is_six_groups_of_five_of_crockfords_letters() -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}", new_recovery_key())


def test_no_two_keys_are_alike() -> None:
    assert len({new_recovery_key() for _ in range(200)}) == 200


def test_capitals_spaces_and_dashes_do_not_matter() -> None:
    key = new_recovery_key()
    whole = key.replace("-", "")
    assert compact(key) == whole
    assert compact(f"  {key.lower().replace('-', ' ')} ") == whole
    assert compact(key.replace("-", " - ")) == whole


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    key = next(key for key in iter(new_recovery_key, None) if "0" in key and "1" in key)
    assert compact(key.replace("0", "O").replace("1", "l")) == key.replace("-", "")
    assert compact(key.replace("0", "o").replace("1", "I")) == key.replace("-", "")


def test_any_one_wrong_character_is_noticed() -> None:
    key = new_recovery_key().replace("-", "")
    for place, letter in enumerate(key):
        wrong = key[:place] + ("7" if letter != "7" else "8") + key[place + 1 :]
        with pytest.raises(RuleViolation) as caught:
            compact(wrong)
        assert caught.value.code == "recovery.mistyped"


def test_a_missing_group_is_told_with_the_count() -> None:
    with pytest.raises(RuleViolation) as caught:
        compact(new_recovery_key()[:-6])
    assert (caught.value.code, caught.value.params["count"]) == ("recovery.length", 25)


def test_a_letter_that_is_in_no_key_is_a_mistake() -> None:
    with pytest.raises(RuleViolation) as caught:
        compact("U" * 30)
    assert caught.value.code == "recovery.mistyped"
