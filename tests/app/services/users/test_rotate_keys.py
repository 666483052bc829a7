"""A new key: who left is out for good, even with what he copied; who stays notices nothing; the past still verifies."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from app.domain.audit.entry import Action
from app.domain.backups.backup import BackupKind
from app.domain.loans.events import Excess
from app.domain.users.roles import PresetRole
from app.errors import Cancelled, ExternalProblem, NotAllowed, RuleViolation
from app.services.audit.verify_books import verify_books
from app.services.backups.make_backup import make_backup
from app.services.backups.restore_backup import BackupToRestore, preview_restore
from app.services.users.rotate_keys import issue_new_recovery_key, rotate_keys
from app.services.users.save_user import ChangeUser, change_user
from app.services.users.sign_in import recover_access, sign_in
from db.database import LocalDatabase
from db.engine import open_engine
from tests.company import PASSWORD, Lender, add_active_loan, audit_trail, pay
from tests.tampering import behind_its_back

DAY = date(2026, 1, 15)


def dismissed_cashier(lender: Lender) -> str:
    """Somebody who had access, copied his keys and was dismissed; his user name."""
    user = lender.as_role(PresetRole.CASHIER).user
    lender.ctx.database.set_password(user.username, PASSWORD)
    shutil.copyfile(f"{lender.path}.keys", f"{lender.path}.stolen")
    change_user(lender.ctx, ChangeUser(user.id, user.version, user.full_name, user.role.key, 1, True, False))
    return user.username


def key_of(lender: Lender) -> bytes:
    assert isinstance(lender.ctx.database, LocalDatabase)
    return lender.ctx.database.keys.database


def test_who_was_dismissed_does_not_enter_though_his_old_slots_still_open_a_file_of_then(lender: Lender) -> None:
    username = dismissed_cashier(lender)
    with pytest.raises(NotAllowed) as refused:
        sign_in(lender.files, lender.ctx.clock, lender.path, username, PASSWORD)
    assert refused.value.code == "login.wrong"
    shutil.copyfile(f"{lender.path}.stolen", f"{lender.path}.keys")
    with pytest.raises(NotAllowed) as refused:
        sign_in(lender.files, lender.ctx.clock, lender.path, username, PASSWORD)
    assert refused.value.code == "user.inactive"


def test_after_the_rotation_old_slots_and_the_old_key_open_nothing(lender: Lender) -> None:
    loan_id = add_active_loan(lender.ctx)
    username, old_key = dismissed_cashier(lender), key_of(lender)
    new = rotate_keys(lender.files, lender.ctx).context
    new.database.close()
    own_keys = Path(f"{lender.path}.keys")
    now = own_keys.read_bytes()
    shutil.copyfile(f"{lender.path}.stolen", own_keys)
    for user in (username, "admin"):
        with pytest.raises(ExternalProblem) as damaged:
            sign_in(lender.files, lender.ctx.clock, lender.path, user, PASSWORD)
        assert damaged.value.code == "file.damaged"
    engine = open_engine(lender.path, old_key)
    with pytest.raises(DatabaseError), engine.connect():
        pass
    engine.dispose()
    own_keys.write_bytes(now)
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    with ctx.database.reading() as uow:
        assert uow.loans.get(loan_id).folio == "CRE-000001"
    ctx.database.close()


def test_the_printed_key_still_opens_and_everything_before_still_verifies(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    before = len(audit_trail(lender))
    new = rotate_keys(lender.files, lender.ctx).context
    again = rotate_keys(lender.files, new).context
    pay(again, 1, "100", DAY, Excess.ADVANCE)
    found = verify_books(again)
    assert (found.loans, found.differences) == (1, ())
    trail = audit_trail(replace(lender, ctx=again))
    assert [entry.action for entry in trail[before : before + 2]] == [Action.KEYS_ROTATED, Action.KEYS_ROTATED]
    again.database.close()
    recovered = recover_access(
        lender.files, lender.ctx.clock, lender.path, lender.recovery_key, "admin", "una clave nueva y larga"
    )
    recovered.database.close()


def test_a_row_altered_before_the_rotation_is_not_made_good_by_it(lender: Lender) -> None:
    add_active_loan(lender.ctx)
    behind_its_back(lender, "UPDATE audit_entries SET username = 'otro' WHERE id = 2")
    new = rotate_keys(lender.files, lender.ctx).context
    assert [one.code for one in verify_books(new).differences] == ["verify.audit.altered"]
    new.database.close()


def test_a_backup_of_before_opens_with_the_password_of_then(lender: Lender, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    add_active_loan(lender.ctx)
    made = make_backup(lender.ctx, BackupKind.MANUAL, folder).made[0]
    new = rotate_keys(lender.files, lender.ctx).context
    preview = preview_restore(lender.files, new, BackupToRestore(folder / made.file_name, "admin", PASSWORD))
    assert preview.manifest.state.loans == 1
    new.database.close()


def test_nothing_changes_while_somebody_else_has_it_open(lender: Lender) -> None:
    beside = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    before = lender.path.with_name(lender.path.name + ".keys").read_bytes()
    with pytest.raises(ExternalProblem) as refused:
        rotate_keys(lender.files, lender.ctx)
    assert refused.value.code == "file.in_use"
    assert lender.path.with_name(lender.path.name + ".keys").read_bytes() == before
    beside.database.close()
    assert verify_books(lender.ctx).differences == ()


def test_a_rotation_cancelled_halfway_leaves_the_old_key(lender: Lender) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        rotate_keys(lender.files, lender.ctx, stop)
    assert verify_books(lender.ctx).differences == ()
    assert (
        sorted(file.name for file in lender.path.parent.iterdir() if ".next" in file.name or ".swap" in file.name) == []
    )


def test_a_new_printed_key_takes_the_place_of_the_old_one(lender: Lender) -> None:
    made = issue_new_recovery_key(lender.ctx)
    lender.ctx.database.close()
    password = "una clave nueva y larga"
    with pytest.raises((NotAllowed, RuleViolation)) as refused:
        recover_access(lender.files, lender.ctx.clock, lender.path, lender.recovery_key, "admin", password)
    assert refused.value.code == "recovery.wrong"
    recover_access(lender.files, lender.ctx.clock, lender.path, made, "admin", password).database.close()
