"""Amounts in words: a table of known answers."""

from __future__ import annotations

import pytest

from app.documents.amount_in_words import amount_in_words
from app.domain.money import Money

KNOWN = [
    ("0", "CERO PESOS 00/100 M.N."),
    ("0.01", "CERO PESOS 01/100 M.N."),
    ("0.99", "CERO PESOS 99/100 M.N."),
    ("1", "UN PESO 00/100 M.N."),
    ("1.50", "UN PESO 50/100 M.N."),
    ("2", "DOS PESOS 00/100 M.N."),
    ("15", "QUINCE PESOS 00/100 M.N."),
    ("16", "DIECISÉIS PESOS 00/100 M.N."),
    ("21", "VEINTIÚN PESOS 00/100 M.N."),
    ("22", "VEINTIDÓS PESOS 00/100 M.N."),
    ("26", "VEINTISÉIS PESOS 00/100 M.N."),
    ("30", "TREINTA PESOS 00/100 M.N."),
    ("31", "TREINTA Y UN PESOS 00/100 M.N."),
    ("99", "NOVENTA Y NUEVE PESOS 00/100 M.N."),
    ("100", "CIEN PESOS 00/100 M.N."),
    ("101", "CIENTO UN PESOS 00/100 M.N."),
    ("121", "CIENTO VEINTIÚN PESOS 00/100 M.N."),
    ("500", "QUINIENTOS PESOS 00/100 M.N."),
    ("777.77", "SETECIENTOS SETENTA Y SIETE PESOS 77/100 M.N."),
    ("1000", "UN MIL PESOS 00/100 M.N."),
    ("1001", "UN MIL UN PESOS 00/100 M.N."),
    ("1200.50", "UN MIL DOSCIENTOS PESOS 50/100 M.N."),
    ("10000", "DIEZ MIL PESOS 00/100 M.N."),
    ("21000", "VEINTIÚN MIL PESOS 00/100 M.N."),
    ("31021.10", "TREINTA Y UN MIL VEINTIÚN PESOS 10/100 M.N."),
    ("100000", "CIEN MIL PESOS 00/100 M.N."),
    ("101000", "CIENTO UN MIL PESOS 00/100 M.N."),
    ("999999.99", "NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE PESOS 99/100 M.N."),
    ("1000000", "UN MILLÓN DE PESOS 00/100 M.N."),
    ("1000001", "UN MILLÓN UN PESOS 00/100 M.N."),
    ("2000000", "DOS MILLONES DE PESOS 00/100 M.N."),
    ("2000100", "DOS MILLONES CIEN PESOS 00/100 M.N."),
    ("21000000", "VEINTIÚN MILLONES DE PESOS 00/100 M.N."),
    ("100001000", "CIEN MILLONES UN MIL PESOS 00/100 M.N."),
    ("1000000000", "UN MIL MILLONES DE PESOS 00/100 M.N."),
    ("1000000001.01", "UN MIL MILLONES UN PESOS 01/100 M.N."),
    (
        "999999999999.99",
        "NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE MILLONES NOVECIENTOS NOVENTA Y NUEVE MIL "
        "NOVECIENTOS NOVENTA Y NUEVE PESOS 99/100 M.N.",
    ),
    ("1000000000000", "UN BILLÓN DE PESOS 00/100 M.N."),
]


@pytest.mark.parametrize(("pesos", "words"), KNOWN)
def test_an_amount_reads_as_a_contract_writes_it(pesos: str, words: str) -> None:
    assert amount_in_words(Money.of(pesos)) == words


def test_a_negative_amount_has_no_words() -> None:
    with pytest.raises(ValueError, match="negative"):
        amount_in_words(Money(-1))
