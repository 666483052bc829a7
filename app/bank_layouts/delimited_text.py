"""Reads text in columns parted by tabs, pipes, semicolons or commas, in any of the charsets banks use."""

from __future__ import annotations

import codecs
import csv
import re

from app.bank_layouts.grid import COLUMNS_MAX, ROWS_MAX, Cell, Oversized, Sheet, Unreadable, repaired

_DELIMITERS = ("\t", "|", ";", ",")
_FIELDS_MIN = 4
_CONTROLS = {chr(code) for code in range(32)} - set("\t\n\r\x0c\x1a")
_CONTROLS_MAX = 2


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or cp1252, mojibake repaired. Raises Unreadable when it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _strict(data, "utf-16")
    elif data[1:200:2].count(0) > len(data[1:200:2]) // 2:
        text = _strict(data, "utf-16-le")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if sum(text.count(control) for control in _CONTROLS) > _CONTROLS_MAX:
        raise Unreadable
    return text.replace("\x1a", "").replace("\x00", "")


def _strict(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise Unreadable from error


def read_delimited_text(data: bytes) -> tuple[Sheet, ...]:
    """One nameless sheet; none when the text has no columns. Raises Unreadable or Oversized."""
    lines = [repaired(line) for line in re.split(r"\r\n|\r|\n", decoded(data))]
    if len(lines) > ROWS_MAX:
        raise Oversized
    delimiter = _delimiter(lines)
    if delimiter is None:
        return ()
    rows: list[list[Cell]] = []
    try:
        for fields in csv.reader(
            lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if _is_quoted(lines, delimiter) else csv.QUOTE_NONE
        ):
            if len(fields) > COLUMNS_MAX:
                raise Oversized
            rows.append([field or None for field in fields])
    except csv.Error as error:
        raise Unreadable from error
    return (Sheet("", rows),)


def _delimiter(lines: list[str]) -> str | None:
    """The one that parts most lines; in a tie the one that amounts and prose do not contain."""
    counts = {mark: sum(line.count(mark) >= _FIELDS_MIN - 1 for line in lines) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: counts[mark])
    return best if counts[best] else None


def _is_quoted(lines: list[str], delimiter: str) -> bool:
    # A lone quotation mark in tabbed text is a description's inch or nickname, not the start of a quoted field.
    return delimiter == "," or any(f'"{delimiter}' in line or f'{delimiter}"' in line for line in lines[:200])
