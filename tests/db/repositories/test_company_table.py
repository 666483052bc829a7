"""The lender's data and its users come back as saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.users.roles import PresetRole
from app.domain.users.user import User
from app.errors import Conflict
from db.database import LocalDatabase
from tests.fixtures_database import COMPANY


def test_saving_the_company_again_replaces_it(database: LocalDatabase) -> None:
    changed = replace(COMPANY, trade_name="Otro nombre", is_demo=True, une=replace(COMPANY.une, hours="10 a 17 h"))
    with database.unit_of_work() as uow:
        assert uow.company.get() == COMPANY
        uow.company.save(changed)
        assert uow.company.get() == changed


def test_users_are_found_by_name_and_listed_in_order(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        cashier = User(0, "cajera", "Rosa Núñez", uow.roles.get(PresetRole.CASHIER))
        cashier = replace(cashier, id=uow.users.add(cashier))
        assert uow.users.with_username("cajera") == cashier
        assert uow.users.with_username("nadie") is None
        assert [user.username for user in uow.users.all()] == ["admin", "cajera"]


def test_two_users_of_one_name_are_a_conflict(database: LocalDatabase) -> None:
    def add_again() -> None:
        with database.unit_of_work() as uow:
            uow.users.add(User(0, "admin", "Otra", uow.roles.get(PresetRole.OWNER)))

    with pytest.raises(Conflict) as caught:
        add_again()
    assert caught.value.code == "database.username_taken"
