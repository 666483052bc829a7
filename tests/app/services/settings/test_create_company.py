"""Making a company: everything refused before a file is made, and nothing left behind when it fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.catalogs.demo_people import DEMO_COMPANY
from app.domain.users.roles import PresetRole
from app.errors import NotAllowed, RuleViolation
from app.services.products.read_products import read_products
from app.services.settings.create_company import CreateCompany, NewUser, create_company
from app.services.settings.edit_company import edit_company, read_company
from app.services.users.sign_in import recover_access, sign_in
from tests.company import PASSWORD, Lender, clock_on, new_lender
from tests.fixtures_database import cheap_company_files

OWNER = NewUser("admin", "Elena Ibáñez", PresetRole.OWNER, PASSWORD)
TODAY = clock_on(date(2026, 1, 15))


@pytest.mark.parametrize(
    ("company", "owner", "field"),
    [
        (replace(DEMO_COMPANY, legal_name=" "), OWNER, "legal_name"),
        (replace(DEMO_COMPANY, rfc="SABC560626XX1"), OWNER, "rfc"),
        (replace(DEMO_COMPANY, une=replace(DEMO_COMPANY.une, phone="")), OWNER, "une_phone"),
        (DEMO_COMPANY, replace(OWNER, username="Dueño Uno"), "username"),
        (DEMO_COMPANY, replace(OWNER, full_name=""), "full_name"),
        (DEMO_COMPANY, replace(OWNER, password="corta"), "password"),
    ],
)
def test_what_is_wrong_is_named_and_no_file_is_made(
    tmp_path: Path, company: object, owner: NewUser, field: str
) -> None:
    command = CreateCompany(tmp_path / "empresa.acredita", company, (owner,))  # type: ignore[arg-type]
    with pytest.raises(RuleViolation) as caught:
        create_company(cheap_company_files(), clock_on(date(2026, 1, 15)), command)
    assert caught.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_new_company_has_its_owner_data_and_products(lender: Lender) -> None:
    assert read_company(lender.ctx).rfc == "FSC180312RY6"
    assert {product.name for product in read_products(lender.ctx)} >= {"Personal mensual", "Microcrédito semanal"}
    assert lender.ctx.user.role.key == PresetRole.OWNER


def test_signing_in_opens_the_same_company_and_a_wrong_password_does_not(tmp_path: Path) -> None:
    lender = new_lender(tmp_path)
    lender.ctx.database.close()
    with pytest.raises(NotAllowed) as caught:
        sign_in(lender.files, TODAY, lender.path, "admin", "otra clave larga")
    assert caught.value.code == "login.wrong"
    ctx = sign_in(lender.files, TODAY, lender.path, "admin", PASSWORD)
    assert read_company(ctx).trade_name == "Sierra Clara"
    ctx.database.close()


def test_the_printed_key_opens_the_company_and_sets_a_new_password(tmp_path: Path) -> None:
    lender = new_lender(tmp_path)
    lender.ctx.database.close()
    typed = lender.recovery_key.lower().replace("-", " ")
    recover_access(lender.files, TODAY, lender.path, typed, "admin", "nueva clave larga 9").database.close()
    sign_in(lender.files, TODAY, lender.path, "admin", "nueva clave larga 9").database.close()
    with pytest.raises(NotAllowed):
        sign_in(lender.files, TODAY, lender.path, "admin", PASSWORD)


def test_the_owner_changes_the_companys_data_and_the_cashier_does_not(lender: Lender) -> None:
    edit_company(lender.ctx, replace(read_company(lender.ctx), trade_name="Sierra Nueva"))
    assert read_company(lender.ctx).trade_name == "Sierra Nueva"
    with pytest.raises(NotAllowed):
        edit_company(lender.as_role(PresetRole.CASHIER), read_company(lender.ctx))
