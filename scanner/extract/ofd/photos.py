"""Pictures of an OFD page that hide what lies below them: photos, not seals or signatures, which are cut out.

GB/T 33190-2016: 7.9 (resources, MultiMedia, BaseLoc), 10 (pictures: a square of one by one that CTM makes large, ImageMask).
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.ofd.bounds import area_of
from scanner.extract.ofd.elements import child, text_of
from scanner.extract.ofd.looks import is_solid
from scanner.extract.ofd.runs import TURNED, matrix_of
from scanner.extract.picture.opacity import is_opaque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.ofd.package import OfdPackage
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix

    Photo = tuple[int, Rect]  # its number in drawing order, what of the page it covers

_SQUARE = (0.0, 0.0, 1.0, 1.0)
_WHOLE_PAGE = (
    0.5  # of a page: pictures over more of it are the page itself, the text below was read from them
)
_MOST_PHOTOS = 500  # of a page; where there are more they are what the page is made of


class Photos:
    """The pictures of a document by their numbers; whether one hides what is below it is asked when it must be known."""

    def __init__(self, package: OfdPackage) -> None:
        self._package = package
        self._files: dict[str, tuple[str, str]] = {}  # the resource part that names it, its location
        self._known: dict[str, bool] = {}

    def take(self, part: str, root: _Element) -> None:
        """Take in a resource file."""
        folder = root.get("BaseLoc") or ""
        for medium in root.iter("{*}MultiMedia"):
            location = text_of(child(medium, "MediaFile"))
            self._files[medium.get("ID") or ""] = part, f"{folder}/{location}" if folder else location

    def hides(self, picture: _Element) -> bool:
        """Whether nothing shows through an ImageObject."""
        if picture.get("ImageMask") or not is_solid(picture, None, None):
            return False
        id = picture.get("ResourceID") or ""
        if id not in self._known:
            self._known[id] = self._is_opaque(id)
        return self._known[id]

    def _is_opaque(self, id: str) -> bool:
        part, location = self._files.get(id, ("", ""))
        file = self._package.located(part, location) if location else None
        if file is None and location:
            file = self._package.located(part, location.rpartition("/")[2])
        try:
            return file is not None and is_opaque(self._package.read(file))
        except Unreadable:  # the sweep of pictures says so
            return False


def area_of_picture(picture: _Element, outer: Matrix, height: float) -> Rect | None:
    """What a picture is drawn on, in points; None where it stands aslant or nothing says how large it is."""
    inner = matrix_of(picture, outer)
    if abs(inner[1]) > TURNED * abs(inner[0]) or abs(inner[2]) > TURNED * abs(inner[3]):
        return None
    return area_of(_SQUARE, inner, height)


def covering(photos: Sequence[Photo], page: Rect) -> list[Photo]:
    """Those that lie over the text of a page; none where they are most of the page, as of one that was scanned."""
    whole = (page[2] - page[0]) * (page[3] - page[1])
    area = sum(max(right - left, 0.0) * max(top - bottom, 0.0) for _, (left, bottom, right, top) in photos)
    return list(photos) if area <= _WHOLE_PAGE * whole and len(photos) <= _MOST_PHOTOS else []
