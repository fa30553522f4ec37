"""A compound file of one stream, made anew for libraries that trust the chains of the file they are given.

Source: [MS-CFB] 2.2 (header), 2.3 (sector table), 2.6 (directory).
"""

from __future__ import annotations

from array import array
from struct import pack

from scanner.extract.ole.compound import MAGIC

_SECTOR = 512
_NAMED_BY_HEADER = 109  # sectors of the table
_IN_TABLE = 128  # entries of a sector of the table
_FREE, _END, _TABLE, _TABLE_OF_TABLES, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_LEAST = 4096  # bytes; smaller streams would need a store of their own


def rebuilt(name: str, stream: bytes | bytearray) -> bytes:
    """A compound file with this stream alone, in sectors that follow one another; filled up with zeros."""
    size = max(len(stream), _LEAST)
    held = -(-size // _SECTOR)
    tables = tables_of_tables = 0
    while tables * _IN_TABLE < (total := held + 1 + tables + tables_of_tables):
        tables = -(-total // _IN_TABLE)
        tables_of_tables = -(-max(tables - _NAMED_BY_HEADER, 0) // (_IN_TABLE - 1))
    first = held + 1
    links = array("I", range(1, held))
    links.extend((_END, _END, *([_TABLE] * tables), *([_TABLE_OF_TABLES] * tables_of_tables)))
    links.extend([_FREE] * (tables * _IN_TABLE - len(links)))
    numbers = list(range(first, first + tables))
    begin = first + tables if tables_of_tables else _END
    about = (0, tables, held, 0, _LEAST, _END, 0, begin, tables_of_tables)
    header = MAGIC + bytes(16) + pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, *about)
    header += _row(numbers[:_NAMED_BY_HEADER], _NAMED_BY_HEADER)
    further = b""
    for at in range(tables_of_tables):
        some = numbers[_NAMED_BY_HEADER + at * (_IN_TABLE - 1) :][: _IN_TABLE - 1]
        following = begin + at + 1 if at + 1 < tables_of_tables else _END
        further += _row(some, _IN_TABLE - 1) + pack("<I", following)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _NONE, 0, size)
    return b"".join(
        (header, stream.ljust(held * _SECTOR, b"\0"), directory.ljust(_SECTOR, b"\0"), _bytes(links), further)
    )


def _row(numbers: list[int], length: int) -> bytes:
    return pack(f"<{length}I", *numbers, *([_FREE] * (length - len(numbers))))


def _bytes(links: array[int]) -> bytes:
    """The table in the order of bytes that the format has."""
    from sys import byteorder

    if byteorder == "big":
        links.byteswap()
    return links.tobytes()


def _entry(name: str, kind: int, below: int, start: int, size: int) -> bytes:
    """An entry of the directory, without neighbours."""
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + pack("<HBBIII", len(raw), kind, 1, _NONE, _NONE, below)
    return head.ljust(116, b"\0") + pack("<IQ", start, size)
