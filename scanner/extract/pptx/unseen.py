"""Which words of a slide nobody sees: letters in the colour of their ground, transparent or tiny ones, words below a shape or
off the slide.

Source: ECMA-376-1, 20.1.8 (fills), 21.1.2.3.9 (run properties), 21.1.2.2.4 (fields), 20.1.5.11 (turned in space), 20.1.9.19 (warped
letters take the size of their shape).
"""

from __future__ import annotations

from scanner.extract.pptx.colours import NO_FILL, is_near
from scanner.extract.pptx.grounds import background_of
from scanner.extract.pptx.looks import NOT_TOLD, Letters, Look
from scanner.extract.pptx.places import length, place_of
from scanner.extract.pptx.stack import Stack, share
from scanner.extract.pptx.standing import USUAL_SIZE, fit_of
from scanner.extract.xlsx.text import child, local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Relation
    from scanner.extract.pptx.colours import Colours
    from scanner.extract.pptx.grounds import Grounds
    from scanner.extract.pptx.looks import Looks

_FRAME = "{http://schemas.openxmlformats.org/presentationml/2006/main}graphicFrame"
_TINY = 200  # hundredths of a point
_USUAL = round(100 * USUAL_SIZE)
_UPON = 0.45  # of the size of letters: moved together by that much, digits stand upon one another
_SMALL_FIT = 0.25  # of the size that is stated: smaller ones are looked at
_FLAT = 38_100  # English Metric Units, three points: warped letters in a shape as low or narrow as that
_RIGHT_ANGLE, _EDGE = (
    5_400_000,
    180_000,
)  # sixty-thousandths of a degree: what is turned so far is seen from its edge
_WITHIN = 0.99
_LONGEST_FIELD = {
    "slidenum": 8,
    "datetime": 40,
}  # characters; what is longer is no number of a slide, no date
_SIGNS = tuple(
    f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"
    for name in (
        "rPr",
        "lstStyle",
        "bodyPr",
        "fontRef",
        "normAutofit",
        "prstTxWarp",
        "rot",
        "fld",
        "br",
        "spcBef",
        "spcAft",
        "lnSpc",
    )
)
_SOLID = "{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill"
_RUNS = frozenset(("r", "fld"))
_LINE = 1.2 * 127  # English Metric Units of a line for each hundredth of a point
_RPR, _LIST, _BODY, *_RARE = _SIGNS
_FONT, _FIT, _WARP, _ROT, _FIELD, *_SPACES = _RARE


class Unseen:
    """What is known of one slide before its shapes are poured; `size` is that of the slide."""

    def __init__(
        self,
        grounds: Grounds,
        slide: str,
        root: _Element,
        relations: dict[str, Relation],
        size: tuple[int, ...],
    ) -> None:
        self._grounds = grounds
        self._slide = slide
        self._root = root
        self._size = size
        self._letters = Letters(grounds, slide, root)
        self.stack = Stack(grounds, slide, root, relations, self._letters)
        self._odd: set[_Element] = set()  # paragraphs whose letters are to be looked at
        self._gone: set[_Element] = set()  # bodies of text of which nothing is seen
        self._largest = _USUAL  # hundredths of a point, of letters that state a size
        self._behind: dict[
            _Element, str
        ] = {}  # the colour behind the words of a shape or cell, once asked for
        self._fits: dict[_Element, float] = {}
        self._asked: set[_Element] = set()  # holders of text of which all paragraphs are to be looked at
        self._sizes: set[str | None] = {None}  # that can be read
        self._note_signs()
        self.is_odd = bool(self._odd or self._gone or self.stack.covers)
        if self._inherits_odd():
            self.is_odd = True
            self._odd.update(named(root, "p"))

    @property
    def _colours(self) -> Colours:
        return self._letters.colours

    @property
    def _looks(self) -> Looks:
        return self._letters.looks

    def is_plain(self, shape: _Element, paragraphs: Sequence[_Element]) -> bool:
        """Whether no word of the paragraphs of a shape can be unseen."""
        if not self.is_odd and self._is_within(shape, len(paragraphs)):
            return True
        return self.are_plain(paragraphs) and not self._may_hide(shape)

    def _is_within(self, shape: _Element, paragraphs: int) -> bool:
        """Whether so many paragraphs of a shape end on the slide, as a first look tells."""
        place = self.stack.place(shape)
        if place is None:
            return True
        if self._letters.lines_move or place[0] < 0 or place[2] > self._size[0]:
            return False
        high = paragraphs * self._largest * _LINE
        return place[1] >= 0 and max(place[3], place[1] + high) <= self._size[1]

    def _may_hide(self, shape: _Element) -> bool:
        """Whether something may hide whole paragraphs of a shape."""
        if self.stack.is_reached(shape) or self.stack.reaches_off(shape, self._size):
            return True
        return bool(self._gone) and not self._gone.isdisjoint(shape)

    def is_plain_table(self, frame: _Element) -> bool:
        """Whether no word of a table can be unseen."""
        return not self.is_odd and not self.stack.reaches_off(frame, self._size)

    def of_paragraph(self, shape: _Element, paragraph: _Element, text: str) -> str:
        """The layer of a paragraph of which nothing is seen; "" for others."""
        if self.stack.is_covered(shape, paragraph, text):
            return "covered-text"
        if self._gone and paragraph.getparent() in self._gone:
            return "invisible-text"
        return "off-page" if self.stack.is_off_words(shape, paragraph, text, self._size) else ""

    def are_plain_cells(self, frame: _Element, paragraphs: Sequence[_Element]) -> bool:
        """Whether no word of these paragraphs, which are all of a table, can be unseen."""
        return self.are_plain(paragraphs) and not self._may_hide(frame)

    def of_cell(self, frame: _Element, row: int, column: int) -> str:
        """The layer of a cell of a table of which nothing is seen; "" for others; row and column from 0."""
        if self.stack.is_covered_cell(frame, row, column):
            return "covered-text"
        return "off-page" if self.stack.is_off_cell(frame, row, column, self._size) else ""

    def are_plain(self, paragraphs: Iterable[_Element]) -> bool:
        """Whether no run of some paragraphs can be unseen."""
        return self._odd.isdisjoint(paragraphs)

    def runs(self, shape: _Element, paragraph: _Element) -> list[tuple[_Element, str]]:
        """The runs of a paragraph that are not seen as they are written, each with its layer."""
        if paragraph not in self._odd:
            return []
        found: list[tuple[_Element, str]] = []
        cell = next(paragraph.iterancestors("{*}tc"), None) if shape.tag == _FRAME else None
        fit = self._fit_of(shape)
        ground: str | None = None
        below: Look | None = None
        decided = self._looks.unseen
        for run in paragraph:
            if local(run) not in _RUNS:
                continue
            own = self._looks.of_run(child(run, "rPr"))
            if below is None:
                below = self._below(shape, paragraph, cell, own)
            if ground is None and (below.fill if own.fill is None else own.fill) != NO_FILL:
                ground = self._ground(shape, cell)
            key = own, below, ground, fit
            is_unseen = decided.get(key)
            if is_unseen is None:
                is_unseen = decided[key] = self._is_unseen(own.over(below), ground or "", fit)
            if is_unseen:
                found.append((run, "invisible-text"))
            elif run.get("type") and local(run) == "fld" and _is_replaced(run):
                found.append((run, "cache"))
        return found

    def _below(self, shape: _Element, paragraph: _Element, cell: _Element | None, own: Look) -> Look:
        """The look of letters that state none; those of a table may have theirs from its style."""
        if cell is None:
            return self._looks.inherited(shape, paragraph)
        table = next(cell.iterancestors("{*}tbl"), None)
        is_told = own.marker is not None or (table is not None and self._grounds.is_unpainted(table))
        return self._looks.usual if is_told else NOT_TOLD

    def _is_unseen(self, look: Look, ground: str, fit: float) -> bool:
        size = (look.size or 100 * USUAL_SIZE) * fit
        if size <= _TINY or (look.spacing or 0) <= -_UPON * size:
            return True
        behind = look.marker if look.marker not in (None, NO_FILL) else ground
        return all(
            colour == NO_FILL or is_near(colour or "", behind or "")
            for colour in (look.fill, *(look.outlines or ()))
        )

    def _ground(self, shape: _Element, cell: _Element | None) -> str:
        """The colour behind the words of a shape or cell; "" where it is not told."""
        holder = shape if cell is None else cell
        if holder not in self._behind:
            self._behind[holder] = (
                self._ground_of(shape) if cell is None else self._ground_of_cell(shape, cell)
            )
        return self._behind[holder]

    def _ground_of_cell(self, frame: _Element, cell: _Element) -> str:
        own = self._colours.of_fill(next(cell.iterchildren("{*}tcPr"), None))
        table = next(cell.iterancestors("{*}tbl"), None)
        if own is None and table is not None and self._grounds.is_unpainted(table):
            own = self._colours.of_fill(child(table, "tblPr")) or NO_FILL
        return (
            self._ground_below(frame) if own == NO_FILL else own or ""
        )  # the style of a table paints its cells

    def _ground_of(self, shape: _Element) -> str:
        own = self._own_fill(shape)
        return self._ground_below(shape) if own == NO_FILL else own

    def _own_fill(self, shape: _Element) -> str:
        """What a shape is filled with; "" where it is not told."""
        if shape.get("useBgFill") in ("1", "true"):
            return self._colours.ground
        if local(shape) != "sp":
            return "" if local(shape) in ("pic", "graphicFrame") else NO_FILL
        own = self._colours.of_fill(child(shape, "spPr"))
        if own is not None:
            return own
        style = child(shape, "style")
        for fill in named(style, "fillRef"):
            number = length(fill, "idx")
            if number > 0:
                return self._colours.stated(fill) if number == 1 and self._colours.is_first_plain else ""
        return NO_FILL

    def _ground_below(self, shape: _Element) -> str:
        """The colour of what lies below a shape."""
        where = self.stack.place(shape)
        if where is None or self.stack.has_many:
            return ""
        for other, rect in self.stack.painted(shape):
            part = share(where, rect)
            if part >= _WITHIN:
                own = self._own_fill(other)
                if own != NO_FILL:
                    return own
            elif part > 0:
                return ""
        is_beneath = any(share(where, rect) > 0 for ground in self._colours.behind for rect in ground.painted)
        return "" if is_beneath else self._colours.ground

    def _inherits_odd(self) -> bool:
        """Whether letters may be unseen that state no look of their own."""
        behind, _ = self._grounds.behind(self._slide)
        if not behind and background_of(self._root) is None:
            return False
        grounds = {self._colours.ground}
        for fill in self._root.iter(_SOLID):
            holder = fill.getparent()
            if holder is not None and local(holder) in ("spPr", "tcPr"):
                grounds.add(self._colours.stated(fill))
        known, key = self._grounds.odd, (self._colours.key, id(behind), frozenset(grounds))
        if key not in known:
            known[key] = any(
                look.fill == NO_FILL
                or (look.size is not None and look.size <= _TINY)
                or any(is_near(look.fill or "", ground) for ground in grounds)
                for look in self._looks.common()
            )
        return known[key]

    def _fit_of(self, shape: _Element) -> float:
        """How large the letters of a shape are drawn for one that they state."""
        if shape not in self._fits:
            bodies = (child(body, "bodyPr") for body in shape if local(body) == "txBody")
            self._fits[shape] = fit_of(next((body for body in bodies if body is not None), None))
        return self._fits[shape]

    def _note_signs(self) -> None:
        """What on the slide may make words unseen; nearly all runs state nothing but a size that can be read."""
        sizes = self._sizes
        for about in self._root.iter(_RPR):
            if len(about) or about.get("sz") not in sizes or about.get("spc"):
                self._note_run(about)
        for body in self._root.iter(_BODY):
            if body.get("anchor") in ("b", "ctr"):
                self._letters.lines_move = True
                break
        for levels in self._root.iter(_LIST):
            if len(levels):
                self._note_all(levels.getparent())
        for sign in self._root.iter(*_RARE):
            self._note_sign(sign, sign.tag)

    def _note_run(self, about: _Element) -> None:
        is_odd, said = len(about) > 0, about.get("sz")
        if said not in self._sizes:
            size = length(about, "sz", _USUAL)
            if size > _TINY:
                self._sizes.add(said)
                self._largest = max(self._largest, size)
            else:
                is_odd = True
        if is_odd or about.get("spc"):
            run = about.getparent()
            paragraph = run.getparent() if run is not None else None
            if paragraph is not None:
                self._odd.add(paragraph)

    def _note_sign(self, sign: _Element, tag: str) -> None:
        above = sign.getparent()
        if above is None:
            return
        if tag in _SPACES:
            self._letters.lines_move = True
        elif tag == _FIELD:
            self._odd.add(above)
        elif (tag == _FONT and len(sign)) or (tag == _FIT and fit_of(above) <= _SMALL_FIT):
            self._note_all(above.getparent())
        elif tag in (_WARP, _ROT):
            self._note_shape(sign, tag)

    def _note_all(self, holder: _Element | None) -> None:
        if holder is not None and holder not in self._asked:
            self._asked.add(holder)
            self._odd.update(named(holder, "p"))

    def _note_shape(self, sign: _Element, tag: str) -> None:
        """Note the body of a shape that is turned so that it is seen from its edge, or whose warped letters are flat."""
        shape = next(sign.iterancestors("{*}sp"), None)
        if shape is None:
            return
        if tag == _ROT:
            is_gone = any(
                abs(length(sign, way) % (2 * _RIGHT_ANGLE) - _RIGHT_ANGLE) <= _EDGE for way in ("lat", "lon")
            )
        else:
            place = place_of(shape)
            is_warped = sign.get("prst") != "textNoShape" and place is not None
            is_gone = (
                is_warped and place is not None and min(place[2] - place[0], place[3] - place[1]) <= _FLAT
            )
        if is_gone:
            self._gone.update(child for child in shape if local(child) == "txBody")


def _is_replaced(field: _Element) -> bool:
    """Whether a field holds other words than the number or date that a program puts in their place."""
    kind = (field.get("type") or "").rstrip("0123456789")
    longest = _LONGEST_FIELD.get(kind)
    return longest is not None and sum(len(text.text or "") for text in named(field, "t")) > longest
