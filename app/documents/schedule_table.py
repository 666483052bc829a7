"""The amortization table as a PDF table: every column, totals, and the notes that explain it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from app.documents.page_design import ACCENT, BOLD, LINE, REGULAR, TEXT_WIDTH, TINT, plain, style
from app.documents.page_parts import text
from app.documents.spanish_text import DAY_COUNTS, FREQUENCIES, METHODS, percent, pesos, short_date
from app.domain.calendar import BusinessDayRule
from app.domain.loans.schedule import Schedule, ScheduleRow, ScheduleTotals
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money

_PADDING = 4.0
_SIZE_MAX, _SIZE_MIN = 8.0, 4.5
_DAY_RULES = {
    BusinessDayRule.NONE: "Las fechas no se recorren cuando caen en día inhábil.",
    BusinessDayRule.FOLLOWING: "Si la fecha es inhábil, se paga el día hábil siguiente sin cargo adicional.",
    BusinessDayRule.PRECEDING: "Si la fecha es inhábil, se paga a más tardar el día hábil anterior.",
}


@dataclass(frozen=True)
class _Column:
    title: str
    value: Callable[[ScheduleRow], str]
    sum_of: Callable[[ScheduleTotals], Money] | None = None
    is_amount: bool = True


def schedule_flowables(schedule: Schedule, terms: LoanTerms) -> list[Flowable]:
    """The table, over as many pages as it needs with its heading on each, and the notes."""
    notes = [text(note, "note") for note in schedule_notes(terms)]
    return [_table(schedule), Spacer(1, 8), *notes]


def schedule_notes(terms: LoanTerms) -> tuple[str, ...]:
    """How the table was worked out."""
    vat = f"IVA sobre intereses: {percent(terms.vat_rate)}." if terms.vat_rate > 0 else "Intereses sin IVA."
    return (
        f"Importes en pesos (M.N.). {METHODS[terms.method]}. Frecuencia {FREQUENCIES[terms.frequency][0]}.",
        f"Tasa anual fija {percent(terms.annual_rate)}, base de cálculo: {DAY_COUNTS[terms.day_count].lower()}. {vat}",
        f"{_DAY_RULES[terms.business_day_rule]} El último pago ajusta los centavos de redondeo.",
    )


def _columns(schedule: Schedule) -> tuple[_Column, ...]:
    totals = schedule.totals
    rows = schedule.rows
    columns = [
        _Column("N.º", lambda row: str(row.n), is_amount=False),
        _Column("Fecha límite de pago", lambda row: short_date(row.due_on), is_amount=False),
    ]
    if any(row.demanded_on != row.due_on for row in rows):
        columns.append(_Column("Se exige el", lambda row: short_date(row.demanded_on), is_amount=False))
    columns += [
        _Column("Saldo inicial", lambda row: pesos(row.opening)),
        _Column("Capital", lambda row: pesos(row.principal), lambda sums: sums.principal),
        _Column("Intereses", lambda row: pesos(row.interest), lambda sums: sums.interest),
        _Column("IVA de intereses", lambda row: pesos(row.vat), lambda sums: sums.vat),
    ]
    if totals.fees:
        columns.append(_Column("Comisiones", lambda row: pesos(row.fees), lambda sums: sums.fees))
    if totals.fees_vat:
        columns.append(_Column("IVA de comisiones", lambda row: pesos(row.fees_vat), lambda sums: sums.fees_vat))
    columns += [
        _Column("Pago total", lambda row: pesos(row.total), lambda sums: sums.total),
        _Column("Saldo final", lambda row: pesos(row.closing)),
    ]
    return tuple(columns)


def _table(schedule: Schedule) -> Table:
    columns = _columns(schedule)
    body = [[column.value(row) for column in columns] for row in schedule.rows]
    sums = [pesos(column.sum_of(schedule.totals)) if column.sum_of else "" for column in columns]
    sums[1] = "Total"
    size, widths = _fitted([column.title for column in columns], [*body, sums])
    head = ParagraphStyle("head", parent=style("box_title"), fontSize=min(size, 7.4), leading=min(size, 7.4) * 1.2)
    right = ParagraphStyle("head_right", parent=head, alignment=TA_RIGHT)
    titles = [Paragraph(plain(column.title), right if column.is_amount else head) for column in columns]
    first_amount = next(place for place, column in enumerate(columns) if column.is_amount)
    table = Table([titles, *body, sums], colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 1), (-1, -2), REGULAR, size, size * 1.25),
                ("FONT", (0, -1), (-1, -1), BOLD, size, size * 1.25),
                ("ALIGN", (0, 1), (-1, -1), "CENTER"),
                ("ALIGN", (first_amount, 1), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
                ("BACKGROUND", (0, 0), (-1, 0), TINT),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT),
                ("LINEBELOW", (0, 1), (-1, -2), 0.3, LINE),
                ("LINEABOVE", (0, -1), (-1, -1), 0.8, ACCENT),
                ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
                ("TOPPADDING", (0, 1), (-1, -1), 1.6),
                ("BOTTOMPADDING", (0, 1), (-1, -1), 2.2),
                ("NOSPLIT", (0, -3 if len(body) > 1 else -2), (-1, -1)),
            ]
        )
    )
    return table


def _fitted(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[float, list[float]]:
    """The largest type in which every figure stands on one line, and the columns' widths."""
    columns = [(*title.split(), *column) for title, column in zip(titles, zip(*cells, strict=True), strict=True)]
    size = _SIZE_MAX
    while True:
        widths = [max(stringWidth(cell, BOLD, size) for cell in column) + 2 * _PADDING for column in columns]
        spare = TEXT_WIDTH - sum(widths)
        if spare >= 0 or size <= _SIZE_MIN:
            break
        size -= 0.25
    return size, [width + max(spare, 0) / len(widths) for width in widths]
