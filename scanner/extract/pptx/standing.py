"""About where the words of a shape and the cells of a table stand, in English Metric Units.

Reckoned from the size of the letters, the spacing and the alignment. Source: ECMA-376-1, 21.1.2.1.1
(bodyPr: insets, anchor), 21.1.2.1.3 (normAutofit), 21.1.2.2.5 to 21.1.2.2.10 (spacing), 21.1.3.16 and 21.1.3.18 (columns, rows).
"""

from __future__ import annotations

from scanner.extract.package.xml_library import etree
from scanner.extract.pptx.places import length
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from scanner.extract.pptx.looks import Letters
    from scanner.extract.pptx.places import Rect

POINT = 12_700  # English Metric Units
USUAL_SIZE = 18.0  # points
_SIDE, _TOP = 91_440, 45_720  # insets of a text box
_LEADING = 1.2
_SLACK = 0.001  # of a line, for what reckoning rounds
_WHOLE = 100_000  # thousandths of a per cent
_UNSTATED = -(10**15)  # shorter than any size
_STATING_SIZE = "{*}rPr", "{*}endParaRPr"
_SPACES = "{*}spcBef", "{*}lnSpc", "{*}spcAft"


class Words:
    """Where the words of one shape stand, laid out once for all its paragraphs."""

    def __init__(self, shape: _Element, where: Rect, letters: Letters) -> None:
        """`letters` tell the size of letters of a shape that state none; they are asked where there are some."""
        body = next(named(shape, "bodyPr"), None)
        self._where = where
        self._shape = shape
        self._letters = letters
        self._usual: float | None = None
        self._wraps = body is None or body.get("wrap") != "none"
        self._body = body
        self.scale = fit_of(body)
        self._left = length(body, "lIns", _SIDE) if body is not None else _SIDE
        right = length(body, "rIns", _SIDE) if body is not None else _SIDE
        self._room = where[2] - where[0] - self._left - right
        if self._room <= 0:  # what a program then does is its own affair
            self._left, self._room = 0, where[2] - where[0]
        self.is_upright = body is None or (body.get("vert") or "horz") == "horz"
        self.is_fitted = body is not None and next(body.iterchildren("{*}normAutofit"), None) is not None
        self._spots: dict[_Element, tuple[float, float, float]] = {}  # how far down, height, size of letters
        self._lines: tuple[float, float] | None = None  # top and bottom of all of them
        self._most: tuple[float, float] | None = None  # the same, as wide apart as they may be

    def spans(self) -> Iterator[tuple[float, float]]:
        """Between which heights all lines stand: first as wide apart as they may be, if that can be told, then exactly."""
        if self._most is None:
            self._most = self._most_apart()
        yield self._most
        yield self._laid_out()

    def _most_apart(self) -> tuple[float, float]:
        """Top and bottom of the lines if all letters were as large as the largest and took whole lines."""
        largest = self._letters.largest_size(self._shape)
        if largest is None:
            return self._laid_out()
        size = largest * self.scale * POINT
        lines = sum(1 for _ in self._shape.iter("{*}p", "{*}br")) + _SLACK
        if self._wraps and self._room > 0:
            text = etree.tostring(self._shape, method="text", encoding="unicode", with_tail=False)
            lines += len(text) * size / self._room
        top = self._where[1] + self._inset("tIns")
        return top, top + _LEADING * size * lines

    def _laid_out(self) -> tuple[float, float]:
        if self._lines is None:
            self._lines = self._lay_out()
        return self._lines

    def _lay_out(self) -> tuple[float, float]:
        below = 0.0
        bodies = named(self._shape, "txBody")
        for paragraph in [found for body in bodies for found in body.iterchildren("{*}p")]:
            size = max(_sizes(paragraph, self._usual_size)) * self.scale * POINT
            before, line, after = _spacing(paragraph, size)
            below += before if below else 0.0
            text = "".join(found.text or "" for found in named(paragraph, "t")) if self._room > 0 else ""
            wraps = int(_width(text, size) / self._room) if self._wraps and text else 0
            high = line * (1 + wraps + sum(1 for _ in named(paragraph, "br")))
            self._spots[paragraph] = below, high, size
            below += high + after
        _, top, _, bottom = self._where
        over = self._inset("tIns")
        anchor = (self._body.get("anchor") or "t") if self._body is not None else "t"
        room = bottom - top - over - self._inset("bIns") - below
        start = top + over + {"ctr": 0.5, "b": 1.0}.get(anchor, 0.0) * room
        return start, start + below

    def _inset(self, side: str) -> int:
        return length(self._body, side, _TOP) if self._body is not None else _TOP

    def _usual_size(self) -> float:
        if self._usual is None:
            self._usual = self._letters.usual_size(self._shape)
        return self._usual

    def rect(self, paragraph: _Element, text: str) -> Rect:
        """About where the words of a paragraph stand."""
        if not self.is_upright:
            return self._where
        start, _ = self._laid_out()
        if paragraph in self._spots:
            down, high, size = self._spots[paragraph]
            top = start + down
        else:
            top, high, size = self._where[1], USUAL_SIZE * POINT, USUAL_SIZE * POINT
        longest = max(text.split("\n"), key=len)
        wide = min(_width(longest, size), self._room)
        about = next(paragraph.iterchildren("{*}pPr"), None)
        align = {"ctr": 0.5, "r": 1.0}.get((about.get("algn") or "l") if about is not None else "l", 0.0)
        begin = self._where[0] + self._left + align * max(self._room - wide, 0.0)
        return begin, top, begin + max(wide, 1.0), top + high


class Cells:
    """Where the cells of a table stand, and which lies where."""

    def __init__(self, frame: _Element, where: Rect) -> None:
        self._across = _edges(where[0], [length(found, "w") for found in named(frame, "gridCol")])
        self._down = _edges(where[1], [length(found, "h") for found in named(frame, "tr")])

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return self._down[-1]

    def rect(self, row: int, column: int) -> Rect | None:
        """Where the cell of a row and column (from 0) stands; None where the table does not say."""
        if column + 1 >= len(self._across) or row + 1 >= len(self._down):
            return None
        return self._across[column], self._down[row], self._across[column + 1], self._down[row + 1]


def fit_of(body: _Element | None) -> float:
    """How large the letters of a text box are drawn for one that they state."""
    for fit in body.iterchildren("{*}normAutofit") if body is not None else ():
        said = (fit.get("fontScale") or "").removesuffix("%")
        if said.isdecimal():
            return int(said[:9]) / (100 if "%" in (fit.get("fontScale") or "") else _WHOLE)
    return 1.0


def _edges(start: float, lengths: list[int]) -> list[float]:
    found = [start]
    for one in lengths:
        found.append(found[-1] + max(one, 0))
    return found


def _spacing(paragraph: _Element, size: float) -> tuple[float, float, float]:
    """The space before a paragraph, the height of a line, the space behind it."""
    said = {"spcBef": 0.0, "lnSpc": _LEADING * size, "spcAft": 0.0}
    about = next(paragraph.iterchildren("{*}pPr"), None)
    for space in about.iterchildren(*_SPACES) if about is not None else ():
        for amount in space:
            if local(amount) == "spcPts":
                said[local(space)] = length(amount, "val") / 100 * POINT
            elif local(amount) == "spcPct":
                said[local(space)] = length(amount, "val", _WHOLE) / _WHOLE * _LEADING * size
    return said["spcBef"], said["lnSpc"], said["spcAft"]


def _width(text: str, size: float) -> float:
    """About how wide letters of a size are: a 汉字 is as wide as high, others half as wide."""
    wide = 0 if text.isascii() else sum(map("\u2e7f".__lt__, text))
    return size * wide + size / 2 * (len(text) - wide)


def _sizes(paragraph: _Element, usual: Callable[[], float]) -> list[float]:
    """The sizes of the letters of a paragraph, in points; of an empty one that of its end."""
    for tag in _STATING_SIZE:
        stated = {length(about, "sz", _UNSTATED) for about in paragraph.iter(tag)}
        if stated:
            return [usual() if size == _UNSTATED else size / 100 for size in stated]
    return [usual()]
