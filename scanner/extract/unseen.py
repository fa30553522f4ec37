"""From when on nobody sees letters, whatever the format says it with: how small, narrow, piled, pale or far away they are.

Lengths are points. Sources: ECMA-376-1, 17.3.1.11 (framePr), 17.3.1.33 (spacing), 17.3.2.35 (spacing of letters), 17.3.2.43 (w);
the sprms of [MS-DOC], 2.6, the words of RTF 1.9.1 and OpenDocument 1.3 part 3, 20, say the same.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Colour = tuple[int, int, int]  # red, green, blue, 0 to 255

LEAST_LINE = 2.0  # a line of an exact height up to this shows nothing of its letters
LEAST_ROW = 3.0  # a row of an exact height up to this
LEAST_LEADING = 1.12  # of the size, from line to line in the program and font where it is least
SEEN = 1 / 3  # of a line above an edge: less of it shows nothing of its letters
NARROWEST = 5  # per cent of a letter's width
WIDEST_LETTER = 36.0  # that a letter takes at most
WIDEST_PAGE, WIDEST_MARGIN = 1584.0, 144.0  # a page of Word's; a margin that few exceed
_PILED_FIGURES, _PILED_SIGNS = (
    -0.45,
    -0.9,
)  # of the size, added to each letter: less than a tenth of its width is left
_NEAR = 16  # of 255 in each colour: more is told apart by the eye
_FEWEST = 2  # letters that can lie on one another


def are_piled(text: str, size: float, spacing: float) -> bool:
    """Whether letters of this size and spacing lie on one another so that none can be read.

    A figure is half as wide as a 汉字: where there are some, they are gone first.
    """
    if spacing > _PILED_FIGURES * size:
        return False
    letters = [character for character in text if character.isalnum()]
    narrow = sum(ord(character) < 0x2E80 for character in letters)
    if len(letters) < _FEWEST:
        return False
    return narrow >= _FEWEST or spacing <= _PILED_SIGNS * size


def is_near(colour: Colour, ground: Colour) -> bool:
    """Whether letters of this colour cannot be told from the ground."""
    return all(abs(one - two) <= _NEAR for one, two in zip(colour, ground, strict=True))


def ends_left_of_page(left: float, letters: int) -> bool:
    """Whether a line that begins here, told from its column, ends before its page does."""
    return left + letters * WIDEST_LETTER / 2 < -WIDEST_MARGIN


def is_beside_page(origin: str, begin: float, size: float, length: float) -> bool:
    """Whether what begins here and has this size lies before or behind every page of this length.

    `origin` says what it is told from: "page", or a column, margin or paragraph on it.
    """
    first = 0.0 if origin == "page" else -WIDEST_MARGIN
    return begin + size <= first or begin >= length


def cells_off_page(edges: Sequence[float], margin: float, wide: float) -> frozenset[int]:
    """The cells between edges told from the margin of a page so wide that lie beside it."""
    if margin + edges[-1] <= wide and edges[0] >= -WIDEST_MARGIN:
        return frozenset()
    cells = range(len(edges) - 1)
    return frozenset(
        n for n in cells if margin + edges[n] >= wide or max(margin, WIDEST_MARGIN) + edges[n + 1] <= 0
    )


def cut_off(lines: Sequence[tuple[str, float]], high: float) -> tuple[list[str], list[str]]:
    """What is seen of lines where there is room of this height for them, and what is cut off.

    With each line comes how high it is at least, 0 where that is not known: it takes no room then.
    """
    seen: list[str] = []
    cut: list[str] = []
    top = 0.0
    for text, least in lines:
        (cut if least and top + SEEN * least >= high else seen).append(text)
        top += least
    return seen, cut


def layer_of_paragraph(letters: int, *, line: float = 0.0, left: float = 0.0) -> str:
    """The layer that hides a paragraph whose lines are of an exact height, 0 for none, and begin there; "" where none does."""
    if 0 < line <= LEAST_LINE:
        return "invisible-text"
    return "off-page" if left < 0 and ends_left_of_page(left, letters) else ""
