"""Bank movements enter once, become payments, and are pending again when those are reversed."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.matching import KnownPayer
from app.domain.bank.statement import Movement
from app.domain.money import Money
from app.errors import Conflict, NotFound
from app.ports.storage import UnitOfWork
from db.database import LocalDatabase
from tests.db.sample_rows import ADMIN, AT, add_active_loan, add_client_and_product, pay, reverse

DAY = date(2026, 2, 15)
DEPOSIT = Movement(
    row=7,
    on=DAY,
    description="SPEI RECIBIDO BANORTE Núñez",
    reference="0123",
    credit=Money.of("1875.45"),
    debit=None,
    balance=Money.of("-20.00"),
    payer_name="JOSE NUÑEZ",
    payer_clabe="032180000118359719",
    payer_rfc="NUAJ850520AB1",
    tracking_key="MBAN01002602150000001",
    time="13:05",
)
FEE = Movement(8, DAY, "COMISION", "", None, Money.of("5.80"), None)


def add_import(uow: UnitOfWork, sha256: str = "a" * 64) -> int:
    accounts = uow.bank.accounts()
    account_id = accounts[0].id if accounts else uow.bank.add_account("BBVA 1234", "0112345678")
    return uow.bank.add_import(
        account_id=account_id, file_name="enero.xlsx", sha256=sha256, layout="bbva", at=AT, by=ADMIN
    )


def imported(uow: UnitOfWork) -> tuple[int, int]:
    """An import of a deposit and a fee; its id and the deposit's."""
    import_id = add_import(uow)
    uow.bank.add_movements(import_id, [("mark-1", DEPOSIT), ("mark-2", FEE)])
    return import_id, uow.bank.pending(import_id)[0].id


def test_a_movement_comes_back_as_read_and_only_deposits_are_pending(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        import_id, _ = imported(uow)
        pending = uow.bank.pending(import_id)
        lines = uow.queries.movements(import_id)
    assert [stored.movement for stored in pending] == [DEPOSIT]
    assert [(line.row, line.status, line.credit, line.debit) for line in lines] == [
        (7, "pending", Money.of("1875.45"), None),
        (8, "left", None, Money.of("5.80")),
    ]


def test_a_file_is_known_by_its_hash(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        import_id = add_import(uow)
        assert uow.bank.import_of_file("a" * 64) == import_id
        assert uow.bank.import_of_file("b" * 64) is None


def test_the_same_file_is_not_imported_twice_whatever_the_service_does(database: LocalDatabase) -> None:
    def import_twice() -> None:
        with database.unit_of_work() as uow:
            add_import(uow)
            add_import(uow)

    with pytest.raises(Conflict) as caught:
        import_twice()
    assert caught.value.code == "database.imported_already"


def test_the_same_movement_is_not_imported_twice_into_an_account(database: LocalDatabase) -> None:
    def import_twice() -> None:
        with database.unit_of_work() as uow:
            imported(uow)
            uow.bank.add_movements(add_import(uow, "b" * 64), [("mark-1", DEPOSIT)])

    with pytest.raises(Conflict) as caught:
        import_twice()
    assert caught.value.code == "database.imported_already"


def test_known_fingerprints_are_those_of_the_account(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        imported(uow)
        other = uow.bank.add_account("Banorte", "072")
        account_id = uow.bank.accounts()[0].id
        many = [f"unknown-{number}" for number in range(3000)]
        assert uow.bank.known_fingerprints(account_id, ["mark-1", *many, "mark-2"]) == {"mark-1", "mark-2"}
        assert uow.bank.known_fingerprints(other, ["mark-1"]) == frozenset()
        assert uow.bank.known_fingerprints(account_id, []) == frozenset()


def test_a_matched_movement_shows_its_loans_and_is_pending_when_all_its_payments_are_reversed(
    database: LocalDatabase,
) -> None:
    with database.unit_of_work() as uow:
        client_id, product_id = add_client_and_product(uow)
        loans = [add_active_loan(uow, client_id, product_id) for _ in range(2)]
        import_id, movement_id = imported(uow)
        payments = [pay(uow, loan_id, "900.00", DAY) for loan_id in loans]
        uow.bank.record_match(movement_id, payments, AT, ADMIN)
        line = uow.queries.movements(import_id)[0]
        assert (line.status, line.loan_folios) == ("matched", "CRE-000001, CRE-000002")
        assert uow.bank.pending(import_id) == ()

        reverse(uow, loans[0], 2, DAY)
        uow.bank.release_event(payments[0])
        line = uow.queries.movements(import_id)[0]
        assert (line.status, line.loan_folios) == ("matched", "CRE-000002")

        reverse(uow, loans[1], 2, DAY)
        uow.bank.release_event(payments[1])
        line = uow.queries.movements(import_id)[0]
        assert (line.status, line.loan_folios) == ("pending", "")

        again = pay(uow, loans[0], "1875.45", DAY)
        uow.bank.record_match(movement_id, [again], AT, ADMIN)
        assert uow.queries.movements(import_id)[0].loan_folios == "CRE-000001"


def test_a_movement_may_be_left_and_taken_up_again(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        _, movement_id = imported(uow)
        uow.bank.set_status(movement_id, "left")
        assert uow.bank.movement(movement_id).status == "left"
        uow.bank.set_status(movement_id, "pending")
        assert uow.bank.movement(movement_id).status == "pending"
        for action in (lambda: uow.bank.movement(99), lambda: uow.bank.set_status(99, "left")):
            with pytest.raises(NotFound) as caught:
                action()
            assert caught.value.code == "bank.movement_not_found"


def test_imports_tell_how_much_came_and_how_much_waits(database: LocalDatabase) -> None:
    with database.unit_of_work() as uow:
        imported(uow)
        add_import(uow, "c" * 64)
        empty, full = uow.queries.imports()
        assert len(uow.queries.imports(limit=1)) == 1
    assert (empty.movements, empty.credits, empty.pending) == (0, Money(0), 0)
    assert (full.movements, full.credits, full.pending) == (2, Money.of("1875.45"), 1)
    assert (full.account_name, full.imported_by, full.imported_at) == ("BBVA 1234", "Elena Ibáñez", AT)


def test_payers_and_mappings_are_remembered_once(database: LocalDatabase) -> None:
    mapping = ColumnMapping("Hoja1", 3, date=0, description=1, credit=4, account="Ñ-1")
    with database.unit_of_work() as uow:
        client_id, _ = add_client_and_product(uow)
        for _ in range(2):
            uow.bank.learn_payer(KnownPayer("jose nunez", client_id))
        assert uow.bank.known_payers() == (KnownPayer("jose nunez", client_id),)
        assert uow.bank.mapping("signature") is None
        uow.bank.save_mapping("signature", ColumnMapping("Otra", 0, date=1, description=2))
        uow.bank.save_mapping("signature", mapping)
        assert uow.bank.mapping("signature") == mapping
