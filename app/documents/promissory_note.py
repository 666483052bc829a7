"""The pagaré, with every element of LGTOC art. 170 and one single due date (several would make it payable at sight)."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from app.documents.amount_in_words import amount_in_words
from app.documents.contract_facts import NOT_GIVEN, client_keys
from app.documents.loan_figures import LoanDocumentsData
from app.documents.page_design import ACCENT, LINE, TEXT_WIDTH, TINT
from app.documents.page_parts import figure, grid, labelled, signatures, text
from app.documents.spanish_text import address_line, date_in_words, percent
from app.domain.loans.methods import Method
from app.domain.rates import DayCount

_YEAR_BASES = {
    DayCount.ACTUAL_365: "días naturales transcurridos y año de 365 días",
    DayCount.ACTUAL_ACTUAL: "días naturales transcurridos y los días del año de que se trate",
    DayCount.ACTUAL_360: "días naturales transcurridos y año de 360 días",
    DayCount.PERIODIC: "periodos iguales de la tasa anual",
    DayCount.THIRTY_360: "meses de 30 días y año de 360 días",
}


def note_flowables(data: LoanDocumentsData) -> list[Flowable]:
    """The note on one page: its heading, the promise, the interest, the maker and where he signs."""
    amount = data.terms.financed_principal
    place = address_line(data.company.address)
    promise = (
        f"Por este PAGARÉ, yo, {data.client_name}, debo y pagaré incondicionalmente a la orden de "
        f"{data.company.legal_name}, en el domicilio ubicado en {place}, el día {date_in_words(data.last_due_on)}, "
        f"la cantidad de {amount.formatted()} ({amount_in_words(amount)}), valor recibido a mi entera satisfacción."
    )
    return [
        text("PAGARÉ", "title"),
        _heading(data),
        Spacer(1, 10),
        text(promise, "promise"),
        *[text(paragraph, "promise") for paragraph in _interest(data)],
        text(
            "Los pagos parciales que se reciban a cuenta de este pagaré se acreditarán a su importe y a sus intereses "
            "en la fecha en que se reciban, y no modifican su fecha de vencimiento. Se suscribe con motivo del crédito "
            f"{data.loan.folio}, otorgado por la beneficiaria.",
            "promise",
        ),
        text(
            f"Suscrito en {data.signed_at_place}, el {date_in_words(data.loan.signed_on)}.",
            "promise",
        ),
        Spacer(1, 6),
        _maker(data),
        signatures([("EL SUSCRIPTOR", data.client_name, "Nombre y firma")], room=70),
    ]


def _heading(data: LoanDocumentsData) -> Table:
    half = TEXT_WIDTH / 2
    amount = data.terms.financed_principal.formatted()
    table = Table(
        [
            [
                [*labelled("Número", f"1/1 · {data.loan.folio}", "value_bold")],
                [text("Bueno por", "label_centre"), figure(amount, half - 16)],
            ],
            [
                labelled("Lugar y fecha de suscripción", _signed(data)),
                labelled("Fecha de vencimiento", date_in_words(data.last_due_on), "value_bold"),
            ],
        ],
        colWidths=[half, half],
    )
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 1, ACCENT),
                ("INNERGRID", (0, 0), (-1, -1), 0.5, LINE),
                ("BACKGROUND", (1, 0), (1, 0), TINT),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ]
        )
    )
    return table


def _signed(data: LoanDocumentsData) -> str:
    return f"{data.signed_at_place}, {date_in_words(data.loan.signed_on)}"


def _interest(data: LoanDocumentsData) -> list[str]:
    terms = data.terms
    vat = ", más el Impuesto al Valor Agregado" if terms.vat_rate > 0 else ""
    base = "el importe original de este pagaré" if terms.method is Method.FLAT else "el saldo insoluto de este pagaré"
    paragraphs = []
    if terms.annual_rate > 0:
        paragraphs.append(
            f"Desde el {date_in_words(terms.disbursed_on)} y hasta su vencimiento, se causarán intereses ordinarios "
            f"sobre {base} a la tasa anual fija de {percent(terms.annual_rate)}{vat}, calculados con "
            f"{_YEAR_BASES[terms.day_count]}."
        )
    else:
        paragraphs.append("Este pagaré no causa intereses ordinarios.")
    if terms.late_annual_rate > 0:
        paragraphs.append(
            "Si no se paga a su vencimiento, el capital insoluto causará intereses moratorios a la tasa anual fija de "
            f"{percent(terms.late_annual_rate)}{vat}, calculados con días naturales y año de {terms.late_day_base} "
            "días, desde el día siguiente al del vencimiento y hasta el de su pago total."
        )
    else:
        paragraphs.append("Este pagaré no causa intereses moratorios.")
    return paragraphs


def _maker(data: LoanDocumentsData) -> Table:
    client = data.client.data
    return grid(
        [
            [labelled("Nombre del suscriptor", data.client_name, "value_bold")],
            [labelled("Domicilio", address_line(client.address) or NOT_GIVEN)],
            [labelled("Claves de identificación", client_keys(data) or NOT_GIVEN)],
        ],
        (TEXT_WIDTH,),
    )
