"""Users, roles and branches: nobody gives more than he has, the last owner stays, and everything is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.context import Context
from app.domain.audit.entry import Action
from app.domain.users.roles import Limit, PresetRole
from app.domain.users.user import Branch, User
from app.errors import Conflict, NotAllowed, NotFound, RuleViolation, UserError
from app.services.clients.read_clients import find_clients, read_client
from app.services.clients.save_client import SaveClient, save_client
from app.services.users.read_users import read_staff
from app.services.users.save_branch import save_branch
from app.services.users.save_role import SaveRole, save_role
from app.services.users.save_user import AddUser, ChangeUser, add_user, change_user
from app.services.users.set_password import change_own_password, reset_password
from app.services.users.sign_in import sign_in
from app.services.users.unlock import unlock
from tests.company import CONCEPCION, PASSWORD, Lender, audit_trail, new_lender

FIRST = "primera clave larga"
OWN = "solo mía y bien larga"
DOUBTS = frozenset({"rfc.check_digit", "rfc.birth_date", "client.duplicate"})
ANGELA = AddUser("angela", "Ángela Núñez", "cashier", 1, True, FIRST)


def change_of(user: User, **other: object) -> ChangeUser:
    command = ChangeUser(
        user.id, user.version, user.full_name, user.role.key, user.branch_id, user.sees_all_branches, user.is_active
    )
    return replace(command, **other)  # type: ignore[arg-type]  # fields by name


def user_of(lender: Lender, username: str) -> User:
    return next(user for user in read_staff(lender.ctx).users if user.username == username)


def refusal_of(ctx: Context, command: AddUser | ChangeUser) -> UserError:
    with pytest.raises(UserError) as refused:
        add_user(ctx, command) if isinstance(command, AddUser) else change_user(ctx, command)
    return refused.value


def signed_in(lender: Lender, username: str, password: str) -> Context:
    return sign_in(lender.files, lender.ctx.clock, lender.path, username, password)


def test_a_new_user_enters_with_his_first_password_and_does_nothing_before_he_changes_it(lender: Lender) -> None:
    add_user(lender.ctx, ANGELA)
    ctx = signed_in(lender, "angela", FIRST)
    with pytest.raises(NotAllowed) as refused:
        find_clients(ctx, "")
    assert refused.value.code == "password.must_change"
    for new, code in ((FIRST, "password.same"), ("corta", "password.short"), ("angelaangela", "password.is_username")):
        with pytest.raises(RuleViolation) as poor:
            change_own_password(ctx, FIRST, new)
        assert poor.value.code == code
    change_own_password(ctx, FIRST, OWN)
    assert find_clients(ctx, "") == ()
    ctx.database.close()
    with pytest.raises(NotAllowed):
        signed_in(lender, "angela", FIRST)
    signed_in(lender, "angela", OWN).database.close()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"username": "Á"}, "user.username_form", "username"),
        ({"username": "admin"}, "database.username_taken", "username"),
        ({"full_name": "  "}, "user.name_required", "full_name"),
        ({"full_name": "x" * 10_000}, "text.long", "full_name"),
        ({"password": "corta"}, "password.short", "password"),
        ({"role_key": "nadie"}, "role.not_found", None),
    ],
)
def test_what_a_new_user_cannot_be(lender: Lender, change: dict[str, str], code: str, field: str | None) -> None:
    error = refusal_of(lender.ctx, replace(ANGELA, **change))  # type: ignore[arg-type]  # fields by name
    assert (error.code, error.field) == (code, field)
    assert [user.username for user in read_staff(lender.ctx).users] == ["admin"]


def test_a_manager_neither_makes_an_owner_nor_changes_one(lender: Lender) -> None:
    manager = lender.as_role(PresetRole.MANAGER)
    assert refusal_of(manager, replace(ANGELA, role_key="owner")).code == "user.role_above"
    owner = user_of(lender, "admin")
    assert refusal_of(manager, change_of(owner, role_key="cashier")).code == "user.role_above"
    with pytest.raises(NotAllowed) as refused:
        reset_password(manager, owner.id, FIRST)
    assert refused.value.code == "user.role_above"
    add_user(manager, ANGELA)


def test_the_company_keeps_an_owner_and_nobody_dismisses_himself(lender: Lender) -> None:
    owner = user_of(lender, "admin")
    assert refusal_of(lender.ctx, change_of(owner, role_key="manager")).code == "user.last_owner"
    assert refusal_of(lender.ctx, change_of(owner, is_active=False)).code == "user.dismiss_oneself"


def test_who_is_dismissed_does_not_enter_and_who_is_taken_back_gets_a_first_password(lender: Lender) -> None:
    add_user(lender.ctx, ANGELA)
    saved = change_user(lender.ctx, change_of(user_of(lender, "angela"), is_active=False))
    assert saved.is_key_known
    with pytest.raises(NotAllowed):
        signed_in(lender, "angela", FIRST)
    change_user(lender.ctx, change_of(user_of(lender, "angela"), is_active=True, password=OWN))
    ctx = signed_in(lender, "angela", OWN)
    assert ctx.user.must_change_password
    ctx.database.close()
    actions = [entry.action for entry in audit_trail(lender) if entry.subject.label == "angela"]
    assert actions == [Action.USER_ADDED, Action.USER_DISMISSED, Action.USER_CHANGED, Action.SIGNED_IN]


def test_two_who_change_the_same_user_do_not_undo_each_other(lender: Lender) -> None:
    add_user(lender.ctx, ANGELA)
    read = user_of(lender, "angela")
    change_user(lender.ctx, change_of(read, full_name="Ángela Núñez Ríos"))
    with pytest.raises(Conflict) as refused:
        change_user(lender.ctx, change_of(read, full_name="Ángeles"))
    assert refused.value.code == "user.changed"


def test_failed_tries_are_in_the_trail_of_whoever_comes_in_next(lender: Lender) -> None:
    for password in ("una", "otra"):
        with pytest.raises(NotAllowed):
            signed_in(lender, "admin", password)
    signed_in(lender, "admin", PASSWORD).database.close()
    failed = [entry for entry in audit_trail(lender) if entry.action is Action.SIGN_IN_FAILED]
    assert [entry.subject.label for entry in failed] == ["admin", "admin"]


def test_a_locked_window_opens_for_its_user_alone(lender: Lender) -> None:
    with pytest.raises(NotAllowed) as refused:
        unlock(lender.ctx, "no es esta")
    assert refused.value.code == "login.wrong"
    unlock(lender.ctx, PASSWORD)


def test_a_role_of_ones_own_has_its_permissions_and_limits(lender: Lender) -> None:
    made = save_role(lender.ctx, SaveRole("", "Ventanilla 2", frozenset({"clients.view"}), {Limit.BACKDATING_DAYS: 3}))
    assert made.key == "ventanilla_2"
    add_user(lender.ctx, replace(ANGELA, role_key=made.key))
    role = user_of(lender, "angela").role
    assert (role.may("clients.view"), role.may("clients.edit")) == (True, False)
    assert (role.allows(Limit.BACKDATING_DAYS, 3), role.allows(Limit.BACKDATING_DAYS, 4)) == (True, False)
    for command, code in (
        (SaveRole("", "ventanilla 2", frozenset(), {}), "role.name_taken"),
        (SaveRole("", " ", frozenset(), {}), "role.name_required"),
        (SaveRole("owner", "", frozenset(), {}), "role.owner_is_fixed"),
        (SaveRole(made.key, "Otra", frozenset(), {Limit.LOAN_AMOUNT: -1}), "role.limit_negative"),
        (SaveRole("nadie", "Otra", frozenset(), {}), "role.not_found"),
    ):
        with pytest.raises((RuleViolation, NotFound)) as refused:
            save_role(lender.ctx, command)
        assert refused.value.code == code


def test_who_sees_only_his_branch_finds_nothing_of_another(lender: Lender) -> None:
    branch_id = save_branch(lender.ctx, Branch(0, "San Juan del Río")).branch_id
    client_id = save_client(lender.ctx, SaveClient(CONCEPCION)).client_id
    add_user(lender.ctx, replace(ANGELA, branch_id=branch_id, sees_all_branches=False))
    ctx = signed_in(lender, "angela", FIRST)
    change_own_password(ctx, FIRST, OWN)
    assert find_clients(ctx, "") == ()
    with pytest.raises(NotFound):
        read_client(ctx, client_id)
    rosa = replace(CONCEPCION, curp="", rfc="AAAA800101AAA", given_names="Rosa")
    own = save_client(ctx, SaveClient(rosa, confirmed=DOUBTS))
    assert [line.id for line in find_clients(ctx, "")] == [own.client_id]
    assert len(find_clients(lender.ctx, "")) == 2
    ctx.database.close()


def test_branches_have_names_of_their_own(lender: Lender) -> None:
    for name, code in (("", "branch.name_required"), ("x" * 61, "text.long"), ("MATRIZ", "branch.name_taken")):
        with pytest.raises(RuleViolation) as refused:
            save_branch(lender.ctx, Branch(0, name))
        assert refused.value.code == code


def test_a_lender_of_another_folder_is_not_touched(tmp_path_factory: pytest.TempPathFactory) -> None:
    one, other = (new_lender(tmp_path_factory.mktemp(name), date(2026, 1, 15)) for name in ("a", "b"))
    add_user(one.ctx, ANGELA)
    assert [user.username for user in read_staff(other.ctx).users] == ["admin"]
    one.ctx.database.close()
    other.ctx.database.close()
