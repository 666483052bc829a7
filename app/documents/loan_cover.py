"""The carátula: the one page that tells what the loan costs, in the order CONDUSEF's models have."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from app.documents.contract_facts import NOT_GIVEN, une_contact
from app.documents.loan_figures import CONDUSEF, LoanDocumentsData
from app.documents.page_design import ACCENT, LINE, TEXT_WIDTH, TINT
from app.documents.page_parts import figure, grid, heading_bar, labelled, signatures, text
from app.documents.spanish_text import FREQUENCIES, cat_text, percent, short_date
from app.domain.loans.methods import Method
from app.domain.loans.terms import FeeMode, InstallmentFee

_THIRD = TEXT_WIDTH / 3
_QUARTER = TEXT_WIDTH / 4
_WARNINGS = (
    "Incumplir tus obligaciones te puede generar comisiones e intereses moratorios.",
    "Contratar créditos por arriba de tu capacidad de pago puede afectar tu historial crediticio.",
)
_FEE_MODES = {
    FeeMode.DEDUCTED: "se descuenta al entregar el crédito",
    FeeMode.FINANCED: "se financia con el crédito",
    FeeMode.PAID: "se paga por separado al entregar el crédito",
}
_NONE = "No aplica"


def cover_flowables(data: LoanDocumentsData) -> list[Flowable]:
    """Everything of the page, top to bottom."""
    return [
        text("CARÁTULA DE CRÉDITO", "title"),
        _identity(data),
        Spacer(1, 7),
        _boxes(data),
        Spacer(1, 7),
        _calendar(data),
        Spacer(1, 7),
        heading_bar("COMISIONES RELEVANTES"),
        _fees(data),
        Spacer(1, 7),
        heading_bar("ADVERTENCIAS"),
        Spacer(1, 3),
        *[text(f"• {warning}") for warning in _warnings(data)],
        Spacer(1, 7),
        heading_bar("SEGUROS"),
        Spacer(1, 3),
        text(_insurance(data)),
        Spacer(1, 7),
        heading_bar("ESTADO DE CUENTA"),
        _statement(data),
        Spacer(1, 7),
        heading_bar("ACLARACIONES Y RECLAMACIONES"),
        Spacer(1, 3),
        *_complaints(data),
        signatures([("RECIBÍ LA CARÁTULA ANTES DE FIRMAR", data.client_name, "Nombre y firma de EL CLIENTE")], room=34),
    ]


def _identity(data: LoanDocumentsData) -> Table:
    reca = data.company.reca_number.strip() or "Pendiente de asignación"
    return grid(
        [
            [
                labelled("Nombre comercial del producto", data.product_name, "value_bold"),
                labelled("Tipo de crédito", "Crédito simple"),
                labelled("Número de RECA", reca),
            ],
            [
                labelled("Cliente", data.client_name, "value_bold"),
                labelled("Folio del crédito", data.loan.folio),
                labelled("Lugar y fecha de firma", f"{data.signed_at_place}, {short_date(data.loan.signed_on)}"),
            ],
        ],
        (_THIRD * 1.16, _THIRD * 0.84, _THIRD),
    )


def _boxes(data: LoanDocumentsData) -> Table:
    terms = data.terms
    room = _QUARTER - 10
    late = f"{percent(terms.late_annual_rate)} fija" if terms.late_annual_rate > 0 else _NONE
    titles = (
        "CAT (Costo Anual Total)",
        "TASA DE INTERÉS ANUAL ORDINARIA Y MORATORIA",
        "MONTO O LÍNEA DE CRÉDITO",
        "MONTO TOTAL A PAGAR",
    )
    cells = (
        [
            figure(f"{cat_text(data.loan.cat)} %", room),
            text("Sin IVA, para fines informativos y de comparación.", "label_centre"),
            text(f"Fecha de cálculo: {short_date(data.loan.signed_on)}", "label_centre"),
        ],
        [
            text("Ordinaria", "label_centre"),
            figure(f"{percent(terms.annual_rate)} fija", room, "figure_small"),
            text("Moratoria", "label_centre"),
            figure(late, room, "figure_small"),
        ],
        [
            figure(terms.principal.formatted(), room),
            text("Moneda nacional", "label_centre"),
            *([text(f"Usted recibe {data.net_amount.formatted()}", "label_centre")] if _is_net_less(data) else []),
        ],
        [
            figure(data.totals.total.formatted(), room),
            text("Suma de los pagos de la tabla de amortización", "label_centre"),
        ],
    )
    table = Table([[text(title, "box_title") for title in titles], list(cells)], colWidths=[_QUARTER] * 4)
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 1, ACCENT),
                ("INNERGRID", (0, 0), (-1, -1), 0.5, LINE),
                ("BACKGROUND", (0, 0), (-1, 0), TINT),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 1), (-1, 1), 9),
                ("BOTTOMPADDING", (0, 1), (-1, 1), 10),
            ]
        )
    )
    return table


def _is_net_less(data: LoanDocumentsData) -> bool:
    return data.net_amount < data.terms.principal


def _calendar(data: LoanDocumentsData) -> Table:
    rows = data.loan.schedule
    one, several = FREQUENCIES[data.terms.frequency]
    is_single = len(rows) == 1
    named = "" if data.terms.method is Method.CUSTOM else f" {one if is_single else several}"
    first = short_date(rows[0].due_on)
    term = f"{len(rows)} {'pago' if is_single else 'pagos'}{named}, del {short_date(data.terms.disbursed_on)} al "
    term += short_date(data.last_due_on)
    limits = first if is_single else f"Primer pago {first}; último {short_date(data.last_due_on)}"
    return grid(
        [
            [
                labelled("PLAZO DEL CRÉDITO", term),
                labelled("FECHA LÍMITE DE PAGO", f"{limits}. Las demás, en la tabla de amortización."),
                labelled("FECHA DE CORTE", "La misma de cada fecha límite de pago."),
            ]
        ],
        (_THIRD, _THIRD * 1.2, _THIRD * 0.8),
    )


def _fees(data: LoanDocumentsData) -> Table:
    terms, fee = data.terms, data.terms.opening_fee
    opening = _NONE
    if fee is not None and fee.fee(terms.principal):
        rate = f" ({percent(fee.rate)} del monto)" if fee.rate is not None else ""
        vat = f" más {fee.vat(terms.principal).formatted()} de IVA" if fee.vat_rate > 0 else ""
        opening = f"{fee.fee(terms.principal).formatted()}{rate}{vat}; {_FEE_MODES[fee.how]}"
    lines = [
        ("Apertura", opening),
        *[(item.name, _installment_fee(item)) for item in terms.installment_fees],
        ("Anualidad", _NONE),
        ("Prepago", _NONE),
        ("Pago tardío (mora)", "No aplica; se causan intereses moratorios" if terms.late_annual_rate > 0 else _NONE),
        ("Reposición de documentos", _NONE),
        ("Reclamación improcedente", _NONE),
        ("Cobranza", _NONE),
    ]
    if len(lines) % 2:
        lines.append(("Para otras comisiones consulte", "la cláusula de Comisiones del contrato"))
    half = len(lines) // 2
    cells = [
        [text(f"{name}: {value}", "cover") for name, value in (lines[place], lines[place + half])]
        for place in range(half)
    ]
    return grid(cells, (TEXT_WIDTH / 2, TEXT_WIDTH / 2), padding=3)


def _installment_fee(fee: InstallmentFee) -> str:
    if fee.rate is not None:
        shown = f"{percent(fee.rate)} {'del saldo' if fee.of == 'balance' else 'del monto'}"
    else:
        shown = fee.amount.formatted() if fee.amount is not None else _NONE
    return f"{shown}{' más IVA' if fee.vat_rate > 0 else ''} en cada pago"


def _warnings(data: LoanDocumentsData) -> tuple[str, ...]:
    if data.terms.late_annual_rate > 0:
        return _WARNINGS
    return ("Incumplir tus obligaciones puede generar el vencimiento anticipado del crédito.", *_WARNINGS[1:])


def _insurance(data: LoanDocumentsData) -> str:
    if data.terms.installment_fees:
        return "Los señalados, en su caso, en el apartado de comisiones relevantes."
    return "Este crédito no requiere la contratación de seguros."


def _statement(data: LoanDocumentsData) -> Table:
    by_email = data.client.data.email
    choices = (
        "☐ Envío a domicilio",
        "☐ Consulta vía internet",
        f"{'☒' if by_email else '☐'} Correo electrónico",
        f"{'☐' if by_email else '☒'} Sucursal",
    )
    table = Table([[text(choice) for choice in choices]], colWidths=[_QUARTER] * 4)
    table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 4)]))
    return table


def _complaints(data: LoanDocumentsData) -> list[Flowable]:
    company = data.company
    website = f" Página de internet: {company.website.strip()}." if company.website.strip() else ""
    reca = company.reca_number.strip() or NOT_GIVEN
    registered = f"Registro de Contratos de Adhesión núm.: {reca}. " if company.reca_number.strip() else ""
    une = f"Unidad Especializada de Atención a Usuarios (UNE): {company.une.holder}, con {une_contact(data)}.{website}"
    return [
        text(une),
        Spacer(1, 3),
        text(f"{registered}{CONDUSEF}", "left_bold"),
    ]
