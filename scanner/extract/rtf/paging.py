"""What an RTF file says of its pages: enough to tell which lines of the body bars of headers and footers lie over.

RTF 1.9.1, "Document Formatting Properties", "Section Formatting Properties", "Headers and Footers". Only the pages of the
first section are known.
"""

from __future__ import annotations

from scanner.extract.flow import is_bar
from scanner.extract.paged_story import PagedStory
from scanner.extract.rtf.words import ABOUT_PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.extract.rtf.shapes import Page, Shape
    from scanner.extract.run_story import RunStory

_PAGES = frozenset(
    """
    facingp titlepg headery headerysxn margb margbsxn margrsxn margtsxn sectlinegrid sectspecifyl sectspecifycl
    sectdefaultcl cols
    """.split()
)
WORDS = _PAGES | ABOUT_PAGES
_TWIPS = 20  # in a point
_SINGLE = 240  # of lines that are a multiple of what the size tells: once
_LINES_OF_HEADER = 2  # that have room above the margin
_HEADER = 720  # twips from the edge of the page to the header where nothing is said
_WHICH = {"header": "default", "footer": "default", "headerf": "first", "footerf": "first"}


class Paging:
    """Notes how the pages of a file look, for the story of its body."""

    def __init__(self, story: PagedStory, page: Page) -> None:
        self._story = story
        self._page = page
        self._said: dict[str, int] = {}
        self._is_known = True

    def say(self, word: str, number: int | None) -> None:
        """Take in one of the words about pages."""
        if word in _PAGES and not self._story.is_lost:
            self._said[word] = 1 if number is None else number

    def end(self, mark: str) -> None:
        """Note the word that ended a paragraph."""
        self._page.end(mark)
        if mark in ("sect", "column"):
            self._story.lose_place()

    def setting(self, words: Mapping[str, int]) -> dict[str, float]:
        """How a paragraph that says these words is set (see `FlowParagraph`)."""
        high = words.get("sl", 0)
        return {
            **self._page.setting(words),
            "before": words.get("sb", 0) / _TWIPS,
            "after": words.get("sa", 0) / _TWIPS,
            "least": high / _TWIPS if high > 0 and not words.get("slmult") else 0.0,
            "multiple": high / _SINGLE if high > 0 and words.get("slmult") else 1.0,
        }

    def take_bar(self, shape: Shape, destination: str, header: RunStory) -> None:
        """Take in an opaque shape of a header or footer."""
        from scanner.extract.paged import MarginBar

        if self._story.is_lost:
            return
        is_first = destination.startswith("header") and not header.paragraphs
        at = self._points("headery", _HEADER) - self._top() if is_first else None
        area = shape.margin_area(self._page, self._top(), at)
        if area is not None:
            which = _WHICH.get(destination, "even")
            self._story.bars.append(MarginBar(area, which, shape.is_empty and is_bar(area[3] - area[1])))

    def end_margin(self, story: RunStory) -> None:
        """Note the end of a header or footer; one that is high moves the text."""
        self._is_known = self._is_known and story.paragraphs <= _LINES_OF_HEADER

    def close(self) -> None:
        """Let the story know its pages."""
        from scanner.extract.paged import Paper

        if not self._is_known or self._said.get("cols", 1) != 1:
            return
        said, (wide, high) = self._said, self._page.paper
        has_grid = "sectspecifyl" in said or "sectspecifycl" in said
        self._story.paper = Paper(
            wide,
            high,
            self._page.left,
            max(wide - self._page.left - self._page.width, 0.0),
            self._top(),
            self._points("margb", 1440),
            self._points("sectlinegrid", 0) if has_grid else 0.0,
            "titlepg" in said,
        )

    def _top(self) -> float:
        return self._points("margt", round(self._page.top * _TWIPS))

    def _points(self, word: str, usual: int) -> float:
        return self._said.get(f"{word}sxn", self._said.get(word, usual)) / _TWIPS
