"""The code of the telephone: asked after the password, good once, gone when the telephone is lost."""

from __future__ import annotations

import base64
import hmac
import struct
from datetime import UTC, datetime, timedelta

import pytest

from app.context import Context
from app.domain.audit.entry import Action
from app.domain.users.roles import PresetRole
from app.domain.users.second_factor import SecondFactor
from app.errors import ExternalProblem, NotAllowed, RuleViolation
from app.ports.clock import FixedClock
from app.services.audit.verify_books import verify_books
from app.services.users.rotate_keys import rotate_keys
from app.services.users.second_factor import (
    matching_step,
    propose_second_factor,
    remove_own_second_factor,
    remove_second_factor,
    set_second_factor,
)
from app.services.users.sign_in import recover_access, sign_in
from db.database import LocalDatabase
from tests.company import PASSWORD, Lender, audit_trail, clock_on
from tests.fixtures_database import cheap_company_files
from tests.tampering import behind_its_back

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""«12345678901234567890», the secret of RFC 6238, appendix B."""
NOON = clock_on(datetime(2026, 1, 15, tzinfo=UTC).date()).now()


def code_at(instant: datetime) -> str:
    """Six digits by the standard's own recipe, apart from the library that the program asks."""
    step = struct.pack(">Q", int(instant.timestamp()) // 30)
    digest = hmac.digest(base64.b32decode(SECRET), step, "sha1")
    place = digest[-1] & 15
    return str((struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000).zfill(6)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    instant = datetime.fromtimestamp(seconds, UTC)
    assert matching_step(SecondFactor(SECRET), code, instant) == seconds // 30
    assert code_at(instant) == code


def test_a_code_of_a_step_before_or_after_is_good_and_of_two_is_not() -> None:
    factor = SecondFactor(SECRET)
    for steps, is_good in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        code = code_at(NOON + timedelta(seconds=30 * steps))
        assert (matching_step(factor, code, NOON) is not None) is is_good, steps


@pytest.fixture
def guarded(lender: Lender) -> Lender:
    """A company whose owner has a code set up five minutes ago."""
    before = NOON - timedelta(minutes=5)
    ctx = Context(lender.ctx.user, lender.ctx.database, FixedClock(before))
    set_second_factor(ctx, SECRET, code_at(before), PASSWORD)
    return lender


def enter(lender: Lender, code: str, at: datetime = NOON, password: str = PASSWORD) -> Context:
    clock = FixedClock(at)
    return sign_in(cheap_company_files(clock), clock, lender.path, "admin", password, code)


def refused_with(lender: Lender, code: str, at: datetime = NOON, password: str = PASSWORD) -> NotAllowed:
    with pytest.raises(NotAllowed) as refused:
        enter(lender, code, at, password)
    return refused.value


def test_the_password_alone_does_not_open_and_says_what_is_missing(guarded: Lender) -> None:
    assert refused_with(guarded, "").code == "login.code_needed"
    assert refused_with(guarded, "000000").code == "login.code_wrong"
    enter(guarded, code_at(NOON)).database.close()


def test_without_the_password_nobody_learns_whether_there_is_a_code(guarded: Lender) -> None:
    assert refused_with(guarded, code_at(NOON), password="no es esta clave").code == "login.wrong"


def test_a_code_is_good_once(guarded: Lender) -> None:
    code = f" {code_at(NOON)[:3]} {code_at(NOON)[3:]} "
    enter(guarded, code).database.close()
    assert refused_with(guarded, code).code == "login.code_wrong"
    enter(guarded, code_at(NOON + timedelta(seconds=30)), NOON + timedelta(seconds=30)).database.close()


def test_wrong_codes_cost_a_growing_wait_and_enter_the_audit_trail(guarded: Lender) -> None:
    for count in range(1, 5):
        assert refused_with(guarded, "000000", NOON + timedelta(seconds=count)).params["count"] == count
    waiting = refused_with(guarded, code_at(NOON), NOON + timedelta(seconds=5))
    assert (waiting.code, waiting.field) == ("login.wait", "code")
    later = NOON + timedelta(seconds=10)
    enter(guarded, code_at(later), later).database.close()
    failed = [entry for entry in audit_trail(guarded) if entry.action is Action.SIGN_IN_FAILED]
    assert [entry.username for entry in failed] == ["admin"] * 4


def test_a_wrong_code_or_password_sets_up_nothing(lender: Lender) -> None:
    with pytest.raises(RuleViolation) as wrong:
        set_second_factor(lender.ctx, SECRET, "000000", PASSWORD)
    assert (wrong.value.code, wrong.value.field) == ("totp.code_wrong", "code")
    with pytest.raises(NotAllowed):
        set_second_factor(lender.ctx, SECRET, code_at(NOON), "no es esta clave")
    enter(lender, "").database.close()


def test_what_the_telephone_learns_names_the_program_the_user_and_the_company(lender: Lender) -> None:
    proposed = propose_second_factor(lender.ctx, "Crédito Ñandú")
    assert proposed.uri.startswith("otpauth://totp/Acredita:admin%20%28Cr%C3%A9dito%20%C3%91and%C3%BA%29?secret=")
    assert proposed.secret not in repr(proposed)
    assert propose_second_factor(lender.ctx, "Crédito Ñandú").secret != proposed.secret


def test_the_printed_key_enters_without_a_code(guarded: Lender) -> None:
    new = "otra-clave-de-prueba-2"
    ctx = recover_access(guarded.files, FixedClock(NOON), guarded.path, guarded.recovery_key, "admin", new)
    remove_own_second_factor(ctx, new)
    ctx.database.close()
    enter(guarded, "", password=new).database.close()


def test_the_manager_takes_away_the_code_of_who_lost_his_telephone_but_not_the_owners(guarded: Lender) -> None:
    cashier = guarded.as_role(PresetRole.CASHIER)
    guarded.ctx.database.set_password(cashier.user.username, PASSWORD)
    set_second_factor(cashier, SECRET, code_at(NOON), PASSWORD)
    manager = guarded.as_role(PresetRole.MANAGER)
    remove_second_factor(manager, cashier.user.id)
    with pytest.raises(NotAllowed) as refused:
        remove_second_factor(manager, guarded.ctx.user.id)
    assert refused.value.code == "user.role_above"
    sign_in(guarded.files, FixedClock(NOON), guarded.path, cashier.user.username, PASSWORD).database.close()
    removed = [entry for entry in audit_trail(guarded) if entry.action is Action.SECOND_FACTOR_REMOVED]
    assert [entry.subject.label for entry in removed] == [cashier.user.username]


def test_the_secret_is_sealed_in_the_file_and_survives_a_change_of_key(guarded: Lender) -> None:
    def stored(ctx: Context) -> str:
        assert isinstance(ctx.database, LocalDatabase)
        with ctx.database.engine.connect() as connection:
            return str(connection.exec_driver_sql("SELECT totp_secret FROM users WHERE id = 1").scalar_one())

    before = stored(guarded.ctx)
    assert before
    assert SECRET not in before
    rotated = rotate_keys(guarded.files, guarded.ctx).context
    assert stored(rotated) != before
    assert verify_books(rotated).differences == ()
    rotated.database.close()
    enter(guarded, code_at(NOON)).database.close()


def test_a_secret_moved_to_another_user_opens_for_nobody_and_is_named(guarded: Lender) -> None:
    guarded.as_role(PresetRole.CASHIER)
    behind_its_back(guarded, "UPDATE users SET totp_secret = (SELECT totp_secret FROM users WHERE id = 1) WHERE id = 2")
    with guarded.ctx.database.reading() as uow, pytest.raises(ExternalProblem) as damaged:
        uow.users.second_factor(2)
    assert damaged.value.code == "database.sealed_text"
    (found,) = verify_books(guarded.ctx).differences
    assert (found.code, found.params["table"], found.params["key"]) == ("verify.row.altered", "users", "2")
