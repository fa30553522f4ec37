"""Running heads, running foots and page numbers: lines at a page's edge that every page has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scanner.extract.pdf_content import PageContent
from scanner.extract.pdf_lines import Line

EDGE = 0.12  # of the page's height; the margins of official documents are 37 mm of 297 mm (GB/T 9704)
HEAD = 0.085  # the narrowest usual margin, 25.4 mm of 297 mm: what repeats below it is a title on every page
NEIGHBOURS = 2  # pages looked at on either side: odd and even pages may differ
PAGE_NUMBER = re.compile(
    r"[—–\-－·\s]*(?:(?:第|共)?\s*[0-9０-９]{1,4}\s*页?\s*[，,/／|]?\s*(?:(?:第|共)?\s*[0-9]{1,4}\s*页?)?"
    r"|[Pp]age\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?)[—–\-－·\s]*\Z"
)

Edges = dict[tuple[str, int], str]


def edges_of(page: PageContent) -> Edges:
    """The lines at the page's edges with their height, and whether they would be head or foot."""
    found: Edges = {}
    for item in page.items:
        if isinstance(item, Line):
            layer = edge_of(page, item)
            if layer:
                found[key_of(item)] = layer
    return found


def edge_of(page: PageContent, line: Line, share: float = EDGE) -> str:
    """The layer a line would have by its height on the page: header, footer or "" """
    _, bottom, _, top = page.rect
    if line.bottom > top - share * (top - bottom):
        return "header"
    return "footer" if line.top < bottom + share * (top - bottom) else ""


def key_of(line: Line) -> tuple[str, int]:
    """What makes two lines of different pages the same running line."""
    return line.text.strip(), round(line.bottom)


def layers_of(page: PageContent, own: Edges, others: Sequence[Edges]) -> dict[int, str]:
    """The layer of every running line of a page, by its index in `items`."""
    if not own:
        return {}
    found: dict[int, str] = {}
    lines = [(index, item) for index, item in enumerate(page.items) if isinstance(item, Line)]
    lowest = min(line.bottom for _, line in lines)
    highest = max(line.top for _, line in lines)
    for index, line in lines:
        layer = own.get(key_of(line), "")
        if not layer:
            continue
        is_outermost = line.bottom <= lowest or line.top >= highest
        is_number = is_outermost and PAGE_NUMBER.match(line.text) is not None
        is_far = edge_of(page, line, HEAD) != ""
        is_repeated = (
            is_far and any(key_of(line) in other for other in others) and not line.text.startswith("附件")
        )
        if is_number or is_repeated:
            found[index] = layer
    return found


def with_layers(pages: Iterator[PageContent]) -> Iterator[tuple[PageContent, dict[int, str]]]:
    """Every page with its running lines; only a few pages are held at a time."""
    held: list[tuple[PageContent, Edges]] = []
    at = 0
    for page in pages:
        held.append((page, edges_of(page)))
        if len(held) - at > NEIGHBOURS:
            yield _judged(held, at)
            at = min(at + 1, NEIGHBOURS)
            del held[: max(len(held) - 2 * NEIGHBOURS, 0)]
    for index in range(at, len(held)):
        yield _judged(held, index)


def _judged(held: Sequence[tuple[PageContent, Edges]], at: int) -> tuple[PageContent, dict[int, str]]:
    page, own = held[at]
    near = held[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS + 1]
    return page, layers_of(page, own, [edges for other, edges in near if other is not page])
