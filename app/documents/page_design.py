"""The look of every printed page: fonts, styles, letterhead, folio, and "Página x de n"."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

PAGE_WIDTH, PAGE_HEIGHT = LETTER
MARGIN = 50.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
HEADER_HEIGHT = 74.0
FOOTER_HEIGHT = 46.0
INITIALS_HEIGHT = 26.0
INK = HexColor("#1A1F26")
GREY = HexColor("#5B6470")
LINE = HexColor("#C3CAD3")
ACCENT = HexColor("#1F3A5F")
TINT = HexColor("#EDF1F6")
ALARM = HexColor("#A61B1B")

REGULAR, BOLD, ITALIC = "Acredita", "Acredita-Bold", "Acredita-Italic"
_SPACES = re.compile(" {2,}")
_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FILES = {
    REGULAR: "DejaVuSansCondensed.ttf",
    BOLD: "DejaVuSansCondensed-Bold.ttf",
    ITALIC: "DejaVuSansCondensed-Oblique.ttf",
}
_INITIALS = ("Rúbrica de EL CLIENTE", "Rúbrica de LA FINANCIERA")


@cache
def register_fonts() -> None:
    """Load the program's own fonts, once; they are embedded, so a document looks the same everywhere."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


def plain(text: object) -> str:
    """Any text as a Paragraph shows it literally: no markup, no control character, single spaces."""
    shown = "".join(" " if unicodedata.category(ch) in ("Cc", "Cs", "Zl", "Zp") else ch for ch in str(text))
    return escape(_SPACES.sub(" ", shown))


@cache
def style(name: str) -> ParagraphStyle:
    """The style of that name; KeyError when there is none."""
    register_fonts()
    size, leading, options = _STYLES[name]
    base: dict[str, Any] = {
        "fontName": REGULAR,
        "bulletFontName": REGULAR,
        "bulletFontSize": size,
        "textColor": INK,
        "splitLongWords": 1,
        "allowWidows": 0,
    }
    base |= {"allowOrphans": 0, "fontSize": size, "leading": leading} | options
    return ParagraphStyle(name, **base)


_STYLES: dict[str, tuple[float, float, dict[str, Any]]] = {
    "body": (8.8, 11.6, {"alignment": TA_JUSTIFY, "spaceAfter": 5}),
    "left": (8.8, 11.6, {"alignment": TA_LEFT}),
    "left_bold": (8.8, 11.6, {"fontName": BOLD}),
    "cover": (8.4, 11, {}),
    "promise": (10, 14, {"alignment": TA_JUSTIFY, "spaceAfter": 8}),
    "item": (8.8, 11.6, {"alignment": TA_JUSTIFY, "spaceAfter": 3, "leftIndent": 26, "bulletIndent": 11}),
    "title": (13, 16, {"alignment": TA_CENTER, "fontName": BOLD, "textColor": ACCENT, "spaceAfter": 9}),
    "chapter": (
        9.4,
        12,
        {
            "alignment": TA_CENTER,
            "fontName": BOLD,
            "textColor": ACCENT,
            "spaceBefore": 6,
            "spaceAfter": 5,
            "keepWithNext": 1,
        },
    ),
    "heading": (
        9.4,
        12,
        {"fontName": BOLD, "textColor": ACCENT, "spaceBefore": 6, "spaceAfter": 3, "keepWithNext": 1},
    ),
    "label": (7.2, 9, {"textColor": GREY}),
    "label_centre": (7.2, 9, {"textColor": GREY, "alignment": TA_CENTER}),
    "value": (9, 11.6, {}),
    "value_bold": (9, 11.6, {"fontName": BOLD}),
    "figure": (15, 19, {"fontName": BOLD, "alignment": TA_CENTER, "textColor": ACCENT}),
    "figure_small": (11, 14, {"fontName": BOLD, "alignment": TA_CENTER, "textColor": ACCENT}),
    "box_title": (7.6, 9.4, {"fontName": BOLD, "alignment": TA_CENTER}),
    "note": (7.6, 9.8, {"textColor": GREY}),
    "note_centre": (7.6, 9.8, {"textColor": GREY, "alignment": TA_CENTER}),
    "small": (8, 10.2, {}),
    "small_bold": (8, 10.2, {"fontName": BOLD}),
    "small_right": (8, 10.2, {"alignment": TA_RIGHT}),
    "small_centre": (8, 10.2, {"alignment": TA_CENTER}),
    "right_bold": (10, 12.5, {"fontName": BOLD, "alignment": TA_RIGHT, "textColor": ACCENT}),
    "folio": (11, 14, {"fontName": BOLD, "alignment": TA_RIGHT}),
    "right_label": (7.2, 9, {"textColor": GREY, "alignment": TA_RIGHT}),
    "alarm": (7.2, 9, {"fontName": BOLD, "textColor": ALARM}),
    "mono_figure": (15, 22, {"fontName": BOLD, "alignment": TA_CENTER}),
}


@dataclass(frozen=True)
class Letterhead:
    """What stands on every page: the lender, the folio, and a notice in red when the paper is worth nothing."""

    company_name: str
    reference: str
    notice: str = ""


@dataclass(frozen=True)
class Section:
    """Pages with one heading; contract pages carry a line for the parties' initials."""

    title: str
    story: Sequence[Flowable] = field(repr=False)
    has_initials: bool = False


class NumberedCanvas(Canvas):
    """Keeps the pages until the last one is drawn, then writes "Página x de n" on each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # reportlab has it, its stubs lack it

    def save(self) -> None:
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            self.setFont(REGULAR, 7.5)
            self.setFillColor(GREY)
            self.drawRightString(PAGE_WIDTH - MARGIN, 26, f"Página {number} de {len(self._kept)}")
            super().showPage()
        super().save()


def build_pdf(title: str, letterhead: Letterhead, sections: Sequence[Section]) -> bytes:
    """The sections one after another, each from a new page. Equal input gives equal bytes."""
    register_fonts()
    stream = io.BytesIO()
    document = BaseDocTemplate(
        stream,
        pagesize=LETTER,
        title=title,
        author=letterhead.company_name,
        subject=letterhead.reference,
        creator="Acredita",
        lang="es-MX",
        invariant=1,
    )
    document.addPageTemplates([_template(f"s{place}", letterhead, part) for place, part in enumerate(sections)])
    story: list[Flowable] = []
    for place, part in enumerate(sections):
        if place:
            story += [NextPageTemplate(f"s{place}"), PageBreak()]
        story += part.story
    document.build(story, canvasmaker=NumberedCanvas)
    return stream.getvalue()


def _template(name: str, letterhead: Letterhead, section: Section) -> PageTemplate:
    bottom = FOOTER_HEIGHT + (INITIALS_HEIGHT if section.has_initials else 0)
    height = PAGE_HEIGHT - HEADER_HEIGHT - bottom
    frame = Frame(MARGIN, bottom, TEXT_WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        del document
        canvas.saveState()
        _draw_header(canvas, letterhead, section.title)
        _draw_footer(canvas, letterhead)
        if section.has_initials:
            _draw_initials(canvas)
        canvas.restoreState()

    return PageTemplate(id=name, frames=[frame], onPage=draw)


def _draw_header(canvas: Canvas, letterhead: Letterhead, title: str) -> None:
    top = PAGE_HEIGHT - 34
    draw_fitted(canvas, letterhead.company_name, MARGIN, top, TEXT_WIDTH * 0.6, (BOLD, 9.5, ACCENT), lines_max=3)
    right = PAGE_WIDTH - MARGIN
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 9)
    canvas.drawRightString(right, top, letterhead.reference)
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, 8)
    canvas.drawRightString(right, top - 12, title)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN, PAGE_HEIGHT - 60, right, PAGE_HEIGHT - 60)


def _draw_footer(canvas: Canvas, letterhead: Letterhead) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 38, PAGE_WIDTH - MARGIN, 38)
    if letterhead.notice:
        canvas.setFillColor(ALARM)
        canvas.setFont(BOLD, 7.5)
        canvas.drawString(MARGIN, 26, letterhead.notice)


def _draw_initials(canvas: Canvas) -> None:
    canvas.setFillColor(GREY)
    canvas.setStrokeColor(GREY)
    canvas.setFont(REGULAR, 7)
    canvas.setLineWidth(0.5)
    width = TEXT_WIDTH / 2
    for place, text in enumerate(_INITIALS):
        left = MARGIN + place * width
        written = left + pdfmetrics.stringWidth(text, REGULAR, 7) + 6
        canvas.drawString(left, 48, text)
        canvas.line(written, 47, left + width - 22, 47)


def draw_fitted(
    canvas: Canvas,
    text: str,
    left: float,
    top: float,
    width: float,
    font: tuple[str, float, Color],
    lines_max: int = 1,
) -> None:
    """Text within a width: smaller when it is long, on at most ``lines_max`` lines, "…" only as the last resort."""
    name, size, colour = font
    least = size * 0.6
    lines = simpleSplit(text, name, size, width)
    while (len(lines) > lines_max or _widest(lines, name, size) > width) and size > least:
        size -= 0.25
        lines = simpleSplit(text, name, size, width)
    canvas.setFillColor(colour)
    canvas.setFont(name, size)
    for place, line in enumerate(lines[:lines_max]):
        is_cut = place == lines_max - 1 and len(lines) > lines_max
        canvas.drawString(left, top - place * size * 1.2, shortened(line + "…" if is_cut else line, name, size, width))


def shortened(text: str, font: str, size: float, width: float) -> str:
    """The text, or its beginning and "…" where it is wider than ``width`` points."""
    if pdfmetrics.stringWidth(text, font, size) <= width:
        return text
    while text and pdfmetrics.stringWidth(text + "…", font, size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _widest(lines: Sequence[str], font: str, size: float) -> float:
    return max((pdfmetrics.stringWidth(line, font, size) for line in lines), default=0.0)
