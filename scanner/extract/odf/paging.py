"""Which words of an OpenDocument text bars in the header or footer of its pages lie over, as far as it is known where they stand.

ODF 1.3 part 3, 16.9 (style:master-page), 16.5 and 17.2 (page layouts), 17.3 (headers and footers of them). Only the first page
style is known; what comes behind a list, a section or another page style is not.
"""

from __future__ import annotations

from scanner.extract.flow import MAYBE, USUAL_SIZE, FlowParagraph, is_bar
from scanner.extract.odf.covers import (
    COVERED,
    DOUBTED,
    PARAGRAPHS,
    POINTS,
    SHAPES,
    SIDES,
    cut_texts,
    is_painted,
    leaves_of,
    lies_over,
    setting_of,
)
from scanner.extract.odf.styles import DRAW, FO, STYLE, SVG, TABLE, TEXT, length
from scanner.extract.paged import FlowRow, MarginBar, Paper, under_bars

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from scanner.extract.flow import Area
    from scanner.extract.odf.covers import Leaf
    from scanner.extract.odf.styles import OdfStyles

    Leaves = dict[FlowParagraph, list[Leaf]]

_WHICH = {
    "header": "default",
    "footer": "default",
    "header-left": "even",
    "footer-left": "even",
    "header-first": "first",
    "footer-first": "first",
}
_LINES_OF_HEADER = 2  # that have room in it
_PER_CENT = 100.0
_NOT_PLAIN = tuple(f"{TABLE}{name}" for name in ("table", "covered-table-cell"))
_SPANS = tuple(
    f"{TABLE}number-{way}-{what}" for way in ("rows", "columns") for what in ("spanned", "repeated")
)


def mark_below_margins(body: _Element, styles: OdfStyles, root: _Element) -> None:
    """Mark the words below `body` that bars of headers lie over; `root` is that of the styles part."""
    pages = {page.get(f"{STYLE}name") or "": page for page in root.iter(f"{STYLE}master-page")}
    first = next(body.iterchildren(*PARAGRAPHS, f"{TABLE}table"), None)
    named = styles.page_style(_name(first)) if first is not None else ""
    page = pages.get(named or "Standard", next(iter(pages.values()), None))
    if page is None or next(page.iter(*SHAPES), None) is None:
        return
    layouts = {found.get(f"{STYLE}name") or "": found for found in root.iter(f"{STYLE}page-layout")}
    layout = layouts.get(page.get(f"{STYLE}page-layout-name") or "")
    if layout is None:
        return
    paper, header = _paper(page, layout)
    bars = list(_bars(page, styles, paper, header))
    if not bars or any(_is_high(margin) for margin in page):
        return
    leaves: Leaves = {}
    usual = _usual_size(root)
    found = under_bars(list(_items(body, styles, paper, leaves, usual)), paper, bars)
    for paragraph, (sure, doubted) in found.items():
        for indexes, name, layer in ((sure, COVERED, "covered-text"), (doubted - sure, DOUBTED, MAYBE)):
            if indexes:
                styles.put_in(name, layer)
        marks = dict.fromkeys(doubted - sure, DOUBTED) | dict.fromkeys(sure, COVERED)
        cut_texts(leaves[paragraph], marks)


def _name(element: _Element) -> str:
    return element.get(f"{TEXT}style-name") or element.get(f"{TABLE}style-name") or ""


def _paper(page: _Element, layout: _Element) -> tuple[Paper, float]:
    """The pages, and how far below their edge the header begins."""
    about = next(layout.iterchildren(f"{STYLE}page-layout-properties"), layout)
    usual = length(about.get(f"{FO}margin"))
    said = {
        side: (length(about.get(f"{FO}margin-{side}")) or usual) * POINTS
        for side in ("left", "right", "top", "bottom")
    }
    header, rooms = said["top"], {}
    for name, side in (("header", "bottom"), ("footer", "top")):
        is_there = any(
            margin.tag == f"{STYLE}{name}" and margin.get(f"{STYLE}display") != "false" for margin in page
        )
        room = layout.find(f"{STYLE}{name}-style/{STYLE}header-footer-properties") if is_there else None
        if room is not None:
            high = room.get(f"{SVG}height") or room.get(f"{FO}min-height")
            rooms[name] = (length(high) + length(room.get(f"{FO}margin-{side}"))) * POINTS
    pitch = 0.0
    if about.get(f"{STYLE}layout-grid-mode") in ("line", "both"):
        names = ("base", "ruby")
        pitch = sum(length(about.get(f"{STYLE}layout-grid-{name}-height")) for name in names) * POINTS
    paper = Paper(
        length(about.get(f"{FO}page-width")) * POINTS,
        length(about.get(f"{FO}page-height")) * POINTS,
        said["left"],
        said["right"],
        said["top"] + rooms.get("header", 0.0),
        said["bottom"] + rooms.get("footer", 0.0),
        pitch,
        any(str(margin.tag).endswith("-first") for margin in page),
    )
    return paper, header


def _bars(page: _Element, styles: OdfStyles, paper: Paper, header: float) -> Iterator[MarginBar]:
    """What is opaque in the headers and footers of a page style."""
    differs = {kind for kind in ("header", "footer") if page.find(f"{STYLE}{kind}-left") is not None}
    for margin in page:
        kind = str(margin.tag).rpartition("}")[2]
        for shape in margin.iter(*SHAPES) if kind in _WHICH else ():
            name = shape.get(f"{DRAW}style-name") or ""
            is_in_front = styles.says(name, f"{STYLE}run-through") == "foreground"
            if not is_in_front or not lies_over(shape, styles) or not is_painted(shape, styles):
                continue
            paragraph = next(shape.iterancestors(*PARAGRAPHS), None)
            is_first = paragraph is not None and paragraph.getprevious() is None and kind.startswith("header")
            area = _area(shape, styles, paper, header - paper.top if is_first else None)
            which = "even" if kind in differs else _WHICH[kind]
            if area is not None:
                is_empty = (
                    shape.find(f"{DRAW}image") is None and not "".join(map(str, shape.itertext())).strip()
                )
                yield MarginBar(area, which, is_empty and is_bar(area[3] - area[1]))


def _area(shape: _Element, styles: OdfStyles, paper: Paper, paragraph: float | None) -> Area | None:
    """What a shape hides of the page, from the corner of its text; None where that is not known."""
    name = shape.get(f"{DRAW}style-name") or ""
    wide, high, left, top = (
        length(shape.get(f"{SVG}{side}")) * POINTS for side in ("width", "height", "x", "y")
    )
    origin, placed = styles.says(name, f"{STYLE}vertical-rel"), styles.says(name, f"{STYLE}vertical-pos")
    move = -paper.top if origin == "page" else None if origin == "page-content" else paragraph
    if move is None or placed not in ("", "from-top", "top") or shape.get(f"{DRAW}transform"):
        return None
    align = styles.says(name, f"{STYLE}horizontal-pos")
    if align in SIDES:
        left = SIDES[align] * (paper.width - paper.left - paper.right - wide)
    elif styles.says(name, f"{STYLE}horizontal-rel") == "page":
        left -= paper.left
    top = 0.0 if placed == "top" else top
    return (left, top + move, left + wide, top + high + move)


def _is_high(margin: _Element) -> bool:
    """Whether a header may be higher than its room, and move the text."""
    paragraphs = sum(1 for _ in margin.iterchildren(*PARAGRAPHS))
    return paragraphs > _LINES_OF_HEADER or next(margin.iter(f"{TABLE}table"), None) is not None


def _usual_size(root: _Element) -> float:
    for style in root.iter(f"{STYLE}default-style"):
        if style.get(f"{STYLE}family") == "paragraph":
            for about in style.iterchildren(f"{STYLE}text-properties"):
                said = about.get(f"{STYLE}font-size-asian") or about.get(f"{FO}font-size")
                return length(said) * POINTS or USUAL_SIZE
    return USUAL_SIZE


def _items(
    body: _Element, styles: OdfStyles, paper: Paper, leaves: Leaves, usual: float
) -> Iterator[FlowParagraph | Sequence[FlowRow] | None]:
    """The paragraphs and tables of a text, up to what is not known."""
    for number, child in enumerate(body.iterchildren()):
        tag = str(child.tag)
        if tag in PARAGRAPHS or tag == f"{TABLE}table":
            if number and styles.page_style(_name(child)) and leaves:
                yield None
                return
            if tag in PARAGRAPHS:
                yield _flow(child, styles, paper, leaves, usual)
            else:
                rows = _rows(child, styles, paper, leaves, usual)
                yield rows or None
                if not rows:
                    return
        elif tag in (f"{TEXT}list", f"{TEXT}section") or tag.startswith(DRAW):
            yield None
            return


def _flow(
    paragraph: _Element, styles: OdfStyles, paper: Paper, leaves: Leaves, usual: float, padding: float = 0.0
) -> FlowParagraph:
    name = paragraph.get(f"{TEXT}style-name") or ""
    own = leaves_of(paragraph, styles, usual)
    width = paper.width - paper.left - paper.right
    line = styles.says(name, f"{FO}line-height")
    share = line.removesuffix("%")
    is_share = line.endswith("%") and share.replace(".", "", 1).isdecimal()
    found = FlowParagraph(
        [(leaf[2], size) for leaf, size in own],
        **setting_of(paragraph, styles, width),
        least=length(styles.says(name, f"{STYLE}line-height-at-least")) * POINTS,
        multiple=float(share) / _PER_CENT if is_share else 1.0,
        before=length(styles.says(name, f"{FO}margin-top")) * POINTS + padding,
        after=length(styles.says(name, f"{FO}margin-bottom")) * POINTS + padding,
    )
    leaves[found] = [leaf for leaf, _ in own]
    return found


def _rows(
    table: _Element, styles: OdfStyles, paper: Paper, leaves: Leaves, usual: float
) -> list[FlowRow] | None:
    """The rows of a table; None where it is no plain one."""
    if next(table.iterdescendants(*_NOT_PLAIN), None) is not None:
        return None
    edges = [length(styles.says(_name(table), f"{FO}margin-left")) * POINTS]
    for column in table.iter(f"{TABLE}table-column"):
        times = column.get(f"{TABLE}number-columns-repeated") or "1"
        wide = length(styles.says(_name(column), f"{STYLE}column-width")) * POINTS
        for _ in range(min(int(times) if times.isdecimal() else 1, 200)):
            edges.append(edges[-1] + wide)
    found = []
    for row in table.iter(f"{TABLE}table-row"):
        cells = list(row.iterchildren(f"{TABLE}table-cell"))
        if len(cells) != len(edges) - 1 or any(cell.get(name) for cell in (row, *cells) for name in _SPANS):
            return None
        exact, least = (
            length(styles.says(_name(row), f"{STYLE}{name}")) * POINTS
            for name in ("row-height", "min-row-height")
        )
        held = [
            [
                _flow(
                    one,
                    styles,
                    paper,
                    leaves,
                    usual,
                    length(styles.says(_name(cell), f"{FO}padding")) * POINTS,
                )
                for one in cell.iterchildren(*PARAGRAPHS)
            ]
            for cell in cells
        ]
        found.append(FlowRow(held, edges, -exact or least, frozenset()))
    return found
