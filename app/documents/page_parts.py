"""Flowables that several documents use: labelled boxes, signature lines, figures that fit their box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepInFrame, Paragraph, Table, TableStyle

from app.documents.legal_template import Piece, PieceKind
from app.documents.page_design import (
    ACCENT,
    FOOTER_HEIGHT,
    HEADER_HEIGHT,
    INK,
    LINE,
    PAGE_HEIGHT,
    TEXT_WIDTH,
    TINT,
    plain,
    style,
)

_LONG = 90
_STYLES = {PieceKind.TITLE: "title", PieceKind.PARAGRAPH: "body", PieceKind.ITEM: "item"}


def text(value: object, style_name: str = "left") -> Paragraph:
    """A paragraph of data or words, shown literally."""
    return Paragraph(plain(value), style(style_name))


def legal_flowables(pieces: Sequence[Piece], chapter_style: str = "chapter") -> list[Flowable]:
    """The paragraphs of a legal text."""
    flowables: list[Flowable] = []
    for piece in pieces:
        name = _STYLES.get(piece.kind, chapter_style)
        flowables.append(Paragraph(piece.markup, style(name), bulletText=piece.label or None))
    return flowables


def figure(shown: str, width: float, style_name: str = "figure") -> Paragraph:
    """A figure in large type, smaller where it would not fit on one line of ``width`` points."""
    wanted = style(style_name)
    size = wanted.fontSize
    while size > 5 and stringWidth(shown, wanted.fontName, size) > width:
        size -= 0.25
    return Paragraph(plain(shown), ParagraphStyle("figure", parent=wanted, fontSize=size, leading=wanted.leading))


def labelled(label: str, value: object, value_style: str = "value") -> list[Flowable]:
    """A small label over its value; a value that would fill the box is set smaller."""
    if len(str(value)) > _LONG:
        value_style = "small_bold" if value_style == "value_bold" else "small"
    return [text(label, "label"), text(value, value_style)]


def one_page(flowables: Sequence[Flowable]) -> list[Flowable]:
    """The same on one page whatever its length: a little smaller where it would not fit."""
    room = PAGE_HEIGHT - HEADER_HEIGHT - FOOTER_HEIGHT - 4
    return [KeepInFrame(TEXT_WIDTH, room, list(flowables), mode="shrink")]


def heading_bar(title: str) -> Table:
    """A full-width bar that heads a block."""
    bar = Table([[text(title, "small_bold")]], colWidths=[TEXT_WIDTH])
    bar.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), TINT),
                ("LINEBELOW", (0, 0), (-1, -1), 0.6, ACCENT),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    bar.keepWithNext = 1
    return bar


def grid(rows: Sequence[Sequence[object]], widths: Sequence[float], padding: float = 4) -> Table:
    """A bordered table of flowables."""
    table = Table([list(row) for row in rows], colWidths=list(widths))
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), padding),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
                ("LEFTPADDING", (0, 0), (-1, -1), 6),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return table


def signatures(signers: Sequence[tuple[str, str, str]], room: float = 44) -> Table:
    """Lines to sign on, side by side: the role over the line; the name and a note below. Never split over pages."""
    gap = 30.0
    width = min((TEXT_WIDTH - gap * (len(signers) - 1)) / len(signers), 280)
    cells: list[object] = []
    widths: list[float] = []
    commands: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("NOSPLIT", (0, 0), (-1, -1)),
    ]
    for place, (_, name, note) in enumerate(signers):
        if place:
            cells.append("")
            widths.append(gap)
        commands.append(("LINEABOVE", (len(cells), 1), (len(cells), 1), 0.8, INK))
        cells.append([text(name, "small_centre"), text(note, "note_centre")])
        widths.append(width)
    roles: list[object] = []
    for place, (role, _, _) in enumerate(signers):
        roles += ([""] if place else []) + [text(role, "box_title")]
    table = Table([roles, cells], colWidths=widths, rowHeights=[room, None], spaceBefore=10)
    table.setStyle(TableStyle(commands))
    return table
