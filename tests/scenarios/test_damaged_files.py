"""A database cut short or with a bit flipped: it is told or named by the verification, and nothing is made worse."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from app.errors import ExternalProblem, UserError
from app.services.audit.verify_books import verify_books
from app.services.users.sign_in import sign_in
from db.key_file import KEYS, beside
from tests.company import PASSWORD, add_active_loan, clock_on, new_lender, pay
from tests.fixtures_database import cheap_company_files

DAY = date(2026, 2, 15)
FLIPS = 40
TOLD = {"file.damaged", "database.damaged"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company with two loans and payments, shut."""
    lender = new_lender(tmp_path_factory.mktemp("sana"))
    loan_id = add_active_loan(lender.ctx)
    for _ in range(3):
        pay(lender.on(DAY), loan_id, "500", DAY, confirmed=frozenset({"payment.looks_repeated"}))
    lender.ctx.database.close()
    return lender.path


def copy_of(sound: Path, folder: Path) -> Path:
    path = folder / "empresa.acredita"
    for ending in ("", KEYS):
        shutil.copyfile(beside(sound, ending), beside(path, ending))
    return path


def found_in(path: Path) -> str:
    """The code that opening or looking into it gave, ``named`` when the verification names a fault, or nothing."""
    try:
        ctx = sign_in(cheap_company_files(), clock_on(DAY), path, "admin", PASSWORD)
    except ExternalProblem as problem:
        return problem.code
    try:
        return "named" if verify_books(ctx).differences else ""
    except ExternalProblem as problem:
        return problem.code
    finally:
        ctx.database.close()


def test_a_sound_file_has_nothing_to_say(sound: Path, tmp_path: Path) -> None:
    assert found_in(copy_of(sound, tmp_path)) == ""


def test_a_flipped_bit_anywhere_is_told_or_named(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(4)
    codes = []
    size = sound.stat().st_size
    for place in [0, 15, 16, 100, 4095, size - 1, *(chance.randrange(size) for _ in range(FLIPS))]:
        path = copy_of(sound, tmp_path)
        content = bytearray(path.read_bytes())
        content[place] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        code = found_in(path)
        assert code in TOLD | {"named"}, (place, code)
        if code == "file.damaged":
            assert path.read_bytes() == content
        codes.append(code)
        for left in tmp_path.glob("empresa.acredita-*"):
            left.unlink()
    assert len(set(codes)) > 1, "some are found on opening and some later"


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.999])
def test_a_file_cut_short_is_told_and_left_as_it_is(sound: Path, tmp_path: Path, share: float) -> None:
    path = copy_of(sound, tmp_path)
    content = path.read_bytes()[: int(sound.stat().st_size * share)]
    path.write_bytes(content)
    code = found_in(path)
    assert code in TOLD | {"named"}
    assert code != "file.damaged" or path.read_bytes() == content


def test_slots_cut_short_or_flipped_never_open_and_are_left_as_they_are(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(5)
    whole = beside(sound, KEYS).read_bytes()
    for damaged in [whole[: len(whole) // 2], b"", *(_flipped(whole, chance) for _ in range(FLIPS))]:
        path = copy_of(sound, tmp_path)
        beside(path, KEYS).write_bytes(damaged)
        with suppress(KeysRefused):
            sign_in_or_refused(path)
        assert beside(path, KEYS).read_bytes() == damaged
        for left in tmp_path.glob("*.attempts"):
            left.unlink()


class KeysRefused(Exception):
    """The slots cannot be read, or the password does not open them."""


def sign_in_or_refused(path: Path) -> None:
    """A flipped bit in the user's slot shuts it; one in another's is not his concern."""
    try:
        sign_in(cheap_company_files(), clock_on(DAY), path, "admin", PASSWORD).database.close()
    except UserError as refused:
        if refused.code not in ("file.keys_damaged", "login.wrong"):
            raise
        raise KeysRefused from refused


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)
