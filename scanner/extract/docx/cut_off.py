"""Words of a .docx that an edge cuts off: that of the page, of a row of an exact height, of a text box that does not grow.

A table may lie beside its page (17.4.50, tblInd; 17.4.57, tblpPr), or its last columns may, where their widths are fixed
(17.4.52, tblLayout). A row of an exact height (17.4.80) shows nothing of what does not fit in, nor does a text box without
wps:bodyPr/a:spAutoFit (20.1.10.5). Whatever is found is marked in the tree, as in `invisible`. Lengths are points.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.boxes import page_lengths
from scanner.extract.docx.invisible import hide
from scanner.extract.docx.layout import Layout
from scanner.extract.unseen import is_beside_page
from scanner.extract.xlsx.text import local, named
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

_ROOMY = 20.0  # points of a line; what has room for all of its lines at that height is not laid out
_SEEN = 1 / 3  # of a line: less of it shows nothing of its letters
_INSET = 3.6  # above the words of a text box (20.1.10.1, tIns)
_EMU, _TWIPS = 12700, 20  # of a point
_HIGH = compiled("(?:^|;) ?height: ?([0-9]{1,5}(?:[.][0-9]{1,6})?)pt")
_GROUPS = frozenset(("wgp", "grpSp", "group"))
_MERGED, _MOST_MERGED = f"{w.W}vMerge", 100  # rows of one cell that are added up
_TC_PR, _GRID, _BODY = f"{w.W}tcPr", f"{w.W}tblGrid", f"{w.W}body"

Holder = tuple["_Element", float]  # what holds paragraphs, and how high it is


def wants_looks(root: _Element, held: list[Holder]) -> bool:
    """Whether the sizes of letters and cells matter: some edge may cut off what they make."""
    wide, _ = page_lengths(root)
    return bool(held) or any(sum(columns) > wide and _is_fixed(said) for _, columns, said in _tables(root))


def holders(root: _Element) -> list[Holder]:
    """The cells and boxes below `root` that may have no room for all of their lines."""
    found = [*_cells(root), *_boxes(root)]
    return [(element, high) for element, high in found if 1 < _lines(element) > high / _ROOMY]


def mark_cut_off(root: _Element, held: list[Holder], styles: Styles) -> None:
    """Mark the runs below `root` that an edge cuts off; `held` are its `holders`."""
    _mark_tables(root)
    layout = Layout(root, styles)
    for element, high in held:
        top = 0.0
        for paragraph in element.iterchildren(w.P):
            least = layout.least(paragraph)
            if top + _SEEN * least >= high:
                _hide_all(paragraph, "invisible-text")
            top += least * (1 + sum(1 for _ in paragraph.iter(w.BR)))


def _lines(element: _Element) -> int:
    return sum(1 + sum(1 for _ in paragraph.iter(w.BR)) for paragraph in element.iterchildren(w.P))


def _hide_all(element: _Element, layer: str) -> None:
    for run in element.iter(w.RUN):
        hide(run, run.find(w.R_PR), layer)


def _cells(root: _Element) -> Iterator[Holder]:
    """The cells of rows of an exact height, and how high they are; what is written upright has no lines below one another."""
    for said in root.iter(f"{w.W}trHeight"):
        row = next(said.iterancestors(w.TR), None)
        high = _exact(said)
        for cell in row.iterchildren(w.TC) if row is not None and high > 0 else ():
            about = cell.find(_TC_PR)
            flow = about.find(f"{w.W}textDirection") if about is not None else None
            if flow is not None and flow.get(w.VAL) not in ("lrTb", "lrTbV", "lr"):
                continue
            merged = about.find(_MERGED) if about is not None else None
            room = high if merged is None else _merged_height(row, high) if row is not None else 0.0
            if room:
                yield cell, room


def _exact(said: _Element) -> float:
    return _length(said, "val") if said.get(f"{w.W}hRule") == "exact" else 0.0


def _merged_height(row: _Element, high: float) -> float:
    """The height of a row and of all behind it that go on with merged cells; 0 where one has no exact height, or many do."""
    for number, below in enumerate(row.itersiblings(w.TR)):
        goes_on = (cell.find(f"{_TC_PR}/{_MERGED}") for cell in below.iterchildren(w.TC))
        if not any(merged is not None and merged.get(w.VAL) != "restart" for merged in goes_on):
            break
        said = below.find(f"{w.W}trPr/{w.W}trHeight")
        own = _exact(said) if said is not None else 0.0
        if not own or number >= _MOST_MERGED:
            return 0.0
        high += own
    return high


def _boxes(root: _Element) -> Iterator[Holder]:
    """The text boxes that do not grow and whose words begin at their top."""
    for box in root.iter(w.TEXT_BOX):
        for above in box.iterancestors():
            if above.tag == w.P or local(above) in _GROUPS:
                break  # a group may be drawn larger or smaller
            high = _high(above, box)
            if high:
                yield box, high
                break


def _high(above: _Element, box: _Element) -> float:
    """How high the room for words is in what an element draws around a box; 0 where that is not told."""
    if above.tag in (w.WP + "anchor", w.WP + "inline"):
        extent, words = above.find(w.WP + "extent"), box.getparent()
        said = (extent.get("cy") or "") if extent is not None else ""
        body = next(named(above, "bodyPr"), None)
        is_plain = body is not None and body.get("anchor", "t") == "t" and body.get("vert", "horz") == "horz"
        is_chained = words is None or words.get("id") is not None or local(words) == "linkedTxbx"
        grows = body is not None and any(local(child) in ("spAutoFit", "normAutofit") for child in body)
        if not is_plain or is_chained or grows or not said.isdecimal():
            return 0.0
        inset = (body.get("tIns") or "") if body is not None else ""
        return int(said[:12]) / _EMU - (int(inset[:9]) / _EMU if inset.isdecimal() else _INSET)
    if str(above.tag).startswith(w.VML):
        style = (above.get("style") or "").replace(" ", "")
        is_loose = any(sign in style for sign in ("mso-fit-", "mso-next-", "layout-flow", "v-text-anchor"))
        holder = box.getparent()
        inner = (holder.get("style") or "") if holder is not None else ""
        found = _HIGH.search(style)
        if found is not None and not (is_loose or "mso-" in inner or "layout-flow" in inner):
            return float(found[1]) - _INSET
    return 0.0


def _tables(root: _Element) -> Iterator[tuple[_Element, list[float], dict[str, _Element]]]:
    """The tables of a body with the widths of their columns and what they say of themselves."""
    for table in (found for body in root.iter(_BODY) for found in body.iterchildren(w.TBL)):
        about = table.find(w.TBL_PR)
        said = {local(child): child for child in about} if about is not None else {}
        columns = [_length(column, "w") for column in table.iterfind(f"{_GRID}/{w.W}gridCol")]
        if columns:
            yield table, columns, said


def _is_fixed(said: dict[str, _Element]) -> bool:
    layout = said.get("tblLayout")
    return layout is not None and layout.get(f"{w.W}type") == "fixed"


def _mark_tables(root: _Element) -> None:
    """Mark what of the tables of a body lies beside its page."""
    wide, high = page_lengths(root)
    margins = [_length(margin, "left") for margin in root.iter(f"{w.W}pgMar")]
    for table, columns, said in _tables(root):
        floating, indent, aligned = (said.get(name) for name in ("tblpPr", "tblInd", "jc"))
        if floating is not None:
            if _is_beside(floating, sum(columns), wide, high):
                _hide_all(table, "off-page")
            continue
        left = _length(indent, "w") if indent is not None and indent.get(f"{w.W}type") == "dxa" else 0.0
        if aligned is not None and aligned.get(w.VAL) not in ("left", "start", "both"):
            continue
        if is_beside_page("column", left, sum(columns), wide):
            _hide_all(table, "off-page")
        elif _is_fixed(said):
            _mark_columns(table, columns, left + min(margins, default=0.0), wide)


def _is_beside(floating: _Element, size: float, wide: float, high: float) -> bool:
    """Whether a table that floats lies beside its page, or below it."""
    across = floating.get(f"{w.W}horzAnchor") or "text"
    is_placed = floating.get(f"{w.W}tblpX") is not None and not floating.get(f"{w.W}tblpXSpec")
    if is_placed and is_beside_page(across, _length(floating, "tblpX"), size, wide):
        return True
    is_on_paper = (floating.get(f"{w.W}vertAnchor") or "text") != "text"
    return is_on_paper and not floating.get(f"{w.W}tblpYSpec") and _length(floating, "tblpY") >= high


def _mark_columns(table: _Element, columns: list[float], left: float, wide: float) -> None:
    """Mark the cells that begin right of the page, by the grid and by what they say themselves (17.4.71, tcW)."""
    if left + sum(columns) <= wide:
        return
    edges = [left]
    for column in columns:
        edges.append(edges[-1] + column)
    for row in table.iterchildren(w.TR):
        before = row.find(f"{w.TR_PR}/{w.GRID_BEFORE}")
        at = _count(before, 0)
        begin = edges[min(at, len(columns))]
        for cell in row.iterchildren(w.TC):
            if min(begin, edges[min(at, len(columns))]) >= wide:
                _hide_all(cell, "off-page")
            own = cell.find(f"{_TC_PR}/{w.W}tcW")
            is_told = own is not None and own.get(f"{w.W}type") == "dxa"
            begin += _length(own, "w") if own is not None and is_told else wide
            at += _count(cell.find(f"{_TC_PR}/{w.GRID_SPAN}"), 1)


def _count(said: _Element | None, usual: int) -> int:
    value = (said.get(w.VAL) or "") if said is not None else ""
    return int(value[:4]) if value.isdecimal() and value.isascii() else usual


def _length(element: _Element, name: str) -> float:
    """A length that an attribute states; 0 where it states none."""
    said = element.get(w.W + name) or ""
    return int(said[:7]) / _TWIPS if said.removeprefix("-").isdecimal() and said.isascii() else 0.0
