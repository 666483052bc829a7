"""Weighs a zipped workbook before the library may inflate it: true unpacked size, members and the furthest cell."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from app.bank_layouts.grid import CELLS_MAX, COLUMNS_MAX, ROWS_MAX, Oversized, Unreadable

UNPACKED_MAX = 200 * 1024 * 1024
RATIO_MAX = 100
RATIO_FREE = 10 * 1024 * 1024
"""Small files of empty cells shrink more than a hundredfold and harm nobody."""
MEMBERS_MAX = 500
_LOCAL_HEADER = 30
_CELL = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{0,3})\$?(\d{1,9})["']""")
_REPEATED_ROW = re.compile(
    rb"""<table:table-row[^>]*?number-rows-repeated="(\d+)"[^>]*>(.*?)</table:table-row>""", re.S
)
_REPEATED_CELL = re.compile(rb"""<table:table-cell[^>]*?number-columns-repeated="(\d+)"[^>]*?(/?)>""")
_BINARY_ROW, _BINARY_CELLS = 0, range(1, 12)


def check_workbook(data: bytes) -> None:
    """Raises Oversized or Unreadable; sizes that the file declares are not believed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, OSError, NotImplementedError) as error:
        raise Unreadable from error
    if len(members) > MEMBERS_MAX:
        raise Oversized
    allowed = min(UNPACKED_MAX, max(RATIO_FREE, RATIO_MAX * len(data)))
    cells = 0
    for member in members:
        content = _inflated(data, member, allowed)
        allowed -= len(content)
        cells += _extent(member.filename.casefold(), content)
        if cells > CELLS_MAX:
            raise Oversized


def _inflated(data: bytes, member: zipfile.ZipInfo, allowed: int) -> bytes:
    start = member.header_offset
    header = data[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or member.flag_bits & 1:
        raise Unreadable
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start += _LOCAL_HEADER + name_length + extra_length
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, allowed + 1)
        except zlib.error as error:
            raise Unreadable from error
    else:
        raise Unreadable
    if len(content) > allowed:
        raise Oversized
    return content


def _extent(name: str, content: bytes) -> int:
    """Rows times columns: a single cell in the last corner makes the library reserve every cell before it."""
    if name.endswith(".bin") and "worksheets/" in name:
        _check_binary_sheet(content)
    elif name.endswith("content.xml"):
        _check_open_document(content)
    elif name.endswith(".xml") and "worksheets/" in name:
        rows = columns = 0
        for letters, digits in _CELL.findall(content):
            rows, columns = max(rows, int(digits)), max(columns, _column(letters))
        if rows > ROWS_MAX or columns > COLUMNS_MAX:
            raise Oversized
        return rows * columns
    return 0


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_open_document(content: bytes) -> None:
    # Empty cells are repeated to the sheet's edge by every program; only repeated contents take room.
    for times, is_empty in _REPEATED_CELL.findall(content):
        if not is_empty and int(times) > COLUMNS_MAX:
            raise Oversized
    for times, body in _REPEATED_ROW.findall(content):
        if int(times) > ROWS_MAX and (b"<text:" in body or b"office:value" in body):
            raise Oversized


def _check_binary_sheet(content: bytes) -> None:
    """The records of an .xlsb sheet: kind and size as seven-bit numbers, then a row's or column's index."""
    place = 0
    while place < len(content):
        kind, place = _seven_bit(content, place, 2)
        size, place = _seven_bit(content, place, 4)
        if size >= 4 and place + 4 <= len(content):
            index = int.from_bytes(content[place : place + 4], "little")
            if (kind == _BINARY_ROW and index >= ROWS_MAX) or (kind in _BINARY_CELLS and index >= COLUMNS_MAX):
                raise Oversized
        place += size


def _seven_bit(content: bytes, place: int, bytes_max: int) -> tuple[int, int]:
    number = 0
    for shift in range(bytes_max):
        if place >= len(content):
            raise Unreadable
        byte = content[place]
        number |= (byte & 0x7F) << (7 * shift)
        place += 1
        if not byte & 0x80:
            break
    return number, place
