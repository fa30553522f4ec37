"""How large a picture is, told by its first bytes, and whether that leaves room for words.

Sources: PNG 11.2.2 (IHDR); ITU-T T.81, B.2.2 (frame header); GIF89a, 18; BITMAPINFOHEADER; RFC 9649 (WebP).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = (16, 100)  # pixels of a line with a telephone number, in whichever direction
_LOGO = 200  # pixels; what is smaller and about as wide as high is a logo or a sign
_LINE_ON_PAGE, _LOGO_ON_PAGE = 0.25, 2.0  # centimetres
_SMALLEST = 256  # bytes; no picture of a line of words is packed into fewer
_MOST_SEGMENTS = 1_000
_NO_FRAMES = frozenset((0xC4, 0xC8, 0xCC))  # tables and reserved marks among those of frames


def has_room_for_words(data: bytes) -> bool:
    """Whether a line with a number may stand on the picture; yes where its size is not told."""
    if len(data) < _SMALLEST:
        return False
    width, height = extent_of(data)
    short, long = min(width, height), max(width, height)
    return not long or (short >= _LINE[0] and long >= _LINE[1] and (long >= _LOGO or long >= 2 * short))


def is_readable(sides: Sequence[float], centimetre: float) -> bool:
    """Whether words can be read on a picture of these sides on the page; yes where they are not told.

    Smaller ones are logos and signs, but a line of words is no logo.
    """
    if not sides or not all(sides):
        return True
    short, long = min(sides) / centimetre, max(sides) / centimetre
    return short >= _LOGO_ON_PAGE or (short >= _LINE_ON_PAGE and long >= max(_LOGO_ON_PAGE, 2 * short))


def extent_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; (0, 0) where they are not told."""
    try:
        if data.startswith(b"\x89PNG"):
            width, height = unpack_from(">II", data, 16)
        elif data.startswith(b"\xff\xd8"):
            width, height = _jpeg(data)
        elif data.startswith(b"GIF8"):
            width, height = unpack_from("<HH", data, 6)
        elif data.startswith(b"BM"):
            width, height = unpack_from("<ii", data, 18)
        elif data.startswith(b"RIFF"):
            width, height = _webp(data)
        else:
            return 0, 0
    except StructError:
        return 0, 0
    return abs(width), abs(height)


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        mark, kind, length = unpack_from(">BBH", data, at)
        if mark != 0xFF:
            break
        if 0xC0 <= kind <= 0xCF and kind not in _NO_FRAMES:
            height, width = unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + length
    return 0, 0


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        sizes = unpack_from("<IHB", data + b"\0", 24)  # three bytes each, less one
        return (sizes[0] & 0xFFFFFF) + 1, ((sizes[0] >> 24) | (sizes[1] << 8)) + 1
    if kind == b"VP8 ":
        width, height = unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return 0, 0
