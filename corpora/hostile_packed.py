"""Hostile containers and PDFs: bombs, members that share their bytes, trees that never end, pages by the thousand.

Each maker takes a size and gives the bytes of a file.
"""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zlib
from collections.abc import Iterable, Mapping

from corpora.hostile_office import packed
from corpora.hostile_texts import LAST, NUMBER, TITLE

_PIECE = 2**20  # bytes of a filler
_NOTICE = (TITLE + LAST).encode()


def zip_bomb(size: int) -> bytes:
    """A member that unpacks to `size` bytes, beside a notice."""
    return packed({"a.txt": _NOTICE, "b.txt": (b"0" * _PIECE for _ in range(size // _PIECE))})


def zip_in_zip_bomb(size: int) -> bytes:
    """The same, packed twice more: a few kilobytes."""
    return packed({"a.txt": _NOTICE, "b.zip": packed({"c.zip": zip_bomb(size)})})


def zip_overlap(size: int) -> bytes:
    """`size` members that all are the same packed bytes, a megabyte of text each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    text = b"0" * _PIECE
    body = packer.compress(text) + packer.flush()
    local = struct.pack(
        "<4s5HLLLHH", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(text), len(body), len(text), 5, 0
    )
    whole = local + b"a.txt" + body
    entries = b""
    for number in range(size):
        name = f"{number}.txt".encode()
        entries += struct.pack(
            "<4s6HLLLHHHHHLL",
            *(b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(text), len(body), len(text)),
            *(len(name), 0, 0, 0, 0, 0, 0),
        )
        entries += name
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, size, size, len(entries), len(whole), 0)
    return whole + entries + end


def zip_members(size: int) -> bytes:
    """`size` members of one line."""
    return packed({f"{number}.txt": "公示\n" for number in range(size)})


def zip_nested(size: int) -> bytes:
    """`size` archives, each the only member of the one before."""
    data = packed({"a.txt": _NOTICE})
    for _ in range(size):
        data = packed({"a.zip": data})
    return data


def zip_names(size: int) -> bytes:
    """A member whose name is GB18030 and one whose name climbs out of the folder; `size` more of them."""
    raw = packed({f"{n:04}gongshi{m}.txt": _NOTICE for n in range(size + 1) for m in "ab"})
    for n in range(size + 1):
        raw = raw.replace(
            f"{n:04}gongshia.txt".encode(), f"{n:04}".encode() + "公示文".encode("gb18030") + b"ab.txt"
        )
        raw = raw.replace(f"{n:04}gongshib.txt".encode(), f"../../../{n:03}.txt".encode())
    return raw


def gz_bomb(size: int) -> bytes:
    """`size` bytes, gzipped."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as target:
        for _ in range(size // _PIECE):
            target.write(b"0" * _PIECE)
    return out.getvalue()


def tar_lies(size: int) -> bytes:
    """A member that says it has `size` bytes, behind a notice."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as target:
        for name, data in (("a.txt", _NOTICE), ("b.txt", b"x")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            target.addfile(info, io.BytesIO(data))
    whole = bytearray(out.getvalue())
    at = whole.index(b"b.txt")
    whole[at + 124 : at + 136] = b"%011o\0" % size
    whole[at + 148 : at + 156] = b" " * 8
    whole[at + 148 : at + 156] = b"%06o\0 " % sum(whole[at : at + 512])
    return bytes(whole)


# ---------------------------------------------------------------- PDF (ISO 32000-1, 7.5)


def _pdf(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    whole = io.BytesIO(b"%PDF-1.5\n")
    whole.seek(0, 2)
    places = {}
    for number, body in objects.items():
        places[number] = whole.tell()
        whole.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start, count = whole.tell(), max(objects) + 1
    whole.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
    for number in range(1, count):
        known = number in places
        whole.write(
            b"%010d %05d %b \n" % (places.get(number, 0), 0 if known else 65535, b"n" if known else b"f")
        )
    whole.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start))
    return whole.getvalue()


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), more, data)


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%b>>>>"
_SHOWN = f"BT /F 11 Tf 50 800 Td (ID {NUMBER}) Tj ET\n".encode()


def _one_page(content: bytes, more: dict[int, bytes] | None = None, resources: bytes = b"") -> bytes:
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            3: _FONT,
            4: _PAGE % (5, resources),
            5: content,
            **(more or {}),
        }
    )


def pdf_pieces(size: int) -> bytes:
    """`size` pieces of text on one page."""
    shown = b"".join(
        b"BT /F 6 Tf %d %d Td (w%d) Tj ET\n" % (40 + n % 30 * 17, 40 + n // 30 % 100 * 7, n % 10)
        for n in range(size)
    )
    return _one_page(_stream(zlib.compress(_SHOWN + shown), b"/Filter/FlateDecode"))


def pdf_pages(size: int) -> bytes:
    """`size` pages with a few lines each; the number on the last."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: _FONT}
    for n in range(size):
        lines = b"".join(
            b"BT /F 11 Tf 50 %d Td (page %d line %d) Tj ET\n" % (700 - 20 * k, n, k) for k in range(20)
        )
        objects[10 + 2 * n] = _PAGE % (11 + 2 * n, b"")
        objects[11 + 2 * n] = _stream(lines + (_SHOWN if n == size - 1 else b""))
    kids = b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(size))
    return _pdf({**objects, 2: b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, size)})


def _flated(size: int) -> bytes:
    packer = zlib.compressobj(9)
    pieces = [packer.compress(_SHOWN)]
    pieces += [packer.compress(b" " * _PIECE) for _ in range(size // _PIECE)]
    return b"".join([*pieces, packer.flush()])


def pdf_flate(size: int) -> bytes:
    """A page whose content unpacks to `size` bytes."""
    return _one_page(_stream(_flated(size), b"/Filter/FlateDecode"))


def pdf_flate_twice(size: int) -> bytes:
    """The same, packed twice: a few kilobytes."""
    return _one_page(_stream(zlib.compress(_flated(size), 9), b"/Filter[/FlateDecode/FlateDecode]"))


def pdf_forms(size: int) -> bytes:
    """`size` form objects, each drawing the next one ten times."""
    forms = {
        10 + n: _stream(
            b"/X Do " * 10 if n < size - 1 else b"0 0 m",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (11 + n),
        )
        for n in range(size)
    }
    return _one_page(_stream(_SHOWN + b"/X Do"), forms, b"/XObject<</X 10 0 R>>")


def pdf_loop(size: int) -> bytes:
    """A tree of pages that holds itself `size` times, and a form that draws itself."""
    form = _stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>")
    return _pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/Outlines 2 0 R/Names 1 0 R>>",
            2: b"<</Type/Pages/Parent 2 0 R/Kids[4 0 R%b]/Count %d>>" % (b" 2 0 R" * size, size + 1),
            3: _FONT,
            4: _PAGE % (5, b"/XObject<</X 10 0 R>>"),
            5: _stream(_SHOWN + b"/X Do"),
            10: form,
        }
    )


def pdf_deep(size: int) -> bytes:
    """An array of `size` arrays, one within the other."""
    return _one_page(_stream(_SHOWN), {6: b"[" * size + b"]" * size})


def pdf_huge_page(size: int) -> bytes:
    """A page of `size` points to each side."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    return _one_page(_stream(_SHOWN), {4: page % (size, size)})


def pdf_notes(size: int) -> bytes:
    """A page with `size` annotations."""
    notes = {10 + n: b"<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(note %d)>>" % n for n in range(size)}
    page = _PAGE[:-2] % (5, b"") + b"/Annots[" + b" ".join(b"%d 0 R" % n for n in notes) + b"]>>"
    return _one_page(_stream(_SHOWN), {4: page, **notes})


# ---------------------------------------------------------------- pictures


def png_wide(size: int) -> bytes:
    """A picture that says it has `size` pixels to each side, and has the packed bytes for it."""

    packer = zlib.compressobj(9)
    rows: Iterable[bytes] = (packer.compress(b"\0" * (size + 1)) for _ in range(size))
    pixels = b"".join(rows) + packer.flush()
    head = struct.pack(">LLBBBBB", size, size, 8, 0, 0, 0, 0)
    text = b"Comment\0\0\0\0\0" + f"身份证号{NUMBER}".encode()
    return _png({b"IHDR": head, b"iTXt": text, b"IDAT": pixels, b"IEND": b""})


def png_open_tags(size: int) -> bytes:
    """A picture with `size` bytes of properties that are beginnings of tags and of attributes, and a number at the end."""
    head = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    begun = b"<" * (size // 2) + b"a" * (size // 2)
    packet = b"XML:com.adobe.xmp\0\0\0\0\0" + begun + f'<x t="身份证号{NUMBER}"/>'.encode()
    return _png({b"IHDR": head, b"iTXt": packet, b"IEND": b""})


def _png(chunks: Mapping[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        for kind, body in chunks.items()
    )
