"""How the shapes of a slide lie over one another: what hides what, what lies off the slide, what moves.

Source: ECMA-376-1, 19.3.1.43 (shapes lie over one another in the order of the slide), 19.3.1.43 (useBgFill), 20.1.2.2.24 (lines), 19.5
(animation). Words below a shape that comes or goes, or that come and go themselves, are seen for a while: they count as seen.
"""

from __future__ import annotations

from bisect import bisect_right
from math import cos, radians, sin

from scanner.extract.pptx.grounds import is_painted, placeholder
from scanner.extract.pptx.places import (
    about,
    angle,
    around,
    frame_of,
    is_hidden,
    leaves,
    length,
    place_in,
    place_of,
    trees,
    unturned,
)
from scanner.extract.pptx.standing import Cells, Words
from scanner.extract.xlsx.covers import SQUARE, is_dense, is_filled
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Relation
    from scanner.extract.pptx.grounds import Grounds
    from scanner.extract.pptx.looks import Letters
    from scanner.extract.pptx.places import Rect

_HALF = 0.5
_MOST = 500  # covers and grounds of a slide that words are held against; words below others count as seen
_ROUND = frozenset(("ellipse", "flowChartConnector", "flowChartTerminator"))
_STRAIGHT = frozenset(("line", "straightConnector1"))
_ENTERS_OR_LEAVES = frozenset(("entr", "exit"))
_THICK = 76_200  # English Metric Units: a line of six points; thinner ones are drawn, not painted
_STEPS = 9  # points along a line of words that are held against a shape that is no upright rectangle


class Cover:
    """A shape that hides what lies below it: where it lies before it is turned, by how many degrees it is, its form."""

    __slots__ = ("around", "is_round", "number", "rect", "turn")

    def __init__(self, number: int, rect: Rect, turn: float = 0.0, *, is_round: bool = False) -> None:
        self.number = number
        self.rect = rect
        self.turn = turn % 180
        self.is_round = is_round
        self.around = around(rect, turn)

    def share(self, of: Rect) -> float:
        """How much of a rectangle lies below it."""
        if not self.turn and not self.is_round:
            return share(of, self.rect)
        if share(of, self.around) <= 0:
            return 0.0
        left, top, right, bottom = of
        spots = [
            (left + (right - left) * (at + 0.5) / _STEPS, top + (bottom - top) * part)
            for at in range(_STEPS)
            for part in (0.25, 0.75)
        ]
        return sum(map(self._holds, spots)) / len(spots)

    def _holds(self, spot: tuple[float, float]) -> bool:
        left, top, right, bottom = self.rect
        x, y = spot[0] - (left + right) / 2, spot[1] - (top + bottom) / 2
        turn = radians(-self.turn)
        across = (x * cos(turn) - y * sin(turn)) / max((right - left) / 2, 1)
        down = (x * sin(turn) + y * cos(turn)) / max((bottom - top) / 2, 1)
        return across * across + down * down <= 1 if self.is_round else max(abs(across), abs(down)) <= 1


class Stack:
    """The shapes of one slide, the lowest first."""

    def __init__(
        self,
        grounds: Grounds,
        slide: str,
        root: _Element,
        relations: dict[str, Relation],
        letters: Letters,
    ) -> None:
        self._grounds = grounds
        self._slide = slide
        self._root = root
        self._relations = relations
        self._letters = letters
        found = [leaf for tree in trees(root) for leaf in leaves(tree)]
        placed = [(shape, place_in(self._own_place(shape), holder)) for shape, holder in found]
        self._order = [(shape, rect) for shape, rect in placed if rect is not None]
        self._places = dict(self._order)
        self._unplaced = [shape for shape, rect in placed if rect is None]
        self._numbers = {shape: number for number, shape in enumerate(self._places)}
        self._filled: dict[_Element, bool] = {}
        self._changing: tuple[set[str], set[str]] | None = None
        self._words: dict[_Element, Words] = {}
        self._cells: dict[_Element, Cells] = {}
        self._reaching: dict[_Element, bool] = {}
        self._over: dict[_Element, list[Cover]] = {}
        self._painted_found: list[tuple[int, _Element, Rect]] | None = None
        self._has_unplaced = False  # something painted of which the place is not known
        self.covers = self._covering()
        self._cover_numbers = [cover.number for cover in self.covers]
        self._edges = [(*cover.around, cover) for cover in self.covers]

    def place(self, shape: _Element) -> Rect | None:
        """Where a shape lies, also where only its layout says so; None where that is not known."""
        return self._places.get(shape)

    def painted(self, shape: _Element) -> Iterator[tuple[_Element, Rect]]:
        """The painted shapes below a shape that reach it, the uppermost first, with their places."""
        number = self._numbers.get(shape, -1)
        left, top, right, bottom = self._places.get(shape, (0, 0, 0, 0))
        return (
            (other, rect)
            for at, other, rect in reversed(self._all_painted)
            if at < number and rect[0] < right and rect[2] > left and rect[1] < bottom and rect[3] > top
        )

    @property
    def has_many(self) -> bool:
        """Whether there is more painted than words are held against, or something of which the place is not known."""
        return len(self._all_painted) > _MOST or self._has_unplaced

    @property
    def _all_painted(self) -> list[tuple[int, _Element, Rect]]:
        if self._painted_found is None:
            order = enumerate(self._order)
            fills = self._fills
            self._painted_found = [
                (at, shape, rect) for at, (shape, rect) in order if is_painted(shape, fills)
            ]
            self._has_unplaced = any(is_painted(shape, fills) for shape in self._unplaced)
        return self._painted_found

    def is_covered(self, shape: _Element, paragraph: _Element, text: str) -> bool:
        """Whether half or more of a paragraph's words lie below a later shape."""
        covers = self._covers_over(shape)
        if not covers:
            return False
        where = self._laid(shape).rect(paragraph, text)
        return any(cover.share(where) >= _HALF for cover in covers)

    def is_reached(self, shape: _Element) -> bool:
        """Whether a later shape may hide something of a shape."""
        return bool(self._covers_over(shape))

    def is_covered_cell(self, frame: _Element, row: int, column: int) -> bool:
        """Whether half or more of a cell of a table lies below a later shape; row and column from 0."""
        covers = self._covers_over(frame)
        cell = self._cells_of(frame).rect(row, column) if covers else None
        return cell is not None and any(cover.share(cell) >= _HALF for cover in covers)

    def is_off(self, shape: _Element, size: tuple[int, ...]) -> bool:
        """Whether no part of a shape lies on a slide of this size, and nothing brings it there."""
        place = self.place(shape)
        return place is not None and _is_beside(place, size) and not self._moves(shape)

    def reaches_off(self, shape: _Element, size: tuple[int, ...]) -> bool:
        """Whether some of a shape, or of the words that it does not hold, may lie off a slide of this size."""
        if shape not in self._reaching:
            self._reaching[shape] = self._reaches_off(shape, size)
        return self._reaching[shape]

    def _reaches_off(self, shape: _Element, size: tuple[int, ...]) -> bool:
        place = self.place(shape)
        if place is None or self._moves(shape):
            return False
        is_beyond = place[0] < 0 or place[1] < 0 or place[2] > size[0] or place[3] > size[1]
        if local(shape) == "graphicFrame":
            return is_beyond or self._cells_of(shape).bottom > size[1]
        frame = frame_of(shape)
        if frame is None or angle(frame) or placeholder(shape) is not None:
            return False
        words = self._laid(shape)
        if not words.is_upright or words.is_fitted:
            return False
        return is_beyond or all(top < 0 or bottom > size[1] for top, bottom in words.spans())

    def is_off_words(self, shape: _Element, paragraph: _Element, text: str, size: tuple[int, ...]) -> bool:
        """Whether a paragraph of a shape stands off the slide."""
        if not self.reaches_off(shape, size) or local(shape) == "graphicFrame":
            return False
        return _is_beside(self._laid(shape).rect(paragraph, text), size)

    def is_off_cell(self, frame: _Element, row: int, column: int, size: tuple[int, ...]) -> bool:
        """Whether a cell of a table stands off the slide."""
        cell = self._cells_of(frame).rect(row, column) if self.reaches_off(frame, size) else None
        return cell is not None and _is_beside(cell, size)

    def _own_place(self, shape: _Element) -> Rect | None:
        """Where a shape, or the placeholder that it stands on, says that it lies."""
        place = place_of(shape)
        said = placeholder(shape) if place is None else None
        return place if said is None else self._grounds.place(self._slide, *said)

    def _laid(self, shape: _Element) -> Words:
        if shape not in self._words:
            self._words[shape] = Words(shape, self._places[shape], self._letters)
        return self._words[shape]

    def _cells_of(self, frame: _Element) -> Cells:
        if frame not in self._cells:
            self._cells[frame] = Cells(frame, self._places[frame])
        return self._cells[frame]

    def _covers_over(self, shape: _Element) -> list[Cover]:
        """The covers that lie over a shape and reach it."""
        if not self.covers:
            return []
        found = self._over.get(shape)
        if found is None:
            found = self._over[shape] = self._reaching_covers(shape)
        return found

    def _reaching_covers(self, shape: _Element) -> list[Cover]:
        number = self._numbers.get(shape, -1)
        if number < 0 or number >= self.covers[-1].number or self._moves(shape):
            return []
        left, top, right, bottom = self._places[shape]
        right = max(right, left + 1)
        above = [
            (begin, end, cover)
            for first, begin, last, end, cover in self._edges[bisect_right(self._cover_numbers, number) :]
            if first < right and last > left
        ]
        if not above:
            return []  # wherever its words end
        for first, last in self._spans(shape):
            high = min(top, first)
            low = max(bottom, last, high + 1)
            above = [edge for edge in above if edge[0] < low and edge[1] > high]
            if not above:
                break
        return [cover for _, _, cover in above]

    def _spans(self, shape: _Element) -> Iterator[tuple[float, float]]:
        """Between which heights the cells or words of a shape stand, the widest first."""
        if local(shape) == "graphicFrame":
            return iter(((self._places[shape][1], self._cells_of(shape).bottom),))
        return self._laid(shape).spans()

    def _covering(self) -> list[Cover]:
        """The shapes that may hide what lies below them; the lowest hides nothing."""
        numbered = enumerate(self._order[1:], 1)
        found = ((at, shape, rect) for at, (shape, rect) in numbered if self._may_cover(shape))
        return [cover for one in found if (cover := self._cover(*one)) is not None][-_MOST:]

    def _may_cover(self, shape: _Element) -> bool:
        kind = local(shape)
        if kind == "cxnSp" or (kind == "sp" and _form(shape) in _STRAIGHT):
            return _thickness(shape) >= _THICK
        if kind != "sp":
            return kind == "pic"
        return (shape.get("useBgFill") in ("1", "true") or self._fills(shape)) and next(
            named(shape, "grpFill"), None
        ) is None  # what its group is filled with is not known here

    def _fills(self, shape: _Element) -> bool:
        """Whether nothing shows through a shape, asked once."""
        if shape not in self._filled:
            self._filled[shape] = is_filled(shape)
        return self._filled[shape]

    def _cover(self, number: int, shape: _Element, rect: Rect) -> Cover | None:
        """What may cover, where it does."""
        if is_hidden(shape) or self._comes_or_goes(shape):
            return None
        if local(shape) == "pic" and not self._grounds.is_opaque(shape, self._relations):
            return None
        frame = frame_of(shape)
        turn = angle(frame) if frame is not None else 0.0
        if turn and frame is not None:
            own = unturned(frame) or rect
            x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
            wide, high = (own[2] - own[0]) / 2, (own[3] - own[1]) / 2
            scale = (rect[2] - rect[0]) / max(around(own, turn)[2] - around(own, turn)[0], 1.0)
            rect = x - wide * scale, y - high * scale, x + wide * scale, y + high * scale
        if _is_line(shape):
            thick = _thickness(shape) / 2
            return Cover(number, (rect[0], rect[1] - thick, rect[2], rect[3] + thick), turn)
        form = _form(shape)
        return Cover(number, rect, turn, is_round=form in _ROUND) if form in SQUARE | _ROUND else None

    def _moves(self, shape: _Element) -> bool:
        moves = self._animated()[1]
        return bool(moves) and self._id(shape) in moves

    def _comes_or_goes(self, shape: _Element) -> bool:
        return any(ids and self._id(shape) in ids for ids in self._animated())

    def _id(self, shape: _Element) -> str:
        said = about(shape)
        return (said.get("id") or "-") if said is not None else "-"

    def _animated(self) -> tuple[set[str], set[str]]:
        """The ids of the shapes that enter or leave while a slide is shown, and of those that move."""
        if self._changing is None:
            self._changing = set(), set()
            for child in self._root:
                if local(child) == "timing":
                    self._note_animations(child)
        return self._changing

    def _note_animations(self, timing: _Element) -> None:
        comes, moves = self._changing or (set(), set())
        for effect in named(timing, "cTn"):
            if effect.get("presetClass") in _ENTERS_OR_LEAVES:
                comes.update(target.get("spid") or "" for target in named(effect, "spTgt"))
        for motion in named(timing, "animMotion"):
            moves.update(target.get("spid") or "" for target in named(motion, "spTgt"))


def share(one: Rect, other: Rect) -> float:
    """How much of a rectangle lies below another."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    area = (one[2] - one[0]) * (one[3] - one[1])
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0


def _is_beside(place: Rect, size: tuple[int, ...]) -> bool:
    left, top, right, bottom = place
    return right <= 0 or bottom <= 0 or left >= size[0] or top >= size[1]


def _form(shape: _Element) -> str:
    return next((found.get("prst") or "" for found in named(shape, "prstGeom")), "")


def _is_line(shape: _Element) -> bool:
    return local(shape) == "cxnSp" or _form(shape) in _STRAIGHT


def _thickness(shape: _Element) -> int:
    """How thick a straight level line of one colour is; 0 for others."""
    frame = frame_of(shape)
    extent = (unturned(frame) if frame is not None else None) or (0, 0, 0, 0)
    properties = next((child for child in shape if local(child) == "spPr"), None)
    for line in properties if properties is not None else ():
        if local(line) == "ln" and any(local(fill) == "solidFill" and is_dense(fill) for fill in line):
            thick = length(line, "w")
            is_dashed = any(local(dash) == "prstDash" and dash.get("val") != "solid" for dash in line)
            return 0 if is_dashed or extent[3] - extent[1] > thick / 4 else thick
    return 0
