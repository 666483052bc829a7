"""Clients and loans are found by what clerks type, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.loans.loan import LoanStatus
from app.domain.money import Money
from db.database import LocalDatabase
from tests.db.sample_rows import ADMIN, AT, add_active_loan, client_data, new_loan, other_client, pay, product

DAY = date(2026, 1, 20)
JOSE = "José María Núñez Ávila"
ROSA = "Rosa 100%_Real Ávila"


@pytest.fixture
def filled(database: LocalDatabase) -> LocalDatabase:
    """José with an active and a saved loan, Rosa with a settled one, a hundred and twenty others with none."""
    with database.unit_of_work() as uow:
        product_id = uow.products.add(product())
        jose = uow.clients.add(client_data(home_phone="3398765432"), uow.folios.take("CLI"), AT, ADMIN)
        rosa = other_client(1, given_names="Rosa", first_surname="100%_Real", second_surname="Ávila")
        rosa_id = uow.clients.add(rosa, uow.folios.take("CLI"), AT, ADMIN)
        for number in range(2, 122):
            data = other_client(number, given_names="Pedro", first_surname="Páramo", second_surname="")
            uow.clients.add(data, uow.folios.take("CLI"), AT, ADMIN)
        add_active_loan(uow, jose, product_id)
        settled = add_active_loan(uow, rosa_id, product_id)
        pay(uow, settled, "10000.00", date(2026, 1, 15))
        uow.loans.add(new_loan(jose, product_id, uow.folios.take("CRE")), AT, ADMIN)
        uow.commit()
    return database


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("jose", {JOSE}),
        ("NUÑEZ jose", {JOSE}),
        ("avila", {JOSE, ROSA}),
        ("avi nu", {JOSE}),
        ("  avila   rosa ", {ROSA}),
        ("jose rosa", set()),
        ("NUAJ85", {JOSE}),
        ("nuaj850520hj", {JOSE}),
        ("AJ85", set()),
        ("3312345678", {JOSE}),
        ("33 1234 5678", {JOSE}),
        ("(33) 1234-5678", {JOSE}),
        ("5678", {JOSE}),
        ("5432", {JOSE}),
        ("CLI-000001", {JOSE}),
        ("cli2", {ROSA}),
        ("2", {ROSA}),
        ("%", {ROSA}),
        ("_", {ROSA}),
        ("100%", {ROSA}),
        ("1__%", set()),
        ("\\", set()),
        ("' OR 1=1 --", set()),
        ("; DROP TABLE clients", set()),
        ("-", set()),
    ],
)
def test_a_client_is_found_by_words_keys_number_or_phone(filled: LocalDatabase, text: str, names: set[str]) -> None:
    with filled.reading() as uow:
        assert {line.full_name for line in uow.queries.clients(text)} == names


def test_a_very_long_text_finds_nobody_and_breaks_nothing(filled: LocalDatabase) -> None:
    with filled.reading() as uow:
        assert uow.queries.clients("x' " * 5000) == ()
        assert uow.queries.loans("%_" * 5000, DAY) == ()


def test_clients_are_listed_by_name_up_to_the_limit(filled: LocalDatabase) -> None:
    with filled.reading() as uow:
        lines = uow.queries.clients("", limit=100)
        everybody = uow.queries.clients("", limit=1000)
    assert len(lines) == 100
    assert [line.full_name for line in lines] == [line.full_name for line in everybody[:100]]
    assert everybody[0].full_name == JOSE
    assert (everybody[-1].full_name, len(everybody)) == (ROSA, 122)


def test_a_clients_line_sums_the_loans_in_force(filled: LocalDatabase) -> None:
    with filled.reading() as uow:
        jose, rosa = uow.queries.clients("jose")[0], uow.queries.clients("rosa")[0]
    assert (jose.active_loans, jose.outstanding) == (1, Money.of("10000.00"))
    assert (rosa.active_loans, rosa.outstanding) == (0, Money(0))


@pytest.mark.parametrize(
    ("text", "folios"),
    [
        ("1", ["CRE-000001", "CRE-000002"]),  # the folio, then the name that holds it
        ("000002", ["CRE-000002"]),
        ("cre-000003", ["CRE-000003"]),
        ("CRE3", ["CRE-000003"]),
        ("nunez", ["CRE-000001", "CRE-000003"]),
        ("avila", ["CRE-000001", "CRE-000003", "CRE-000002"]),
        ("5678", ["CRE-000001", "CRE-000003"]),
        ("NUAJ850520AB1", ["CRE-000001", "CRE-000003"]),
        ("", ["CRE-000003", "CRE-000002", "CRE-000001"]),
        ("4", []),
        ("pedro", []),
        ("%", ["CRE-000002"]),
    ],
)
def test_a_loan_is_found_by_folio_name_or_phone_those_in_force_first(
    filled: LocalDatabase, text: str, folios: list[str]
) -> None:
    with filled.reading() as uow:
        assert [line.folio for line in uow.queries.loans(text, DAY)] == folios


def test_a_folio_that_is_also_a_phone_comes_first(filled: LocalDatabase) -> None:
    with filled.unit_of_work() as uow:
        loan_id = add_active_loan(uow, uow.queries.clients("rosa")[0].id, 1)
        line = uow.queries.loans(str(loan_id), DAY)[0]
        uow.clients.update(1, client_data(mobile_phone="5500000004"), 1)
        found = uow.queries.loans("0004", DAY)
    assert found[0].folio == line.folio == "CRE-000004"
    assert {one.folio for one in found} == {"CRE-000004", "CRE-000001", "CRE-000003"}


def test_loans_may_be_limited_to_a_client_or_to_statuses(filled: LocalDatabase) -> None:
    with filled.reading() as uow:
        of_jose = uow.queries.loans("", DAY, client_id=1)
        settled = uow.queries.loans("", DAY, statuses=frozenset({LoanStatus.SETTLED}))
        in_force = uow.queries.loans("avila", DAY, statuses=frozenset({LoanStatus.ACTIVE, LoanStatus.APPROVED}))
        assert len(uow.queries.loans("", DAY, limit=2)) == 2
    assert [line.folio for line in of_jose] == ["CRE-000003", "CRE-000001"]
    assert [line.folio for line in settled] == ["CRE-000002"]
    assert [line.folio for line in in_force] == ["CRE-000001", "CRE-000003"]


def test_a_loans_line_tells_what_is_owed_next(filled: LocalDatabase) -> None:
    """MX-L1 asks 1,875.45 on 15 February."""
    with filled.reading() as uow:
        active, saved = uow.queries.loans("nunez", DAY)
        late = uow.queries.loans("1", date(2026, 3, 17))[0]
    assert (active.next_due_on, active.next_due_amount) == (date(2026, 2, 15), Money.of("1875.45"))
    assert (active.outstanding_principal, active.days_past_due) == (Money.of("10000.00"), 0)
    assert (saved.status, saved.next_due_on, saved.outstanding_principal) == (LoanStatus.APPROVED, None, Money(0))
    assert (late.next_due_on, late.days_past_due) == (date(2026, 2, 15), 30)
