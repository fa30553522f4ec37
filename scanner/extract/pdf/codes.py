"""Codes (QR and the like) on the pictures of a PDF: those about as wide as high, as such codes are."""

from __future__ import annotations

from pikepdf import PdfImage, Stream
from pikepdf.models import image as refused

from scanner.extract.pdf.objects import BROKEN, Unbounded, decoded, listed
from scanner.extract.picture.codes import codes_of, codes_on, is_here

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.settings import Limits

_SMALLEST, _LARGEST = 40, 2_000  # pixels a side
_SQUARE = 1.7  # one side to the other
_MOST_BYTES = 4  # of a pixel, four colours of eight bits
_ROOM = 65_536
_REFUSED = (
    refused.UnsupportedImageTypeError,
    refused.InvalidPdfImageError,
    refused.HifiPrintImageNotTranscodableError,
    refused.NotExtractableError,
    refused.ImageDecompressionError,
    NotImplementedError,
    Unbounded,
    OSError,
    *BROKEN,
)


def picture_codes(picture: Stream, limits: Limits) -> list[str]:
    """What the codes on a picture say; nothing where it is no such picture or cannot be unpacked within limits."""
    sides = [picture.get(key, 0) for key in ("/Width", "/Height")]
    if not all(isinstance(side, int) and _SMALLEST <= side <= _LARGEST for side in sides):
        return []
    wide, high = (int(side) for side in sides)
    if max(wide, high) > _SQUARE * min(wide, high) or limits.ocr == "never" or not is_here():
        return []
    try:
        if [str(name) for name in listed(picture.get("/Filter"))] == ["/DCTDecode"]:
            return codes_on(picture.read_raw_bytes(), limits)
        decoded(picture, _MOST_BYTES * wide * high + _ROOM)
        return codes_of(PdfImage(picture).as_pil_image().convert("L"))
    except _REFUSED:
        return []
