"""The rows of RTF tables: where their cells end, what is merged, shaded, cut off or beside the page.

RTF 1.9.1, "Table Definitions". What a row says is told before its cells, or again before its end.
"""

from __future__ import annotations

from scanner.extract.run_story import RowEnd
from scanner.extract.unseen import LEAST_ROW, cells_off_page, is_beside_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.rtf.shapes import Page
    from scanner.extract.run_story import RunStory

_FLOATING = frozenset("tphpg tphmrg tphcol tpvpg tpvmrg tpvpara tposx tposnegx tposy tposnegy".split())
_MOVED = frozenset(("trautofit", "trqc", "trqr"))  # where the edges are not what is said
_OWN = frozenset(("trrh", "trleft", "clvmrg", "clcbpat", "cellx"))
_LOOSE = frozenset(
    "clvmgf cltxtbrl cltxbtlr cltxlrtbv cltxtbrlv".split()
)  # it goes on below, or is written upright
WORDS = _FLOATING | _MOVED | _OWN | _LOOSE
_TWIPS = 20  # of a point


class RowAbout:
    """What is said of the row that is open, in twips."""

    def __init__(self) -> None:
        self._edges: list[int] = []
        self._below: set[int] = set()
        self._shades: set[int] = set()  # cells with a ground of their own
        self._loose: set[int] = set()
        self._left = self._high = 0
        self._said: dict[str, int] = {}

    def say(self, word: str, number: int) -> None:
        """Take in one of `WORDS`."""
        if word == "trrh":
            self._high = number
        elif word == "trleft":
            self._left = number
        elif word == "clvmrg":
            self._below.add(len(self._edges))
        elif word == "clcbpat":
            self._shades.update((len(self._edges),) if number else ())
        elif word in _LOOSE:
            self._loose.add(len(self._edges))
        elif word == "cellx":
            self._edges.append(number)
        else:
            self._said[word] = number

    def end(self, story: RunStory, page: Page) -> None:
        """End the row in a story."""
        edges = [self._left, *self._edges] if self._edges else []
        high = -self._high / _TWIPS  # an exact one is stated below zero
        about = RowEnd(
            edges,
            frozenset(self._below),
            frozenset(self._shades),
            is_hidden=0 < high <= LEAST_ROW,
            high=high,
            off_page=self._off_page(edges, page) if edges else frozenset(),
            loose=frozenset(self._loose),
        )
        story.end_row(about)

    def _off_page(self, edges: list[int], page: Page) -> frozenset[int]:
        """The cells that lie beside the page."""
        if self._said and not _FLOATING.isdisjoint(self._said):
            is_beside = self._floats_beside(page, (edges[-1] - edges[0]) / _TWIPS)
            return frozenset(range(len(edges) - 1)) if is_beside else frozenset()
        if any(self._said.get(word, 0) != 0 or word == "trqc" for word in _MOVED & self._said.keys()):
            return frozenset()
        return cells_off_page([edge / _TWIPS for edge in edges], page.left, page.paper[0])

    def _floats_beside(self, page: Page, wide: float) -> bool:
        for way, size, length in (("x", wide, page.paper[0]), ("y", 0.0, page.paper[1])):
            begin = self._said.get(f"tpos{way}", self._said.get(f"tposneg{way}"))
            by_page = f"tp{'h' if way == 'x' else 'v'}pg" in self._said
            if begin is None or (way == "y" and not (by_page or "tpvmrg" in self._said)):
                continue
            if is_beside_page("page" if by_page else "margin", begin / _TWIPS, size, length):
                return True
        return False
