"""About where the characters of a paragraph stand: enough to tell what a bar over them hides.

Widths are those of square type (a 汉字 one em, a letter or figure half of one); lines break where they are full. Sizes,
indents, line spacing: ECMA-376-1, 17.3.2.38 (sz), 17.3.1.12 (ind), 17.3.1.33 (spacing), 17.6.5 (docGrid). All in points.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

_USUAL_SIZE = 10.5  # 五号
_LEADING = 1.3  # of the size, from line to line where nothing is said
_LEAST_LEADING, _MOST_LEADING = 1.12, 1.42  # the same in the programs and fonts where it is least and most
_PAGE, _MARGIN = 595.3, 90.0  # A4 and the usual margin at its sides
_TAB = 21.0  # from stop to stop, where none is set
_MOST_CHARACTERS = 2_000  # of a paragraph that are laid out

Spot = tuple["_Element", int, float, float]  # w:t, index in it, left and right edge from the column's


class Line:
    """One line: its top and bottom from the paragraph's top, and where its characters stand."""

    __slots__ = ("bottom", "spots", "top")

    def __init__(self, top: float, bottom: float) -> None:
        self.top, self.bottom = top, bottom
        self.spots: list[Spot] = []

    def copied(self) -> Line:
        """The same line; the places of its characters are shared."""
        line = Line(self.top, self.bottom)
        line.spots = self.spots
        return line


class Layout:
    """Lays out the paragraphs of a body."""

    def __init__(self, body: _Element, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[_Element, list[Line]] = {}
        self._sizes: dict[_Element, float] = {}  # of letters whose run states none
        self._abouts: dict[str, list[_Element]] = {}  # by the style that a paragraph names
        section = next(body.iter(f"{w.W}sectPr"), None)
        size = section.find(f"{w.W}pgSz") if section is not None else None
        margins = section.find(f"{w.W}pgMar") if section is not None else None
        grid = section.find(f"{w.W}docGrid") if section is not None else None
        self.margin = twips(margins, "left", _MARGIN)
        self._width = twips(size, "w", _PAGE) - self.margin - twips(margins, "right", _MARGIN)
        is_grid = grid is not None and (grid.get(f"{w.W}type") or "") != ""
        self._pitch = twips(grid, "linePitch", 0.0) if is_grid else 0.0

    def width(self, paragraph: _Element) -> float:
        """The width of the column or cell that a paragraph stands in."""
        above = paragraph.getparent()
        if above is not None and above.tag == w.TC:
            return twips(above.find(f"{w.W}tcPr/{w.W}tcW"), "w", self._width)
        return self._width

    def lines(self, paragraph: _Element) -> list[Line]:
        """The lines of a paragraph, which the caller may move; one without characters is a line all the same."""
        if paragraph not in self._known:
            self._known[paragraph] = self._lines(paragraph)
        return [line.copied() for line in self._known[paragraph]]

    def _lines(self, paragraph: _Element) -> list[Line]:
        pieces = list(self._pieces(paragraph))
        size = max((size for _, _, size in pieces), default=_USUAL_SIZE)
        step = self._step(paragraph, size)
        wide = self.width(paragraph)
        indent, first = _indents(paragraph, size)
        lines = [Line(0.0, step)]
        at = indent + first
        for element, index, em in pieces:
            if index < 0 and w.breaks_page(element):
                break  # what follows stands on another page
            if index < 0:
                at = indent if element.tag == w.BR else (at // _TAB + 1) * _TAB
                lines += [Line(lines[-1].bottom, lines[-1].bottom + step)] if element.tag == w.BR else []
                continue
            character = (element.text or "")[index]
            width = em if ord(character) > 0x2E7F else em / 2
            if at + width > wide and lines[-1].spots:
                lines.append(Line(lines[-1].bottom, lines[-1].bottom + step))
                at = indent
            lines[-1].spots.append((element, index, at, at + width))
            at += width
        _align(lines, paragraph, wide)
        return lines

    def _pieces(self, paragraph: _Element) -> Iterator[tuple[_Element, int, float]]:
        """Every character that is shown: its w:t, its index, its size; of a break and a tabulator the index is -1."""
        count = 0
        for run in paragraph.iter(w.RUN):
            if (
                next(run.iterancestors(w.P), None) is not paragraph
                or run.find(f"{w.R_PR}/{w.VANISH}") is not None
            ):
                continue
            count += 1  # a run without characters costs as much
            size = self._size(run, paragraph)
            for element in run.iterchildren(w.T, w.BR, w.TAB):
                for index in range(len(element.text or "")) if element.tag == w.T else (-1,):
                    count += 1
                    if count > _MOST_CHARACTERS:
                        return
                    yield element, index, size

    def _size(self, run: _Element | None, paragraph: _Element) -> float:
        said = run.find(f"{w.R_PR}/{w.W}sz") if run is not None else None
        named = run.find(f"{w.R_PR}/{w.R_STYLE}") if run is not None and said is None else None
        if named is not None:
            for element in self._styles.chain(named.get(w.VAL) or ""):
                said = element.find(f"{w.R_PR}/{w.W}sz") if said is None else said
        if said is not None:
            return _half_points(said)
        if paragraph not in self._sizes:
            found = (element.find(f"{w.R_PR}/{w.W}sz") for element in self._about(paragraph))
            self._sizes[paragraph] = _half_points(next((said for said in found if said is not None), None))
        return self._sizes[paragraph]

    def _step(self, paragraph: _Element, size: float) -> float:
        return self._high(paragraph, max(size * _LEADING, self._pitch))

    def size(self, paragraph: _Element) -> float:
        """The size of the largest letters of a paragraph, of its mark where it has none."""
        largest = max((size for _, _, size in self._pieces(paragraph)), default=0.0)
        return largest or self._size(paragraph.find(w.P_PR), paragraph)

    def heights(self, paragraph: _Element) -> tuple[float, float]:
        """How far apart the lines of a paragraph are at least and at most."""
        size = self.size(paragraph)
        least, most = size * _LEAST_LEADING, size * _MOST_LEADING
        if self._pitch:
            most = self._pitch if least <= self._pitch else self._pitch * -(-most // self._pitch)
            least = max(least, self._pitch)
        return self._high(paragraph, least), self._high(paragraph, most)

    def least(self, paragraph: _Element) -> float:
        """How high each line of a paragraph is at least, where nothing snaps it to a grid."""
        return self._high(paragraph, self.size(paragraph) * _LEAST_LEADING)

    def spacing(self, paragraph: _Element) -> tuple[float, float]:
        """What a paragraph keeps free before and after it, at most."""
        before, after = (
            _points(self._spacing(paragraph, f"{side}Lines"), self._pitch or 2 * _USUAL_SIZE, 100)
            + _points(self._spacing(paragraph, side), 1, 20)
            for side in ("before", "after")
        )
        return before, after

    def says(self, paragraph: _Element, name: str) -> bool:
        """Whether a paragraph, its style or the document's defaults have a property that is on or off."""
        found = (properties.find(f"{w.W}{name}") for properties in self._said(paragraph))
        said = next((element for element in found if element is not None), None)
        return said is not None and w.is_on(said.get(w.VAL))

    def _spacing(self, paragraph: _Element, name: str) -> str:
        """One value of w:spacing, the nearest that is stated; "" for none."""
        for properties in self._said(paragraph):
            found = properties.find(f"{w.W}spacing")
            said = found.get(w.W + name) if found is not None else None
            if said is not None:
                return str(said)
        return ""

    def _said(self, paragraph: _Element) -> Iterator[_Element]:
        """The properties of a paragraph: its own, those of its style, of what that is based on, the defaults."""
        own = next(iter(paragraph), None)
        if own is not None and own.tag == w.P_PR:
            yield own
        for element in self._about(paragraph):
            found = element.find(w.P_PR)
            if found is not None:
                yield found

    def _about(self, paragraph: _Element) -> list[_Element]:
        """The styles of a paragraph, and what is said of all paragraphs, nearest first."""
        own = next(iter(paragraph), None)
        style = own.find(w.P_STYLE) if own is not None and own.tag == w.P_PR else None
        name = (style.get(w.VAL) or "") if style is not None else ""
        if name not in self._abouts:
            self._abouts[name] = [*self._styles.chain(name), *self._styles.usual()]
        return self._abouts[name]

    def _high(self, paragraph: _Element, natural: float) -> float:
        """The height of a line whose letters need `natural`."""
        said = self._spacing(paragraph, "line")
        rule = self._spacing(paragraph, "lineRule") or "auto"
        if not (said.isdecimal() and said.isascii()):
            return natural
        if rule == "auto":
            return natural * int(said[:5]) / 240
        return int(said[:5]) / 20 if rule == "exact" else max(natural, int(said[:5]) / 20)


def _half_points(said: _Element | None) -> float:
    """A size as w:sz states it, the usual one where it states none."""
    value = (said.get(w.VAL) or "") if said is not None else ""
    return int(value[:4]) / 2 if value.isdecimal() and value.isascii() and int(value[:4]) else _USUAL_SIZE


def _indents(paragraph: _Element, size: float) -> tuple[float, float]:
    """Indent of all lines, and what the first one has more."""
    said = paragraph.find(f"{w.P_PR}/{w.W}ind")
    if said is None:
        return 0.0, 0.0
    left = _hundredths(said, "leftChars", size) or twips(said, "left", 0.0)
    first = _hundredths(said, "firstLineChars", size) or twips(said, "firstLine", 0.0)
    return left, first - twips(said, "hanging", 0.0)


def _align(lines: list[Line], paragraph: _Element, wide: float) -> None:
    said = paragraph.find(f"{w.P_PR}/{w.W}jc")
    share = {"center": 0.5, "right": 1.0, "end": 1.0}.get(
        (said.get(w.VAL) or "") if said is not None else "", 0.0
    )
    for line in lines if share else ():
        if line.spots:
            move = (wide - line.spots[-1][3]) * share
            line.spots = [
                (element, index, left + move, right + move) for element, index, left, right in line.spots
            ]


def twips(element: _Element | None, name: str, usual: float) -> float:
    """A length that an attribute states in twentieths of a point, in points; `usual` where it states none."""
    said = (element.get(w.W + name) or "") if element is not None else ""
    return int(said[:7]) / 20 if said.isdecimal() and said.isascii() else usual


def _hundredths(element: _Element, name: str, size: float) -> float:
    said = element.get(w.W + name) or ""
    return int(said[:6]) / 100 * size if said.isdecimal() and said.isascii() else 0.0


def _points(said: str, unit: float, parts: float) -> float:
    """A length of so many parts of a unit, in points; 0 where it states none."""
    return int(said[:7]) * unit / parts if said.isdecimal() and said.isascii() else 0.0
