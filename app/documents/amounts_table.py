"""A table of figures with headings and totals, set in the largest type in which each figure keeps to one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Table, TableStyle

from app.documents.page_design import ACCENT, BOLD, LINE, REGULAR, TINT, plain, style

_PADDING = 4.0
_SIZE_MAX, _SIZE_MIN = 8.0, 4.5
_HEAD_MAX = 7.4


@dataclass(frozen=True)
class Heading:
    """A column: amounts stand to the right, everything else in the middle."""

    title: str
    is_amount: bool = True


def amounts_table(
    headings: Sequence[Heading], body: Sequence[Sequence[str]], sums: Sequence[str], width: float
) -> Table:
    """The table, ``width`` points wide, its headings repeated on each page; the totals never stand alone."""
    size, widths = _fitted(headings, [*body, sums], width)
    head_size = min(size, _HEAD_MAX)
    centred = ParagraphStyle("head", parent=style("box_title"), fontSize=head_size, leading=head_size * 1.2)
    right = ParagraphStyle("head_right", parent=centred, alignment=TA_RIGHT)
    titles = [Paragraph(plain(one.title), right if one.is_amount else centred) for one in headings]
    first_amount = next(place for place, one in enumerate(headings) if one.is_amount)
    table = Table([titles, *(list(row) for row in body), list(sums)], colWidths=widths, repeatRows=1)
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


def _fitted(headings: Sequence[Heading], cells: Sequence[Sequence[str]], width: float) -> tuple[float, list[float]]:
    columns = [(*one.title.split(), *column) for one, column in zip(headings, zip(*cells, strict=True), strict=True)]
    size = _SIZE_MAX
    while True:
        widths = [max(stringWidth(cell, BOLD, size) for cell in column) + 2 * _PADDING for column in columns]
        spare = width - sum(widths)
        if spare >= 0 or size <= _SIZE_MIN:
            break
        size -= 0.25
    return size, [one + max(spare, 0) / len(widths) for one in widths]
