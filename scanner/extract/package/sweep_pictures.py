"""The pictures inside an office file, read by the extra for pictures where it is installed.

Readers say of every picture large enough to hold text that it was not read. Here those are read, and what the
readers said is taken back when as many pictures were read as they spoke of.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.detect import HEAD, begins_as_file
from scanner.extract.ole.metafile_words import is_metafile
from scanner.extract.package.part_names import shown_name
from scanner.extract.picture.extent import has_room_for_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.extract.package.ooxml import Package
    from scanner.settings import Limits

UNREAD = ("picture", "picture-text")
_ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
_OF_WORKBOOKS = "xl/media/"
_OTHERWISE_SHOWN = (_OF_WORKBOOKS, "docprops/")  # the latter: how the first page looks when it is small
_SMALLEST_SIDE = 60  # pixels; smaller pictures are icons


def note_media(package: Package, builder: DocumentBuilder) -> None:
    """A gap for each picture of a workbook that may show words."""
    for part in package.names:
        if not part.lower().startswith(_OF_WORKBOOKS):
            continue
        try:
            note_picture(part, package.read(part), builder)
        except Unreadable:
            continue  # the sweep says so


def note_unlinked(builder: DocumentBuilder, pictures: list[tuple[str, bytes]], links: list[bytes]) -> None:
    """A gap for each of these pictures that no part of a document or of slides shows: it was taken out, not away."""
    linked = b"\n".join(links)
    for part, data in pictures:
        if not part.lower().startswith(_OTHERWISE_SHOWN) and part.rpartition("/")[2].encode() not in linked:
            note_picture(part, data, builder)


def note_picture(part: str, data: bytes, builder: DocumentBuilder) -> None:
    """A gap for a picture that may show words; a metafile says its own, a file that poses as a picture is read."""
    if has_room_for_words(data) and not is_metafile(data) and not begins_as_file(data[:HEAD]):
        builder.gap(*UNREAD, None, shown_name(part))


def pour_pictures(package: Package, builder: DocumentBuilder, limits: Limits) -> None:
    """Add what stands on the pictures of a file; nothing happens where no reader spoke of one."""
    spoken_of = builder.gap_count(*UNREAD)
    if not spoken_of or limits.ocr == "never":
        return
    from scanner.extract.ocr.words import is_here

    if not is_here():
        return
    pictures = [part for part in package.names if part.lower().endswith(_ENDINGS)]
    if len(pictures) > limits.ocr_pages:
        builder.gap("part", "too-many-scans")
    read = sum(_pour(package, part, builder) for part in pictures[: limits.ocr_pages])
    if read >= spoken_of:
        builder.forget(*UNREAD)


def _pour(package: Package, part: str, builder: DocumentBuilder) -> bool:
    """Read one picture; whether it is one that can hold text and was read."""
    from scanner.extract.building import DocumentBuilder as Builder
    from scanner.extract.nested import pour_document
    from scanner.extract.ocr.page import page_of
    from scanner.extract.ocr.words import OcrFailed, size_of, words_of
    from scanner.extract.pdf.pour import Pourer

    try:
        data = package.read(part)
        width, height = size_of(data)
        if min(width, height) < _SMALLEST_SIDE:
            return False
        page = page_of(1, words_of(data), width, height)
    except (OcrFailed, Unreadable):
        return False
    page.layer = "ocr"
    inner = Builder(part, "picture")
    pourer = Pourer(inner)
    pourer.pour(page, {})
    pourer.close()
    pour_document(builder, inner.document(), shown_name(part), layer="")
    return True
