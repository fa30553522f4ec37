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
_PAGE, _MARGIN = 595.3, 90.0  # A4 and the usual margin at its sides
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
        section = next(body.iter(f"{w.W}sectPr"), None)
        size = section.find(f"{w.W}pgSz") if section is not None else None
        margins = section.find(f"{w.W}pgMar") if section is not None else None
        grid = section.find(f"{w.W}docGrid") if section is not None else None
        self.margin = _twips(margins, "left", _MARGIN)
        self._width = _twips(size, "w", _PAGE) - self.margin - _twips(margins, "right", _MARGIN)
        is_grid = grid is not None and (grid.get(f"{w.W}type") or "") != ""
        self._pitch = _twips(grid, "linePitch", 0.0) if is_grid else 0.0

    def width(self, paragraph: _Element) -> float:
        """The width of the column or cell that a paragraph stands in."""
        above = paragraph.getparent()
        if above is not None and above.tag == w.TC:
            return _twips(above.find(f"{w.W}tcPr/{w.W}tcW"), "w", self._width)
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
        """Every character that is shown: its w:t, its index, its size."""
        count = 0
        for run in paragraph.iter(w.RUN):
            if (
                next(run.iterancestors(w.P), None) is not paragraph
                or run.find(f"{w.R_PR}/{w.VANISH}") is not None
            ):
                continue
            count += 1  # a run without characters costs as much
            size = self._size(run, paragraph)
            for element in run.iterchildren(w.T):
                for index in range(len(element.text or "")):
                    count += 1
                    if count > _MOST_CHARACTERS:
                        return
                    yield element, index, size

    def _size(self, run: _Element, paragraph: _Element) -> float:
        said = run.find(f"{w.R_PR}/{w.W}sz")
        named = run.find(f"{w.R_PR}/{w.R_STYLE}")
        holder = paragraph.find(f"{w.P_PR}/{w.P_STYLE}")
        for style in (named, holder):
            for element in self._styles.chain((style.get(w.VAL) or "") if style is not None else ""):
                said = element.find(f"{w.R_PR}/{w.W}sz") if said is None else said
        value = (said.get(w.VAL) or "") if said is not None else ""
        return int(value[:4]) / 2 if value.isdecimal() and value.isascii() and int(value[:4]) else _USUAL_SIZE

    def _step(self, paragraph: _Element, size: float) -> float:
        spacing = paragraph.find(f"{w.P_PR}/{w.W}spacing")
        said = (spacing.get(f"{w.W}line") or "") if spacing is not None else ""
        rule = (spacing.get(f"{w.W}lineRule") or "auto") if spacing is not None else "auto"
        natural = max(size * _LEADING, self._pitch)
        if not (said.isdecimal() and said.isascii()):
            return natural
        if rule == "auto":
            return natural * int(said[:5]) / 240
        return int(said[:5]) / 20 if rule == "exact" else max(natural, int(said[:5]) / 20)


def _indents(paragraph: _Element, size: float) -> tuple[float, float]:
    """Indent of all lines, and what the first one has more."""
    said = paragraph.find(f"{w.P_PR}/{w.W}ind")
    if said is None:
        return 0.0, 0.0
    left = _hundredths(said, "leftChars", size) or _twips(said, "left", 0.0)
    first = _hundredths(said, "firstLineChars", size) or _twips(said, "firstLine", 0.0)
    return left, first - _twips(said, "hanging", 0.0)


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


def _twips(element: _Element | None, name: str, usual: float) -> float:
    said = (element.get(w.W + name) or "") if element is not None else ""
    return int(said[:7]) / 20 if said.isdecimal() and said.isascii() else usual


def _hundredths(element: _Element, name: str, size: float) -> float:
    said = element.get(w.W + name) or ""
    return int(said[:6]) / 100 * size if said.isdecimal() and said.isascii() else 0.0
