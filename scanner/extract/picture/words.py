"""The words kept in a picture beside what it shows: EXIF, XMP, IPTC, comments, bytes behind its end.

Sources: EXIF 2.32 (CIPA DC-008), 4.6; XMP part 3; IPTC-IIM 4.2; ISO/IEC 15948 (PNG), 11.3.4.
"""

from __future__ import annotations

import zlib
from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.encoding import decoded
from scanner.regexes import compiled

_MOST_BYTES = 2**20  # of one inflated text
_MOST_TAGS = 400
_HEAD = 2**16  # bytes of a damaged picture in which words are looked for
_PICTURE_ITSELF = (0xDA, 0xD9)  # markers of JPEG: what is drawn begins, the end
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
_XP_TAGS = range(0x9C9B, 0x9CA0)  # title, comment, author, keywords, subject: UTF-16
_USER_COMMENT = 0x9286
_FOLDERS = (0x8769, 0x8825, 0xA005)  # Exif, GPS, interoperability
_GPS = 0x8825
_NUMBERS_ONLY = compiled("(?!.*[0-9]{11})[\\s0-9:.,+TZ/-]*\\Z")
_MACHINE = ("http://", "https://", "uuid:", "xmp.", "adobe:", "W5M0", "rdf:")
_LONG_NUMBER = compiled("(?<![0-9a-fA-F-])[0-9]{11,19}[Xx]?(?![0-9a-fA-F-])")
_ATTRIBUTE = compiled('="([^"]*)"')
_PROGRAM_TAGS = frozenset((0x010F, 0x0110, 0x0131, 0x0132, 0x9003, 0x9004))  # camera, program, dates


def picture_words(data: bytes) -> list[str]:
    """The texts in a picture's data that a person or a camera left, each once. Never raises."""
    found: list[str] = []
    try:
        if data.startswith(b"\xff\xd8"):
            _read_jpeg(data, found)
        elif data.startswith(b"\x89PNG\r\n\x1a\n"):
            _read_png(data, found)
        elif data.startswith((b"II*\0", b"MM\0*")):
            _read_exif(data, found)
        elif data.startswith(b"RIFF"):
            _read_webp(data, found)
    except (StructError, zlib.error):
        _read_rest(data[:_HEAD], found)
    return list(dict.fromkeys(text for text in map(str.strip, found) if text))


def _read_jpeg(data: bytes, found: list[str]) -> None:
    at, end = 2, data.rfind(b"\xff\xd9")
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in _PICTURE_ITSELF:
        marker, length = data[at + 1], unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : at + 2 + length]
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            _read_exif(body[6:], found)
        elif marker == 0xE1 and body.startswith(_XMP_MARK):
            _read_xmp(body[len(_XMP_MARK) :], found)
        elif marker == 0xED:
            _read_iptc(body, found)
        elif marker == 0xFE:
            found.append(decoded(body).text)
        at += 2 + length
    if data[at : at + 1] != b"\xff":  # the segments are damaged
        _read_rest(data[2:_HEAD], found)
    _read_rest(data[end + 2 :] if end > 0 else b"", found)


def _read_png(data: bytes, found: list[str]) -> None:
    at = 8
    while at + 8 <= len(data):
        length, kind = unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"tEXt":
            found.append(decoded(body.partition(b"\0")[2]).text)
        elif kind == b"zTXt":
            found.append(decoded(_inflated(body.partition(b"\0")[2][1:])).text)
        elif kind == b"iTXt":
            _read_itxt(body, found)
        elif kind == b"eXIf":
            _read_exif(body, found)
        at += 12 + length
        if kind == b"IEND":
            _read_rest(data[at:], found)
            return


def _read_itxt(body: bytes, found: list[str]) -> None:
    keyword, _, rest = body.partition(b"\0")
    text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    text = _inflated(text) if rest[:1] == b"\1" else text
    if keyword.startswith(b"XML:com.adobe.xmp"):
        _read_xmp(text, found)
    else:
        found.append(text.decode("utf-8", "replace"))


def _read_webp(data: bytes, found: list[str]) -> None:
    at = 12
    while at + 8 <= len(data):
        kind, length = unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"EXIF":
            _read_exif(body.removeprefix(b"Exif\0\0"), found)
        elif kind == b"XMP ":
            _read_xmp(body, found)
        at += 8 + length + length % 2


def _read_exif(data: bytes, found: list[str]) -> None:
    """The texts of a TIFF structure, and where the picture was taken."""
    order = "<" if data.startswith(b"II") else ">"
    pending, seen = [(_u32(order, data, 4), 0)], set[int]()
    while pending and len(seen) < _MOST_TAGS:
        at, folder = pending.pop()
        if at in seen or at == 0:
            continue
        seen.add(at)
        count = min(unpack_from(order + "H", data, at)[0], _MOST_TAGS)
        place: dict[int, bytes] = {}
        for index in range(count):
            tag, kind, number = unpack_from(order + "HHI", data, at + 2 + 12 * index)
            size = number * {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 10: 8}.get(kind, 1)
            spot = at + 10 + 12 * index
            raw = data[spot : spot + size] if size <= 4 else data[_u32(order, data, spot) :][:size]
            if tag in _FOLDERS:
                pending.append((_u32(order, data, spot), tag))
            elif folder == _GPS and tag in (1, 2, 3, 4):
                place[tag] = raw
            else:
                _read_tag(tag, kind, raw, found)
        _read_position(order, place, found)
        following = at + 2 + 12 * count
        if following + 4 <= len(data):
            pending.append((_u32(order, data, following), folder))


def _u32(order: str, data: bytes, at: int) -> int:
    number: int = unpack_from(order + "I", data, at)[0]
    return number


def _read_tag(tag: int, kind: int, raw: bytes, found: list[str]) -> None:
    if tag in _PROGRAM_TAGS:
        return
    if tag in _XP_TAGS:
        found.append(raw.decode("utf-16-le", "replace").rstrip("\0"))
    elif tag == _USER_COMMENT:
        wide = raw.startswith(b"UNICODE")
        found.append(raw[8:].decode("utf-16-le", "replace") if wide else decoded(raw[8:].rstrip(b"\0")).text)
    elif kind == 2:
        text = decoded(raw.rstrip(b"\0")).text
        if not _NUMBERS_ONLY.match(text):
            found.append(text)
    elif tag == 700:
        _read_xmp(raw, found)


def _read_position(order: str, place: dict[int, bytes], found: list[str]) -> None:
    """Latitude and longitude in degrees, as one text (EXIF 4.6.6)."""
    if not {2, 4} <= place.keys() or min(len(place[2]), len(place[4])) < 24:
        return
    sides = []
    for tag in (2, 4):
        parts = unpack_from(order + "6I", place[tag])
        degrees = sum(parts[2 * i] / (parts[2 * i + 1] or 1) / 60**i for i in range(3))
        sides.append(f"{degrees:.6f}{place.get(tag - 1, b'')[:1].decode('ascii', 'replace')}")
    found.append("GPS " + ", ".join(sides))


def _read_xmp(raw: bytes, found: list[str]) -> None:
    """The texts of elements and attributes of an XMP packet; ids, dates and versions are left out."""
    text = raw.decode("utf-8", "replace")
    first, *tags = text.split("<")
    behind = [words if end else tag for tag, end, words in (tag.partition(">") for tag in tags)]
    pieces = [first, *behind, *_ATTRIBUTE.findall(text)]
    for piece in map(str.strip, pieces):
        is_machine = piece.startswith(("http://", "uuid:", "xmp.", "adobe:", "W5M0", "rdf:"))
        if (
            (piece and not is_machine and not _NUMBERS_ONLY.match(piece) and not piece.isascii())
            or "@" in piece
            or (sum(map(str.isdigit, piece)) >= 11 and not is_machine and "-" not in piece)
        ):
            found.append(piece)


def _read_iptc(body: bytes, found: list[str]) -> None:
    """The data sets of record 2 (IIM 4.2, 1.5)."""
    at = body.find(b"\x1c\x02")
    while at >= 0 and at + 5 <= len(body) and body[at] == 0x1C:
        length = unpack_from(">H", body, at + 3)[0]
        text = decoded(body[at + 5 : at + 5 + length]).text
        if not _NUMBERS_ONLY.match(text):
            found.append(text)
        at += 5 + length


def _read_rest(rest: bytes, found: list[str]) -> None:
    """What was hung on behind the end of the picture."""
    if len(rest) >= 6:
        from scanner.extract.ole.raw_words import raw_words

        found.extend(raw_words(rest))


def _inflated(raw: bytes) -> bytes:
    return zlib.decompressobj().decompress(raw, _MOST_BYTES)
