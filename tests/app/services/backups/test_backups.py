"""Backups: verified when made, refused when damaged or another's, thinned out, and gone back to on purpose."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.audit.entry import Action
from app.domain.backups.backup import BackupKind
from app.domain.backups.retention import kept
from app.domain.loans.events import Excess
from app.domain.users.roles import PresetRole
from app.errors import ExternalProblem, NotAllowed, RuleViolation, UserError
from app.ports.clock import FixedClock
from app.services.audit.verify_books import verify_books
from app.services.backups.edit_places import add_place, remove_place
from app.services.backups.make_backup import is_backup_due, make_backup
from app.services.backups.read_backups import read_backups
from app.services.backups.restore_backup import BackupToRestore, preview_restore, restore_backup, try_backup
from app.services.users.set_password import change_own_password
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, Lender, add_active_loan, audit_trail, new_lender, pay
from tests.fixtures_database import cheap_company_files
from tests.tampering import behind_its_back

DAY = date(2026, 1, 15)
NEW_PASSWORD = "otra clave larga y nueva"


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def back_up(lender: Lender, folder: Path, hours: int = 0) -> Path:
    clock = FixedClock(lender.ctx.clock.now() + timedelta(hours=hours))
    made = make_backup(replace(lender.ctx, clock=clock), BackupKind.MANUAL, folder).made[0]
    return Path(made.folder) / made.file_name


def of(path: Path, password: str = PASSWORD) -> BackupToRestore:
    return BackupToRestore(path, "admin", password)


def refusal(lender: Lender, path: Path, password: str = PASSWORD) -> UserError:
    with pytest.raises(UserError) as refused:
        preview_restore(lender.files, lender.ctx, of(path, password))
    return refused.value


# -- made ----------------------------------------------------------------------------------------------------------


def test_a_backup_is_one_file_that_tells_what_it_holds_and_nothing_of_anybody(lender: Lender, usb: Path) -> None:
    loan_id = add_active_loan(lender.ctx)
    pay(lender.ctx, loan_id, "100", DAY, Excess.ADVANCE)
    path = back_up(lender, usb)
    assert [file.name for file in usb.iterdir()] == [path.name]
    preview = preview_restore(lender.files, lender.ctx, of(path))
    assert (preview.manifest.state.clients, preview.manifest.state.loans, preview.manifest.state.events) == (1, 1, 2)
    content = path.read_bytes()
    for secret in (b"Salgado", b"SABC560626", PASSWORD.encode(), b"SQLite format 3"):
        assert secret not in content


def test_every_place_gets_one_and_one_that_cannot_be_reached_does_not_keep_the_others_from_theirs(
    lender: Lender, usb: Path, tmp_path: Path
) -> None:
    other = tmp_path / "red"
    other.mkdir()
    add_place(lender.ctx, usb)
    add_place(lender.ctx, other)
    other.rmdir()
    done = make_backup(lender.ctx, BackupKind.DAILY)
    assert [Path(one.folder) for one in done.made] == [usb]
    assert [(folder, error.code) for folder, error in done.refused] == [(str(other), "backup.folder_missing")]
    assert [one.kind for one in read_backups(lender.ctx).made] == [BackupKind.DAILY]
    assert audit_trail(lender)[-1].action is Action.BACKUP_MADE


def test_without_a_place_the_clerk_is_told_to_choose_one(lender: Lender) -> None:
    with pytest.raises(RuleViolation) as refused:
        make_backup(lender.ctx, BackupKind.DAILY)
    assert refused.value.code == "backup.no_place"


def test_a_place_is_a_folder_apart_from_the_company_and_is_named_once(
    lender: Lender, usb: Path, tmp_path: Path
) -> None:
    for folder, code in ((tmp_path / "nada", "backup.folder_missing"), (lender.path.parent, "backup.folder_same")):
        with pytest.raises(RuleViolation) as refused:
            add_place(lender.ctx, folder)
        assert refused.value.code == code
    add_place(lender.ctx, usb)
    with pytest.raises(RuleViolation) as refused:
        add_place(lender.ctx, usb)
    assert refused.value.code == "backup.folder_taken"
    remove_place(lender.ctx, next(iter(read_backups(lender.ctx).places)))
    assert read_backups(lender.ctx).places == {}


def test_a_daily_backup_is_due_twenty_hours_after_the_last(lender: Lender, usb: Path) -> None:
    assert not is_backup_due(lender.ctx)
    add_place(lender.ctx, usb)
    assert is_backup_due(lender.ctx)
    make_backup(lender.ctx, BackupKind.DAILY)
    later = [replace(lender.ctx, clock=FixedClock(lender.ctx.clock.now() + timedelta(hours=h))) for h in (19, 20)]
    assert [is_backup_due(ctx) for ctx in later] == [False, True]


def test_a_company_whose_pages_are_damaged_gives_no_backup_that_looks_good(lender: Lender, usb: Path) -> None:
    add_active_loan(lender.ctx)
    lender.ctx.database.close()
    content = bytearray(lender.path.read_bytes())
    content[len(content) // 2] ^= 1
    lender.path.write_bytes(content)
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    try:
        with pytest.raises(ExternalProblem) as refused:
            make_backup(ctx, BackupKind.MANUAL, usb)
        assert refused.value.code in ("backup.not_verified", "database.damaged")
        assert list(usb.iterdir()) == []
    finally:
        ctx.database.close()


def test_what_a_killed_backup_left_is_swept_by_the_next(lender: Lender, usb: Path) -> None:
    old, young = usb / ".acredita-viejo", usb / ".acredita-de-ahora"
    for folder in (old, young):
        folder.mkdir()
        (folder / "empresa.acredita").write_bytes(b"x")
    os.utime(old, (0, 0))
    back_up(lender, usb)
    assert (old.exists(), young.exists()) == (False, True)


# -- kept ----------------------------------------------------------------------------------------------------------


def test_of_two_years_of_daily_backups_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    last = datetime(2026, 11, 23, 20, tzinfo=UTC)
    days = [last - timedelta(days=n) for n in range(730)]
    stay = kept(days)
    assert {last - timedelta(days=n) for n in range(7)} <= stay
    # Sundays of the three weeks before this one, and the last day of each of the eleven months before.
    assert {datetime(2026, 11, day, 20, tzinfo=UTC) for day in (22, 15, 8)} <= stay
    assert {datetime(2026, 10, 31, 20, tzinfo=UTC), datetime(2025, 12, 31, 20, tzinfo=UTC)} <= stay
    assert len(stay) == 7 + 2 + 11


def test_old_backups_are_deleted_when_a_new_one_was_verified_and_other_files_stay(lender: Lender, usb: Path) -> None:
    paths = [back_up(lender, usb, hours=24 * day) for day in range(10)]
    stranger = usb / "otra cosa.respaldo"
    stranger.write_bytes(b"nada")
    last = back_up(lender, usb, hours=24 * 10)
    left = set(usb.iterdir())
    assert {stranger, last, *paths[-6:]} <= left
    assert paths[0] not in left


# -- damaged, another's, newer -------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_backup_cut_short_is_refused(lender: Lender, usb: Path, share: float) -> None:
    path = back_up(lender, usb)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    error = refusal(lender, path)
    assert (error.code, error.params.get("file")) == ("backup.damaged", path.name)


def test_a_backup_with_a_flipped_bit_anywhere_is_refused_or_is_the_same(lender: Lender, usb: Path) -> None:
    path = back_up(lender, usb)
    content = path.read_bytes()
    state = preview_restore(lender.files, lender.ctx, of(path)).manifest.state
    for place in range(11, len(content), len(content) // 60):
        damaged = bytearray(content)
        damaged[place] ^= 0x10
        path.write_bytes(damaged)
        refused = ""
        try:
            # Some bytes of the archive's own say nothing: then what is read must be the same.
            same = preview_restore(lender.files, lender.ctx, of(path)).manifest.state == state
        except UserError as error:
            same, refused = False, error.code
        assert same or refused in ("backup.damaged", "login.wrong", "backup.newer"), place


def test_a_manifest_changed_by_hand_is_refused(lender: Lender, usb: Path) -> None:
    path = back_up(lender, usb)
    forged = usb / "hecho a mano.respaldo"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(forged, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "manifest.json":
                stored = json.loads(content)
                stored["manifest"]["state"]["loans"] = 5
                content = json.dumps(stored).encode()
            other.writestr(name, content)
    assert refusal(lender, forged).code == "backup.damaged"


def test_a_backup_of_another_company_is_refused(lender: Lender, usb: Path, tmp_path: Path) -> None:
    (tmp_path / "otra").mkdir()
    other = new_lender(tmp_path / "otra")
    path = back_up(other, usb)
    other.ctx.database.close()
    assert refusal(lender, path).code == "backup.other_company"


def test_a_file_that_is_no_backup_and_one_that_is_not_there(lender: Lender, tmp_path: Path) -> None:
    letter = tmp_path / "carta.respaldo"
    letter.write_text("Estimado cliente")
    assert refusal(lender, letter).code == "backup.damaged"
    assert refusal(lender, tmp_path / "no está.respaldo").code == "file.not_found"


def test_a_wrong_password_opens_no_backup(lender: Lender, usb: Path) -> None:
    assert refusal(lender, back_up(lender, usb), "no es esta clave").code == "login.wrong"


# -- restored ------------------------------------------------------------------------------------------------------


def test_before_restoring_it_is_told_what_would_be_lost(lender: Lender, usb: Path) -> None:
    loan_id = add_active_loan(lender.ctx)
    path = back_up(lender, usb)
    pay(lender.ctx, loan_id, "100", DAY, Excess.ADVANCE)
    pay(lender.ctx, loan_id, "200", DAY, Excess.ADVANCE)
    loss = preview_restore(lender.files, lender.ctx, of(path)).loss
    assert loss is not None
    assert (loss.clients, loss.loans, loss.events, loss.folios) == (0, 0, 2, (("REC", 2, 0),))


def test_trying_a_backup_verifies_its_books_and_changes_nothing(lender: Lender, usb: Path) -> None:
    loan_id = add_active_loan(lender.ctx)
    path = back_up(lender, usb)
    pay(lender.ctx, loan_id, "100", DAY, Excess.ADVANCE)
    found = try_backup(lender.files, lender.ctx, of(path))
    assert (found.loans, found.differences) == (1, ())
    with lender.ctx.database.reading() as uow:
        assert len(uow.loans.events(loan_id)) == 2
    assert audit_trail(lender)[-1].action is Action.BACKUP_TRIED


def test_what_is_restored_is_what_was_backed_up_and_what_there_was_is_kept(lender: Lender, usb: Path) -> None:
    loan_id = add_active_loan(lender.ctx)
    path = back_up(lender, usb)
    pay(lender.ctx, loan_id, "100", DAY, Excess.ADVANCE)
    change_own_password(lender.ctx, PASSWORD, NEW_PASSWORD)
    done = restore_backup(lender.files, lender.ctx.clock, lender.ctx, of(path), lender.path)
    assert done.kept_as is not None
    now = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    kept_file = sign_in(lender.files, lender.ctx.clock, done.kept_as, "admin", NEW_PASSWORD)
    try:
        with now.database.reading() as uow:
            assert len(uow.loans.events(loan_id)) == 1
        with kept_file.database.reading() as uow:
            assert len(uow.loans.events(loan_id)) == 2
        assert verify_books(now).differences == ()
        trail = audit_trail(replace(lender, ctx=now))
        assert [entry.action for entry in trail[-3:-1]] == [Action.BACKUP_RESTORED, Action.SIGNED_IN]
    finally:
        now.database.close()
        kept_file.database.close()


def test_backups_of_the_life_that_was_given_up_are_no_difference(lender: Lender, usb: Path) -> None:
    add_place(lender.ctx, usb)
    loan_id = add_active_loan(lender.ctx)
    first = back_up(lender, usb)
    pay(lender.ctx, loan_id, "100", DAY, Excess.ADVANCE)
    back_up(lender, usb, hours=24)
    clock = FixedClock(lender.ctx.clock.now() + timedelta(hours=48))
    restore_backup(lender.files, clock, replace(lender.ctx, clock=clock), of(first), lender.path)
    ctx = sign_in(lender.files, clock, lender.path, "admin", PASSWORD)
    try:
        assert verify_books(ctx).differences == ()
    finally:
        ctx.database.close()


def test_a_file_put_back_without_the_program_is_found_by_what_the_backups_saw(lender: Lender, usb: Path) -> None:
    add_place(lender.ctx, usb)
    loan_id = add_active_loan(lender.ctx)
    lender.ctx.database.close()
    older = lender.path.with_name("copia")
    shutil.copyfile(lender.path, older)
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    pay(ctx, loan_id, "100", DAY, Excess.ADVANCE)
    make_backup(ctx, BackupKind.MANUAL)
    ctx.database.close()
    shutil.copyfile(older, lender.path)
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    try:
        pay(ctx, loan_id, "500", DAY, Excess.ADVANCE)
        assert [one.code for one in verify_books(ctx).differences] == ["verify.anchor"]
    finally:
        ctx.database.close()


def test_a_trail_written_anew_with_the_key_does_not_fit_its_backup(lender: Lender, usb: Path) -> None:
    add_place(lender.ctx, usb)
    add_active_loan(lender.ctx)
    make_backup(lender.ctx, BackupKind.MANUAL)
    seen = "(SELECT audit_number FROM backups)"
    behind_its_back(lender, f"UPDATE audit_entries SET mac = zeroblob(32) WHERE id = {seen}")
    codes = [one.code for one in verify_books(lender.ctx).differences]
    assert "verify.anchor" in codes
    assert "verify.audit.altered" in codes


def test_a_damaged_file_is_replaced_and_kept(lender: Lender, usb: Path) -> None:
    add_active_loan(lender.ctx)
    path = back_up(lender, usb)
    lender.ctx.database.close()
    lender.path.write_bytes(b"\x00" * 5000)
    done = restore_backup(lender.files, lender.ctx.clock, None, of(path), lender.path)
    assert done.kept_as is not None
    assert done.kept_as.read_bytes() == b"\x00" * 5000
    ctx = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    assert verify_books(ctx).differences == ()
    ctx.database.close()


def test_a_company_restores_on_a_new_pc_where_there_is_none(lender: Lender, usb: Path, tmp_path: Path) -> None:
    add_active_loan(lender.ctx)
    path = back_up(lender, usb)
    (tmp_path / "nueva").mkdir()
    target = tmp_path / "nueva" / "empresa.acredita"
    done = restore_backup(cheap_company_files(), lender.ctx.clock, None, of(path), target)
    assert done.kept_as is None
    ctx = sign_in(lender.files, lender.ctx.clock, target, "admin", PASSWORD)
    assert verify_books(ctx).loans == 1
    ctx.database.close()


def test_nothing_is_replaced_while_somebody_else_has_it_open(lender: Lender, usb: Path) -> None:
    add_active_loan(lender.ctx)
    path = back_up(lender, usb)
    beside = sign_in(lender.files, lender.ctx.clock, lender.path, "admin", PASSWORD)
    try:
        with pytest.raises(ExternalProblem) as refused:
            restore_backup(lender.files, lender.ctx.clock, lender.ctx, of(path), lender.path)
        assert refused.value.code == "file.in_use"
        assert verify_books(lender.ctx).loans == 1
    finally:
        beside.database.close()


def test_whoever_may_not_restore_is_refused_by_the_backup_and_by_the_present_file(lender: Lender, usb: Path) -> None:
    cashier = lender.as_role(PresetRole.CASHIER)
    lender.ctx.database.set_password(cashier.user.username, PASSWORD)
    path = back_up(lender, usb)
    his = BackupToRestore(path, cashier.user.username, PASSWORD)
    for ctx in (cashier, None):
        with pytest.raises(NotAllowed) as refused:
            restore_backup(lender.files, lender.ctx.clock, ctx, his, lender.path)
        assert refused.value.code == "permission.denied"
    assert verify_books(lender.ctx).differences == ()
