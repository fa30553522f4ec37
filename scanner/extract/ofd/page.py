"""What is drawn on an OFD page, in drawing order: texts seen and unseen, rules, pictures.

GB/T 33190-2016: 7.7 (pages, layers, templates), 8.3 (graphic units: Visible, Alpha), 8.2 and 8.3.2 (colours,
drawing parameters), 9 (paths), 10 (pictures), 11 (texts), 13 (composite objects).
"""

from __future__ import annotations

from collections import Counter

from scanner.extract.ofd.bounds import parted, window
from scanner.extract.ofd.covers import Areas
from scanner.extract.ofd.elements import child, names, text_of
from scanner.extract.ofd.looks import is_faint, is_false, is_sheer, is_solid, is_white
from scanner.extract.ofd.measures import POINTS, numbers, stated
from scanner.extract.ofd.outlines import bars_of, outlines_of, rectangles_of, strokes_of
from scanner.extract.ofd.photos import area_of_picture, covering
from scanner.extract.ofd.runs import UNIT, boundary_of, matrix_of, run_of
from scanner.extract.ofd.typesetting import known, setting_of
from scanner.extract.pdf.drawn import shared
from scanner.extract.pdf.rules import SHORTEST, THIN, product, thin_areas

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from scanner.extract.ofd.looks import Inks, Resources
    from scanner.extract.ofd.runs import Run
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix, Rule

NEARLY = 0.1  # of its height a text may stand out of its boundary: whole all the same
DEEPEST = 30  # groups within groups
MOST_OBJECTS = 500_000  # of a page
_MOST_AGAIN = 20_000  # objects of a document; more where there are more pages
_LISTS = frozenset(("Content", "Layer", "PageBlock", "Appearance"))
_LEVELS = {"Background": 0, "Foreground": 2}
TRUE = ("true", "1")
COVERING = "comment"  # the layer of an annotation whose look is drawn over the page
NO_INKS: Inks = (None, None)
BLACK = (None,)  # letters are filled with it where nothing is said
_A4 = (0.0, 0.0, 210.0, 297.0)


class Room:
    """How much may be drawn again: templates, composite units and pages stand in a file once and may show anywhere."""

    def __init__(self) -> None:
        self.left = _MOST_AGAIN  # objects
        self._drawn: set[str] = set()

    def is_again(self, name: str) -> bool:
        """Whether something of this name has been drawn already; from now on it has."""
        if name in self._drawn:
            return True
        self._drawn.add(name)
        return False


class Drawing:
    """The content of one page. Coordinates are points, the origin the lower left corner."""

    def __init__(self, area: Sequence[float], resources: Resources, room: Room) -> None:
        left, top, width, height = area if len(area) == 4 and area[2] > 0 and area[3] > 0 else _A4
        self._height = height
        self._origin: Matrix = (1.0, 0.0, 0.0, 1.0, -left, -top)
        self.rect: Rect = (0.0, 0.0, width * POINTS, height * POINTS)
        self._resources = resources
        self._room = room
        self._is_again = False  # whether what is being drawn was drawn before
        self.runs: list[Run] = []
        self.hidden: list[tuple[Run, str]] = []  # with their layer
        self.level: list[Rule] = []
        self.upright: list[Rule] = []
        self.pictures: list[Rect] = []
        self.is_cut = self.is_crowded = False  # whether there was too much, or too much over one another
        self._fields: list[tuple[int, Rect]] = []  # filled rectangles and their number
        self._photos: list[tuple[int, Rect]] = []  # pictures that may hide what is below
        self._drawn: dict[int, _Element] = {}  # these by their number
        self._whites: list[Run] = []
        self._number = 0
        self._frame: Rect | None = None  # of the composite object that is being drawn

    def draw(
        self,
        content: _Element,
        *,
        layer: str = "",
        matrix: Matrix = UNIT,
        is_apart: bool = False,
        is_again: bool = False,
        is_clear: bool = False,
    ) -> None:
        """Take in what stands in a Content, Layer, PageBlock or Appearance; `layer` where it is all unseen.

        What `is_apart` (a stamp, a watermark) stands over the text and is no line of it; `is_again`: it was drawn before;
        `is_clear`: it marks what lies below and hides nothing.
        """
        first, before, self._is_again, photos = len(self.runs), len(self._fields), is_again, len(self._photos)
        self._draw_list(content, product(matrix, self._origin), layer, 0, NO_INKS)
        if is_clear:
            del self._fields[before:]
        if is_apart:
            del self._photos[photos:]  # seals, which programs let the text show through
            for run in self.runs[first:]:
                run.is_level = False

    def close(self) -> None:
        """Judge the texts once all is drawn: white on white, covered by a field, beyond the page."""
        left, bottom, right, top = self.rect
        whites = {id(run) for run in self._whites}
        seen: list[Run] = []
        repeated: Counter[str] | None = None
        if self._photos:
            self._fields = sorted([*self._fields, *self._hiding_photos()])
        fields = Areas(self._fields) if self._fields else None
        pictures = Areas(list(enumerate(self.pictures))) if whites else None
        for run in self.runs:
            x0, y0, x1, y1 = run.rect
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            above = fields.highest(run.rect) if fields is not None else -1
            if not (left <= x <= right and bottom <= y <= top):
                if repeated is None:
                    repeated = Counter([run.text for run in self.runs])
                if not run.is_level and repeated[run.text] > 1:
                    continue  # watermarks run over the edges of the page
                self.hidden.append((run, "off-page"))
            elif above > run.number:
                self.hidden.append((run, "covered-text"))
            elif pictures and above < 0 and id(run) in whites and not pictures.is_at(x, y):
                self.hidden.append((run, "invisible-text"))
            else:
                seen.append(run)
        self.runs = seen
        self.is_crowded = any(areas is not None and areas.is_cut for areas in (fields, pictures))

    def _draw_list(self, content: _Element, matrix: Matrix, layer: str, depth: int, inks: Inks) -> None:
        own = self._resources.inks(content.get("DrawParam"), inks)
        if self._is_again:
            self._room.left -= len(content)
            if self._room.left < 0:
                self.is_cut = True
                return
        for element in content if len(content) < 2 else _by_type(content):
            name = names[element.tag]
            self._number += 1
            if self._number > MOST_OBJECTS or depth > DEEPEST:
                self.is_cut = True
                return
            visible, alpha = element.get("Visible"), element.get("Alpha")
            below = layer or (_unseen(visible, alpha) if visible or alpha else "")
            if name in _LISTS:
                self._draw_list(element, matrix, below, depth + 1, own)
            elif name == "TextObject":
                self._draw_text(element, matrix, below, own)
            elif name == "PathObject":
                self._draw_path(element, matrix, below, depth, own)
            elif name == "ImageObject":
                rect = boundary_of(element, matrix, self._height)
                if rect is not None and not below:
                    self.pictures.append(rect)
                    self._take_picture(element, matrix)
            elif name == "CompositeObject":
                self._draw_unit(element, matrix, below, depth)

    def _draw_text(self, element: _Element, matrix: Matrix, layer: str, inks: Inks) -> None:
        get = element.get
        key = get("Boundary"), get("CTM"), get("Size"), get("HScale"), matrix, self._height
        setting = known.get(key) or setting_of(key)
        codes, fill, stroke, clips = _parts_of(element)
        used: tuple[_Element | None, ...] = BLACK
        is_told = get("DrawParam") or get("Stroke") or get("Fill")
        if is_told or fill is not None or stroke is not None or inks != NO_INKS:
            used = self._used(element, fill, stroke, inks)
        is_pale = False
        if used != BLACK:
            is_pale = all(is_white(ink, self._resources.spaces) for ink in used)
            if not layer and all(map(is_faint, used)):
                layer = "invisible-text"
        if setting.is_tiny and not layer:
            layer = "invisible-text"
        bounds = setting.area if self._frame is None else self._within_frame(setting.area)
        for code in codes:
            run = run_of(code, setting, self._number)
            if run is None:
                continue
            if layer or (clips is not None and self._is_cut_off(run, clips, element, matrix)):
                self.hidden.append((run, layer or "invisible-text"))
            elif bounds is None or _is_within(run.rect, bounds):
                self.runs.append(run)
                if is_pale:
                    self._whites.append(run)
            else:
                seen = self._within(run, code, bounds)
                self.runs += seen
                if is_pale:
                    self._whites += seen

    def _used(
        self, text: _Element, fill: _Element | None, stroke: _Element | None, inks: Inks
    ) -> tuple[_Element | None, ...]:
        """The colours that letters are drawn with, () for none; `fill` and `stroke` are the text's own."""
        drawn, filled = text.get("Stroke"), text.get("Fill")
        usual = self._resources.inks(text.get("DrawParam"), inks)
        found = () if is_false(filled) else (usual[0] if fill is None else fill,)
        return (*found, usual[1] if stroke is None else stroke) if drawn in TRUE else found

    def _window(self, element: _Element, matrix: Matrix) -> Rect | None:
        """What an object may draw on, within what holds it; None for all of the page."""
        return self._within_frame(window(element, matrix, self._height))

    def _within_frame(self, own: Rect | None) -> Rect | None:
        if self._frame is None:
            return own
        return self._frame if own is None else shared(own, self._frame)

    def _within(self, run: Run, code: _Element, bounds: Rect) -> Sequence[Run]:
        """What of a text its boundary lets through, and what holds it does; the rest is hidden."""
        left, bottom, right, top = run.rect
        if not _holds_point(self.rect, ((left + right) / 2, (bottom + top) / 2)):
            return (run,)  # off the page, whatever its boundary
        seen, cut = parted(run, code, bounds)
        self.hidden += [(piece, "invisible-text") for piece in cut]
        return seen

    def _is_cut_off(self, run: Run, clips: _Element, element: _Element, matrix: Matrix) -> bool:
        from scanner.extract.ofd.clips import is_beyond

        return is_beyond(run, clips, element, matrix, self._height)

    def _draw_path(self, element: _Element, matrix: Matrix, layer: str, depth: int, inks: Inks) -> None:
        is_filled, is_stroked = element.get("Fill") in TRUE, not is_false(element.get("Stroke"))
        if (layer and layer != COVERING) or not (is_filled or is_stroked):
            return
        inner = matrix_of(element, matrix)
        outlines = outlines_of(element, inner, self._height)
        if is_stroked and not layer:
            level, upright = strokes_of(outlines)
            self.level += level
            self.upright += upright
        own = self._resources.inks(element.get("DrawParam"), inks)
        if is_stroked and is_solid(element, child(element, "StrokeColor"), own[1]):
            for bar in bars_of(outlines, stated(element.get("LineWidth"), 0.0) * abs(inner[3] or inner[1])):
                self._add_field(element, bar, matrix)
        if is_filled and outlines:
            for rect in thin_areas(outlines) if not layer else ():
                self._rule(rect)
            fill = child(element, "FillColor")
            if is_solid(element, fill, own[0]):
                for field in rectangles_of(outlines):
                    self._add_field(element, field, matrix)
            cell = child(fill, "Pattern", "CellContent")
            if cell is not None:
                content, area = child(cell, "Content"), next(thin_areas(outlines))
                self._draw_cell(cell if content is None else content, inner, layer, depth, area)

    def _draw_cell(self, content: _Element, matrix: Matrix, layer: str, depth: int, area: Rect) -> None:
        """Draw what a pattern repeats all over an area: it stands there, wherever its first copy is."""
        first = len(self.runs)
        self._draw_list(content, matrix, layer, depth + 5, NO_INKS)
        for run in self.runs[first:]:
            run.is_level, run.rect = False, shared(area, self.rect)

    def _take_picture(self, element: _Element, matrix: Matrix) -> None:
        """Take in a picture that stands over texts."""
        area = area_of_picture(element, matrix, self._height) if self.runs else None
        if area is not None:
            self._photos.append((self._number, self._left_of(element, area, matrix)))
            self._drawn[self._number] = element

    def _hiding_photos(self) -> list[tuple[int, Rect]]:
        """The pictures that hide something; which do is asked only where one of them lies over a text."""
        photos = covering(self._photos, self.rect)
        areas = Areas(photos)
        if not any(areas.highest(run.rect) > run.number for run in self.runs):
            return []
        return [photo for photo in photos if self._resources.hides(self._drawn[photo[0]])]

    def _add_field(self, element: _Element, field: Rect, matrix: Matrix) -> None:
        """Take in a filled rectangle."""
        self._fields.append((self._number, self._left_of(element, field, matrix)))

    def _left_of(self, element: _Element, field: Rect, matrix: Matrix) -> Rect:
        """What the clips and the boundary of an object leave of a rectangle."""
        clips = child(element, "Clips")
        if clips is not None and len(clips):
            from scanner.extract.ofd.clips import within

            field = within(field, clips, element, matrix, self._height)
        bounds = self._window(element, matrix)
        return field if bounds is None else shared(field, bounds)

    def _rule(self, rect: Rect) -> None:
        left, bottom, right, top = rect
        if top - bottom <= THIN and right - left >= SHORTEST:
            self.level.append(((bottom + top) / 2, left, right))
        elif right - left <= THIN and top - bottom >= SHORTEST:
            self.upright.append(((left + right) / 2, bottom, top))

    def _draw_unit(self, element: _Element, matrix: Matrix, layer: str, depth: int) -> None:
        id = element.get("ResourceID", "")
        content = child(self._resources.units.get(id), "Content")
        self._resources.used.add(id)
        if content is not None:
            frame, self._frame = self._frame, self._window(element, matrix)
            before, self._is_again = self._is_again, self._room.is_again(f"unit {id}") or self._is_again
            self._draw_list(content, matrix_of(element, matrix), layer, depth + 5, NO_INKS)
            self._frame, self._is_again = frame, before


def page_area(root: _Element, usual: Sequence[float]) -> Sequence[float]:
    """The rectangle of a page in millimetres: its own, else the document's (7.5, 7.7)."""
    area = child(root, "Area")
    for name in ("PhysicalBox", "ApplicationBox"):
        found = numbers(text_of(child(area, name)))
        if len(found) == 4:
            return found
    return usual


def _by_type(content: _Element) -> Iterable[_Element]:
    """What stands in a content from the lowest to the uppermost: layers by their type (7.7, table 15)."""
    if all(_LEVELS.get(element.get("Type", ""), 1) == 1 for element in content.iterchildren("{*}Layer")):
        return content
    return sorted(content, key=lambda element: _LEVELS.get(element.get("Type") or "", 1))


def _parts_of(
    text: _Element,
) -> tuple[Sequence[_Element], _Element | None, _Element | None, _Element | None]:
    """The text codes of a text object, its own colours of filling and stroking, its clips."""
    if len(text) == 1 and names[text[0].tag] == "TextCode":
        return (text[0],), None, None, None
    codes: list[_Element] = []
    fill: _Element | None = None
    stroke: _Element | None = None
    clips: _Element | None = None
    for part in text:
        name = names[part.tag]
        if name == "TextCode":
            codes.append(part)
        elif name == "FillColor" and fill is None:
            fill = part
        elif name == "StrokeColor" and stroke is None:
            stroke = part
        elif name == "Clips" and len(part):
            clips = part
    return codes, fill, stroke, clips


def _is_within(rect: Rect, bounds: Rect) -> bool:
    """Whether a text is whole within these bounds, or nearly."""
    left, bottom, right, top = rect
    slack = NEARLY * (top - bottom)
    return (
        bounds[0] - slack <= left
        and right <= bounds[2] + slack
        and bounds[1] - slack <= bottom
        and top <= bounds[3] + slack
    )


def _unseen(visible: str | None, alpha: str | None) -> str:
    """The layer of an object that says itself that it is not shown, "" for others."""
    if is_false(visible):
        return "hidden-text"
    return "invisible-text" if is_sheer(alpha) else ""


def _holds_point(rect: Rect, point: tuple[float, float]) -> bool:
    return rect[0] <= point[0] <= rect[2] and rect[1] <= point[1] <= rect[3]
