"""Whether a picture hides what lies below it: seals and signatures are cut out, photographs are not.

Sources: PNG (ISO/IEC 15948), 11.2.2 (colour types with alpha) and 11.3.2.1 (tRNS); JPEG and BMP know no alpha;
of GIF and WebP the head says whether a colour can be seen through.
"""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
_WITH_ALPHA = (4, 6)  # colour types
_ALPHA = 0x10  # flag of VP8X
_HEAD = 100_000  # bytes


def is_opaque(data: bytes) -> bool:
    """Whether every pixel of a picture file covers what lies below; False where that is not told."""
    if data.startswith(_PNG):
        colour = data[25] if len(data) > 25 else 6
        return colour not in _WITH_ALPHA and b"tRNS" not in data[:_HEAD].partition(b"IDAT")[0]
    if data.startswith(b"GIF8"):
        at = data.find(b"\x21\xf9\x04")
        return at < 0 or not data[at + 3] & 1
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return data[12:16] == b"VP8 " or (data[12:16] == b"VP8X" and not data[20] & _ALPHA)
    return data.startswith((b"\xff\xd8\xff", b"BM"))
