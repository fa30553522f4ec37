"""What a picture carries along, of whatever kind it is and wherever it lies: words, and a file behind its end.

Sources: GIF89a (comment and application extensions), ISO/IEC 14496-12 (HEIC boxes), RIFF (WebP), PNG 11.2.5 (IEND).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.encoding import decoded
from scanner.extract.hung_on import SHORT_MARKS, start_of_file
from scanner.extract.picture.words import picture_words

_EXIF, _XMP, _XMP_END = b"Exif\0\0", b"<x:xmpmeta", b"</x:xmpmeta>"
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_MOST_BLOCKS = 100_000


def carried_words(data: bytes) -> list[str]:
    """The telling words of a picture beside what it shows, each once."""
    return list(dict.fromkeys((*picture_words(data), *_other_words(data))))


def hung_on(data: bytes) -> int:
    """Where a file begins that was hung on behind the picture's end, or put between its parts; -1 where none does."""
    end = _end(data)
    if 0 < end < len(data) and data.startswith(SHORT_MARKS, end):
        return end
    return start_of_file(data, max(end, 1))


def gif_extent(data: bytes) -> tuple[int, int]:
    """The number of pictures in a GIF, and where its blocks end."""
    flags = unpack_from("<B", data, 10)[0]
    at, count = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0), 0
    while at + 10 < len(data) and data[at] in (0x21, 0x2C) and count < _MOST_BLOCKS:
        if data[at] == 0x2C:
            count += 1
            flags = data[at + 9]
            at += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        else:
            at += 2
        at = _behind_blocks(data, at)[0]
    return count, at


def _other_words(data: bytes) -> list[str]:
    """The words of kinds that `picture_words` leaves out."""
    try:
        if data.startswith(b"GIF8"):
            return _gif_words(data)
        if data[4:8] == b"ftyp" or data.startswith(b"\0\0\0\x0cjP  "):
            return _boxed_words(data)
    except StructError:
        return []
    return []


def _gif_words(data: bytes) -> list[str]:
    """Comments, plain texts and XMP of a GIF, and what stands behind its end."""
    flags = unpack_from("<B", data, 10)[0]
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    found: list[str] = []
    for _ in range(_MOST_BLOCKS):
        if at >= len(data) or data[at] == 0x3B:
            break
        if data[at] == 0x2C:
            flags = unpack_from("<B", data, at + 9)[0]
            at = _behind_blocks(data, at + 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0))[0]
            continue
        kind = data[at + 1] if at + 1 < len(data) else 0
        at, body = _behind_blocks(data, at + 2)
        if kind == 0xFE:
            found.append(decoded(body).text.strip())
        elif kind == 0x01:
            found.append(decoded(body[12:]).text.strip())
    if _XMP in data:
        found += _boxed_words(data)
    if len(data) > at + 7:
        from scanner.extract.ole.raw_words import raw_words

        found += raw_words(data[at + 1 :])
    return [text for text in found if text]


def _gif_end(data: bytes) -> int:
    """Where the last block of a GIF and its trailer end."""
    return gif_extent(data)[1] + 1


def _behind_blocks(data: bytes, at: int) -> tuple[int, bytes]:
    """Where the sub-blocks that begin here end, and what they hold."""
    pieces = []
    while at < len(data) and data[at]:
        pieces.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return at + 1, b"".join(pieces)


def _boxed_words(data: bytes) -> list[str]:
    """EXIF and XMP wherever they lie in the file."""
    found: list[str] = []
    at = data.find(_EXIF)
    if at >= 0:
        found += picture_words(data[at + len(_EXIF) :])
    start = data.find(_XMP)
    end = data.find(_XMP_END, start)
    if 0 <= start < end:
        packet = b"http://ns.adobe.com/xap/1.0/\0" + data[start : end + len(_XMP_END)]
        whole = b"\xff\xd8\xff\xe1" + min(len(packet) + 2, 0xFFFF).to_bytes(2, "big") + packet[:0xFFFD]
        found += picture_words(whole)
    return found


def _end(data: bytes) -> int:
    """Where the picture ends; 0 where that is not told."""
    try:
        if data.startswith(b"\x89PNG"):
            at = data.find(b"IEND")
            return at + 8 if at >= 0 else 0
        if data.startswith(b"BM"):
            size: int = unpack_from("<I", data, 2)[0]
            return size
        if data.startswith(b"RIFF"):
            size = unpack_from("<I", data, 4)[0]
            return 8 + size
        if data.startswith(b"GIF8"):
            return _gif_end(data)
        if data.startswith(b"\xff\xd8"):
            return _jpeg_end(data)
    except StructError:
        return 0
    return 0


def _jpeg_end(data: bytes) -> int:
    """Where the picture of a JPEG ends: its first end mark behind the segments (ITU-T T.81, B.1.1.3, B.2.1)."""
    at = 2
    for _ in range(_MOST_BLOCKS):
        if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] == _JPEG_SCAN:
            break
        if data[at + 1] == _JPEG_END:
            return at + 2
        at += 2 + int(unpack_from(">H", data, at + 2)[0])
    end = data.find(bytes((0xFF, _JPEG_END)), at)
    return end + 2 if end >= 0 else 0
