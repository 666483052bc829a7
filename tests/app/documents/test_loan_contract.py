"""The papers of a loan: what each must say, in ordinary and in the worst cases."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from app.documents.contract_facts import allocation_order
from app.documents.loan_contract import LoanDocumentsData, write_loan_documents
from app.domain.calendar import BusinessDayRule, Frequency
from app.domain.loans.loan import LoanStatus
from app.domain.loans.methods import Method
from app.domain.loans.terms import FeeMode, Grace, InstallmentFee, LoanTerms, OpeningFee
from app.domain.money import Money
from app.domain.payments.components import Component
from app.domain.rates import DayCount
from app.errors import RuleViolation
from tests.app.documents.loan_papers import (
    BARE_CLIENT,
    BARE_COMPANY,
    CLIENT,
    COMPANY,
    LONG_NAME,
    TERMS,
    loan_papers,
    pages_of,
    text_of,
)

SEMIMONTHLY = replace(
    TERMS,
    method=Method.LEVEL,
    frequency=Frequency.SEMIMONTHLY,
    first_due_on=date(2026, 1, 31),
    day_count=DayCount.ACTUAL_360,
    business_day_rule=BusinessDayRule.FOLLOWING,
    opening_fee=None,
)
VARIANTS = {
    "flat exempt": replace(
        TERMS,
        method=Method.FLAT,
        frequency=Frequency.WEEKLY,
        vat_rate=Decimal(0),
        late_annual_rate=Decimal(0),
        opening_fee=OpeningFee(None, Money.of(500), Decimal("0.16"), FeeMode.FINANCED),
    ),
    "semimonthly": SEMIMONTHLY,
    "periodic by component": replace(
        TERMS, day_count=DayCount.PERIODIC, allocation_order="by_component", vat_share="proportional", late_grace_days=3
    ),
    "fees": replace(
        TERMS,
        installment_fees=(InstallmentFee("Seguro de vida", Money.of(45), None, "principal", Decimal("0.16")),),
        opening_fee=OpeningFee(Decimal("0.02"), None, Decimal("0.16"), FeeMode.PAID),
        late_base="installment",
    ),
    "capitalised grace": replace(TERMS, grace=Grace.FULL, grace_periods=2, capitalise_grace_interest=True),
    "deferred grace": replace(TERMS, grace=Grace.FULL, grace_periods=2, day_count=DayCount.ACTUAL_ACTUAL),
    "principal grace": replace(TERMS, grace=Grace.PRINCIPAL, grace_periods=1, day_count=DayCount.ACTUAL_365),
    "bullet": replace(TERMS, method=Method.BULLET, installments=1, business_day_rule=BusinessDayRule.PRECEDING),
    "order by list": replace(TERMS, allocation_order=(Component.INTEREST, Component.PRINCIPAL)),
    "no rate": replace(TERMS, annual_rate=Decimal(0)),
}
LEFT_OVER = re.compile(r"None|\{|\}|\*\*|\[!?[a-z_]+\]|<b>|&amp;|&lt;|\bnan\b|\.\.|,,| ,|\( ?\)")


def section(pages: list[str], title: str) -> str:
    return " ".join(page for page in pages if f"CRE-000123 {title}" in page)


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return pages_of(write_loan_documents(loan_papers()))


def test_the_five_papers_come_in_order(pages: list[str]) -> None:
    titles = [
        "Carátula",
        "Contrato de crédito simple",
        "Pagaré",
        "Anexo: tabla de amortización",
        "Aviso de privacidad",
    ]
    found = [next(title for title in titles if f"CRE-000123 {title}" in page) for page in pages]
    assert list(dict.fromkeys(found)) == titles


def test_every_page_carries_the_lender_the_folio_and_its_number(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert "Financiera Sierra Clara, S.A. de C.V., SOFOM, E.N.R." in page
        assert "Crédito CRE-000123" in page
        assert f"Página {number} de {len(pages)}" in page


def test_only_contract_pages_have_a_line_for_initials(pages: list[str]) -> None:
    for page in pages:
        assert ("Rúbrica de EL CLIENTE" in page) is ("CRE-000123 Contrato" in page)


def test_the_cover_shows_what_the_law_wants_with_the_stored_figures(pages: list[str]) -> None:
    cover = section(pages, "Carátula")
    for words in (
        "Personal mensual",
        "1234-567-890123/01-04567-0126",
        "Sin IVA, para fines informativos y de comparación.",
        "Fecha de cálculo: 15/01/2026",
        "36.00 % fija",
        "72.00 % fija",
        "$10,000.00",
        "$11,252.70",
        "6 pagos mensuales, del 15/01/2026 al 15/07/2026",
        "Apertura: $300.00 (3.00 % del monto) más $48.00 de IVA",
        "Usted recibe $9,652.00",
        "Incumplir tus obligaciones te puede generar comisiones e intereses moratorios.",
        "Contratar créditos por arriba de tu capacidad de pago puede afectar tu historial crediticio.",
        "55 5340 0999 y 800 999 8080",
        "Lic. Elena Ibáñez Muñoz",
    ):
        assert words in cover, words
    order = ["CAT (Costo", "PLAZO", "COMISIONES", "ADVERTENCIAS", "SEGUROS", "ESTADO DE CUENTA", "ACLARACIONES"]
    places = [cover.index(words) for words in order]
    assert places == sorted(places)


def test_the_note_has_every_element_of_the_law_and_one_due_date(pages: list[str]) -> None:
    note = section(pages, "Pagaré")
    for words in (
        "Por este PAGARÉ, yo, María Guadalupe Ñúñez Güemes Peña, debo y pagaré incondicionalmente a la orden de "
        "Financiera Sierra Clara, S.A. de C.V., SOFOM, E.N.R.",
        "en el domicilio ubicado en Av. Corregidora Norte 248",
        "el día 15 de julio de 2026, la cantidad de $10,000.00 (DIEZ MIL PESOS 00/100 M.N.)",
        "tasa anual fija de 36.00 %",
        "tasa anual fija de 72.00 %",
        "Suscrito en Querétaro, Querétaro, el 15 de enero de 2026.",
        "Calle 5 de Mayo 12, Int. B",
        "Nombre y firma",
    ):
        assert words in note, words
    assert "15 de febrero" not in note


def test_the_contract_says_how_payments_are_really_applied() -> None:
    assert allocation_order(TERMS) == (
        "(1) IVA de intereses moratorios, (2) intereses moratorios, (3) IVA de intereses ordinarios, "
        "(4) intereses ordinarios y (5) capital"
    )
    proportional = replace(TERMS, vat_share="proportional", allocation_order="by_component")
    assert allocation_order(proportional) == (
        "(1) gastos y costas con su IVA, (2) intereses moratorios con su IVA, (3) intereses ordinarios con su IVA y "
        "(4) capital"
    )
    assert allocation_order(VARIANTS["order by list"]).startswith(
        "(1) intereses ordinarios, (2) capital, (3) IVA de gastos"
    )


def test_the_contract_holds_the_clauses_and_legends_of_the_rules(pages: list[str]) -> None:
    contract = section(pages, "Contrato")
    for words in (
        "artículo 56 de la Ley General de Organizaciones y Actividades Auxiliares del Crédito",
        "artículo 87-J",
        "El usuario autoriza que los recursos que se entregan en exceso a sus obligaciones exigibles, no se apliquen "
        "para el pago anticipado del principal, sino que se utilicen para cubrir por adelantado los pagos periódicos "
        "del crédito inmediatos siguientes",
        "90 días naturales",
        "45 días naturales",
        "30 días naturales de anticipación",
        "I = B × (T ÷ 360) × D",
        "$10,000.00 (DIEZ MIL PESOS 00/100 M.N.)",
        "$9,652.00 (NUEVE MIL SEISCIENTOS CINCUENTA Y DOS PESOS 00/100 M.N.)",
        "NUGG880309MQTXMD08",
        "está a disposición de EL CLIENTE en las sucursales",
        "TRIGÉSIMA PRIMERA.",
    ):
        assert words in contract, words


def test_the_annex_is_the_stored_table(pages: list[str]) -> None:
    """The figures are those of the published 10,000 at 36 % example."""
    annex = section(pages, "Anexo")
    assert "1 15/02/2026 10,000.00 1,527.45 300.00 48.00 1,875.45 8,472.55" in annex
    assert "6 15/07/2026 1,812.38 1,812.38 54.37 8.70 1,875.45 0.00" in annex
    assert "Total 10,000.00 1,079.91 172.79 11,252.70" in annex


def test_the_privacy_notice_follows_the_law_of_2025(pages: list[str]) -> None:
    notice = section(pages, "Aviso de privacidad")
    for words in (
        "20 de marzo de 2025",
        "Finalidades primarias",
        "Finalidades secundarias",
        "derechos ARCO",
        "20 días hábiles",
        "Secretaría Anticorrupción y Buen Gobierno",
        "une@sierraclara.example",
        "sucursales y en www.sierraclara.example",
    ):
        assert words in notice, words


@pytest.mark.parametrize("name", sorted(VARIANTS))
@pytest.mark.parametrize("is_bare", [False, True])
def test_no_variant_leaves_a_hole_in_the_text(name: str, is_bare: bool) -> None:
    client, company = (BARE_CLIENT, BARE_COMPANY) if is_bare else (CLIENT, COMPANY)
    text = text_of(write_loan_documents(loan_papers(VARIANTS[name], client, company)))
    assert LEFT_OVER.search(text.replace(".....", "")) is None, LEFT_OVER.search(text)


def test_each_variant_says_what_makes_it_different() -> None:
    def contract(name: str) -> str:
        return text_of(write_loan_documents(loan_papers(VARIANTS[name])))

    flat = contract("flat exempt")
    assert "importe inicial del capital" in flat
    assert "El Crédito no causa intereses moratorios." in flat
    assert "artículo 15, fracción X, inciso b)" in flat
    assert "$10,580.00 (DIEZ MIL QUINIENTOS OCHENTA PESOS 00/100 M.N.)" in flat
    assert "podrá pagar el Día Hábil siguiente" in contract("semimonthly")
    assert "pagos quincenales" in contract("semimonthly")
    assert "dentro de los 3 días naturales siguientes" in contract("periodic by component")
    assert "I = B × T ÷ 12" in contract("periodic by component")
    assert "no requiere la contratación de seguro" not in contract("fees")
    assert "no requiere la contratación de seguro alguno" in flat
    assert "Seguro de vida, $45.00 más IVA del 16.00 % por pago" in contract("fees")
    assert "artículo 363 del Código de Comercio" in contract("capitalised grace")
    assert "un solo pago" in contract("bullet")
    assert "Este pagaré no causa intereses ordinarios." in contract("no rate")


def test_worst_names_and_amounts_keep_the_layout() -> None:
    terms = replace(TERMS, principal=Money.of("99999999999.99"), installments=120, opening_fee=None)
    wicked = "<img src=file:///etc/passwd/> & </para>"
    client = replace(BARE_CLIENT, given_names=LONG_NAME, first_surname=wicked)
    pdf = write_loan_documents(loan_papers(terms, client, replace(BARE_COMPANY, legal_name=LONG_NAME), LONG_NAME))
    pages = pages_of(pdf)
    assert len([page for page in pages if "CRE-000123 Carátula" in page]) == 1
    assert len([page for page in pages if "CRE-000123 Pagaré" in page]) == 1
    text = " ".join(pages)
    assert LONG_NAME in text
    assert wicked in text
    assert "120 15/01/2036" in text
    assert "$99,999,999,999.99" in text
    assert not any(page.images for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_name_of_one_endless_word_is_broken_and_not_cut() -> None:
    client = replace(CLIENT, given_names="Ñ" * 200)
    assert text_of(write_loan_documents(loan_papers(client=client))).count("Ñ") > 200 * 8


def test_equal_input_gives_equal_bytes() -> None:
    assert write_loan_documents(loan_papers()) == write_loan_documents(loan_papers())


def test_the_fonts_are_embedded() -> None:
    reader = PdfReader(io.BytesIO(write_loan_documents(loan_papers())))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's objects are untyped
            names.add(str(font.get_object()["/BaseFont"]))
    assert {name.partition("+")[2] for name in names if "+" in name} >= {
        "DejaVuSansCondensed",
        "DejaVuSansCondensed-Bold",
    }


def test_a_paper_that_binds_nobody_says_so_on_every_page() -> None:
    demo = pages_of(write_loan_documents(loan_papers(company=replace(COMPANY, is_demo=True))))
    assert all("EMPRESA DE DEMOSTRACIÓN: DOCUMENTO SIN VALIDEZ" in page for page in demo)
    data = loan_papers()
    cancelled = replace(data, loan=replace(data.loan, status=LoanStatus.CANCELLED))
    assert all("CRÉDITO CANCELADO" in page for page in pages_of(write_loan_documents(cancelled)))


def with_rows(data: LoanDocumentsData, terms: LoanTerms) -> LoanDocumentsData:
    return replace(data, loan=replace(data.loan, schedule=loan_papers(terms).loan.schedule))


def test_a_table_that_does_not_repay_what_was_lent_is_not_printed() -> None:
    for other in (replace(TERMS, principal=Money.of("10000.01")), replace(TERMS, principal=Money.of("9000"))):
        with pytest.raises(RuleViolation, match=r"documents\.schedule_differs"):
            write_loan_documents(with_rows(loan_papers(), other))
    data = loan_papers()
    short = replace(data, loan=replace(data.loan, schedule=data.loan.schedule[:-1]))
    with pytest.raises(RuleViolation, match=r"documents\.schedule_differs"):
        write_loan_documents(short)
