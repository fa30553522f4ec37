"""Shapes of RTF that lie over the text: where they stand, whether they hide what is below them.

RTF 1.9.1, "Word 97 through Word 2007 RTF for Drawing Objects (Shapes)"; values of properties as in [MS-ODRAW], 2.3.
Judged are shapes whose height is told from their paragraph, the way offices place what one draws.
"""

from __future__ import annotations

from scanner.extract.flow import is_bar
from scanner.extract.unseen import LEAST_LEADING, cut_off, is_beside_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.extract.flow import Area

# Where a shape, or the text of the page, begins and ends.
PLACES = frozenset(
    """
    shpleft shptop shpright shpbottom shpbxcolumn shpbxmargin shpbxpage shpbypara shpbymargin shpbypage shpwr
    shpfblwtxt paperw paperh margl margr margt jpegblip sectd pgwsxn pghsxn marglsxn
    """.split()
)
SECTIONS = frozenset(("sectd", "pgwsxn", "pghsxn", "marglsxn"))
EDGES = SECTIONS | {"paperw", "paperh", "margl", "margr", "margt"}
_TWIPS = 20  # in a point
_SQUARE = ("", "1", "2", "109", "176", "202")  # rectangle, rounded, process of a flow chart, text box
_PICTURE = "75"
_WHOLE, _OPAQUE = 65536, 0.9  # opacity 1; the share from which nothing shines through
_EMU, _INSET = 12700, 3.6  # of a point; points above the words of a shape that says nothing of them
_WRAP_NONE = 3  # the text goes on below or above the shape
_NEAR_TEXT = ("2", "3")  # msorvText, msorvLine: told from the paragraph or the line
_SINGLE = 240  # of \slmult1: what the size tells, once
_LONGEST = 100  # characters of a value
_WHITE = str(0xFFFFFF)  # what a shape is filled with that does not say


class Page:
    """The edges of the text, in twips, and what moves the lines of its paragraphs."""

    def __init__(self) -> None:
        # where a file says nothing
        self._said = {"paperw": 12240, "paperh": 15840, "margl": 1800, "margr": 1800, "margt": 1440}
        self._section: dict[str, int] = {}
        self._is_new = self._moves = False  # whether the next paragraph begins a page; whether it moves lines

    def move(self) -> None:
        """Note that something in the open paragraph makes its line higher."""
        self._moves = True

    def end(self, mark: str) -> None:
        """Note the word that ended a paragraph."""
        self._is_new, self._moves = mark == "page", False

    def say(self, word: str, number: int) -> None:
        """Note what the file, or the section that is open, says of an edge."""
        if word == "sectd":
            self._section = {}
        elif word in SECTIONS and number > 0:
            self._section[word] = number
        elif number > 0:
            self._said[word] = number

    @property
    def left(self) -> float:
        """The margin at the left in points."""
        return self._section.get("marglsxn", self._said["margl"]) / _TWIPS

    @property
    def top(self) -> float:
        """The margin at the top in points."""
        return self._said["margt"] / _TWIPS

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        wide, high = (
            self._section.get(own, self._said[all])
            for own, all in (("pgwsxn", "paperw"), ("pghsxn", "paperh"))
        )
        return wide / _TWIPS, high / _TWIPS

    @property
    def width(self) -> float:
        """The width of the text in points."""
        return max(self._said["paperw"] - self._said["margl"] - self._said["margr"], 1440) / _TWIPS

    def setting(self, words: Mapping[str, int]) -> dict[str, float]:
        """How lines are set (see `FlowParagraph`) where the paragraph says these words."""
        height = words.get("sl", 0)
        return {
            "width": self.width,
            "indent": words.get("li", 0) / _TWIPS,
            "first": words.get("fi", 0) / _TWIPS,
            "align": 1.0 if "qr" in words else 0.5 if "qc" in words else 0.0,
            "step": -height / _TWIPS if height < 0 else 0.0,  # exactly so much
            "new_page": float(self._is_new or "pagebb" in words),
            "moves": float(self._moves),
        }


def step_of(words: Mapping[str, int]) -> float:
    """How far apart the lines of a paragraph are that says these words; 0 where the size tells it, less where it is not known."""
    high = words.get("sl", 0)
    return -high / _TWIPS if high < 0 else -1.0 if 0 < high < _SINGLE and words.get("slmult") else 0.0


class Shape:
    """One shape, filled while it is read."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.is_photo = self.has_words = False
        self.least = (
            -1.0
        )  # points of a line of its words, at least; 0 where that is not known, less where there is none
        self._said: dict[str, str] = {}
        self._name = ""

    def say(self, word: str, text: str) -> None:
        """The name of a property (sn), or its value (sv)."""
        if word == "sn":
            self._name = text.strip()[:_LONGEST]
        else:
            self._said.setdefault(self._name, text.strip()[:_LONGEST])

    def fill(self) -> str:
        """What it is filled with: "" for nothing, "white", "coloured" for anything else ([MS-ODRAW], 2.3.7)."""
        said = self._said
        if said.get("fFilled", "1") == "0":
            return ""
        is_plain = said.get("fillType", "0") == "0"
        return "white" if is_plain and said.get("fillColor", _WHITE) == _WHITE else "coloured"

    def note_letters(self, size: float, words: Mapping[str, int]) -> None:
        """Take in letters of its words, of this size in points, in a paragraph that says these words."""
        step = step_of(words)
        least = step or size * LEAST_LEADING if step >= 0 else 0.0
        self.least = min(self.least, least) if self.least >= 0 else least

    def cut(self, text: str) -> tuple[str, str]:
        """What of its words is seen, and what has no room in it."""
        high = self._room()
        if not high or self.least <= 0 or "\n" not in text:
            return text, ""
        seen, cut = cut_off([(line, self.least) for line in text.split("\n")], high)
        return "\n".join(seen), "\n".join(cut)

    def _room(self) -> float:
        """How high the room for its words is in points; 0 where it grows, or where that is not known."""
        numbers, said = self.numbers, self._said
        if "shptop" not in numbers or "shpbottom" not in numbers or said.get("fFitShapeToText") == "1":
            return 0.0
        if any(said.get(name, "0") != "0" for name in ("anchorText", "txflTextFlow", "rotation", "hspNext")):
            return 0.0
        inset = said.get("dyTextTop", "")
        above = int(inset) / _EMU if inset.isdecimal() else _INSET
        return max((numbers["shpbottom"] - numbers["shptop"]) / _TWIPS - above, 0.0)

    def is_doubtful(self, page: Page) -> bool:
        """Whether it may hide a line of the page it is placed from: where that stands is not known."""
        numbers, said = self.numbers, self._said
        if numbers.get("shpwr") != _WRAP_NONE or numbers.get("shpfblwtxt", 0) or not self._is_opaque():
            return False
        by_page = said["posrelv"] == "1" if "posrelv" in said else "shpbypage" in numbers
        by_margin = said["posrelv"] == "0" if "posrelv" in said else "shpbymargin" in numbers
        top, bottom = (numbers.get(f"shp{side}", 0) / _TWIPS for side in ("top", "bottom"))
        is_placed = by_margin or (by_page and bottom > page.top)
        return self.is_empty and is_placed and said.get("posv", "0") == "0" and is_bar(bottom - top)

    def area(self, page: Page) -> Area | None:
        """What it hides, in points from its paragraph; None where it hides nothing or its place is not known."""
        numbers, said = self.numbers, self._said
        if numbers.get("shpwr") != _WRAP_NONE or numbers.get("shpfblwtxt", 0) or not self._is_opaque():
            return None
        down = said.get("posrelv") or (
            "1" if "shpbypage" in numbers else "0" if "shpbymargin" in numbers else "2"
        )
        is_by_page = said["posrelh"] == "1" if "posrelh" in said else "shpbxpage" in numbers
        if down not in _NEAR_TEXT or said.get("posv", "0") != "0":
            return None
        edges = [numbers.get(f"shp{side}", 0) / _TWIPS for side in ("left", "top", "right", "bottom")]
        left, top, right, bottom = edges
        align = {"1": 0.0, "2": 0.5, "3": 1.0}.get(said.get("posh", "0"))
        move = -page.left if is_by_page else 0.0
        if align is not None:
            move = align * (page.width - (right - left)) - left
        return (left + move, top, right + move, bottom)

    @property
    def is_empty(self) -> bool:
        """Whether it is no picture and holds no words."""
        return not (self.has_words or self._said.get("shapeType") == _PICTURE)

    def margin_area(self, page: Page, top: float, paragraph: float | None) -> Area | None:
        """What one of a header hides of the page, from the upper left corner of its text; None where that is not known.

        That corner is `top` below the edge of the page, the paragraph that it hangs on so far below that corner.
        """
        numbers, said = self.numbers, self._said
        if numbers.get("shpwr") != _WRAP_NONE or numbers.get("shpfblwtxt", 0) or not self._is_opaque():
            return None
        if said.get("posv", "0") != "0" or said.get("posh", "0") != "0":
            return None
        down = said.get("posrelv") or (
            "1" if "shpbypage" in numbers else "0" if "shpbymargin" in numbers else "2"
        )
        move = {"1": -top, "0": 0.0}.get(down, paragraph)
        if move is None:
            return None
        is_by_page = said["posrelh"] == "1" if "posrelh" in said else "shpbxpage" in numbers
        across = -page.left if is_by_page else 0.0
        left, high, right, low = (
            numbers.get(f"shp{side}", 0) / _TWIPS for side in ("left", "top", "right", "bottom")
        )
        return (left + across, high + move, right + across, low + move)

    def layer_of_words(self, page: Page) -> str:
        """The layer that hides the words in it; "" where they are seen."""
        numbers, said = self.numbers, self._said
        if said.get("fHidden") == "1":
            return "hidden-text"
        edges = [numbers.get(f"shp{side}") for side in ("left", "top", "right", "bottom")]
        if None in edges or said.get("posh", "0") != "0" or said.get("posv", "0") != "0":
            return ""
        left, top, right, bottom = ((edge or 0) / _TWIPS for edge in edges)
        origins = [
            "page" if said.get(name, "1" if word in numbers else "") == "1" else "margin"
            for name, word in (("posrelh", "shpbxpage"), ("posrelv", "shpbypage"))
        ]
        is_on_paper = (
            origins[1] == "page" or said.get("posrelv", "0" if "shpbymargin" in numbers else "2") == "0"
        )
        is_beside = is_beside_page(origins[0], left, right - left, page.paper[0])
        is_below = is_on_paper and is_beside_page(origins[1], top, bottom - top, page.paper[1])
        return "off-page" if is_beside or is_below else ""

    def _is_opaque(self) -> bool:
        said = self._said
        if "1" in (said.get("fHidden"), said.get("fPseudoInline"), said.get("fBehindDocument")):
            return False
        if said.get("shapeType") == _PICTURE:
            return self.is_photo
        opacity = said.get("fillOpacity", "")
        if opacity.isdecimal() and int(opacity) < _OPAQUE * _WHOLE:
            return False
        # LibreOffice leaves out that a frame has no filling
        is_bare = said.get("fNoFillHitTest") == "1" and "fFilled" not in said and "fillColor" not in said
        return said.get("shapeType", "") in _SQUARE and said.get("fFilled", "1") != "0" and not is_bare
