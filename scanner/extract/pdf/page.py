"""One page as pdfium sees it: its text, where characters stand, what is drawn on it.

Coordinates are turned into the *text frame*: the frame in which most of the page's text runs from left
to right, whatever /Rotate and the text matrix say. `PageView.shown` turns them into the page as shown.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from math import isfinite

from scanner.extract.pdf.library import FORM, IMAGE, PATH, TEXT, Pdfium
from scanner.model import Box
from scanner.regexes import compiled

Rect = tuple[float, float, float, float]  # left, bottom, right, top

QUARTER = 1.5707963267948966
THIN = "\ufdd0"  # no character (Unicode, 23.7)
THINNEST = 0.4  # line heights; a space that is stored is wider
HALVES = compiled("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")  # of characters beyond 65,536
BESIDE_LATIN = compiled(
    "(?<=[\u3400-\u9fff\uff01-\uff5e]) (?=[!-~])|(?<=[!-~]) (?=[\u3400-\u9fff\uff01-\uff5e])"
)


class PageView:
    """An open page. `close()` gives its memory back; nothing is kept from page to page."""

    def __init__(self, library: Pdfium, document: int, index: int) -> None:
        self.number = index + 1
        self.document = document
        self._library = library
        self.handle: int = library.FPDF_LoadPage(document, index) or 0
        self._text: int = (library.FPDFText_LoadPage(self.handle) or 0) if self.handle else 0
        self.count: int = max(library.FPDFText_CountChars(self._text), 0) if self._text else 0
        self.text = self._all_text()
        self._rectangle = array("f", bytes(16))
        self._address = self._rectangle.buffer_info()[0]
        self.turns = self._text_turns() if self.count else 0
        self._mark_thin_spaces()
        self._bounds: Rect | None = None
        self._rotation = -1
        self._taken: list[int] = []

    def close(self) -> None:
        """Give the page back to pdfium."""
        if self._text:
            self._library.FPDFText_ClosePage(self._text)
        if self.handle:
            self._library.FPDF_ClosePage(self.handle)
        self._text = self.handle = 0

    @property
    def text_handle(self) -> int:
        """pdfium's text of the page; 0 where there is none."""
        return self._text

    @property
    def bounds(self) -> Rect:
        """The page's rectangle in its own coordinates, before any rotation."""
        if self._bounds is None:
            self._library.FPDF_GetPageBoundingBox(self.handle, self._address)
            left, top, right, bottom = self._rectangle
            self._bounds = (left, bottom, right, top)
            self._rotation = self._library.FPDFPage_GetRotation(self.handle) & 3
        return self._bounds

    @property
    def frame_bounds(self) -> Rect:
        """The page's rectangle in the text frame."""
        return turned(self.bounds, self.turns)

    def shown(self, rect: Rect) -> Box:
        """A rectangle of the text frame on the page as shown, origin at its lower left corner."""
        bounds = self.bounds
        if not (self.turns or self._rotation or bounds[0] or bounds[1]):
            return _box(*rect)
        home = turned(bounds, self._rotation)
        x0, y0, x1, y1 = turned(turned(rect, -self.turns & 3), self._rotation)
        return _box(x0 - home[0], y0 - home[1], x1 - home[0], y1 - home[1])

    def char_boxes(self, indexes: Sequence[int], *, is_mapped: bool = False) -> array[float]:
        """The boxes of these characters (left, top, right, bottom in the page's coordinates).

        `indexes` are offsets of `text`, or pdfium's own numbers with `is_mapped`.
        """
        if not is_mapped and len(self.text) != self.count:
            find = self._library.FPDFText_GetCharIndexFromTextIndex
            indexes = list(map(find, repeat(self._text), indexes))
        boxes = array("f", bytes(16 * len(indexes)))
        first = boxes.buffer_info()[0]
        places = range(first, first + 16 * len(indexes), 16)
        for _ in map(self._library.FPDFText_GetLooseCharBox, repeat(self._text), indexes, places):
            pass
        return boxes

    def characters(self) -> tuple[str, array[float]]:
        """All characters and their boxes (left, top, right, bottom in the page's coordinates)."""
        return self.char_text(), self.char_boxes(range(self.count), is_mapped=True)

    def char_text(self) -> str:
        """All characters by pdfium's numbers; `text` may leave some of them out."""
        if len(self.text) == self.count:
            return self.text
        codes = map(self._library.FPDFText_GetUnicode, repeat(self._text), range(self.count))
        text = [chr(code) if code < 0x110000 else "\ufffd" for code in codes]
        for half in HALVES.finditer("".join(text)):
            pair = half[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            text[half.start() : half.end()] = pair[:1] + THIN * (len(half[0]) - 1)
        for index in self._taken:
            text[index] = THIN
        return "".join(text)

    def take_out(self, indexes: Sequence[int]) -> None:
        """Put `THIN`, which is dropped later, in place of characters by pdfium's numbers."""
        if not indexes:
            return
        self._taken.extend(indexes)
        text = list(self.text)
        find = self._library.FPDFText_GetTextIndexFromCharIndex
        is_same = len(text) == self.count
        for index in indexes:
            at = index if is_same else find(self._text, index)
            if 0 <= at < len(text) and text[at] not in "\r\n":
                text[at] = THIN
        self.text = "".join(text)

    def object_types(self) -> list[int]:
        """The type of every object of the page, in drawing order."""
        library, page = self._library, self.handle
        count = library.FPDFPage_CountObjects(page)
        objects = map(library.FPDFPage_GetObject, repeat(page), range(count))
        return list(map(library.FPDFPageObj_GetType, objects))

    def objects(self, types: Sequence[int], wanted: int) -> list[int]:
        """The handles of the objects of one type, given the list of all types."""
        get = self._library.FPDFPage_GetObject
        return [get(self.handle, index) for index, kind in enumerate(types) if kind == wanted]

    def picture_area(self, types: Sequence[int], shortest: float) -> float:
        """How much of the page its pictures cover, in square points; those under `shortest` left out."""
        left, bottom, right, top = self.bounds
        area = 0.0
        for handle in (*self.objects(types, IMAGE), *self._picture_forms(types)):
            x0, y0, x1, y1 = self.object_bounds(handle)
            width, height = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
            if width > 0 and height > 0 and max(width, height) >= shortest:
                area += width * height
        return area

    def object_bounds(self, handle: int) -> Rect:
        """The bounds of an object in the page's coordinates."""
        at = self._address
        if not self._library.FPDFPageObj_GetBounds(handle, at, at + 4, at + 8, at + 12):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self._rectangle
        return (left, bottom, right, top)

    def map_errors(self) -> int:
        """How many characters have no Unicode in the file's own tables."""
        return sum(map(self._library.FPDFText_HasUnicodeMapError, repeat(self._text), range(self.count)))

    def lost_texts(self, types: Sequence[int]) -> int:
        """Text objects that gave no character: a font that is neither in the file nor on this machine."""
        call = self._library.FPDFTextObj_GetText
        return sum(call(handle, self._text, None, 0) <= 2 for handle in self.objects(types, TEXT))

    def _picture_forms(self, types: Sequence[int]) -> list[int]:
        """Groups of objects that hold a picture."""
        library, found = self._library, []
        for form in self.objects(types, FORM):
            count = library.FPDFFormObj_CountObjects(form)
            inner = (library.FPDFFormObj_GetObject(form, index) for index in range(min(count, 200)))
            if any(library.FPDFPageObj_GetType(handle) == IMAGE for handle in inner if handle):
                found.append(form)
        return found

    def _all_text(self) -> str:
        if not self.count:
            return ""
        buffer = array("H", bytes(2 * self.count + 2))
        units = self._library.FPDFText_GetText(self._text, 0, self.count, buffer.buffer_info()[0])
        return buffer[: max(units - 1, 0)].tobytes().decode("utf-16-le", "replace")

    def _mark_thin_spaces(self) -> None:
        """Put `THIN` in place of the spaces that pdfium makes of the gap between 汉字 and digits.

        Word and LibreOffice set a quarter of a character there; no space is stored.
        """
        generated = self._library.FPDFText_IsGenerated
        spaces = [match.start() for match in BESIDE_LATIN.finditer(self.text)]
        if not spaces or len(self.text) != self.count:
            return
        boxes = self.char_boxes([at + step for at in spaces for step in (-1, 1)], is_mapped=True)
        thin: list[int] = []
        for number, at in enumerate(spaces):
            pair = [tuple(boxes[first : first + 4]) for first in (8 * number, 8 * number + 4)]
            (_, low, end, high), (begin, _, _, _) = (
                turned((left, bottom, right, top), self.turns) for left, top, right, bottom in pair
            )
            if begin - end < THINNEST * (high - low) and generated(self._text, at):
                thin.append(at)
        for at in thin:
            self.text = self.text[:at] + THIN + self.text[at + 1 :]

    def _text_turns(self) -> int:
        """Quarter turns that bring the direction of most text to left-to-right."""
        call, last = self._library.FPDFText_GetCharAngle, self.count - 1
        angles: list[float] = [call(self._text, last * part // 4) for part in range(5)]
        found = [-round(angle / QUARTER) & 3 if isfinite(angle) else 0 for angle in angles]
        return max(set(found), key=lambda turns: (found.count(turns), -turns))


# Lines begin at the same margins and stand at the same heights on page after page: one box serves them all.
_box = lru_cache(maxsize=8192)(Box)


def turned(rect: Rect, turns: int) -> Rect:
    """The rectangle after so many quarter turns clockwise about the origin."""
    left, bottom, right, top = rect
    if turns == 0:
        return rect
    if turns == 1:
        return (bottom, -right, top, -left)
    if turns == 2:
        return (-right, -top, -left, -bottom)
    return (-top, left, -bottom, right)


def counted(types: Sequence[int]) -> tuple[int, int, int]:
    """How many paths, pictures and groups of objects a page has."""
    return types.count(PATH), types.count(IMAGE), types.count(FORM)
