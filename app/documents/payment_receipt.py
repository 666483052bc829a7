"""The receipt of a payment: original and copy on one letter sheet, or a sheet each when the detail is long."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepInFrame,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)

from app.documents.amount_in_words import amount_in_words
from app.documents.amounts_table import Heading, amounts_table
from app.documents.loan_figures import CONDUSEF, demo_notice
from app.documents.page_design import (
    ACCENT,
    ALARM,
    BOLD,
    GREY,
    INK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TINT,
    NumberedCanvas,
    register_fonts,
)
from app.documents.page_parts import figure, grid, labelled, text
from app.documents.spanish_text import CHANNELS, COMPONENTS, address_line, pesos, phone, short_date
from app.domain.loans.events import Excess
from app.domain.loans.loan import Channel
from app.domain.money import ZERO, Money, total
from app.domain.payments.allocation import AllocationLine
from app.domain.payments.components import Component
from app.domain.settings.company import Company

_SIDE = 40.0
_WIDTH = PAGE_WIDTH - 2 * _SIDE
_HALF = PAGE_HEIGHT / 2
_HALF_ROOM = _HALF - 34
_SHRINK_MAX = 1.2
"""How much longer than half a sheet a receipt may be and still be set a little smaller to fit."""
_COPIES = ("ORIGINAL", "COPIA")
_EXCESS = {Excess.ADVANCE: "Pago adelantado", Excess.PREPAYMENT: "Pago anticipado a capital"}


@dataclass(frozen=True)
class ReceiptData:
    """A payment as its receipt tells it. ``recorded_at`` is printed as it comes: give it in local time."""

    company: Company
    client_name: str
    loan_folio: str
    receipt_folio: str
    value_on: date
    recorded_at: datetime
    channel: Channel
    reference: str
    amount: Money
    lines: tuple[AllocationLine, ...]
    excess_kind: Excess | None
    excess_amount: Money
    outstanding_after: Money
    next_due_on: date | None
    next_due_amount: Money
    received_by: str
    is_reversed: bool = False


def write_receipt(data: ReceiptData) -> bytes:
    """The PDF: one sheet with two halves, or more when the payment covered many installments."""
    register_fonts()
    stream = io.BytesIO()
    document = BaseDocTemplate(
        stream,
        pagesize=LETTER,
        title=f"Recibo {data.receipt_folio}",
        author=data.company.legal_name,
        subject=f"Crédito {data.loan_folio}",
        creator="Acredita",
        lang="es-MX",
        invariant=1,
    )
    original, copy = (_copy(data, name) for name in _COPIES)
    if _height(original) <= _HALF_ROOM * _SHRINK_MAX:
        document.addPageTemplates([_two_halves(data)])
        story: list[Flowable] = [_shrunk(original), FrameBreak(), _shrunk(copy)]
        document.build(story)
    else:
        document.addPageTemplates([_whole_sheet(data)])
        document.build([*original, PageBreak(), *copy], canvasmaker=NumberedCanvas)
    return stream.getvalue()


def _shrunk(flowables: list[Flowable]) -> KeepInFrame:
    return KeepInFrame(_WIDTH, _HALF_ROOM - 2, flowables, mode="shrink")


def _height(flowables: Sequence[Flowable]) -> float:
    return sum(part.wrap(_WIDTH, PAGE_HEIGHT * 100)[1] + part.getSpaceAfter() for part in flowables)


def _frame(bottom: float, height: float) -> Frame:
    return Frame(_SIDE, bottom, _WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _two_halves(data: ReceiptData) -> PageTemplate:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        del document
        canvas.saveState()
        canvas.setStrokeColor(GREY)
        canvas.setDash(3, 3)
        canvas.setLineWidth(0.6)
        canvas.line(16, _HALF, PAGE_WIDTH - 16, _HALF)
        canvas.restoreState()
        for middle in (PAGE_HEIGHT * 0.75, PAGE_HEIGHT * 0.25):
            _draw_stamp(canvas, data, middle)

    frames = [_frame(_HALF + 14, _HALF_ROOM), _frame(14, _HALF_ROOM)]
    return PageTemplate(id="halves", frames=frames, onPageEnd=draw)


def _whole_sheet(data: ReceiptData) -> PageTemplate:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        del document
        _draw_stamp(canvas, data, PAGE_HEIGHT / 2)

    return PageTemplate(id="sheet", frames=[_frame(46, PAGE_HEIGHT - 86)], onPageEnd=draw)


def _draw_stamp(canvas: Canvas, data: ReceiptData, middle: float) -> None:
    if not data.is_reversed:
        return
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, middle)
    canvas.rotate(18)
    canvas.setStrokeColor(ALARM)
    canvas.setFillColor(ALARM)
    canvas.setStrokeAlpha(0.45)
    canvas.setFillAlpha(0.45)
    canvas.setLineWidth(3)
    canvas.roundRect(-150, -24, 300, 62, 8)
    canvas.setFont(BOLD, 42)
    canvas.drawCentredString(0, -8, "REVERSADO")
    canvas.restoreState()


def _copy(data: ReceiptData, name: str) -> list[Flowable]:
    parts: list[Flowable] = [_head(data, name), Spacer(1, 5), _identity(data), Spacer(1, 5), _amount(data)]
    parts += [Spacer(1, 5), _allocation(data), Spacer(1, 5), _after(data), Spacer(1, 6), _foot(data)]
    return parts


def _bare(rows: Sequence[Sequence[object]], widths: Sequence[float], *commands: Any) -> Table:
    table = Table([list(row) for row in rows], colWidths=list(widths))
    plain: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    plain += [("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1)]
    plain += [("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    table.setStyle(TableStyle([*plain, *commands]))
    return table


def _head(data: ReceiptData, name: str) -> Table:
    company = data.company
    notice = demo_notice(company)
    lender = [
        text(company.legal_name, "small_bold" if len(company.legal_name) > 70 else "value_bold"),
        text(f"RFC {company.rfc} · {address_line(company.address)}", "label"),
        text(f"Teléfono {company.phones}", "label"),
        *([text(notice, "alarm")] if notice else []),
    ]
    title = [text("RECIBO DE PAGO", "right_bold"), text(data.receipt_folio, "folio"), text(name, "right_label")]
    return _bare([[lender, title]], (_WIDTH * 0.68, _WIDTH * 0.32), ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT))


def _identity(data: ReceiptData) -> Table:
    paid_by = CHANNELS[data.channel]
    reference = data.reference.strip()
    return grid(
        [
            [
                labelled("Cliente", data.client_name, "value_bold"),
                labelled("Crédito", data.loan_folio, "value_bold"),
                labelled("Fecha de pago", short_date(data.value_on), "value_bold"),
                labelled("Medio de pago", f"{paid_by} · {reference}" if reference else paid_by),
            ]
        ],
        (_WIDTH * 0.4, _WIDTH * 0.17, _WIDTH * 0.16, _WIDTH * 0.27),
        padding=2.5,
    )


def _amount(data: ReceiptData) -> Table:
    left = _WIDTH * 0.3
    words = [text("Recibimos la cantidad de", "label"), text(f"({amount_in_words(data.amount)})", "small")]
    return _bare(
        [[figure(data.amount.formatted(), left - 12), words]],
        (left, _WIDTH - left),
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    )


def _allocation(data: ReceiptData) -> Table:
    """How the payment was applied: a row per installment, a column per component that received something.

    What is kept for the next installments has a row of its own, so that the total is always the amount received.
    """
    used = [part for part in Component if any(line.component is part for line in data.lines)]
    numbers = sorted({line.installment for line in data.lines})
    rows = []
    for number in numbers:
        cells = [_sum(data.lines, number, part) for part in used]
        rows.append([f"Pago {number}" if number else "Cargos", *(_shown(cell) for cell in cells), pesos(total(cells))])
    sums = [total(line.amount for line in data.lines if line.component is part) for part in used]
    kept = data.amount - total(sums)
    if kept > ZERO:
        rows.append(["Próximos pagos", *("–" for _ in used), pesos(kept)])
    rows.append(["Total", *(_shown(cell) for cell in sums), pesos(data.amount)])
    headings = [
        Heading("Se aplicó a", is_amount=False),
        *(Heading(COMPONENTS[part]) for part in used),
        Heading("Total"),
    ]
    return amounts_table(headings, rows[:-1], rows[-1], _WIDTH)


def _sum(lines: Sequence[AllocationLine], installment: int, component: Component) -> Money:
    return total(line.amount for line in lines if (line.installment, line.component) == (installment, component))


def _shown(amount: Money) -> str:
    return pesos(amount) if amount else "–"


def _after(data: ReceiptData) -> Table:
    excess = "Sin excedente"
    if data.excess_kind is not None and data.excess_amount > ZERO:
        excess = f"{data.excess_amount.formatted()} · {_EXCESS[data.excess_kind]}"
    coming = "No hay pagos pendientes"
    if data.next_due_on is not None:
        coming = f"{short_date(data.next_due_on)} · {data.next_due_amount.formatted()}"
    return grid(
        [
            [
                labelled("Excedente sobre lo exigible", excess),
                labelled("Saldo de capital después de este pago", data.outstanding_after.formatted(), "value_bold"),
                labelled("Próximo pago", coming, "value_bold"),
            ]
        ],
        (_WIDTH / 3, _WIDTH / 3, _WIDTH / 3),
        padding=2.5,
    )


def _foot(data: ReceiptData) -> Table:
    une = data.company.une
    hours = f", {une.hours.strip()}" if une.hours.strip() else ""
    recorded = f"{short_date(data.recorded_at.date())} {data.recorded_at:%H:%M}"
    left = [
        text(f"UNE: {une.holder}, teléfono {phone(une.phone)}, {une.email}{hours}.", "label"),
        text(CONDUSEF, "label"),
        text(f"Registrado el {recorded} horas. Conserve este recibo: es el comprobante de su pago.", "label"),
    ]
    right = [text(data.received_by, "small_centre"), text("Recibió: nombre, firma y sello", "label_centre")]
    return _bare(
        [["", "", ""], [left, "", right]],
        (_WIDTH * 0.58, _WIDTH * 0.06, _WIDTH * 0.36),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 22),
        ("LINEABOVE", (2, 1), (2, 1), 0.8, INK),
        ("TOPPADDING", (0, 1), (-1, 1), 3),
    )
