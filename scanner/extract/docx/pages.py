"""Between which heights of a page the lines of a body stand: enough to tell what a bar placed from the page hides.

A page is known from where it surely begins: the body, a page break, a paragraph that Word itself last saw begin one. From
there each line has a least and a greatest height, as leading, line breaks and spacing are not the same in every program;
a picture in the line, a shape that text flows around or a table with others in it ends what is known. Sources: ECMA-376-1,
17.3.1.33 (spacing), 17.3.1.23 (pageBreakBefore), 17.3.3.13 (lastRenderedPageBreak), 17.6.5 (docGrid). All in points.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.layout import twips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from scanner.extract.docx.layout import Layout, Line
    from scanner.extract.package.ooxml import Relation

_FULL, _LOOSE = 0.97, 1.04  # of their reckoned width characters may take
_INK = 0.3  # of the size, above and below the middle of a line: less of a letter shows nothing of it
_SUNK = 0.25  # of the height that a line has to spare, more of it lies above the letters than below
_MOST_LINES = 400  # of a page
_HEIGHT, _MARGIN = 841.9, 72.0  # A4, the usual margin at its top
_HEADER = 42.55  # how far the header is from the edge of the page where nothing is said: 1.5 cm
_LAST_SEEN = w.W + "lastRenderedPageBreak"
_PASSED_OVER = frozenset(
    w.W + n for n in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")
)
_MOVING = tuple(w.WP + n for n in ("inline", "wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom"))

Placed = tuple["Line", float, float]  # a line, between which heights from the margin its ink lies


class Page:
    """One page as far as it is known."""

    def __init__(self) -> None:
        self.paragraphs: list[_Element] = []  # from its beginning on, those that may stand on it
        self.broken: _Element | None = None  # the paragraph whose end a page break may have put on it
        self.lines: list[Placed] = []
        self.is_whole = self.is_laid = False  # whether all of its lines are known; whether `lines` are there
        self.low = self.high = 0.0  # where the next line begins, at least and at most
        self.free = 0.0  # what the last paragraph keeps free below it, not yet in `low`


class Pages:
    """The known pages of a body; `is_known` False where its pages begin at heights that are not told."""

    def __init__(self, body: _Element, layout: Layout, *, is_known: bool) -> None:
        self._layout = layout
        section = next(body.iter(f"{w.W}sectPr"), None)
        size = section.find(f"{w.W}pgSz") if section is not None else None
        margins = section.find(f"{w.W}pgMar") if section is not None else None
        self.top = twips(margins, "top", _MARGIN)
        self.header = twips(margins, "header", _HEADER)
        self._section = section
        self._margins: dict[str, str] = {}  # kind and part of a header or footer -> on which pages it stands
        self.high = twips(size, "h", _HEIGHT)
        self.width = twips(size, "w", 595.3)
        self.text_high = self.high - self.top - twips(margins, "bottom", _MARGIN)
        self._pages: dict[_Element, Page] = {}
        self._first: Page | None = None
        if is_known and size is not None and margins is not None and not _is_unusual(section):
            held = body.find(f"{w.W}body")
            self._part(body if held is None else held)

    def page_of(self, paragraph: _Element) -> Page | None:
        """The page on which a paragraph surely stands; None where that is not known."""
        page = self._pages.get(paragraph)
        if page is None:
            return None
        self._lay(page)
        return self._pages.get(paragraph)

    def _lay(self, page: Page) -> None:
        """Reckon where the lines of a page stand, as far as that is known."""
        if not page.is_laid:
            page.is_laid = True
            if page.broken is not None:
                page.high = self._layout.heights(page.broken)[1]
            add = {w.TBL: self._add_table}
            count = next(
                (at for at, own in enumerate(page.paragraphs) if not add.get(own.tag, self._add)(page, own)),
                None,
            )
            for own in page.paragraphs[count:] if count is not None else ():
                for below in own.iter(w.P):
                    self._pages.pop(below, None)
            page.is_whole = page.is_whole and count is None

    def name_margins(self, relations: Mapping[str, Relation]) -> None:
        """Learn on which pages the headers and footers stand (17.10.5)."""
        for said in self._section if self._section is not None else ():
            name = str(said.tag).rpartition("}")[2]
            relation = relations.get(said.get(f"{w.R}id") or "")
            if relation is not None and name in ("headerReference", "footerReference"):
                kind = f"{name.removesuffix('Reference')}:{relation.target}"
                self._margins[kind] = said.get(f"{w.W}type") or "default"

    def under(self, margin: str) -> list[tuple[Page, bool]]:
        """The known pages on which a header or footer stands, and whether it surely does."""
        return self.standing(self._margins.get(margin, ""))

    def standing(self, which: str) -> list[tuple[Page, bool]]:
        """The same for one of "default", "first" or "even"; "" for none."""
        pages = list({id(page): page for page in self._pages.values()}.values())
        for page in pages:
            self._lay(page)
        has_first = self._section is not None and self._section.find(f"{w.W}titlePg") is not None
        first = pages[:1] if pages and pages[0] is self._first else []
        if which == "first":
            return [(page, True) for page in first] if has_first else []
        rest = [page for page in pages if not (has_first and page in first)]
        return [(page, which == "default") for page in rest] if which else []

    def _part(self, body: _Element) -> None:
        """Part a body into pages, as far as these surely begin somewhere."""
        page: Page | None = Page()
        self._first = page
        for child in body:
            if child.tag in _PASSED_OVER:
                continue
            if child.tag == w.TBL and page is not None:
                page.paragraphs.append(child)
                self._pages.update((own, page) for own in child.iter(w.P))
                continue
            if child.tag != w.P:
                page = page if child.tag == f"{w.W}sectPr" else None
                continue
            breaks = list(child.iter(_LAST_SEEN))
            if (breaks and _is_at_start(child, breaks[0])) or self._layout.says(child, "pageBreakBefore"):
                page, breaks = _after(page), breaks[1:]
            if page is not None:
                page.paragraphs.append(child)
                self._pages[child] = page
            page = None if breaks else page
            if child.find(f"{w.P_PR}/{w.W}sectPr") is not None:
                return  # another section may have other margins
            if any(map(w.breaks_page, child.iter(w.BR))):
                page = _after(page)
                page.broken = child
        if page is not None:
            page.is_whole = True

    def _add(self, page: Page, paragraph: _Element) -> bool:
        """Add a paragraph to a page; False where what follows it is not known."""
        if len(page.lines) > _MOST_LINES or is_moving(paragraph):
            return False
        least, most = self._layout.heights(paragraph)
        before, after = self._layout.spacing(paragraph)
        lines = self._layout.lines(paragraph)
        if page.lines and not self._layout.says(paragraph, "contextualSpacing"):
            page.low += max(before, page.free)
        page.high += before
        fewest, count = self._counts(paragraph, lines)
        if page.high + count * most > self.text_high:
            return False
        size = self._layout.size(paragraph)
        sunk = _SUNK * max(most - size, 0.0)
        for number, line in enumerate(lines):
            first, last = page.low + least * (number + 0.5), page.high + most * (number + 0.5)
            page.lines.append((line, first - _INK * size, last + _INK * size + sunk))
        page.low += least * fewest
        page.high += most * count + after
        page.free = after
        return True

    def _add_table(self, page: Page, table: _Element) -> bool:
        """Add the rows of a table to a page; False where what follows them is not known."""
        from scanner.extract.docx.page_tables import TableLines, is_plain

        if not is_plain(table):
            return False
        for row in TableLines(table, self._layout).rows():
            if len(page.lines) > _MOST_LINES or page.high + row.most > self.text_high:
                return False
            for line, low, high, size in row.lines:
                sunk = _SUNK * max(high - low - size, 0.0)
                page.lines.append((line, page.low + low - _INK * size, page.high + high + _INK * size + sunk))
            page.low, page.high = page.low + row.least, page.high + row.most
        page.free = 0.0
        return True

    def _counts(self, paragraph: _Element, lines: list[Line]) -> tuple[int, int]:
        """How many lines a paragraph has at least and at most."""
        wide, count, last = self._layout.width(paragraph), len(lines), lines[-1].spots
        if not last:
            return count, count
        is_fewer = count > 1 and last[-1][3] - last[0][2] < (1 - _FULL) * wide * count
        is_more = last[-1][3] > wide - (_LOOSE - 1) * wide * count
        return count - is_fewer, count + is_more


def _after(page: Page | None) -> Page:
    """A new page; the one before it is then known to its end."""
    if page is not None:
        page.is_whole = True
    return Page()


def ends_page(paragraph: _Element, below: _Element, layout: Layout) -> bool:
    """Whether a new page, column or section begins within a paragraph or between it and the one below it."""
    breaks = list(below.iter(_LAST_SEEN))
    if (breaks and _is_at_start(below, breaks[0])) or layout.says(below, "pageBreakBefore"):
        return True
    is_last = paragraph.find(f"{w.P_PR}/{w.W}sectPr") is not None
    return is_last or any(map(w.breaks_page, paragraph.iter(w.BR)))


def is_moving(paragraph: _Element) -> bool:
    """Whether something in a paragraph makes a line higher, or makes the text flow around it."""
    if any(True for _ in paragraph.iter(*_MOVING, w.OBJECT, w.W + "framePr")):
        return True
    return any(
        "position:absolute" not in (shape.get("style") or "")
        for drawn in paragraph.iter(w.PICT)
        for shape in drawn
        if shape.tag != f"{w.VML}shapetype"
    )


def _is_unusual(section: _Element | None) -> bool:
    """Whether a section sets its text in columns, upright, or anywhere else than from the top."""
    if section is None:
        return False
    columns, aligned = section.find(f"{w.W}cols"), section.find(f"{w.W}vAlign")
    if columns is not None and (columns.get(f"{w.W}num") or "1") != "1":
        return True
    if aligned is not None and (aligned.get(w.VAL) or "top") != "top":
        return True
    return section.find(f"{w.W}textDirection") is not None


def _is_at_start(paragraph: _Element, mark: _Element) -> bool:
    """Whether nothing of a paragraph stands before a mark in it."""
    for element in paragraph.iter():
        if element is mark:
            return True
        if element.tag == w.T and element.text:
            return False
    return False


def placed_below(page: Page, area: tuple[float, float, float, float]) -> Iterator[tuple[Line, bool]]:
    """The lines whose ink may lie within the heights of an area, and whether it surely does."""
    for line, low, high in page.lines:
        if low < area[3] and high > area[1]:
            yield line, area[1] <= low and high <= area[3]
