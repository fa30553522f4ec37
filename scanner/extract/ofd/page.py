"""What is drawn on an OFD page, in drawing order: texts seen and unseen, rules, pictures.

GB/T 33190-2016: 7.7 (pages, layers, templates), 8.3 (graphic units: Visible, Alpha), 8.2 and 8.3.2 (colours,
drawing parameters), 9 (paths), 10 (pictures), 11 (texts), 13 (composite objects).
"""

from __future__ import annotations

from collections import Counter

from scanner.extract.ofd.bounds import area_of, parted, window
from scanner.extract.ofd.covers import Areas
from scanner.extract.ofd.measures import POINTS, numbers, stated
from scanner.extract.ofd.outlines import is_rectangle, outlines_of, strokes_of
from scanner.extract.ofd.runs import UNIT, boundary_of, matrix_of, placed, run_of
from scanner.extract.pdf.drawn import shared
from scanner.extract.pdf.rules import SHORTEST, THIN, product, thin_areas

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from scanner.extract.ofd.runs import Run
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix, Rule

NEARLY = 0.1  # of its height a text may stand out of its boundary: whole all the same
TINY = 0.36  # millimetres, a point: nobody reads smaller type
DEEPEST = 30  # groups within groups
MOST_OBJECTS = 500_000  # of a page
_MOST_AGAIN = 20_000  # objects of a document; more where there are more pages
_MOST_NAMES = 1000  # of elements, that are remembered
_WHITE = 242  # of 255, for each of red, green and blue
_LISTS = frozenset(("Content", "Layer", "PageBlock", "Appearance"))
_A4 = (0.0, 0.0, 210.0, 297.0)


class _Names(dict[object, str]):
    """The names of elements by their tags."""

    def __missing__(self, tag: object) -> str:
        if len(self) > _MOST_NAMES:
            self.clear()
        name = self[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


_names = _Names()


def local(element: _Element) -> str:
    """The name of an element without its namespace, which producers spell in several ways."""
    return _names[element.tag]


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The children of this local name."""
    return (child for child in element if local(child) == name) if element is not None else iter(())


def child(element: _Element | None, *names: str) -> _Element | None:
    """The first child of this name, of this the first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def text_of(element: _Element | None) -> str:
    """The text of an element, "" for none."""
    return (element.text or "").strip() if element is not None else ""


class Resources:
    """What pages of a document refer to by number: fill colours of drawing parameters, composite units."""

    def __init__(self) -> None:
        self.fills: dict[str, _Element] = {}
        self.units: dict[str, _Element] = {}

    def take(self, root: _Element) -> None:
        """Take in a resource file (7.9)."""
        for element in root.iter("{*}DrawParam", "{*}CompositeGraphicUnit", "{*}VectorG"):
            id = element.get("ID")
            if id is None:
                continue
            if local(element) != "DrawParam":
                self.units[id] = element
                continue
            fill = child(element, "FillColor")
            if fill is not None:
                self.fills[id] = fill


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
    ) -> None:
        """Take in what stands in a Content, Layer, PageBlock or Appearance; `layer` where it is all unseen.

        What `is_apart` (a stamp, a watermark) stands over the text and is no line of it; `is_again`: it was drawn before.
        """
        first, self._is_again = len(self.runs), is_again
        self._draw_list(content, product(matrix, self._origin), layer, 0, None)
        if is_apart:
            for run in self.runs[first:]:
                run.is_level = False

    def close(self) -> None:
        """Judge the texts once all is drawn: white on white, covered by a field, beyond the page."""
        left, bottom, right, top = self.rect
        whites = {id(run) for run in self._whites}
        seen: list[Run] = []
        repeated: Counter[str] | None = None
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

    def _draw_list(
        self, content: _Element, matrix: Matrix, layer: str, depth: int, fill: _Element | None
    ) -> None:
        own = self._resources.fills.get(content.get("DrawParam", ""), fill)
        if self._is_again:
            self._room.left -= len(content)
            if self._room.left < 0:
                self.is_cut = True
                return
        for element in content:
            name = _names[element.tag]
            self._number += 1
            if self._number > MOST_OBJECTS or depth > DEEPEST:
                self.is_cut = True
                return
            below = layer or _unseen(element)
            if name in _LISTS:
                self._draw_list(element, matrix, below, depth + 1, own)
            elif name == "TextObject":
                self._draw_text(element, matrix, below, own)
            elif name == "PathObject":
                self._draw_path(element, matrix, below)
            elif name == "ImageObject":
                rect = boundary_of(element, matrix, self._height)
                if rect is not None and not below:
                    self.pictures.append(rect)
            elif name == "CompositeObject":
                self._draw_unit(element, matrix, below, depth)

    def _draw_text(self, element: _Element, matrix: Matrix, layer: str, fill: _Element | None) -> None:
        get = element.get
        wide = get("HScale")
        size, stretch = stated(get("Size"), 3.5), (stated(wide, 1.0) or 1.0) if wide else 1.0
        box = numbers(get("Boundary"))
        inner = placed(box, get("CTM"), matrix)
        codes, own, clips = _parts_of(element)
        if own is None:
            own = self._resources.fills.get(get("DrawParam", ""), fill)
        is_stroked = get("Stroke") == "true"
        if not layer and not is_stroked and (get("Fill") == "false" or _is_clear(own)):
            layer = "invisible-text"
        if not layer and abs(size * (inner[3] or inner[1])) < TINY:
            layer = "invisible-text"
        is_white = not is_stroked and own is not None and _is_white(own)
        bounds = self._within_frame(area_of(box, matrix, self._height))
        for code in codes:
            run = run_of(code, size, inner, self._height, self._number, stretch)
            if not run.text or run.text.isspace():
                continue
            if layer or (clips is not None and self._is_cut_off(run, clips, element, matrix)):
                self.hidden.append((run, layer or "invisible-text"))
            elif bounds is None or _is_within(run.rect, bounds):
                self.runs.append(run)
                if is_white:
                    self._whites.append(run)
            else:
                seen = self._within(run, code, bounds)
                self.runs += seen
                if is_white:
                    self._whites += seen

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

    def _draw_path(self, element: _Element, matrix: Matrix, layer: str) -> None:
        is_filled, is_stroked = element.get("Fill") == "true", element.get("Stroke") != "false"
        if layer or not (is_filled or is_stroked):
            return
        outlines = outlines_of(element, matrix_of(element, matrix), self._height)
        if is_stroked:
            level, upright = strokes_of(outlines)
            self.level += level
            self.upright += upright
        if is_filled and outlines:
            for rect in thin_areas(outlines):
                self._rule(rect)
            color = child(element, "FillColor")
            is_opaque = color is None or (color.get("Alpha") or "255") == "255"
            if is_rectangle(outlines) and is_opaque and (element.get("Alpha") or "255") == "255":
                self._add_field(element, next(thin_areas(outlines)), matrix)

    def _add_field(self, element: _Element, field: Rect, matrix: Matrix) -> None:
        """Take in a filled rectangle: what its clips and its boundary leave of it."""
        clips = child(element, "Clips")
        if clips is not None and len(clips):
            from scanner.extract.ofd.clips import within

            field = within(field, clips, element, matrix, self._height)
        bounds = self._window(element, matrix)
        self._fields.append((self._number, field if bounds is None else shared(field, bounds)))

    def _rule(self, rect: Rect) -> None:
        left, bottom, right, top = rect
        if top - bottom <= THIN and right - left >= SHORTEST:
            self.level.append(((bottom + top) / 2, left, right))
        elif right - left <= THIN and top - bottom >= SHORTEST:
            self.upright.append(((left + right) / 2, bottom, top))

    def _draw_unit(self, element: _Element, matrix: Matrix, layer: str, depth: int) -> None:
        id = element.get("ResourceID", "")
        content = child(self._resources.units.get(id), "Content")
        if content is not None:
            frame, self._frame = self._frame, self._window(element, matrix)
            before, self._is_again = self._is_again, self._room.is_again(f"unit {id}") or self._is_again
            self._draw_list(content, matrix_of(element, matrix), layer, depth + 5, None)
            self._frame, self._is_again = frame, before


def page_area(root: _Element, usual: Sequence[float]) -> Sequence[float]:
    """The rectangle of a page in millimetres: its own, else the document's (7.5, 7.7)."""
    area = child(root, "Area")
    for name in ("PhysicalBox", "ApplicationBox"):
        found = numbers(text_of(child(area, name)))
        if len(found) == 4:
            return found
    return usual


def _parts_of(text: _Element) -> tuple[list[_Element], _Element | None, _Element | None]:
    """The text codes of a text object, its own fill colour, its clips."""
    codes: list[_Element] = []
    fill: _Element | None = None
    clips: _Element | None = None
    for part in text:
        name = _names[part.tag]
        if name == "TextCode":
            codes.append(part)
        elif name == "FillColor" and fill is None:
            fill = part
        elif name == "Clips" and len(part):
            clips = part
    return codes, fill, clips


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


def _is_clear(color: _Element | None) -> bool:
    return color is not None and color.get("Alpha") == "0"


def _unseen(element: _Element) -> str:
    """The layer of an object that says itself that it is not shown, "" for others."""
    if element.get("Visible") == "false":
        return "hidden-text"
    return "invisible-text" if element.get("Alpha") == "0" else ""


def _is_white(color: _Element) -> bool:
    """Whether a colour in red, green and blue (or one grey) is white; other spaces are not judged."""
    values = numbers((color.get("Value") or "").replace("#", " "))
    return len(values) in (1, 3) and min(values) >= _WHITE


def _holds_point(rect: Rect, point: tuple[float, float]) -> bool:
    return rect[0] <= point[0] <= rect[2] and rect[1] <= point[1] <= rect[3]
