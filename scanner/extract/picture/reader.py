"""Pictures (PNG, JPEG, GIF, BMP, TIFF, WebP, HEIC, JPEG 2000): what is kept beside the picture, files behind its end.

What the picture itself shows is read by the extra for pictures where it is installed (`shown_pages`); without it
that is a gap. Sources: GIF89a (comment and application extensions), ISO/IEC 14496-12 (HEIC boxes), TIFF 6.0.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.building import DocumentBuilder
from scanner.extract.encoding import decoded
from scanner.extract.hung_on import SHORT_MARKS, pour_hung_on, start_of_file
from scanner.extract.picture.codes import add_codes, codes_on
from scanner.extract.picture.words import picture_words
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.pdf.content import PageContent
    from scanner.model import Document
    from scanner.settings import Limits

_EXIF, _XMP, _XMP_END = b"Exif\0\0", b"<x:xmpmeta", b"</x:xmpmeta>"
_MOST_BLOCKS = 100_000
_MOST_FRAMES = 10_000


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a picture: blocks of the layer image-metadata, and what is read of the picture itself."""
    builder = DocumentBuilder(name, "picture")
    start = _hung_on(data)
    own = data[:start] if start > 0 else data
    for text in dict.fromkeys((*picture_words(own), *_other_words(own))):
        builder.add(text, Place("picture", (), "named"), layer="image-metadata", visible=False)
    if start > 0:
        pour_hung_on(builder, data[start:], limits)
    pages, left = shown_pages(data, limits)
    for page in pages:
        from scanner.extract.pdf.pour import Pourer

        pourer = Pourer(builder)
        pourer.pour(page, {})
        pourer.close()
    add_codes(builder, codes_on(data, limits), Place("picture", (), "named"))
    if not pages:
        builder.gap("file", "picture-file")
    if left:
        builder.gap("part", "picture-file", None, "further pages")
    return builder.document()


def shown_pages(data: bytes, limits: Limits) -> tuple[list[PageContent], bool]:
    """What stands on the pages of a picture, as lines and tables, and whether there is more that was not read."""
    many = _frames(data) > 1
    if limits.ocr == "never" or limits.ocr_pages <= 0:
        return [], many
    from scanner.extract.ocr.words import OcrFailed, frames_of, is_here, words_of

    if not is_here():
        return [], many
    from scanner.extract.ocr.page import page_of

    found: list[PageContent] = []
    try:
        for number, pixels in enumerate(frames_of(data, limits.ocr_pages), 1):
            words = words_of(pixels)
            if words:
                found.append(page_of(number, words, pixels.shape[1], pixels.shape[0]))
                found[-1].layer = "ocr"
    except OcrFailed:
        return found, many or bool(found)
    return found, _frames(data) > limits.ocr_pages


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
    return _gif_pictures(data)[1] + 1


def _gif_pictures(data: bytes) -> tuple[int, int]:
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


def _hung_on(data: bytes) -> int:
    """Where a file begins that was hung on behind the picture's end, or put between its parts; -1 where none does."""
    end = _end(data)
    if 0 < end < len(data) and data.startswith(SHORT_MARKS, end):
        return end
    return start_of_file(data, max(end, 1))


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
    except StructError:
        return 0
    return 0


def _frames(data: bytes) -> int:
    """The number of pages of a TIFF, of pictures of a GIF or WebP that moves; 1 for any other picture."""
    if data.startswith(b"GIF8"):
        try:
            return max(_gif_pictures(data)[0], 1)
        except StructError:
            return 1
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return max(data.count(b"ANMF"), 1)
    if not data.startswith((b"II*\0", b"MM\0*")):
        return 1
    order = "<" if data.startswith(b"II") else ">"
    seen: set[int] = set()
    try:
        at = unpack_from(order + "I", data, 4)[0]
        while at and at not in seen and len(seen) < _MOST_FRAMES:
            seen.add(at)
            count = unpack_from(order + "H", data, at)[0]
            at = unpack_from(order + "I", data, at + 2 + 12 * count)[0]
    except StructError:
        return max(len(seen), 1)
    return max(len(seen), 1)
