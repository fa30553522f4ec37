"""Running heads, running foots and page numbers: lines at a page's edge that every page has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scanner.extract.pdf.content import PageContent
from scanner.extract.pdf.lines import Line
from scanner.regexes import compiled

EDGE = 0.12  # of the page's height; the margins of official documents are 37 mm of 297 mm (GB/T 9704)
HEAD = 0.085  # the narrowest usual margin, 25.4 mm of 297 mm: what repeats below it is a title on every page
NEIGHBOURS = 2  # pages looked at on either side: odd and even pages may differ
PAGE_NUMBER = compiled(
    r"[—–\-－·\s]*(?:(?:第|共)?\s*[0-9０-９]{1,4}\s*页?\s*[，,/／|]?\s*(?:(?:第|共)?\s*[0-9]{1,4}\s*页?)?"
    r"|[Pp]age\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?)[—–\-－·\s]*\Z"
)

Key = tuple[str, int]


class Edge:
    """A line at a page's edge: its index in `items`, its layer, and what shows whether it is a running line."""

    __slots__ = ("index", "is_far", "is_number", "key", "layer")

    def __init__(self, index: int, line: Line, layer: str, *, is_far: bool, is_outermost: bool) -> None:
        self.index = index
        self.layer = layer
        self.is_far = is_far  # in the margin, where no text of the page stands
        self.is_number = is_outermost and PAGE_NUMBER.match(line.text) is not None
        self.key: Key = (line.text.strip(), round(line.bottom))  # the same on every page it runs over


def edges_of(page: PageContent) -> list[Edge]:
    """The lines at the page's upper and lower edge."""
    _, bottom, _, top = page.rect
    reach, margin = EDGE * (top - bottom), HEAD * (top - bottom)
    lines = [(index, item) for index, item in enumerate(page.items) if isinstance(item, Line)]
    found: list[Edge] = []
    highest = max([line.top for _, line in lines], default=top)
    lowest = min([line.bottom for _, line in lines], default=bottom)
    for index, line in lines:
        if line.bottom > top - reach:
            is_far, is_outermost = line.bottom > top - margin, line.top >= highest
            found.append(Edge(index, line, "header", is_far=is_far, is_outermost=is_outermost))
        elif line.top < bottom + reach:
            is_far, is_outermost = line.top < bottom + margin, line.bottom <= lowest
            found.append(Edge(index, line, "footer", is_far=is_far, is_outermost=is_outermost))
    return found


def layers_of(own: Sequence[Edge], others: Collection[Key]) -> dict[int, str]:
    """The layer of every running line of a page, by its index in `items`."""
    return {
        edge.index: edge.layer
        for edge in own
        if edge.is_number or (edge.is_far and edge.key in others and not edge.key[0].startswith("附件"))
    }


def with_layers(pages: Iterator[PageContent]) -> Iterator[tuple[PageContent, dict[int, str]]]:
    """Every page with its running lines; only a few pages are held at a time."""
    held: list[tuple[PageContent, list[Edge]]] = []
    at = 0
    for page in pages:
        held.append((page, edges_of(page)))
        if len(held) - at > NEIGHBOURS:
            yield _judged(held, at)
            at = min(at + 1, NEIGHBOURS)
            del held[: max(len(held) - 2 * NEIGHBOURS, 0)]
    for index in range(at, len(held)):
        yield _judged(held, index)


def _judged(held: Sequence[tuple[PageContent, list[Edge]]], at: int) -> tuple[PageContent, dict[int, str]]:
    page, own = held[at]
    near = held[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS + 1]
    return page, layers_of(own, {edge.key for other, edges in near if other is not page for edge in edges})
