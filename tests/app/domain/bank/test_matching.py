"""A deposit finds its loan by what is printed about its payer; what is doubtful is never certain."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.bank.matching import CERTAIN, Candidate, KnownPayer, OpenLoan, known_payers_of, suggest
from app.domain.bank.statement import Movement
from app.domain.money import Money
from app.messages import TEXTS

DUE_ON = date(2026, 6, 22)
CLABE = "012680012345678901"


def loan(
    number: int,
    name: str,
    *,
    client: int | None = None,
    due: str = "950.25",
    due_on: date = DUE_ON,
    clabe: str = "",
    rfc: str = "",
    phones: tuple[str, ...] = (),
) -> OpenLoan:
    return OpenLoan(
        loan_id=number,
        folio=f"CRE-{number:06d}",
        client_id=client or number,
        client_name=name,
        rfc=rfc,
        clabe=clabe,
        phones=phones,
        due_on=due_on,
        due_amount=Money.of(due),
        next_amount=Money.of("777.77"),
        payoff=Money.of("20000"),
    )


def deposit(
    text: str,
    amount: str = "950.25",
    *,
    row: int = 5,
    on: date = DUE_ON,
    payer: str = "",
    clabe: str = "",
    rfc: str = "",
) -> Movement:
    return Movement(row, on, text, "", Money.of(amount), None, None, payer_name=payer, payer_clabe=clabe, payer_rfc=rfc)


MARIA = loan(123, "María Guadalupe Peña López")
JUAN = loan(124, "Juan Hernández Ruiz", due="500")
OTHERS = tuple(loan(200 + number, f"Persona{chr(97 + number)} Equis Zeta", due="60") for number in range(20))
LOANS = (MARIA, JUAN, *OTHERS)


def best(movement: Movement, *loans: OpenLoan, known: tuple[KnownPayer, ...] = ()) -> Candidate:
    return suggest([movement], loans or LOANS, known)[movement.row][0]


def codes(candidate: Candidate) -> set[str]:
    return {reason.code for reason in candidate.reasons}


@pytest.mark.parametrize("written", ["CRE-000123", "CRE000123", "CRE 123", "cre-123", "PAGOS CRE_000123,JUNIO"])
def test_a_folio_is_found_however_it_is_written(written: str) -> None:
    found = best(deposit(f"SPEI RECIBIDO BANORTE PAGO {written}"))
    assert found.loan_id == 123
    assert found.confidence >= CERTAIN
    assert codes(found) == {"match.folio", "match.amount_due", "match.near_date"}


@pytest.mark.parametrize("written", ["CRE-0001234", "ACRE 123", "CRE-124567"])
def test_what_only_resembles_a_folio_is_none(written: str) -> None:
    found = suggest([deposit(written, "1.11")], LOANS, ())
    assert found[5] == ()


def test_a_folio_with_a_strange_amount_is_first_and_not_certain() -> None:
    found = best(deposit("PAGO CRE-000123", "13.00"))
    assert (found.loan_id, found.amount) == (123, Money.of("13"))
    assert found.confidence < CERTAIN


def test_the_payers_clabe_with_the_amount_is_certain() -> None:
    found = best(deposit("SPEI", clabe=CLABE), loan(1, "Ana Equis Ruiz", clabe=CLABE), JUAN)
    assert found.confidence >= CERTAIN
    assert "match.clabe" in codes(found)


def test_the_payers_rfc_is_also_found_in_the_text() -> None:
    found = best(deposit("SPEI RFC PELM850101AB3"), loan(1, "Ana Equis Ruiz", rfc="PELM850101AB3"), JUAN)
    assert found.confidence >= CERTAIN
    assert "match.rfc" in codes(found)


def test_a_payer_accepted_before_is_known_again() -> None:
    movement = deposit("SPEI", payer="TALLER LOS COMPADRES")
    known = known_payers_of(movement, JUAN.client_id)
    assert known == (KnownPayer("taller los compadres", 124),)
    found = best(deposit("SPEI", "500", payer="Taller Los Compadres"), known=known)
    assert found.loan_id == 124
    assert found.confidence >= CERTAIN
    assert "match.known_payer" in codes(found)


def test_a_phone_with_the_amount_suggests() -> None:
    found = best(deposit("DEPOSITO 442 555 0199"), loan(1, "Ana Equis Ruiz", phones=("+52 442 555 0199",)), JUAN)
    assert found.loan_id == 1
    assert "match.phone" in codes(found)


@pytest.mark.parametrize(
    "written",
    [
        "MARIA GUADALUPE PEÑA LOPEZ",
        "PENA LOPEZ MARIA GUADALUPE",
        "SPEI RECIBIDO HSBC MARIA GUADALUPE PEÑA LOPEZ PAGO PRESTAMO",
        "MARIA GUADLAUPE PEÑA LOPEZ",
        "SPEI MARIA GUADALUPE PEÑA",
        "SPEI RECIBIDO MARIA GUADALUPE PE",
    ],
)
def test_a_name_is_found_in_any_order_cut_off_or_misspelt(written: str) -> None:
    found = best(deposit(written))
    assert found.loan_id == 123
    assert "match.name" in codes(found)


def test_a_whole_name_with_its_exact_amount_is_certain() -> None:
    assert best(deposit("SPEI MARIA GUADALUPE PEÑA LOPEZ")).confidence >= CERTAIN


def test_a_name_of_two_clients_is_never_certain() -> None:
    namesake = loan(300, "Maria Guadalupe Peña Lopez", due="60")
    found = suggest([deposit("SPEI MARIA GUADALUPE PEÑA LOPEZ")], (*LOANS, namesake), ())[5]
    assert {one.loan_id for one in found[:2]} == {123, 300}
    assert all(one.confidence < CERTAIN for one in found)


def test_hernandez_goes_before_fernandez() -> None:
    found = suggest([deposit("SPEI JUAN HERNANDEZ RUIZ", "500")], (loan(1, "Juan Fernández Ruiz", due="500"), JUAN), ())
    assert [one.loan_id for one in found[5]] == [124, 1]


def test_an_amount_and_a_date_alone_are_at_most_fifty() -> None:
    found = best(deposit("DEPOSITO EN EFECTIVO PRACTICAJA 0012"))
    assert found.loan_id == 123
    assert found.confidence <= 50


def test_the_nearer_due_comes_first_among_strangers() -> None:
    far = loan(1, "Ana Equis Ruiz", due_on=date(2026, 6, 1))
    assert best(deposit("DEPOSITO"), far, MARIA).loan_id == 123


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("777.77", "match.amount_next"),
        ("20000", "match.amount_payoff"),
        ("960", "match.amount_rounded"),
        ("1000", "match.amount_rounded"),
    ],
)
def test_other_amounts_of_the_loan_are_reasons_too(amount: str, code: str) -> None:
    assert code in codes(best(deposit("PAGO CRE-000123", amount)))


def test_two_loans_of_equal_standing_are_not_certain() -> None:
    found = suggest(
        [deposit("SPEI", clabe=CLABE)], (loan(1, "Ana", client=9, clabe=CLABE), loan(2, "Ana", client=9)), ()
    )
    assert len(found[5]) == 2
    assert all(one.confidence < CERTAIN for one in found[5])


def test_two_deposits_do_not_both_take_one_due_while_an_equal_loan_is_free() -> None:
    twins = (loan(1, "Ana Equis Ruiz"), loan(2, "Eva Zeta Paz"))
    found = suggest([deposit("DEPOSITO", row=5), deposit("DEPOSITO", row=6)], twins, ())
    assert {found[5][0].loan_id, found[6][0].loan_id} == {1, 2}


def test_the_second_deposit_of_a_due_is_not_certain() -> None:
    name = "SPEI MARIA GUADALUPE PEÑA LOPEZ"
    found = suggest([deposit(name, row=5), deposit(name, row=6)], LOANS, ())
    assert sorted(one[0].confidence >= CERTAIN for one in found.values()) == [False, True]


def test_there_are_at_most_five_candidates_and_none_for_a_charge() -> None:
    charge = Movement(9, DUE_ON, "COMISION CRE-000123", "", None, Money.of("60"), None)
    found = suggest([deposit("DEPOSITO", "60"), charge], LOANS, ())
    assert len(found[5]) == 5
    assert 9 not in found


def test_every_reason_has_its_sentence_with_its_values() -> None:
    full = loan(123, "María Peña López", clabe=CLABE, rfc="PELM850101AB3", phones=("4425550199",))
    text = "CRE-123 MARIA PEÑA LOPEZ TEL 4425550199 RFC PELM850101AB3"
    known = (KnownPayer(CLABE, 123),)
    for amount in ("950.25", "777.77", "20000", "1000"):
        found = best(deposit(text, amount, clabe=CLABE), full, known=known)
        sentences = [TEXTS[reason.code].format(**reason.params) for reason in found.reasons]
        assert len(sentences) == 8
    assert "El texto trae el folio CRE-000123." in sentences
    assert "El depósito es de cerca de la fecha de pago, el 22/06/2026." in sentences
    assert "El importe es su pago de $950.25 en números redondos." in sentences
