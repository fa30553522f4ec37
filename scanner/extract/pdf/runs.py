"""A run of characters of a page that its reader does not see."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.extract.pdf.page import Rect
    from scanner.model import Box

BLANKS = " \t\r\n\xa0\u3000\ufffe\x02\ufdd0\u200b\ufeff"
_APART = 3.0  # letters from middle to middle


class Hidden:
    """A run of characters: its text, its layer, whether it is seen on paper, its box on the page as shown.

    `is_cut` where the page or a clip ends before it, or where it is as large as a watermark below a table:
    what is printed over several sheets is cut so on each, and no news where another one shows it whole, though
    maybe not its `parts` side by side.
    """

    __slots__ = ("box", "is_cut", "is_seen", "layer", "parts", "text")

    def __init__(
        self,
        text: str,
        layer: str,
        box: Box,
        *,
        is_seen: bool,
        is_cut: bool = False,
        parts: Sequence[str] = (),
    ) -> None:
        self.text = text
        self.layer = layer
        self.box = box
        self.is_seen = is_seen
        self.is_cut = is_cut
        self.parts = parts


def parts_of(text: str, boxes: Mapping[int, Rect], first: int, last: int) -> list[str]:
    """The words of a stretch of text; neighbours far from each other may be none on another page."""
    found, before = [""], None
    for index in range(first, last):
        character, box = text[index], boxes.get(index)
        if character in BLANKS or (box and before and _are_apart(before, box)):
            found.append("")
        found[-1] += "" if character in BLANKS else character
        before = box or before
    return [part for part in found if part]


def _are_apart(first: Rect, second: Rect) -> bool:
    """Whether more than two letters would fit between the middles of two."""
    size = max(first[2] - first[0], first[3] - first[1], second[2] - second[0], second[3] - second[1])
    ends = zip(first[:2], first[2:], second[:2], second[2:], strict=True)
    return max([abs(low + high - left - right) / 2 for low, high, left, right in ends]) > _APART * size
