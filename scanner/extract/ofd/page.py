"""What is drawn on an OFD page, in drawing order: texts seen and unseen, rules, pictures.

GB/T 33190-2016: 7.7 (pages, layers, templates), 8.3 (graphic units: Visible, Alpha), 8.2 and 8.3.2 (colours,
drawing parameters), 9 (paths), 10 (pictures), 11 (texts), 13 (composite objects).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from scanner.extract.ofd.bounds import area_of, parted, window
from scanner.extract.ofd.runs import (
    POINTS,
    UNIT,
    boundary_of,
    is_rectangle,
    matrix_of,
    numbers,
    outlines_of,
    placed,
    run_of,
    stated,
)
from scanner.extract.pdf.drawn import shared
from scanner.extract.pdf.rules import SHORTEST, THIN, edges, product, thin_areas

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from scanner.extract.ofd.runs import Run
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix, Rule

NEARLY = 0.1  # of its height a text may stand out of its boundary: whole all the same
TINY = 0.36  # millimetres, a point: nobody reads smaller type
_BAND, _MOST_BANDS = 12.0, 100  # points; bands that one rectangle may lie in
DEEPEST = 30  # groups within groups
MOST_OBJECTS = 500_000  # of a page
_WHITE = 242  # of 255, for each of red, green and blue
_LISTS = frozenset(("Content", "Layer", "PageBlock", "Appearance"))
_A4 = (0.0, 0.0, 210.0, 297.0)


def local(element: _Element) -> str:
    """The name of an element without its namespace, which producers spell in several ways."""
    tag = element.tag
    return _name_of(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _name_of(tag: str) -> str:
    return tag.rpartition("}")[2]


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
        for element in root.iter():
            name, id = local(element), element.get("ID") if isinstance(element.tag, str) else None
            if id is None:
                continue
            if name == "DrawParam":
                fill = child(element, "FillColor")
                if fill is not None:
                    self.fills[id] = fill
            elif name in ("CompositeGraphicUnit", "VectorG"):
                self.units[id] = element


class Drawing:
    """The content of one page. Coordinates are points, the origin the lower left corner."""

    def __init__(self, area: Sequence[float], resources: Resources) -> None:
        left, top, width, height = area if len(area) == 4 and area[2] > 0 and area[3] > 0 else _A4
        self._height = height
        self._origin: Matrix = (1.0, 0.0, 0.0, 1.0, -left, -top)
        self.rect: Rect = (0.0, 0.0, width * POINTS, height * POINTS)
        self._resources = resources
        self.runs: list[Run] = []
        self.hidden: list[tuple[Run, str]] = []  # with their layer
        self.level: list[Rule] = []
        self.upright: list[Rule] = []
        self.pictures: list[Rect] = []
        self.is_cut = False  # whether there was too much
        self._fields: list[tuple[int, Rect]] = []  # filled rectangles and their number
        self._whites: list[Run] = []
        self._number = 0
        self._frame: Rect | None = None  # of the composite object that is being drawn

    def draw(
        self, content: _Element, *, layer: str = "", matrix: Matrix = UNIT, is_apart: bool = False
    ) -> None:
        """Take in what stands in a Content, Layer, PageBlock or Appearance; `layer` where it is all unseen.

        What `is_apart` (a stamp, a watermark) stands over the text and is no line of it.
        """
        first = len(self.runs)
        self._draw_list(content, product(matrix, self._origin), layer, 0, None)
        if is_apart:
            for run in self.runs[first:]:
                run.is_level = False

    def close(self) -> None:
        """Judge the texts once all is drawn: white on white, covered by a field, beyond the page."""
        whites = {id(run) for run in self._whites}
        seen: list[Run] = []
        repeated: Counter[str] | None = None
        numbers_at = _Fields(self._fields).numbers_at if self._fields else None
        for run in self.runs:
            middle = ((run.rect[0] + run.rect[2]) / 2, (run.rect[1] + run.rect[3]) / 2)
            fields = numbers_at(run.rect) if numbers_at is not None else ()
            if not _holds_point(self.rect, middle):
                if repeated is None:
                    repeated = Counter([run.text for run in self.runs])
                if not run.is_level and repeated[run.text] > 1:
                    continue  # watermarks run over the edges of the page
                self.hidden.append((run, "off-page"))
            elif any(number > run.number for number in fields):
                self.hidden.append((run, "covered-text"))
            elif id(run) in whites and not fields and not self._is_on_picture(middle):
                self.hidden.append((run, "invisible-text"))
            else:
                seen.append(run)
        self.runs = seen

    def _is_on_picture(self, point: tuple[float, float]) -> bool:
        return any(_holds_point(rect, point) for rect in self.pictures)

    def _draw_list(
        self, content: _Element, matrix: Matrix, layer: str, depth: int, fill: _Element | None
    ) -> None:
        own = self._resources.fills.get(content.get("DrawParam", ""), fill)
        for element in content:
            name = local(element)
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
        size, stretch = stated(get("Size"), 3.5), stated(get("HScale"), 1.0) or 1.0
        box = numbers(get("Boundary"))
        inner = placed(box, get("CTM"), matrix)
        own: _Element | None = None
        clips: _Element | None = None
        codes: list[_Element] = []
        for part in element:
            name = local(part)
            if name == "TextCode":
                codes.append(part)
            elif name == "FillColor" and own is None:
                own = part
            elif name == "Clips" and len(part):
                clips = part
        if own is None:
            own = self._resources.fills.get(get("DrawParam", ""), fill)
        is_filled, is_stroked = get("Fill") != "false", get("Stroke") == "true"
        if not layer and not is_stroked and (not is_filled or (own is not None and own.get("Alpha") == "0")):
            layer = "invisible-text"
        if not layer and abs(size * (inner[3] or inner[1])) < TINY:
            layer = "invisible-text"
        is_white = not is_stroked and own is not None and _is_white(own)
        bounds = self._within_frame(area_of(box, matrix, self._height))
        for code in codes:
            run = run_of(code, size, inner, self._height, self._number, stretch)
            if not run.text.strip():
                continue
            if layer or (clips is not None and self._is_cut_off(run, clips, element, matrix)):
                self.hidden.append((run, layer or "invisible-text"))
                continue
            seen = (run,) if bounds is None else self._within(run, code, bounds)
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
        slack = NEARLY * (top - bottom)
        is_within = bounds[0] - slack <= left and right <= bounds[2] + slack
        if is_within and bounds[1] - slack <= bottom and top <= bounds[3] + slack:
            return (run,)
        if not _holds_point(self.rect, ((left + right) / 2, (bottom + top) / 2)):
            return (run,)  # off the page, whatever its boundary
        seen, cut = parted(run, code, bounds)
        self.hidden += [(piece, "invisible-text") for piece in cut]
        return seen

    def _is_cut_off(self, run: Run, clips: _Element, element: _Element, matrix: Matrix) -> bool:
        from scanner.extract.ofd.clips import is_beyond

        return is_beyond(run, clips, element, matrix, self._height)

    def _draw_path(self, element: _Element, matrix: Matrix, layer: str) -> None:
        if layer:
            return
        outlines = outlines_of(element, matrix_of(element, matrix), self._height)
        is_filled = element.get("Fill", "false") == "true"
        if element.get("Stroke", "true") != "false":
            for rect in edges(outlines):
                self._rule(rect)
        if is_filled and outlines:
            for rect in thin_areas(outlines):
                self._rule(rect)
            color = child(element, "FillColor")
            is_opaque = color is None or (color.get("Alpha") or "255") == "255"
            if is_rectangle(outlines) and is_opaque and (element.get("Alpha") or "255") == "255":
                field, clips = next(thin_areas(outlines)), child(element, "Clips")
                if clips is not None and len(clips):
                    from scanner.extract.ofd.clips import within

                    field = within(field, clips, element, matrix, self._height)
                bounds = self._window(element, matrix)
                field = field if bounds is None else shared(field, bounds)
                self._fields.append((self._number, field))

    def _rule(self, rect: Rect) -> None:
        left, bottom, right, top = rect
        if top - bottom <= THIN and right - left >= SHORTEST:
            self.level.append(((bottom + top) / 2, left, right))
        elif right - left <= THIN and top - bottom >= SHORTEST:
            self.upright.append(((left + right) / 2, bottom, top))

    def _draw_unit(self, element: _Element, matrix: Matrix, layer: str, depth: int) -> None:
        unit = self._resources.units.get(element.get("ResourceID", ""))
        content = child(unit, "Content")
        if content is not None:
            frame, self._frame = self._frame, self._window(element, matrix)
            self._draw_list(content, matrix_of(element, matrix), layer, depth + 5, None)
            self._frame = frame


class _Fields:
    """Filled rectangles by how far up the page they are, so that few of them are held against each text."""

    def __init__(self, fields: Sequence[tuple[int, Rect]]) -> None:
        self._high: list[tuple[int, Rect]] = []
        self._bands: dict[int, list[tuple[int, Rect]]] = {}
        for number, rect in fields:
            first, last = int(rect[1] // _BAND), int(rect[3] // _BAND)
            if last - first > _MOST_BANDS:
                self._high.append((number, rect))
                continue
            for at in range(first, last + 1):
                self._bands.setdefault(at, []).append((number, rect))

    def numbers_at(self, rect: Rect) -> list[int]:
        """The numbers of those that cover a rectangle."""
        near = self._bands.get(int((rect[1] + rect[3]) / 2 // _BAND), ())
        return [number for fields in (self._high, near) for number, field in fields if _holds(field, rect)]


def page_area(root: _Element, usual: Sequence[float]) -> Sequence[float]:
    """The rectangle of a page in millimetres: its own, else the document's (7.5, 7.7)."""
    area = child(root, "Area")
    for name in ("PhysicalBox", "ApplicationBox"):
        found = numbers(text_of(child(area, name)))
        if len(found) == 4:
            return found
    return usual


def _unseen(element: _Element) -> str:
    """The layer of an object that says itself that it is not shown, "" for others."""
    if element.get("Visible") == "false":
        return "hidden-text"
    return "invisible-text" if element.get("Alpha") == "0" else ""


def _is_white(color: _Element) -> bool:
    """Whether a colour in red, green and blue (or one grey) is white; other spaces are not judged."""
    values = numbers((color.get("Value") or "").replace("#", " "))
    return len(values) in (1, 3) and min(values) >= _WHITE


def _holds(rect: Rect, inner: Rect) -> bool:
    """Whether a rectangle covers the middle half of another."""
    dx, dy = (inner[2] - inner[0]) / 8, (inner[3] - inner[1]) / 4
    return (
        rect[0] <= inner[0] + dx
        and rect[1] <= inner[1] + dy
        and rect[2] >= inner[2] - dx
        and rect[3] >= inner[3] - dy
    )


def _holds_point(rect: Rect, point: tuple[float, float]) -> bool:
    return rect[0] <= point[0] <= rect[2] and rect[1] <= point[1] <= rect[3]
