"""Whether much of a part holds nothing but plain text, told by counting its elements: the library does that in C.

A cell or paragraph costs ten times as much when its elements are asked one by one. All counts take linear time: none
goes down from elements that may lie within one another.
"""

from __future__ import annotations

from scanner.extract.odf.styles import TABLE, TEXT
from scanner.extract.package.xml_library import etree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = {"x": TEXT[1:-1], "t": TABLE[1:-1]}
_ROW, _HEAD, _PARAGRAPH = f"{TABLE}table-row", f"{TABLE}table-header-rows", f"{TEXT}p"
_OF_SPANS = etree.XPath(
    "not(descendant::x:span/*) and count(descendant::x:p/*) = count(descendant::x:p/x:span)"
    " and count(descendant::x:h/*) = count(descendant::x:h/x:span)",
    namespaces=_SPACES,
)
# How many elements lie one, two, three … levels below; of the third level those that are not the first of theirs.
_LEVELS = [etree.XPath(f"count({'/'.join('*' * depth)})") for depth in (1, 2, 3, 4, 5)]
_SECONDS = [etree.XPath(f"count({'/'.join('*' * depth)}[2])") for depth in (2, 3)]
_CELLS = etree.XPath(
    "count(t:table-row/t:table-cell) + count(t:table-header-rows/t:table-row/t:table-cell)",
    namespaces=_SPACES,
)
_PARAGRAPHS = etree.XPath("count(descendant::x:p)", namespaces=_SPACES)
_SPANS = etree.XPath("count(descendant::x:span)", namespaces=_SPACES)
_written = etree.tostring


def _counted(question: etree.XPath, element: _Element) -> int:
    return int(question(element))  # type: ignore[arg-type]


def is_of_spans(element: _Element) -> bool:
    """Whether all paragraphs below an element hold nothing but text and spans of text."""
    try:
        return bool(_OF_SPANS(element))
    except etree.XPathError:  # more elements than the library counts
        return False


def whole_text(paragraph: _Element) -> str:
    """All text of a paragraph, as it is written."""
    text: str = _written(paragraph, method="text", encoding="unicode", with_tail=False)
    return text


def plain_cells(table: _Element, most: int) -> tuple[list[str], int, int] | None:
    """The texts of a table row by row, its columns, and how many of its rows are a head.

    None for a table that is more than cells of one paragraph each in rows that are alike, of at most `most` columns.
    """
    width = len(next(table.iter(_ROW), ()))
    head = next(table.iterchildren(_HEAD), None)
    if not 0 < width <= most or not _is_plain(table, head):
        return None
    if any(len(row) != width for row in table.iter(_ROW)):
        return None
    paragraphs = table.iter(_PARAGRAPH)
    texts = [(whole_text(found) if len(found) else found.text or "") for found in paragraphs]
    heads = (
        sum(1 for _ in head.iterchildren(_ROW)) if head is not None else 0
    )  # a break of pages may stand there too
    return texts, width, heads


def _is_plain(table: _Element, head: _Element | None) -> bool:
    """Whether there is nothing but rows of cells of one paragraph of text and spans of text; `head` holds the first rows."""
    try:
        return _has_plain_levels(table, head)
    except etree.XPathError:  # more elements than the library counts
        return False


def _has_plain_levels(table: _Element, head: _Element | None) -> bool:
    _, cells, paragraphs, spans, deeper = (_counted(level, table) for level in _LEVELS)
    seconds = _counted(_SECONDS[1], table)
    if head is not None:
        before = next(head.itersiblings(_ROW, preceding=True), None)
        if before is not None or next(head.itersiblings(_HEAD), None) is not None:
            return False
        rows, own_cells, own_paragraphs, own_spans, own_deeper = (_counted(level, head) for level in _LEVELS)
        # all that lies in the head lies a level deeper below the table
        cells, paragraphs = cells - rows + own_cells, paragraphs - own_cells + own_paragraphs
        spans, deeper = spans - own_paragraphs + own_spans, deeper - own_spans + own_deeper
        seconds += _counted(_SECONDS[1], head) - _counted(_SECONDS[0], head)
    is_even = cells == paragraphs and not seconds and not deeper
    return (
        is_even
        and cells == _counted(_CELLS, table)
        and paragraphs == _counted(_PARAGRAPHS, table)
        and spans == _counted(_SPANS, table)
    )
