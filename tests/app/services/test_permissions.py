"""Who may call what: every use case by every role, and no use case without a rule."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.context import ANYONE, OWN_ACCESS
from app.domain.audit.entry import Action
from app.domain.users.permissions import PERMISSIONS
from app.domain.users.roles import PRESET_ROLES, PresetRole
from app.errors import NotAllowed
from tests.app.services.service_calls import SERVICE_CALLS, ServiceCall
from tests.company import Lender, add_active_loan, new_lender, refusals

MANUAL = Path(__file__).parents[3] / "docs" / "manual" / "permisos.md"
COLUMNS = (
    PresetRole.OWNER,
    PresetRole.MANAGER,
    PresetRole.CASHIER,
    PresetRole.CREDIT_OFFICER,
    PresetRole.COLLECTOR,
    PresetRole.ACCOUNTANT,
    PresetRole.COMPLIANCE_OFFICER,
)


def promised() -> dict[str, frozenset[PresetRole]]:
    """Permission -> roles, as the manual's table tells the users; the permission's key is in a comment of its row."""
    table = {}
    for line in MANUAL.read_text(encoding="utf-8").splitlines():
        if line.startswith("|") and "<!-- " in line:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            key = line.split("<!-- ")[1].split(" -->")[0]
            table[key] = frozenset(role for role, cell in zip(COLUMNS, cells[1:], strict=True) if cell == "sí")
    return table


@pytest.fixture(scope="module")
def lender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender]:
    lender = new_lender(tmp_path_factory.mktemp("permissions"))
    add_active_loan(lender.ctx)
    yield lender
    lender.ctx.database.close()


def test_the_manual_tells_every_permission_of_every_role() -> None:
    assert set(promised()) == set(PERMISSIONS)
    for role in PRESET_ROLES:
        told = {permission for permission, roles in promised().items() if role.key in roles}
        assert told == {permission for permission in PERMISSIONS if role.may(permission)}, role.key


@pytest.mark.parametrize("call", SERVICE_CALLS, ids=lambda call: call.name)
def test_every_use_case_asks_for_a_permission_that_exists(call: ServiceCall) -> None:
    asked = call.permissions()
    assert asked, f"{call.name} has no rule"
    assert set(asked) <= {*PERMISSIONS, ANYONE, OWN_ACCESS}


def test_every_permission_is_asked_for_somewhere() -> None:
    # Asked through a limit or an authorisation and never at the door.
    elsewhere = {"clock.confirm"}
    assert {asked for call in SERVICE_CALLS for asked in call.permissions()} - {ANYONE, OWN_ACCESS} | elsewhere == set(
        PERMISSIONS
    )


@pytest.mark.parametrize("role", list(PresetRole))
@pytest.mark.parametrize("call", SERVICE_CALLS, ids=lambda call: call.name)
def test_a_use_case_is_allowed_or_refused_by_role_and_a_refusal_is_written_down(
    lender: Lender, tmp_path: Path, call: ServiceCall, role: PresetRole
) -> None:
    ctx = lender.as_role(role)
    first = call.permissions()[0]
    before = refusals(lender)
    if first in (ANYONE, OWN_ACCESS) or role in promised()[first]:
        # What harmless arguments lead to is not the matter here; being refused at the door is.
        with contextlib.suppress(Exception):
            call.call(ctx, tmp_path)
        codes = [entry.after["code"] for entry in refusals(lender)[len(before) :]]
        assert "permission.denied" not in codes
        return
    with pytest.raises(NotAllowed) as refused:
        call.call(ctx, tmp_path)
    assert (refused.value.code, refused.value.params["permission"]) == ("permission.denied", first)
    added = refusals(lender)[len(before) :]
    assert [(entry.username, entry.action, entry.subject.label) for entry in added] == [
        (ctx.user.username, Action.REFUSED, first)
    ]


def test_nothing_else_in_the_services_opens_a_transaction() -> None:
    """Past the context there is no rule: who does so does it before anybody is signed in."""
    services = Path(__file__).parents[3] / "app" / "services"
    openers = {
        path.relative_to(services).as_posix()
        for path in services.rglob("*.py")
        if "database.unit_of_work(" in path.read_text(encoding="utf-8")
        or "database.reading(" in path.read_text(encoding="utf-8")
    }
    assert openers == {"settings/create_company.py", "demo/create_demo.py", "users/sign_in.py"}


@pytest.mark.parametrize("what", ["user.inactive", "role"])
def test_a_dismissal_or_another_role_counts_at_once(tmp_path: Path, what: str) -> None:
    from dataclasses import replace

    from app.services.clients.read_clients import find_clients
    from app.services.settings.edit_holidays import save_holidays

    lender = new_lender(tmp_path)
    manager = lender.as_role(PresetRole.OWNER)
    save_holidays(manager, 2027, [date(2027, 1, 1)])
    with lender.ctx.database.unit_of_work() as uow:
        user = uow.users.get(manager.user.id)
        changed = replace(user, is_active=False) if what == "user.inactive" else user
        uow.users.update(replace(changed, role=uow.roles.get(PresetRole.COLLECTOR)))
        uow.commit()
    with pytest.raises(NotAllowed) as refused:
        save_holidays(manager, 2027, [])
    assert refused.value.code == ("user.inactive" if what == "user.inactive" else "permission.denied")
    if what == "role":
        find_clients(manager, "")
    lender.ctx.database.close()
