"""One transaction: all of it or none, and its failures in the user's terms."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.errors import Conflict, ExternalProblem, UserError
from db.database import LocalDatabase
from db.engine import writing
from db.failures import user_error
from tests.db.sample_rows import ADMIN, AT, add_client_and_product, client_data, other_client, product


def client_count(database: LocalDatabase) -> int:
    with database.reading() as uow:
        return len(uow.queries.clients(""))


def test_leaving_without_commit_forgets_everything_also_the_folio(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        assert uow.folios.take("CLI") == "CLI-000001"
        uow.clients.add(client_data(), "CLI-000001", AT, ADMIN)
    assert client_count(database) == 0
    with database.unit_of_work() as uow:
        assert uow.folios.take("CLI") == "CLI-000001"


def test_an_error_in_the_middle_forgets_what_came_before(database: LocalDatabase) -> None:
    def fail_after_adding() -> None:
        with database.unit_of_work() as uow:
            uow.clients.add(client_data(), "CLI-000001", AT, ADMIN)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_adding()
    assert client_count(database) == 0


def test_what_follows_a_commit_is_not_kept_by_it(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        uow.clients.add(client_data(), "CLI-000001", AT, ADMIN)
        uow.commit()
    assert client_count(database) == 1


def test_folios_rise_by_one_and_each_series_by_itself(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        assert [uow.folios.take("CRE") for _ in range(3)] == ["CRE-000001", "CRE-000002", "CRE-000003"]
        assert uow.folios.take("REC") == "REC-000001"
        uow.commit()
    with database.unit_of_work() as uow:
        assert uow.folios.take("CRE") == "CRE-000004"


def test_a_reading_unit_of_work_cannot_commit(database: LocalDatabase) -> None:
    with database.reading() as uow, pytest.raises(AssertionError):
        uow.commit()


def test_a_reader_sees_one_moment_and_does_not_wait_for_a_writer(database: LocalDatabase) -> None:
    with database.reading() as reader:
        assert reader.queries.clients("") == ()
        with database.unit_of_work() as writer:
            writer.clients.add(client_data(), "CLI-000001", AT, ADMIN)
            writer.commit()
        assert reader.queries.clients("") == ()
    assert client_count(database) == 1


def test_threads_share_the_database_each_with_its_own_unit_of_work(database: LocalDatabase) -> None:
    failures: list[BaseException] = []

    def add(number: int) -> None:
        try:
            for place in range(10):
                with database.unit_of_work() as uow:
                    uow.clients.add(other_client(number * 100 + place), uow.folios.take("CLI"), AT, ADMIN)
                    uow.commit()
        except BaseException as failure:
            failures.append(failure)
            raise

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.reading() as uow:
        numbers = {line.number for line in uow.queries.clients("")}
    assert numbers == {f"CLI-{number:06d}" for number in range(1, 41)}


def test_two_clients_of_one_rfc_are_a_conflict_beside_the_field(database: LocalDatabase) -> None:
    def add_two() -> None:
        with database.unit_of_work() as uow:
            uow.clients.add(client_data(curp=""), "CLI-000001", AT, ADMIN)
            uow.clients.add(client_data(curp=""), "CLI-000002", AT, ADMIN)

    with pytest.raises(Conflict) as caught:
        add_two()
    assert (caught.value.code, caught.value.field) == ("database.client_taken", "rfc")
    assert client_count(database) == 0


def test_two_products_of_one_name_are_a_conflict(database: LocalDatabase) -> None:
    def add_two() -> None:
        with database.unit_of_work() as uow:
            uow.products.add(product())
            uow.products.add(product())

    with pytest.raises(Conflict) as caught:
        add_two()
    assert caught.value.code == "database.product_name_taken"


def test_a_broken_check_is_a_bug_and_not_the_users_error(database: LocalDatabase) -> None:
    with pytest.raises(DBAPIError), database.unit_of_work() as uow:
        uow.products.add(product(name=""))


def test_a_reference_to_nothing_is_refused(database: LocalDatabase) -> None:
    with pytest.raises(DBAPIError, match="FOREIGN KEY"), database.unit_of_work() as uow:
        uow.clients.add(client_data(), "CLI-000001", AT, 77)


def test_a_database_kept_busy_is_told_as_such(database: LocalDatabase) -> None:
    # Both connections of the pool give up at once; ten seconds would be a long test.
    with database.engine.connect() as first, database.engine.connect() as second:
        for connection in (first, second):
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    with writing(database.engine).begin():
        with pytest.raises(ExternalProblem) as caught, database.unit_of_work():
            pytest.fail("began while another was writing")
        assert caught.value.code == "database.busy"


def test_a_full_disk_is_told_as_such_and_keeps_nothing(database: LocalDatabase) -> None:
    # No page more, on both connections of the pool.
    with database.engine.connect() as first, database.engine.connect() as second:
        for connection in (first, second):
            connection.exec_driver_sql("PRAGMA max_page_count = 1")

    def fill_the_disk() -> None:
        with database.unit_of_work() as uow:
            for number in range(2_000):
                uow.clients.add(other_client(number), f"CLI-{number:06d}", AT, ADMIN)
            uow.commit()

    with pytest.raises(ExternalProblem) as caught:
        fill_the_disk()
    assert caught.value.code == "database.disk_full"
    assert client_count(database) == 0


def test_a_page_damaged_while_open_is_told_as_such(database: LocalDatabase, tmp_path: Path) -> None:
    with database.unit_of_work() as uow:
        add_client_and_product(uow)
        uow.commit()
    with database.engine.connect() as connection:
        root = connection.execute(text("SELECT rootpage FROM sqlite_schema WHERE name = 'products'")).scalar_one()
    database.close()
    path = tmp_path / "empresa.db"
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 + 2000] ^= 1
    path.write_bytes(content)
    with pytest.raises(ExternalProblem) as caught, database.reading() as uow:
        uow.products.all()
    assert caught.value.code == "database.damaged"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("database is locked", "database.busy"),
        ("database or disk is full", "database.disk_full"),
        ("disk I/O error", "database.disk"),
        ("attempt to write a readonly database", "database.disk"),
        ("unable to open database file", "database.disk"),
        ("database disk image is malformed", "database.damaged"),
        ("file is not a database", "database.damaged"),
        ("no such table: x", None),
    ],
)
def test_the_engines_words_have_their_codes(words: str, code: str | None) -> None:
    told: UserError | None = user_error(DBAPIError("SELECT 1", None, Exception(words)))
    assert (told.code if told else None) == code
