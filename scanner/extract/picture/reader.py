"""Pictures (PNG, JPEG, GIF, BMP, TIFF, WebP, HEIC, JPEG 2000): what is kept beside the picture, files behind its end.

What the picture itself shows is read by the extra for pictures where it is installed (`shown_pages`); without it
that is a gap. Sources: GIF89a (comment and application extensions), ISO/IEC 14496-12 (HEIC boxes), TIFF 6.0.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.building import DocumentBuilder
from scanner.extract.hung_on import pour_hung_on
from scanner.extract.picture.carried import carried_words, gif_extent, hung_on
from scanner.extract.picture.codes import add_codes, codes_on
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.pdf.content import PageContent
    from scanner.model import Document
    from scanner.settings import Limits

_MOST_FRAMES = 10_000


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a picture: blocks of the layer image-metadata, and what is read of the picture itself."""
    builder = DocumentBuilder(name, "picture")
    start = hung_on(data)
    for text in carried_words(data[:start] if start > 0 else data):
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


def _frames(data: bytes) -> int:
    """The number of pages of a TIFF, of pictures of a GIF or WebP that moves; 1 for any other picture."""
    if data.startswith(b"GIF8"):
        try:
            return max(gif_extent(data)[0], 1)
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
