"""A simulated loan's amortization table as a PDF, before there is a client or a contract."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from reportlab.platypus import Spacer

from app.documents.output_file import write_file
from app.documents.page_design import TEXT_WIDTH, Letterhead, Section, build_pdf
from app.documents.page_parts import grid, labelled, text
from app.documents.schedule_table import schedule_flowables
from app.documents.spanish_text import cat_text, percent, short_date
from app.domain.loans.schedule import disbursed_amount
from app.domain.loans.table import Schedule
from app.domain.loans.terms import LoanTerms

_LEGEND = (
    "Cálculo informativo: no es oferta ni contrato. CAT (Costo Anual Total) sin IVA, para fines informativos y de "
    "comparación exclusivamente, calculado con las fechas e importes de esta tabla."
)


def schedule_pdf(schedule: Schedule, terms: LoanTerms, cat: Decimal) -> bytes:
    """The PDF's bytes."""
    third = TEXT_WIDTH / 3
    received = disbursed_amount(terms)
    fee = terms.opening_fee
    opening = "Sin comisión"
    if fee is not None and fee.fee(terms.principal):
        opening = f"{fee.fee(terms.principal).formatted()} más {fee.vat(terms.principal).formatted()} de IVA"
    summary = grid(
        [
            [
                labelled("Importe del crédito", terms.principal.formatted(), "value_bold"),
                labelled("Tasa anual ordinaria", f"{percent(terms.annual_rate)} fija"),
                labelled("Fecha de disposición", short_date(terms.disbursed_on)),
            ],
            [
                labelled("Total a pagar", schedule.totals.total.formatted(), "value_bold"),
                labelled("Comisión por apertura", opening),
                labelled("Primer pago", short_date(schedule.rows[0].due_on)),
            ],
            [
                labelled("CAT sin IVA", f"{cat_text(cat)} %", "value_bold"),
                labelled("El cliente recibe", received.formatted()),
                labelled("Último pago", short_date(schedule.rows[-1].due_on)),
            ],
        ],
        (third, third, third),
        padding=3,
    )
    story = [
        text("TABLA DE AMORTIZACIÓN", "title"),
        summary,
        Spacer(1, 8),
        *schedule_flowables(schedule, terms),
        Spacer(1, 4),
        text(_LEGEND, "note"),
    ]
    section = Section("Tabla de amortización", story)
    return build_pdf("Simulación de crédito", Letterhead("Simulación de crédito", "Cálculo informativo"), (section,))


def write_schedule_pdf(path: Path, schedule: Schedule, terms: LoanTerms, cat: Decimal) -> None:
    """Write it to a file. ExternalProblem ``documents.file_in_use``."""
    write_file(path, schedule_pdf(schedule, terms, cat))
