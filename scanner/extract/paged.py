"""Running text of .doc, RTF and OpenDocument on its pages: which words opaque bars of its headers and footers lie over.

The text is laid out as that of a .docx that says the same, so that the same is known of the heights of its lines (see
`docx.pages`). All lengths in points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from scanner.extract.docx import tags as w
from scanner.extract.docx.covers import add_spots, spots_below
from scanner.extract.docx.layout import Layout
from scanner.extract.docx.page_covers import lines_under
from scanner.extract.docx.pages import Pages
from scanner.extract.docx.styles import Styles
from scanner.extract.package.xml_library import etree
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.flow import Area, FlowParagraph

    Hidden = dict[FlowParagraph, tuple[set[int], set[int]]]  # indexes that are surely hidden, and that may be

_WORD = compiled("[0-9A-Za-z*]+")
_TWIPS = 20  # in a point
_MOST = 20_000  # pages under bars, each counted once a bar
_LONGEST = 2**31  # no program takes a larger number


class Paper(metaclass=noun):
    """The pages of the first section: their size and margins, the distance of a grid's lines, 0 for none.

    `has_first`: the first page has a header of its own.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    pitch: float = 0.0
    has_first: bool = False


class MarginBar(metaclass=noun):
    """Something opaque in a header or footer: its area from the upper left corner of the text, on which pages it stands.

    `which` is "default", "first" or "even", the last where it stands on some pages; `is_bar`: empty, as high as a line or two.
    """

    area: Area
    which: str
    is_bar: bool


class FlowRow(metaclass=noun):
    """A row: the paragraphs of its cells, their edges from the text's left, its height: an exact one below zero.

    `below` are the cells that are merged with others above or below.
    """

    cells: Sequence[Sequence[FlowParagraph]]
    edges: Sequence[float]
    height: float
    below: frozenset[int]


def under_bars(
    items: Sequence[FlowParagraph | Sequence[FlowRow] | None], paper: Paper, bars: Sequence[MarginBar]
) -> Hidden:
    """The characters that bars lie, or may lie, over."""
    body = _Body(items, paper)
    layout = Layout(body.root, Styles(None, None))
    pages = Pages(body.root, layout, is_known=True)
    sure: dict[_Element, set[int]] = {}
    doubted: dict[_Element, set[int]] = {}
    left = _MOST
    for bar in bars:
        standing = pages.standing(bar.which)
        left -= len(standing)
        for line, area, is_sure in lines_under(standing, bar.area, is_bar=bar.is_bar) if left >= 0 else ():
            add_spots(spots_below(line, area), sure if is_sure else doubted)
    found: Hidden = {}
    for number, hidden in enumerate((sure, doubted)):
        for element, indexes in hidden.items():
            paragraph, first = body.owners[element]
            found.setdefault(paragraph, (set(), set()))[number].update(first + index for index in indexes)
    for paragraph, both in found.items():
        for own in both:
            _complete(own, paragraph.text)
    return found


def _complete(indexes: set[int], text: str) -> None:
    """Take in all of a word or number of which half is hidden, nothing of others: some go on in the next line."""
    for word in _WORD.finditer(text) if indexes else ():
        whole = range(word.start(), word.end())
        hidden = sum(index in indexes for index in whole)
        if 2 * hidden >= len(whole):
            indexes.update(whole)
        else:
            indexes.difference_update(whole)


class _Body:
    """The text as that of a .docx; `owners` say where in which paragraph the text of an element begins."""

    def __init__(self, items: Sequence[FlowParagraph | Sequence[FlowRow] | None], paper: Paper) -> None:
        self.owners: dict[_Element, tuple[FlowParagraph, int]] = {}
        self.root = etree.Element(f"{w.W}document", nsmap={"w": w.W[1:-1]})
        body = _add(self.root, "body")
        for item in items:
            if item is None:
                _section(_add(_add(body, "p"), "pPr"), paper)
                break
            if isinstance(item, (list, tuple)):
                self._add_table(body, item)
            else:
                self._add_paragraph(body, item)  # type: ignore[arg-type]
        _section(body, paper)

    def _add_paragraph(self, above: _Element, paragraph: FlowParagraph) -> None:
        """Add a paragraph; each of its line breaks begins another."""
        begin, lines = 0, paragraph.text.split("\n")
        starts = list(accumulate((len(text) for text, _ in paragraph.pieces), initial=0))
        for number, line in enumerate(lines):
            made = _add(above, "p")
            self._set(_add(made, "pPr"), paragraph, is_first=not number, is_last=number + 1 == len(lines))
            if paragraph.moves:
                _add(_add(made, "r"), "object")
            self._fill(made, paragraph, starts, begin, begin + len(line))
            begin += len(line) + 1

    def _set(self, about: _Element, paragraph: FlowParagraph, *, is_first: bool, is_last: bool) -> None:
        if paragraph.new_page and is_first:
            _add(about, "pageBreakBefore")
        said = {"before": _twips(paragraph.before * is_first), "after": _twips(paragraph.after * is_last)}
        if paragraph.step:
            said |= {"line": _twips(paragraph.step), "lineRule": "exact"}
        elif paragraph.least:
            said |= {"line": _twips(paragraph.least), "lineRule": "atLeast"}
        elif paragraph.multiple != 1:
            said |= {"line": _whole(240 * paragraph.multiple), "lineRule": "auto"}
        _add(about, "spacing", **said)
        first = paragraph.first if is_first else 0.0
        indents = {"left": _twips(paragraph.indent)}
        _add(about, "ind", **indents, **{"firstLine" if first >= 0 else "hanging": _twips(abs(first))})
        _add(about, "jc", val={0.5: "center", 1.0: "right"}.get(paragraph.align, "left"))

    def _fill(
        self, made: _Element, paragraph: FlowParagraph, starts: Sequence[int], begin: int, end: int
    ) -> None:
        """Add the characters from `begin` to before `end` of a paragraph; `starts` are where its pieces do."""
        for number in range(bisect_right(starts, begin) - 1, bisect_left(starts, end)):
            (text, size), at = paragraph.pieces[number], starts[number]
            first, last = max(begin - at, 0), min(end - at, len(text))
            if first < last:
                run = _add(made, "r")
                _add(_add(run, "rPr"), "sz", val=_whole(max(2 * size, 1)))
                leaf = _add(run, "t")
                leaf.text = "".join(c if c.isprintable() or c == "\u3000" else " " for c in text[first:last])
                self.owners[leaf] = paragraph, at + first

    def _add_table(self, above: _Element, rows: Sequence[FlowRow]) -> None:
        table = _add(above, "tbl")
        _add(_add(table, "tblPr"), "tblInd", w=_twips(min(row.edges[0] for row in rows)))
        merged = {number for row in rows for number in row.below}
        for row in rows:
            made = _add(table, "tr")
            if row.height:
                rule = "exact" if row.height < 0 else "atLeast"
                _add(_add(made, "trPr"), "trHeight", val=_twips(abs(row.height)), hRule=rule)
            for number, paragraphs in enumerate(row.cells):
                cell = _add(made, "tc")
                about = _add(cell, "tcPr")
                _add(about, "tcW", w=_twips(row.edges[number + 1] - row.edges[number]), type="dxa")
                _add(about, "vAlign", val="center")  # it is not told
                if number in merged:
                    _add(about, "vMerge")
                for paragraph in paragraphs:
                    self._add_paragraph(cell, paragraph)


def _section(above: _Element, paper: Paper) -> None:
    made = _add(above, "sectPr")
    _add(made, "pgSz", w=_twips(paper.width), h=_twips(paper.height))
    sides = {side: _twips(getattr(paper, side)) for side in ("left", "right", "top", "bottom")}
    _add(made, "pgMar", **sides)
    if paper.pitch:
        _add(made, "docGrid", type="lines", linePitch=_twips(paper.pitch))
    if paper.has_first:
        _add(made, "titlePg")


def _add(above: _Element, name: str, **said: str) -> _Element:
    return etree.SubElement(above, w.W + name, {w.W + key: value for key, value in said.items()})


def _twips(points: float) -> str:
    return _whole(points * _TWIPS)


def _whole(value: float) -> str:
    """A whole number; 0 for one that no program takes, or that is none."""
    return str(round(value)) if -_LONGEST < value < _LONGEST else "0"
