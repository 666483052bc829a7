"""Clients come back as they were saved, and two editors do not overwrite each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.money import Money
from app.errors import Conflict, NotFound
from db.database import LocalDatabase
from tests.db.sample_rows import ADMIN, AT, client_data, other_client


def test_a_client_comes_back_as_saved(database: LocalDatabase) -> None:
    data = client_data(notes="Llamar por la tarde; ¡ojo!", clabe="032180000118359719", home_phone="3398765432")
    with database.unit_of_work() as uow:
        client_id = uow.clients.add(data, "CLI-000001", AT, ADMIN)
        uow.commit()
    with database.reading() as uow:
        client = uow.clients.get(client_id)
    assert (client.data, client.number, client.version) == (data, "CLI-000001", 1)


def test_each_change_raises_the_version(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        client_id = uow.clients.add(client_data(), "CLI-000001", AT, ADMIN)
        uow.clients.get(client_id)
        uow.clients.update(client_id, client_data(monthly_income=Money.of("0.01")), 1)
        client = uow.clients.get(client_id)
    assert (client.version, client.data.monthly_income) == (2, Money(1))


def test_who_saves_second_is_told(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        client_id = uow.clients.add(client_data(), "CLI-000001", AT, ADMIN)
        uow.clients.update(client_id, client_data(email="a@example.mx"), 1)
        with pytest.raises(Conflict) as caught:
            uow.clients.update(client_id, client_data(email="b@example.mx"), 1)
        assert caught.value.code == "client.changed"
        assert uow.clients.get(client_id).data.email == "a@example.mx"


def test_a_client_who_is_not_there_is_not_found(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        for action in (lambda: uow.clients.get(9), lambda: uow.clients.update(9, client_data(), 1)):
            with pytest.raises(NotFound) as caught:
                action()
            assert caught.value.code == "client.not_found"


def test_a_client_is_found_by_his_keys(database: LocalDatabase) -> None:
    data = client_data()
    with database.unit_of_work() as uow:
        client_id = uow.clients.add(data, "CLI-000001", AT, ADMIN)
        uow.clients.add(other_client(1), "CLI-000002", AT, ADMIN)
        by_curp, by_rfc = uow.clients.with_curp(data.curp), uow.clients.with_rfc(data.rfc)
        assert by_curp is not None
        assert by_curp == by_rfc
        assert (by_curp.id, by_curp.full_name, by_curp.birth_on) == (client_id, "José María Núñez Ávila", data.birth_on)
        assert uow.clients.with_curp("") is None
        assert uow.clients.with_rfc("NADA") is None


def test_many_clients_may_lack_a_curp(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        for number in range(3):
            uow.clients.add(other_client(number), f"CLI-{number:06d}", AT, ADMIN)
        uow.commit()


def test_those_of_one_birth_date_or_one_name_resemble_each_other(database: LocalDatabase) -> None:
    day = date(1990, 1, 1)
    with database.unit_of_work() as uow:
        same_day = uow.clients.add(other_client(1, given_names="Rosa"), "CLI-000001", AT, ADMIN)
        same_name = uow.clients.add(other_client(2, birth_on=day), "CLI-000002", AT, ADMIN)
        uow.clients.add(other_client(3, given_names="Rosa", birth_on=day), "CLI-000003", AT, ADMIN)
        wanted = replace(client_data(), given_names="JOSE MARIA", first_surname="Nuñez", second_surname="avila")
        found = uow.clients.resembling(wanted)
    assert [one.id for one in found] == [same_day, same_name]
