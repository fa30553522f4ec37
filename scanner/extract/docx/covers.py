"""Words of a .docx that lie below a shape or an opaque picture: a black bar hides them from the eye alone.

A shape in front of the text (17.3.3.9, wp:anchor without behindDoc, wp:wrapNone) is laid over the lines that stand about
where it does: a few lines about its paragraph where its place is told from that, the way offices anchor what one draws;
else see `page_covers`. What is covered is marked as hidden text of the layer "covered-text", what may be as "maybe-covered".
Sources: ECMA-376-1, 20.4.2.3 (anchor); for old programs VML, 14.1.2.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import groupby, pairwise

from scanner.errors import Unreadable
from scanner.extract.docx import tags as w
from scanner.extract.docx.invisible import LAYER, MAYBE
from scanner.extract.docx.layout import Layout
from scanner.extract.docx.page_covers import PageCovers, cell_area, is_in_cell, is_on_page
from scanner.extract.docx.pages import ends_page, is_moving
from scanner.extract.docx.stacks import mark_boxes_below
from scanner.extract.docx.vml_style import is_aligned, lengths
from scanner.extract.xlsx.covers import is_filled, is_opaque_picture
from scanner.extract.xlsx.text import local, named
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from scanner.extract.docx.layout import Line, Spot
    from scanner.extract.docx.styles import Styles
    from scanner.extract.package.ooxml import Package

    Area = tuple[
        float, float, float, float
    ]  # left, top, right, bottom: points from the paragraph's column and top

COVERING = (b"wrapNone", b"position:absolute")  # signs of a shape that lies over the text
_EMU = 12700  # a point
_VML = frozenset(("rect", "roundrect", "shape"))
_FURTHEST = 8  # lines from the anchor whose place is known well enough
_OPAQUE = 0.9
_FEWEST = 2  # letters or figures that something covers


class MarginBar(metaclass=noun):
    """Something opaque that hangs on a header or footer: in which part, of which kind, on which of its paragraphs."""

    anchor: _Element
    paragraph: _Element
    kind: str


def margin_bars(package: Package, parts: Mapping[str, Sequence[str]]) -> list[MarginBar]:
    """What is opaque in the headers and footers; `parts` are these by their kind."""
    found: list[MarginBar] = []
    for margin, part in ((kind, part) for kind in ("header", "footer") for part in parts[kind]):
        try:
            data = package.read(part)
            root = package.parsed(data, is_moved=True) if any(sign in data for sign in COVERING) else None
        except Unreadable:  # who reads it says so
            continue
        for anchor, paragraph in _opaque_anchors(root, package, part) if root is not None else ():
            found.append(MarginBar(anchor, paragraph, f"{margin}:{part}"))
    return found


def _opaque_anchors(root: _Element, package: Package, part: str) -> Iterator[tuple[_Element, _Element]]:
    """What is opaque below `root`, and the paragraph it hangs on."""
    for anchor in [*root.iter(w.WP + "anchor"), *_drawn_by_old_programs(root)]:
        paragraph = next(anchor.iterancestors(w.P), None)
        is_second = next(anchor.iterancestors(w.FALLBACK), None) is not None
        if paragraph is not None and not is_second and _is_opaque(anchor, package, part):
            yield anchor, paragraph


def mark_covered(
    root: _Element, styles: Styles, package: Package, part: str, margins: Sequence[MarginBar] = ()
) -> bool:
    """Mark the words below `root` that lie, or may lie, under something opaque; False where not all shapes were looked at."""
    layout: Layout | None = None
    pages: PageCovers | None = None
    covered: dict[_Element, set[int]] = {}
    doubted: dict[_Element, set[int]] = {}
    opaque = list(_opaque_anchors(root, package, part))
    mark_boxes_below(opaque)
    for anchor, paragraph in opaque:
        layout = layout or Layout(root, styles)
        area = _area(anchor, paragraph, layout)
        if area is None and is_in_cell(anchor, paragraph):
            within = cell_area(anchor, paragraph, layout)
            if within is not None:
                for line in (line for lines in _near(paragraph, layout, within) for line in lines):
                    add_spots(spots_below(line, within), doubted)
        elif area is not None:
            for lines, found in zip(_near(paragraph, layout, area), (covered, doubted), strict=True):
                add_spots([spot for line in lines for spot in spots_below(line, area)], found)
        elif is_on_page(anchor):
            pages = pages or PageCovers(root, layout, package, part)
            for line, on_page, is_sure in pages.lines(anchor, paragraph):
                add_spots(spots_below(line, on_page), covered if is_sure else doubted)
    for bar in margins:
        layout = layout or Layout(root, styles)
        pages = pages or PageCovers(root, layout, package, part)
        for line, on_page, is_sure in pages.margin_lines(bar.anchor, bar.paragraph, bar.kind):
            add_spots(spots_below(line, on_page), covered if is_sure else doubted)
    for element, indexes in covered.items():  # when all is laid out: what is cut has other places
        doubted.pop(element, None)
        _mark(element, indexes, "covered-text")
    for element, indexes in doubted.items():
        _mark(element, indexes, MAYBE)
    return pages is None or pages.is_complete


def _drawn_by_old_programs(root: _Element) -> Iterator[_Element]:
    """Shapes in VML that do not stand in a line of text."""
    for shape in root.iter():
        is_free = "position:absolute" in (shape.get("style") or "")
        if is_free and str(shape.tag).startswith(w.VML) and local(shape) in _VML:
            yield shape


def _is_opaque(anchor: _Element, package: Package, part: str) -> bool:
    if str(anchor.tag).startswith(w.VML):
        return _is_opaque_in_vml(anchor)
    if anchor.get("behindDoc") in ("1", "true") or anchor.find(w.WP + "wrapNone") is None:
        return False
    if any(about.get("hidden") in ("1", "true") for about in anchor.iterchildren(w.WP + "docPr")):
        return False
    shape = next(named(anchor, "wsp"), None)
    if shape is not None:
        geometry = next((found.get("prst") or "" for found in named(shape, "prstGeom")), "")
        return geometry in ("", "rect", "roundRect", "flowChartProcess", "bevel") and is_filled(shape)
    picture = next(named(anchor, "pic"), None)
    try:
        return picture is not None and is_opaque_picture(picture, package, package.relations(part))
    except Unreadable:
        return False


def _is_opaque_in_vml(shape: _Element) -> bool:
    """A shape is filled, in white, unless it says otherwise; one below zero lies behind the text."""
    if shape.get("filled") in ("f", "false") or "z-index:-" in (shape.get("style") or "").replace(" ", ""):
        return False
    if any(local(child) in ("imagedata", "textpath") for child in shape):
        return False
    if any(wrap.get("type", "none") != "none" for wrap in named(shape, "wrap")):
        return False  # the text flows around it
    if local(shape) == "shape" and "_t202" not in (shape.get("type") or ""):
        return False
    opacity = next((fill.get("opacity") or "" for fill in named(shape, "fill")), "")
    if opacity.endswith("f"):  # in 65536ths
        return opacity[:-1].isdecimal() and int(opacity[:-1][:6]) >= _OPAQUE * 65536
    return not opacity or not opacity.replace(".", "", 1).isdecimal() or float(opacity) >= _OPAQUE


def _area(anchor: _Element, paragraph: _Element, layout: Layout) -> Area | None:
    """Where the shape lies; None where that is told from something else than its paragraph."""
    if str(anchor.tag).startswith(w.VML):
        style = anchor.get("style") or ""
        if any(f"-relative:{other}" in style for other in ("page", "margin")):
            return None
        if is_aligned(style, "horizontal") or is_aligned(style, "vertical"):
            return None
        said = lengths(style)
        left, top = said.get("margin-left", 0.0), said.get("margin-top", 0.0)
        return left, top, left + said.get("width", 0.0), top + said.get("height", 0.0)
    across, down = anchor.find(w.WP + "positionH"), anchor.find(w.WP + "positionV")
    extent = anchor.find(w.WP + "extent")
    if across is None or down is None or extent is None:
        return None
    wide, high = _points(extent.get("cx")), _points(extent.get("cy"))
    top = _points(next((found.text for found in named(down, "posOffset")), None))
    if down.get("relativeFrom") not in ("paragraph", "line"):
        return None
    start = _left(across, wide, paragraph, layout)
    return None if start is None else (start, top, start + wide, top + high)


def _left(across: _Element, wide: float, paragraph: _Element, layout: Layout) -> float | None:
    origin = across.get("relativeFrom")
    above = paragraph.getparent()
    in_cell = above is not None and above.tag == w.TC
    if origin not in ("column", "margin", "page") or (in_cell and origin != "column"):
        return None
    align = next((found.text for found in named(across, "align")), None)
    if align is not None:
        return {"center": 0.5, "right": 1.0}.get(align, 0.0) * (layout.width(paragraph) - wide)
    left = _points(next((found.text for found in named(across, "posOffset")), None))
    return left - layout.margin if origin == "page" else left


def _near(paragraph: _Element, layout: Layout, area: Area) -> tuple[list[Line], list[Line]]:
    """The lines about the anchor, their tops told from that of its paragraph; then those that something in the text may move."""
    own = layout.lines(paragraph)
    sure: list[Line] = []
    unsure: list[Line] = []
    bottom, moves = own[-1].bottom, is_moving(paragraph)
    (unsure if moves else sure).extend(own)
    for step in ("next", "previous"):
        found, edge, count = paragraph, bottom if step == "next" else 0.0, 0
        is_sure = not moves or step == "previous"
        while count < _FURTHEST and (edge < area[3] if step == "next" else edge > area[1]):
            other = found.getnext() if step == "next" else found.getprevious()
            if other is None or other.tag != w.P:
                break
            if ends_page(*((found, other) if step == "next" else (other, found)), layout):
                break
            found, own = other, layout.lines(other)
            move = edge if step == "next" else edge - own[-1].bottom
            for line in own:
                line.top, line.bottom = line.top + move, line.bottom + move
            is_sure = is_sure and not is_moving(other)
            (sure if is_sure else unsure).extend(own)
            count += len(own)
            edge = own[-1].bottom if step == "next" else own[0].top
    return sure, unsure


def spots_below(line: Line, area: Area) -> list[Spot]:
    """The characters of a line that lie below the area: all of a word or number of which half does."""
    left, top, right, bottom = area
    if not top <= (line.top + line.bottom) / 2 <= bottom or bottom - top < (line.bottom - line.top) / 3:
        return []
    found: list[Spot] = []
    word: list[Spot] = []
    for spot in [*line.spots, None]:
        character = (spot[0].text or "")[spot[1]] if spot is not None else " "
        if spot is not None and character.isascii() and (character.isalnum() or character == "*"):
            word.append(spot)
            continue
        hidden = [one for one in word if left <= (one[2] + one[3]) / 2 <= right]
        found += word if 2 * len(hidden) >= len(word) else []
        word = []
        if spot is not None and left <= (spot[2] + spot[3]) / 2 <= right:
            found.append(spot)
    return found


def add_spots(spots: list[Spot], covered: dict[_Element, set[int]]) -> None:
    """Add what one shape covers, from the first to the last character in each w:t."""
    if sum((element.text or "")[index].isalnum() for element, index, _, _ in spots) < _FEWEST:
        return
    own: dict[_Element, list[int]] = {}
    for element, index, _, _ in spots:
        own.setdefault(element, []).append(index)
    for element, indexes in own.items():
        covered.setdefault(element, set()).update(range(min(indexes), max(indexes) + 1))


def _mark(element: _Element, indexes: set[int], layer: str) -> None:
    """Hide these characters of a w:t; a run of which only a part is covered is cut."""
    run, text = element.getparent(), element.text or ""
    if run is None:
        return
    if len(indexes) < len(text) and [child.tag for child in run if child.tag != w.R_PR] == [w.T]:
        _cut(run, text, indexes, layer)
    elif 2 * len(indexes) >= len(text):
        _hide(run, layer)


def _cut(run: _Element, text: str, indexes: set[int], layer: str) -> None:
    """Several runs of one: what lies below a shape and what is beside it, in turn."""
    pieces = [
        ("".join(text[at] for at in places), is_below)
        for is_below, places in groupby(range(len(text)), indexes.__contains__)
    ]
    runs = [run, *(deepcopy(run) for _ in pieces[1:])]
    for own, (piece, is_below) in zip(runs, pieces, strict=True):
        leaf = own.find(w.T)
        if leaf is not None:
            leaf.text = piece
        if is_below:
            _hide(own, layer)
    for before, own in pairwise(runs):
        before.addnext(own)


def _hide(run: _Element, layer: str) -> None:
    properties = run.find(w.R_PR)
    if properties is None:
        properties = run.makeelement(w.R_PR, {}, None)
        run.insert(0, properties)
    if properties.find(w.VANISH) is None:
        properties.append(properties.makeelement(w.VANISH, {LAYER: layer}, None))


def _points(said: str | None) -> float:
    text = (said or "").strip()
    return int(text[:12]) / _EMU if text.removeprefix("-").isdecimal() and text.isascii() else 0.0
