"""The papers of a loan as one PDF: carátula, contract, pagaré, amortization table and privacy notice."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.documents.contract_facts import contract_conditions, contract_facts, privacy_facts
from app.documents.legal_template import fill, read_template
from app.documents.loan_cover import cover_flowables
from app.documents.loan_figures import LoanDocumentsData, check_schedule
from app.documents.page_design import TEXT_WIDTH, Section, build_pdf
from app.documents.page_parts import grid, labelled, legal_flowables, one_page, signatures, text
from app.documents.promissory_note import note_flowables
from app.documents.schedule_table import schedule_flowables
from app.documents.spanish_text import cat_text, date_in_words, percent, short_date

__all__ = ["LoanDocumentsData", "write_loan_documents"]

CONTRACT_TEMPLATE = "contract_es.md"
PRIVACY_TEMPLATE = "privacy_notice_es.md"


def write_loan_documents(data: LoanDocumentsData) -> bytes:
    """The PDF. RuleViolation ``documents.schedule_differs`` when the stored table does not repay what was lent."""
    check_schedule(data)
    return build_pdf(
        f"Documentos del crédito {data.loan.folio}",
        data.letterhead,
        (
            Section("Carátula", one_page(cover_flowables(data))),
            Section("Contrato de crédito simple", _contract(data), has_initials=True),
            Section("Pagaré", one_page(note_flowables(data))),
            Section("Anexo: tabla de amortización", _annex(data)),
            Section("Aviso de privacidad", _privacy(data)),
        ),
    )


def _signers(data: LoanDocumentsData) -> list[tuple[str, str, str]]:
    return [
        ("LA FINANCIERA", data.company.legal_name, "Nombre y firma del representante legal"),
        ("EL CLIENTE", data.client_name, "Nombre y firma"),
    ]


def _contract(data: LoanDocumentsData) -> list[Flowable]:
    pieces = fill(read_template(CONTRACT_TEMPLATE), contract_facts(data), contract_conditions(data))
    closing = (
        "Leído el presente Contrato y enteradas las partes de su contenido y alcance legal, lo firman por duplicado en "
        f"{data.signed_at_place}, el {date_in_words(data.loan.signed_on)}."
    )
    return [
        *legal_flowables(pieces),
        KeepTogether([Spacer(1, 6), text(closing, "body"), signatures(_signers(data))]),
    ]


def _annex(data: LoanDocumentsData) -> list[Flowable]:
    terms = data.terms
    third = TEXT_WIDTH / 3
    summary = grid(
        [
            [
                labelled("Cliente", data.client_name, "value_bold"),
                labelled("Producto", data.product_name),
                labelled("Crédito", data.loan.folio),
            ],
            [
                labelled("Capital", terms.financed_principal.formatted(), "value_bold"),
                labelled("Tasa anual ordinaria", f"{percent(terms.annual_rate)} fija"),
                labelled("Fecha de disposición", short_date(terms.disbursed_on)),
            ],
            [
                labelled("Total a pagar", data.totals.total.formatted(), "value_bold"),
                labelled("CAT", f"{cat_text(data.loan.cat)} % sin IVA, para fines informativos y de comparación"),
                labelled("Fecha de firma", short_date(data.loan.signed_on)),
            ],
        ],
        (third * 1.16, third, third * 0.84),
        padding=3,
    )
    return [
        text("TABLA DE AMORTIZACIÓN", "title"),
        summary,
        Spacer(1, 8),
        *schedule_flowables(data.schedule, terms),
        signatures(_signers(data), room=40),
    ]


def _privacy(data: LoanDocumentsData) -> list[Flowable]:
    pieces = fill(read_template(PRIVACY_TEMPLATE), privacy_facts(data), {})
    consent = (
        "He leído este aviso de privacidad y otorgo mi consentimiento expreso para el tratamiento de mis datos "
        "patrimoniales o financieros conforme a las finalidades primarias."
    )
    return [
        *legal_flowables(pieces, "heading"),
        KeepTogether(
            [
                Spacer(1, 6),
                text(consent, "body"),
                text(
                    "Finalidades secundarias (publicidad y encuestas):   ☐ Sí las autorizo     ☐ No las autorizo",
                    "left",
                ),
                signatures([("TITULAR DE LOS DATOS", data.client_name, "Nombre, firma y fecha")], room=40),
            ]
        ),
    ]
