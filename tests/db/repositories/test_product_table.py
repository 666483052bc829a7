"""Products come back as they were saved, rates to the last digit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.errors import Conflict, NotFound
from db.database import LocalDatabase
from tests.db.sample_rows import product


def test_a_product_comes_back_as_saved(database: LocalDatabase) -> None:
    wanted = product(annual_rate=Decimal("0.1234567890123456789012345"), is_active=False)
    with database.unit_of_work() as uow:
        product_id = uow.products.add(wanted)
        uow.commit()
    with database.reading() as uow:
        found = uow.products.get(product_id)
    assert found == replace(wanted, id=product_id)
    assert str(found.annual_rate) == "0.1234567890123456789012345"


def test_products_are_listed_by_name(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        for name in ("Semanal", "Catorcenal", "Mensual"):
            uow.products.add(product(name=name))
        assert [one.name for one in uow.products.all()] == ["Catorcenal", "Mensual", "Semanal"]


def test_who_saves_second_is_told(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        read = replace(product(), id=uow.products.add(product()))
        uow.products.update(replace(read, name="Otro"))
        with pytest.raises(Conflict) as caught:
            uow.products.update(replace(read, name="Tercero"))
        assert caught.value.code == "product.changed"
        assert (uow.products.get(read.id).name, uow.products.get(read.id).version) == ("Otro", 2)


def test_a_product_that_is_not_there_is_not_found(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        with pytest.raises(NotFound):
            uow.products.get(5)
        with pytest.raises(NotFound):
            uow.products.update(replace(product(), id=5))
