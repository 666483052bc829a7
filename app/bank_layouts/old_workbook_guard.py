"""Weighs an old binary workbook (.xls) by the cells its records name, before the library reserves room for them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from app.bank_layouts.grid import CELLS_MAX, COLUMNS_MAX, ROWS_MAX, Oversized, Unreadable

_NAMES = ("Workbook", "Book")
_SHEET_START = 0x0809
_ENCRYPTED = 0x002F
_MANY_NUMBERS = 0x00BD
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_CHAIN_END = 0xFFFFFFF0
_ENTRY = 128
_ROOT = 5


def check_old_workbook(data: bytes) -> None:
    """Raises Oversized or Unreadable; an encrypted one is left to the library, which says so."""
    try:
        stream = _workbook_stream(data)
    except (struct.error, IndexError, OverflowError) as error:
        raise Unreadable from error
    total = rows = columns = 0
    for kind, record in _records(stream):
        if kind == _ENCRYPTED:
            return
        if kind == _SHEET_START:
            total, rows, columns = total + rows * columns, 0, 0
        elif kind in _CELLS and len(record) >= 4:
            row, column = struct.unpack_from("<HH", record)
            if kind == _MANY_NUMBERS:
                column = struct.unpack_from("<H", record, len(record) - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows > ROWS_MAX or columns > COLUMNS_MAX or total + rows * columns > CELLS_MAX:
                raise Oversized


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _workbook_stream(data: bytes) -> bytes:
    """The workbook's bytes out of the compound file, whose sectors are chained through a table."""
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    first_directory = struct.unpack_from("<I", data, 48)[0]
    small_limit, first_small = struct.unpack_from("<II", data, 56)
    tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _CHAIN_END]
    following = [link for number in tables for link in _links(_sector(data, number, sector))]
    directory = _chain(data, first_directory, following, sector)
    entries = [directory[start : start + _ENTRY] for start in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    for entry in entries:
        if _name(entry) not in _NAMES:
            continue
        start, size = struct.unpack_from("<II", entry, 116)
        if size >= small_limit:
            return _chain(data, start, following, sector)[:size]
        root = next((one for one in entries if one[66] == _ROOT), entries[0])
        small = _chain(data, struct.unpack_from("<I", root, 116)[0], following, sector)
        return _small_chain(small, start, _links(_chain(data, first_small, following, sector)))[:size]
    raise Unreadable


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")


def _links(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _sector(data: bytes, number: int, size: int) -> bytes:
    start = (number + 1) * size
    return data[start : start + size]


def _chain(data: bytes, first: int, following: list[int], size: int) -> bytes:
    return b"".join(_sector(data, number, size) for number in _numbers(first, following))


def _small_chain(small: bytes, first: int, following: tuple[int, ...]) -> bytes:
    return b"".join(small[number * 64 : number * 64 + 64] for number in _numbers(first, list(following)))


def _numbers(first: int, following: list[int]) -> Iterator[int]:
    """The chain's sectors; a chain longer than its table runs in a circle."""
    number = first
    for _ in range(len(following)):
        if number >= _CHAIN_END:
            return
        yield number
        number = following[number]
    if number < _CHAIN_END:
        raise Unreadable
