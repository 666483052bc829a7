"""Legal texts: conditions, numbering, and data that can never become a mark."""

from __future__ import annotations

import pytest

from app.documents.contract_facts import contract_conditions, contract_facts, privacy_facts
from app.documents.legal_template import (
    Line,
    PieceKind,
    conditions,
    fill,
    placeholders,
    read_template,
)
from app.documents.loan_contract import CONTRACT_TEMPLATE, PRIVACY_TEMPLATE
from tests.app.documents.loan_papers import loan_papers


def paragraph(text: str, *held: tuple[str, bool], clause: str = "", heads: bool = False) -> Line:
    return Line(PieceKind.PARAGRAPH, text, held, clause, heads)


def test_the_texts_name_only_data_and_conditions_of_the_closed_lists() -> None:
    data = loan_papers()
    contract = read_template(CONTRACT_TEMPLATE)
    assert placeholders(contract) == set(contract_facts(data)), "neither missing nor unused"
    assert conditions(contract) == set(contract_conditions(data))
    notice = read_template(PRIVACY_TEMPLATE)
    assert placeholders(notice) == set(privacy_facts(data))
    assert conditions(notice) == set()


def test_a_line_is_printed_only_where_all_its_conditions_hold() -> None:
    lines = (
        paragraph("one", ("a", True)),
        paragraph("two", ("a", False)),
        paragraph("three", ("a", True), ("b", False)),
    )
    assert [piece.markup for piece in fill(lines, {}, {"a": True, "b": True})] == ["one"]
    assert [piece.markup for piece in fill(lines, {}, {"a": False, "b": True})] == ["two"]


def test_clauses_are_numbered_and_cited_by_their_place() -> None:
    lines = (
        paragraph("Objeto", clause="object", heads=True),
        paragraph("See {clause_end}.", clause="object"),
        paragraph("Fin", clause="end", heads=True),
        paragraph("Bye.", clause="end"),
    )
    assert [piece.markup for piece in fill(lines, {}, {})] == [
        "<b>PRIMERA. Objeto.</b> See SEGUNDA.",
        "<b>SEGUNDA. Fin.</b> Bye.",
    ]


def test_data_is_shown_literally_whatever_it_holds() -> None:
    lines = (paragraph("**{name}**"),)
    wicked = "**x** {folio} <img src=file:///etc/passwd/> & [reca]"
    (piece,) = fill(lines, {"name": wicked, "folio": "no"}, {})
    assert piece.markup == "<b>**x** {folio} &lt;img src=file:///etc/passwd/&gt; &amp; [reca]</b>"


def test_a_datum_nobody_gives_is_a_fault_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        fill((paragraph("{missing}"),), {}, {})
    with pytest.raises(KeyError):
        fill((paragraph("x", ("missing", True)),), {}, {})
