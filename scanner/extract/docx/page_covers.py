"""Bars and pictures of a .docx whose place is told from the page or its margins, and the lines they may lie over.

Where the lines stand is reckoned from the top of the page, between a least and a greatest height (see `pages`): a bar
surely hides a line when it does so at both. Where that is not known, an empty bar as high as a line or two is doubted,
for what else would it be for. Sources: ECMA-376-1, 20.4.3.4 and 20.4.3.5 (relativeFrom); for VML [MS-OI29500], 2.1.1803.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.page_tables import CELL_MARGIN
from scanner.extract.docx.pages import Pages, placed_below
from scanner.extract.docx.tags import VML, WP
from scanner.extract.docx.vml_style import is_aligned, lengths, origin
from scanner.extract.xlsx.text import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from scanner.extract.docx.layout import Layout, Line
    from scanner.extract.docx.pages import Page
    from scanner.extract.package.ooxml import Package

    Area = tuple[float, float, float, float]  # left, top, right, bottom: points from the margins of the page

_EMU = 12700  # a point
_ALIGNS = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}
_LEAST_HIGH, _MOST_HIGH = 6.0, 48.0  # points of a bar over a line or two; rules are thinner, frames higher
_IN_CELL = "{urn:schemas-microsoft-com:office:office}allowincell"
_LINES_OF_HEADER = 2  # paragraphs of a header that has room above the margin
_FAR = 1e6
_MOST = 1_000  # shapes of a body that are judged
_MOST_PAGES = 20_000  # under shapes of headers, each page counted once a shape
_NEXT = 3  # paragraphs in which the words near an anchor are looked for


def is_on_page(anchor: _Element) -> bool:
    """Whether the height of a shape is told from the page or its margins."""
    if str(anchor.tag).startswith(VML):
        return origin(anchor.get("style") or "", "vertical") in ("page", "margin")
    down = anchor.find(WP + "positionV")
    return down is not None and down.get("relativeFrom") in ("page", "margin", "topMargin")


def is_in_cell(anchor: _Element, paragraph: _Element) -> bool:
    """Whether a shape hangs in a cell and is placed from that (20.4.2.3, layoutInCell) where it says: from the page."""
    above = paragraph.getparent()
    if above is None or above.tag != w.TC or not is_on_page(anchor):
        return False
    if str(anchor.tag).startswith(VML):
        return anchor.get(_IN_CELL) not in ("f", "false")
    return anchor.get("layoutInCell") not in ("0", "false")


def cell_area(anchor: _Element, paragraph: _Element, layout: Layout) -> Area | None:
    """Where such a shape lies, told from the top left of the paragraph that it hangs on."""
    above = sum(layout.lines(other)[-1].bottom for other in paragraph.itersiblings(w.P, preceding=True))
    if str(anchor.tag).startswith(VML):
        style = anchor.get("style") or ""
        if is_aligned(style, "horizontal") or is_aligned(style, "vertical"):
            return None
        said = lengths(style)
        left, top = said.get("margin-left", 0.0), said.get("margin-top", 0.0)
        wide, high = said.get("width", 0.0), said.get("height", 0.0)
    else:
        across, down, extent = (anchor.find(WP + name) for name in ("positionH", "positionV", "extent"))
        if across is None or down is None or extent is None:
            return None
        wide, high = _emus(extent.get("cx")), _emus(extent.get("cy"))
        start = _start(across, wide, (0.0, layout.width(paragraph)))
        begin = _start(down, high, (0.0, high))
        if start is None or begin is None:
            return None
        left, top = start, begin
    return left - CELL_MARGIN, top - above, left - CELL_MARGIN + wide, top - above + high


class PageCovers:
    """Which lines of a body shapes placed from the page lie over."""

    def __init__(self, root: _Element, layout: Layout, package: Package, part: str) -> None:
        self._layout = layout
        self._count = 0
        self._left = _MOST_PAGES
        self._pages = Pages(root, layout, is_known=not _has_high_header(package, part))
        self._pages.name_margins(package.relations(part))

    @property
    def is_complete(self) -> bool:
        """Whether every shape was looked at so far."""
        return self._count <= _MOST and self._left >= 0

    def lines(self, anchor: _Element, paragraph: _Element) -> Iterator[tuple[Line, Area, bool]]:
        """The lines, an area that tells from where to where they are hidden, and whether that is sure."""
        self._count += 1
        if not self.is_complete:
            return
        area = self._vml_area(anchor) if str(anchor.tag).startswith(VML) else self._area(anchor)
        if area is None or not self._is_in_text(area):
            return
        page = self._pages.page_of(paragraph)
        is_bar = _is_empty(anchor) and _LEAST_HIGH <= area[3] - area[1] <= _MOST_HIGH
        across = (area[0], -_FAR, area[2], _FAR)
        under = list(placed_below(page, area)) if page is not None else []
        for line, is_sure in under:
            if is_sure or is_bar:
                yield line, across, is_sure
        if is_bar and not under and not (page is not None and page.is_whole):
            for line in self._near(paragraph):
                yield line, (-_FAR, -_FAR, _FAR, _FAR), False

    def margin_lines(
        self, anchor: _Element, paragraph: _Element, kind: str
    ) -> Iterator[tuple[Line, Area, bool]]:
        """The lines of the body that something in a header or footer lies over; `kind` is which it is, and its part."""
        first = paragraph.getprevious() is None and kind.startswith("header")
        top = self._pages.header - self._pages.top if first else None
        area = self._vml_area(anchor) if str(anchor.tag).startswith(VML) else self._area(anchor, top)
        if area is None or not self._is_in_text(area):
            return
        pages = self._pages.under(kind)
        self._left -= len(pages)
        if self.is_complete:
            is_bar = _is_empty(anchor) and _LEAST_HIGH <= area[3] - area[1] <= _MOST_HIGH
            yield from lines_under(pages, area, is_bar=is_bar)

    def _near(self, paragraph: _Element) -> list[Line]:
        """The lines of the paragraph that a shape hangs on, or of the next one with words."""
        found: _Element | None = paragraph
        for _ in range(_NEXT):
            if found is None or found.tag != w.P:
                break
            lines = self._layout.lines(found)
            if any(line.spots for line in lines):
                return lines
            found = found.getnext()
        return []

    def _is_in_text(self, area: Area) -> bool:
        wide = self._pages.width - 2 * self._layout.margin
        return area[2] > 0 and area[3] > 0 and area[0] < wide and area[1] < self._pages.text_high

    def _area(self, anchor: _Element, paragraph_top: float | None = None) -> Area | None:
        across, down, extent = (anchor.find(WP + name) for name in ("positionH", "positionV", "extent"))
        if across is None or down is None or extent is None:
            return None
        pages, layout = self._pages, self._layout
        wide, high = _emus(extent.get("cx")), _emus(extent.get("cy"))
        column = pages.width - 2 * layout.margin
        starts = {
            "page": (-layout.margin, pages.width),
            "margin": (0.0, column),
            "column": (0.0, column),
            "leftMargin": (-layout.margin, layout.margin),
        }
        tops = {
            "page": (-pages.top, pages.high),
            "margin": (0.0, pages.text_high),
            "topMargin": (-pages.top, pages.top),
        }
        if paragraph_top is not None:
            tops["paragraph"] = tops["line"] = (paragraph_top, 0.0)
        left = _start(across, wide, starts.get(across.get("relativeFrom") or ""))
        top = _start(down, high, tops.get(down.get("relativeFrom") or ""))
        return None if left is None or top is None else (left, top, left + wide, top + high)

    def _vml_area(self, shape: _Element) -> Area | None:
        style = shape.get("style") or ""
        said = lengths(style)
        down, across = origin(style, "vertical"), origin(style, "horizontal")
        if down not in ("page", "margin") or is_aligned(style, "vertical") or is_aligned(style, "horizontal"):
            return None
        left = said.get("margin-left", 0.0) - (self._layout.margin if across == "page" else 0.0)
        top = said.get("margin-top", 0.0) - (self._pages.top if down == "page" else 0.0)
        return left, top, left + said.get("width", 0.0), top + said.get("height", 0.0)


def lines_under(
    pages: Sequence[tuple[Page, bool]], area: Area, *, is_bar: bool
) -> Iterator[tuple[Line, Area, bool]]:
    """The lines of pages that an area surely hides, of a bar also those that it may; pages come with whether it is on them."""
    for page, is_known in pages:
        for line, is_sure in placed_below(page, area):
            if (is_sure and is_known) or is_bar:
                yield line, (area[0], -_FAR, area[2], _FAR), is_sure and is_known


def _start(said: _Element, size: float, within: tuple[float, float] | None) -> float | None:
    """Where a shape begins that is placed in a stretch of this start and length."""
    if within is None:
        return None
    offset = next((found.text for found in named(said, "posOffset")), None)
    if offset is not None:
        return within[0] + _emus(offset)
    align = next((found.text or "" for found in named(said, "align")), "")
    return within[0] + _ALIGNS[align] * (within[1] - size) if align in _ALIGNS else None


def _is_empty(anchor: _Element) -> bool:
    """Whether a shape is no picture and holds no words."""
    if next(named(anchor, "pic"), None) is not None:
        return False
    return not any((text.text or "").strip() for text in anchor.iter(w.T))


def _has_high_header(package: Package, part: str) -> bool:
    """Whether a header may reach below the margin and move the text down."""
    for relation in package.relations(part).values():
        if relation.kind == "header":
            data = package.read(relation.target)
            if data.count(b"</w:p>") > _LINES_OF_HEADER or b"<wp:inline" in data or b"<w:tbl>" in data:
                return True
    return False


def _emus(said: str | None) -> float:
    text = (said or "").strip()
    return int(text[:12]) / _EMU if text.removeprefix("-").isdecimal() and text.isascii() else 0.0
