"""What the bar codes on a picture say: QR codes of leaflets, cards and lists hold addresses, and at times a person's data.

Read by the extra `notice-scan[qr]` (zxing-cpp: one wheel of 1 MB, no model, offline, milliseconds a picture); without it by
the reader that opencv brings, which comes with the extra for pictures. Without either nothing is said of codes: a picture
large enough to hold text is a gap of its own. Of the linear codes only Code 128 is asked for; others are seen in photographs
where there are none.
"""

from __future__ import annotations

from importlib.util import find_spec

from scanner.extract.ocr.words import MOST_PIXELS
from scanner.model import Place
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.package.ooxml import Package
    from scanner.settings import Limits

PACKAGES = ("zxingcpp", "PIL")
_INSTEAD = ("cv2", "PIL", "numpy")
_KINDS = ("QRCode", "MicroQRCode", "RMQRCode", "DataMatrix", "Aztec", "PDF417", "Code128")
_ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
_SMALLEST_SIDE = 21  # pixels: a QR code has at least so many squares (ISO/IEC 18004, 5.1)
_ENOUGH = 2_000  # pixels a side
_FOLDERS = ("/media/", "/pictures/", "/res/")
_MOST_PICTURES = 200  # of one file
_ADDRESS = compiled("(?:https?|ftp|weixin|alipays?|wxp)://|[a-z0-9-]+(?:[.][a-z0-9-]+)+/", 2)
_ASKED_WHEN = ("auto", "always")


def is_here() -> bool:
    """Whether something is installed that reads codes."""
    return any(all(find_spec(name) is not None for name in names) for names in (PACKAGES, _INSTEAD))


def codes_of(image: Any) -> list[str]:
    """What the codes on a picture (of PIL) say, each once."""
    if find_spec("zxingcpp") is None:
        return _by_opencv(image)
    import zxingcpp

    wanted: Any = tuple(getattr(zxingcpp.BarcodeFormat, kind) for kind in _KINDS)
    found = zxingcpp.read_barcodes(image, formats=wanted)
    return list(dict.fromkeys(one.text for one in found if one.text.strip()))


def codes_on(picture: bytes, limits: Limits) -> list[str]:
    """What the codes on the pages of a picture file say; nothing where it cannot be unpacked."""
    if limits.ocr not in _ASKED_WHEN or not is_here():
        return []
    from io import BytesIO

    from PIL import Image

    found: list[str] = []
    try:
        with Image.open(BytesIO(picture)) as image:
            if min(image.size) < _SMALLEST_SIDE or image.size[0] * image.size[1] > MOST_PIXELS:
                return []
            image.draft("L", (_ENOUGH, _ENOUGH))  # of a JPEG no more is unpacked than is looked at
            for frame in range(min(getattr(image, "n_frames", 1), limits.ocr_pages)):
                image.seek(frame)
                found += codes_of(_looked_at(image))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        pass
    return list(dict.fromkeys(found))


def _looked_at(image: Any) -> Any:
    """A picture in grey, on white where it can be seen through, and no larger than codes need."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA", "P"):
        upright = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    grey = image.convert("L")
    grey.thumbnail((_ENOUGH, _ENOUGH))
    return grey


def layer_of(code: str) -> str:
    """The layer of what a code says: an address is a link's, anything else what a picture carries along."""
    return "link-target" if _ADDRESS.match(code) else "image-metadata"


def add_codes(builder: DocumentBuilder, codes: list[str], place: Place) -> None:
    """Add what codes say."""
    for code in codes:
        builder.add(code, place, layer=layer_of(code), visible=False)


def pour_codes(package: Package, builder: DocumentBuilder, limits: Limits) -> None:
    """Add what the codes on the pictures of an office file say."""
    from scanner.errors import Unreadable
    from scanner.extract.package.part_names import shown_name

    pictures = [
        part
        for part in package.names
        if part.lower().endswith(_ENDINGS) and any(folder in f"/{part.lower()}" for folder in _FOLDERS)
    ]
    if not pictures or limits.ocr not in _ASKED_WHEN or not is_here():
        return
    for part in pictures[:_MOST_PICTURES]:
        try:
            codes = codes_on(package.read(part), limits)
        except Unreadable:  # the sweep says so
            continue
        add_codes(builder, codes, Place("picture", (), "named", shown_name(part)))


def _by_opencv(image: Any) -> list[str]:
    import cv2
    import numpy

    try:
        _, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(numpy.asarray(image.convert("L")))
    except cv2.error:
        return []
    return [text for text in dict.fromkeys(texts) if text.strip()]
