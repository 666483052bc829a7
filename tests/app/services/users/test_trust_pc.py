"""A PC that enters by itself at its hour: for the close, backups and verification, and as long as its user may."""

from __future__ import annotations

import json
from pathlib import Path

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import PasswordDeleteError

from app.context import Context
from app.domain.audit.entry import Action
from app.domain.backups.backup import BackupKind
from app.domain.users.roles import PresetRole
from app.errors import ExternalProblem, NotAllowed
from app.services.accounting.close_day import close_day
from app.services.audit.verify_books import verify_books
from app.services.backups.make_backup import make_backup
from app.services.loans.read_loans import find_loans
from app.services.users.rotate_keys import rotate_keys
from app.services.users.save_user import ChangeUser, change_user
from app.services.users.set_password import reset_password
from app.services.users.sign_in import sign_in_unattended
from app.services.users.trust_pc import forget_pc, is_pc_trusted, trust_pc
from db.company_files import LocalCompanyFiles
from db.machine_secrets import SystemVault, trusted_vault
from tests.company import PASSWORD, Lender, audit_trail
from tests.fixtures_database import CHEAP


class Vault(KeyringBackend):
    """A vault that lives as long as its test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture
def vault() -> Vault:
    return Vault()


@pytest.fixture
def files(vault: Vault) -> LocalCompanyFiles:
    return LocalCompanyFiles(kdf=CHEAP, vault=SystemVault(vault))


def manager(lender: Lender, files: LocalCompanyFiles) -> Context:
    """Somebody who closes the day, on a database whose PC has a vault."""
    username = lender.supervisor().username
    role = lender.as_role(PresetRole.MANAGER)
    database = files.open(lender.path, username, PASSWORD)
    return Context(role.user, database, lender.ctx.clock)


@pytest.fixture
def trusted(lender: Lender, files: LocalCompanyFiles) -> Context:
    """The manager, whom this PC may stand for; his own window is shut."""
    ctx = manager(lender, files)
    assert trust_pc(ctx, PASSWORD).is_trusted
    assert is_pc_trusted(ctx)
    ctx.database.close()
    return ctx


def enter(lender: Lender, files: LocalCompanyFiles, ctx: Context) -> Context:
    return sign_in_unattended(files, lender.ctx.clock, lender.path, ctx.user.username)


def is_let_in(lender: Lender, files: LocalCompanyFiles, ctx: Context) -> bool:
    try:
        enter(lender, files, ctx).database.close()
    except NotAllowed as refused:
        return refused.code != "login.not_trusted"
    return True


def test_the_pc_closes_the_day_backs_up_and_verifies_by_itself(
    lender: Lender, files: LocalCompanyFiles, trusted: Context, tmp_path: Path
) -> None:
    ctx = enter(lender, files, trusted)
    assert close_day(ctx, None).days
    (tmp_path / "memoria").mkdir()
    assert make_backup(ctx, BackupKind.MANUAL, tmp_path / "memoria").made
    assert verify_books(ctx).differences == ()
    ctx.database.close()
    actions = [entry.action for entry in audit_trail(lender) if entry.username == trusted.user.username]
    assert actions[0] is Action.PC_TRUSTED
    assert Action.SIGNED_IN_UNATTENDED in actions


def test_it_does_nothing_else_though_its_user_may(lender: Lender, files: LocalCompanyFiles, trusted: Context) -> None:
    ctx = enter(lender, files, trusted)
    with pytest.raises(NotAllowed) as refused:
        find_loans(ctx, "", 10, None)
    assert refused.value.code == "permission.unattended"
    with pytest.raises(NotAllowed) as refused:
        trust_pc(ctx, PASSWORD)
    assert refused.value.code == "permission.unattended"
    ctx.database.close()


def test_neither_half_opens_without_the_other(
    lender: Lender, files: LocalCompanyFiles, trusted: Context, vault: Vault
) -> None:
    (secret,) = vault.kept.values()
    slots = Path(f"{lender.path}.keys").read_text()
    assert secret not in slots
    assert secret.encode() not in lender.path.read_bytes()
    vault.kept.clear()
    assert not is_let_in(lender, files, trusted)
    vault.kept["Acredita", f"{json.loads(slots)['database_id']}/{trusted.user.username}"] = "otro secreto"
    assert not is_let_in(lender, files, trusted)


def test_it_ends_when_the_user_says_so(
    lender: Lender, files: LocalCompanyFiles, trusted: Context, vault: Vault
) -> None:
    ctx = manager(lender, files)
    assert not forget_pc(ctx).is_trusted
    assert not is_pc_trusted(ctx)
    ctx.database.close()
    assert not vault.kept
    assert not is_let_in(lender, files, trusted)


def test_it_ends_when_he_is_given_another_password(lender: Lender, files: LocalCompanyFiles, trusted: Context) -> None:
    reset_password(lender.ctx, trusted.user.id, "otra-clave-de-prueba-2")
    assert not is_let_in(lender, files, trusted)


def test_it_ends_when_he_is_dismissed(lender: Lender, files: LocalCompanyFiles, trusted: Context) -> None:
    user = trusted.user
    change_user(lender.ctx, ChangeUser(user.id, user.version, user.full_name, user.role.key, 1, True, False))
    assert not is_let_in(lender, files, trusted)


def test_it_ends_with_a_change_of_key(lender: Lender, files: LocalCompanyFiles, trusted: Context) -> None:
    assert is_let_in(lender, files, trusted)
    rotate_keys(lender.files, lender.ctx).context.database.close()
    assert not is_let_in(lender, files, trusted)


def test_a_pc_without_a_vault_that_encrypts_is_refused_and_nothing_is_kept(lender: Lender) -> None:
    class PlaintextKeyring(Vault):
        """As a package that writes a file in the clear would be found."""

    for kind in (keyring.backends.fail.Keyring, keyring.backends.null.Keyring, PlaintextKeyring):
        with pytest.raises(ExternalProblem) as refused:
            trusted_vault(kind())
        assert refused.value.code == "keyring.unavailable"
    slots = Path(f"{lender.path}.keys").read_bytes()
    # The machine of the tests has no vault: the default one says so.
    with pytest.raises(ExternalProblem) as refused:
        trust_pc(lender.ctx, PASSWORD)
    assert refused.value.code == "keyring.unavailable"
    assert Path(f"{lender.path}.keys").read_bytes() == slots


def test_among_several_the_one_that_encrypts_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class SecretService(Vault):
        """As the desktop's own."""

    SecretService.__module__ = "keyring.backends.SecretService"
    good = SecretService()
    monkeypatch.setattr(ChainerBackend, "backends", [Vault(), good])
    assert trusted_vault(ChainerBackend()) is good  # type: ignore[no-untyped-call]  # keyring's own
