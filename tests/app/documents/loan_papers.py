"""Loans, clients and lenders whose papers the tests print: an ordinary one and the worst ones."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pypdf import PdfReader

from app.documents.loan_contract import LoanDocumentsData
from app.domain.calendar import Frequency
from app.domain.clients.client import Address, Client, ClientData, Sex
from app.domain.loans.cat import cat_of_terms
from app.domain.loans.loan import Loan, LoanStatus
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule
from app.domain.loans.terms import FeeMode, LoanTerms, OpeningFee
from app.domain.money import Money
from app.domain.rates import DayCount
from app.domain.settings.company import Company, Une

COMPANY = Company(
    legal_name="Financiera Sierra Clara, S.A. de C.V., SOFOM, E.N.R.",
    trade_name="Sierra Clara",
    rfc="FSC180312RY6",
    address=Address("Av. Corregidora Norte", "248", "Local 3", "Centro", "Querétaro", "", "QT", "76000"),
    phones="442 555 0110",
    email="contacto@sierraclara.example",
    website="www.sierraclara.example",
    une=Une("Lic. Elena Ibáñez Muñoz", "Av. Corregidora Norte 248, Centro, Querétaro", "4425550120",
            "une@sierraclara.example", "lunes a viernes de 9:00 a 18:00 horas"),
    reca_number="1234-567-890123/01-04567-0126",
)  # fmt: skip
CLIENT = ClientData(
    given_names="María Guadalupe",
    first_surname="Ñúñez",
    second_surname="Güemes Peña",
    birth_on=date(1988, 3, 9),
    sex=Sex.WOMAN,
    birth_state="QT",
    curp="NUGG880309MQTXMD08",
    rfc="NUGG880309AB1",
    address=Address("Calle 5 de Mayo", "12", "B", "Jardines de la Hacienda", "Querétaro", "", "QT", "76180"),
    mobile_phone="4425550199",
    email="maria.nunez@correo.example",
)
TERMS = LoanTerms(
    principal=Money.of("10000"),
    annual_rate=Decimal("0.36"),
    vat_rate=Decimal("0.16"),
    method=Method.LEVEL_WITH_VAT,
    frequency=Frequency.MONTHLY,
    installments=6,
    disbursed_on=date(2026, 1, 15),
    first_due_on=date(2026, 2, 15),
    day_count=DayCount.THIRTY_360,
    opening_fee=OpeningFee(Decimal("0.03"), None, Decimal("0.16"), FeeMode.DEDUCTED),
    late_annual_rate=Decimal("0.72"),
)
BARE_COMPANY = replace(
    COMPANY, website="", email="", reca_number="", une=replace(COMPANY.une, address="", hours=""), phones="442"
)
BARE_CLIENT = replace(
    CLIENT, second_surname="", rfc="", email="", clabe="", address=Address(street="Domicilio conocido")
)
LONG_NAME = " ".join(["Hernández", "de", "la", "Concepción"] * 9)[:200].strip()


def loan_papers(
    terms: LoanTerms = TERMS, client: ClientData = CLIENT, company: Company = COMPANY, product: str = "Personal mensual"
) -> LoanDocumentsData:
    schedule = build_schedule(terms)
    loan = Loan(
        id=7,
        folio="CRE-000123",
        client_id=3,
        product_id=1,
        terms=terms,
        schedule=schedule.rows,
        cat=cat_of_terms(terms, schedule),
        status=LoanStatus.APPROVED,
        signed_on=terms.disbursed_on,
        disbursement=None,
        version=1,
    )
    return LoanDocumentsData(
        company=company,
        client=Client(id=3, number="CLI-000003", data=client, version=1),
        loan=loan,
        product_name=product,
        signed_at_place="Querétaro, Querétaro",
        printed_on=terms.disbursed_on,
    )


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page with its lines and spaces run together."""
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))
