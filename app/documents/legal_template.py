"""Reads the legal texts of resources/templates and fills in their data; the grammar is told in contract_es.md.

Data is put in after the marks were read, escaped: nothing a person is called can become a mark or a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from app.documents.page_design import plain
from app.documents.spanish_text import ordinal

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "templates"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CONDITION = re.compile(r"\[(!?)([a-z_0-9]+)\]\s*")
_PLACEHOLDER = re.compile(r"\{([a-z_0-9]+)\}")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CLAUSE = "clause_"


class PieceKind(StrEnum):
    """What a line of a legal text is."""

    TITLE = "title"
    CHAPTER = "chapter"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True)
class Piece:
    """A printable line: markup of a Paragraph; an item's ``label`` hangs before it."""

    kind: PieceKind
    markup: str
    label: str = ""


@dataclass(frozen=True)
class Line:
    """A line as written: ``clause`` is the key of the clause it belongs to, ``heads`` whether it only opens it."""

    kind: PieceKind
    text: str
    conditions: tuple[tuple[str, bool], ...] = ()
    clause: str = ""
    heads: bool = False


@cache
def read_template(name: str) -> tuple[Line, ...]:
    """The lines of a template. A new clause begins with a heading that carries its title."""
    text = _COMMENT.sub("", (_FOLDER / name).read_text(encoding="utf-8"))
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    clause = ""
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("### "):
            clause, _, title = line[4:].partition(" | ")
            yield Line(PieceKind.PARAGRAPH, title, clause=clause, heads=True)
        elif line.startswith("## "):
            clause = ""
            yield Line(PieceKind.CHAPTER, line[3:])
        elif line.startswith("# "):
            yield Line(PieceKind.TITLE, line[2:])
        elif line:
            kind = PieceKind.ITEM if line.startswith("- ") else PieceKind.PARAGRAPH
            conditions, rest = _conditions(line.removeprefix("- "))
            yield Line(kind, rest, conditions, clause)


def _conditions(line: str) -> tuple[tuple[tuple[str, bool], ...], str]:
    found: list[tuple[str, bool]] = []
    while match := _CONDITION.match(line):
        found.append((match[2], not match[1]))
        line = line[match.end() :]
    return tuple(found), line


def placeholders(lines: tuple[Line, ...]) -> frozenset[str]:
    """Every datum the lines name, the numbers of clauses apart."""
    names = {name for line in lines for name in _PLACEHOLDER.findall(line.text)}
    return frozenset(name for name in names if not name.startswith(_CLAUSE))


def conditions(lines: tuple[Line, ...]) -> frozenset[str]:
    """Every condition the lines name."""
    return frozenset(name for line in lines for name, _ in line.conditions)


def fill(lines: tuple[Line, ...], facts: Mapping[str, str], is_so: Mapping[str, bool]) -> list[Piece]:
    """The pieces whose conditions hold, with their data. KeyError for a datum or a condition nobody gives."""
    keys = [line.clause for line in lines if line.heads]
    values = {name: plain(value) for name, value in facts.items()}
    values |= {f"{_CLAUSE}{key}": ordinal(number) for number, key in enumerate(keys, start=1)}
    pieces: list[Piece] = []
    heading = ""
    for line in lines:
        if line.heads:
            heading = f"<b>{values[_CLAUSE + line.clause]}. {plain(line.text)}.</b> "
            continue
        if any(is_so[name] is not wanted for name, wanted in line.conditions):
            continue
        label, text = _label(line)
        pieces.append(Piece(line.kind, heading + _filled(text, values), label))
        heading = ""
    return pieces


def _label(line: Line) -> tuple[str, str]:
    if line.kind is not PieceKind.ITEM:
        return "", line.text
    match = re.match(r"([a-z]\))\s+", line.text)
    return (match[1], line.text[match.end() :]) if match else ("•", line.text)


def _filled(text: str, values: Mapping[str, str]) -> str:
    marked = _BOLD.sub(r"<b>\1</b>", plain(text))
    return _PLACEHOLDER.sub(lambda match: values[match[1]], marked)
