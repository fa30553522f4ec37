"""The font that stands in for fonts a PDF does not bring along: `python -m corpora.blank_font` writes it anew.

Where a page names a font that lies neither in the file nor on the machine, pdfium asks a substitute for the extent of
each character, and loses text where there is none. This font knows every character, has its extent and draws nothing:
what is read is the same on every machine. Tables after ISO/IEC 14496-22 (OpenType): a glyph is two points in opposite
corners; the map is of format 13, many characters to one glyph.
"""

from __future__ import annotations

from pathlib import Path
from struct import pack

from scanner.extract.pdf.blank import FILE

NAME = "NoticeScanBlank"
_UNITS = 1000
_TOP, _BOTTOM = 800, -80
_HALF, _WHOLE = 1, 2  # glyphs: half and whole width
_GROUPS = ((0x20, 0x2FF, _HALF), (0x300, 0xFFEF, _WHOLE), (0x20000, 0x323AF, _WHOLE))
_CODE_PAGES = 1 | 1 << 17 | 1 << 18 | 1 << 19 | 1 << 20  # Latin, Japanese, simplified, Korean, traditional


def font() -> bytes:
    """The font file."""
    glyphs = [b"", _glyph(_UNITS // 2), _glyph(_UNITS)]
    offsets = [sum(map(len, glyphs[:count])) for count in range(len(glyphs) + 1)]
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": b"".join(glyphs),
        b"head": pack(
            ">IIIIHHQQ4hHHhhh",
            0x10000,
            0x10000,
            0,
            0x5F0F3CF5,
            0,
            _UNITS,
            0,
            0,
            0,
            _BOTTOM,
            _UNITS,
            _TOP,
            0,
            8,
            2,
            1,
            0,
        ),
        b"hhea": pack(
            ">IhhhHhhhhhh4hhH", 0x10000, _TOP, _BOTTOM, 0, _UNITS, 0, 0, _UNITS, 1, 0, 0, 0, 0, 0, 0, 0, 3
        ),
        b"hmtx": pack(">HhHhHh", _UNITS, 0, _UNITS // 2, 0, _UNITS, 0),
        b"loca": pack(f">{len(offsets)}I", *offsets),
        b"maxp": pack(">IHHHHHHHHHHHHHH", 0x10000, len(glyphs), 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    return _packed(tables)


def _glyph(width: int) -> bytes:
    """Two contours of one point, lower left and upper right."""
    head = pack(">hhhhh", 2, 0, _BOTTOM, width, _TOP)
    body = pack(">HHH", 0, 1, 0) + bytes([1, 1]) + pack(">hhhh", 0, width, _BOTTOM, _TOP - _BOTTOM)
    return _padded(head + body)


def _cmap() -> bytes:
    groups = b"".join(pack(">III", *group) for group in _GROUPS)
    table = pack(">HHIII", 13, 0, 16 + len(groups), 0, len(_GROUPS)) + groups
    return pack(">HHHHIHHI", 0, 2, 0, 6, 20, 3, 10, 20) + table


def _name() -> bytes:
    text = NAME.encode("utf-16-be")
    ids = (1, 4, 6)
    records = b"".join(pack(">6H", 3, 1, 0x409, id, len(text), 0) for id in ids)
    return pack(">HHH", 0, len(ids), 6 + len(records)) + records + text


def _os2() -> bytes:
    """Version 1: the code pages say for which writings it may stand in."""
    parts = pack(">HhHHH", 1, _UNITS, 400, 5, 0) + bytes(22) + bytes(10) + bytes(16) + b"NOSC"
    parts += pack(">HHHhhhHH", 0x40, 0x20, 0xFFFF, _TOP, _BOTTOM, 0, _TOP, -_BOTTOM)
    return parts + pack(">II", _CODE_PAGES, 0)


def _packed(tables: dict[bytes, bytes]) -> bytes:
    head = pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    at = len(head) + 16 * len(tables)
    entries, bodies = [], []
    for tag, body in sorted(tables.items()):
        whole = _padded(body)
        total = sum(int.from_bytes(whole[i : i + 4], "big") for i in range(0, len(whole), 4)) & 0xFFFFFFFF
        entries.append(pack(">4sIII", tag, total, at, len(body)))
        bodies.append(whole)
        at += len(whole)
    return head + b"".join(entries) + b"".join(bodies)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


if __name__ == "__main__":
    Path(FILE).write_bytes(font())
