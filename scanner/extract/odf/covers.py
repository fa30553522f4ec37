"""Words of an OpenDocument text that lie below a shape or a photo: a black bar hides them from the eye alone.

A shape that hangs on a paragraph or character and lets the text run through below it is laid over the lines that
stand about where it does. What is covered becomes a span of a style of its own. Source: ODF 1.3 part 3, 10.3 (drawn
shapes), 19.759 (text:anchor-type), 20.246 (style:horizontal-rel), 20.391 (style:vertical-rel), 20.396 (style:wrap).
"""

from __future__ import annotations

from scanner.extract.flow import FURTHEST, MAYBE, USUAL_SIZE, USUAL_WIDTH, FlowParagraph, covered, is_bar
from scanner.extract.odf.styles import DRAW, FO, STYLE, SVG, TABLE, TEXT, XLINK, length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from scanner.extract.flow import Area
    from scanner.extract.odf.styles import OdfStyles

    Leaf = tuple[_Element, bool, str]  # an element, whether its tail is meant, the text

COVERED, DOUBTED = "\ue000", "\ue001"  # names of styles; no style that a program writes is called so
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_NEXT = 3  # paragraphs in which the words near an anchor are looked for
SHAPES = (f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}frame")
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_SQUARE = frozenset(
    """
    rectangle round-rectangle ooxml-rect ooxml-roundRect mso-spt1 mso-spt2 mso-spt109 mso-spt202 flowchart-process
    ooxml-flowChartProcess
    """.split()
)
POINTS = 72 / 2.54  # in a centimetre
_NEAR_TEXT = ("", "paragraph", "paragraph-content", "char", "line", "baseline")
_OPAQUE = 90.0  # of a hundred
_MOST_SHAPES = 2_000
_PHOTOS = (".jpg", ".jpeg")
SIDES = {"center": 0.5, "right": 1.0}


def mark_covered(body: _Element, styles: OdfStyles, *parts: _Element | None) -> None:
    """Mark the words below `body` that lie under something opaque; `parts` say how wide the text is."""
    shapes = [shape for shape in body.iter(*SHAPES) if _is_opaque(shape, styles)]
    paper = _Paper(*parts)
    bars: dict[_Element, list[tuple[_Element, Area]]] = {}
    doubted: list[tuple[_Element, _Element]] = []
    for shape in shapes[:_MOST_SHAPES]:
        paragraph = next(shape.iterancestors(*PARAGRAPHS), None)
        above = paragraph.getparent() if paragraph is not None else None
        area = _area(shape, styles, paper)
        if paragraph is None or above is None:
            continue
        if area is not None:
            bars.setdefault(above, []).append((paragraph, area))
        elif _is_doubtful(shape, styles):
            doubted.append((paragraph, above))
    for above, own in bars.items():
        _lay(above, own, styles, paper)
    for paragraph, above in doubted:
        _doubt(paragraph, above, styles)
    if bars:
        styles.put_in(COVERED, "covered-text")
    if doubted:
        styles.put_in(DOUBTED, MAYBE)


class _Paper:
    """The edges of the text on the first page, in points."""

    def __init__(self, *parts: _Element | None) -> None:
        self.left, self.width = 90.0, USUAL_WIDTH
        pages = (part.iter(f"{STYLE}page-layout-properties") for part in parts if part is not None)
        for page in (page for found in pages for page in found):
            sides = [
                length(page.get(f"{FO}{side}")) for side in ("page-width", "margin-left", "margin-right")
            ]
            whole, left, right = sides
            if whole > left + right > 0:
                self.left, self.width = left * POINTS, (whole - left - right) * POINTS
                return


def _is_opaque(shape: _Element, styles: OdfStyles) -> bool:
    return lies_over(shape, styles) and is_painted(shape, styles)


def lies_over(shape: _Element, styles: OdfStyles) -> bool:
    """Whether a shape that hangs on a paragraph or character lets the text go on below it and stands in front of it."""
    if shape.get(f"{TEXT}anchor-type") not in ("paragraph", "char"):
        return False
    name = shape.get(f"{DRAW}style-name") or ""
    is_below = styles.says(name, f"{STYLE}run-through") == "background"
    return not is_below and styles.says(name, f"{STYLE}wrap") == "run-through"


def is_painted(shape: _Element, styles: OdfStyles) -> bool:
    """Whether nothing shows through a shape: a filled rectangle or text box, a photo."""
    return is_photo(shape) if shape.find(f"{DRAW}image") is not None else is_square(shape, styles)


def is_photo(frame: _Element) -> bool:
    """Whether the picture in a frame lets nothing through."""
    image = frame.find(f"{DRAW}image")
    return image is not None and (image.get(f"{XLINK}href") or "").lower().endswith(_PHOTOS)


def is_square(shape: _Element, styles: OdfStyles) -> bool:
    """Whether a shape is a rectangle that lets nothing through."""
    name = shape.get(f"{DRAW}style-name") or ""
    opacity = styles.says(name, f"{DRAW}opacity").removesuffix("%")
    if opacity.replace(".", "", 1).isdecimal() and float(opacity) < _OPAQUE:
        return False
    fill = styles.says(name, f"{DRAW}fill")
    if shape.tag == f"{DRAW}frame":
        colour = styles.says(name, f"{FO}background-color")
        return fill not in ("", "none") or (not fill and colour not in ("", "transparent"))
    geometry = shape.find(f"{DRAW}enhanced-geometry")
    return fill not in ("", "none") and (geometry is None or (geometry.get(f"{DRAW}type") or "") in _SQUARE)


def _area(shape: _Element, styles: OdfStyles, paper: _Paper) -> Area | None:
    """Where a shape lies, from its paragraph; None where that is told from something else."""
    name = shape.get(f"{DRAW}style-name") or ""
    wide, high = (length(shape.get(f"{SVG}{side}")) * POINTS for side in ("width", "height"))
    left, top = (length(shape.get(f"{SVG}{side}")) * POINTS for side in ("x", "y"))
    if styles.says(name, f"{STYLE}vertical-rel") not in _NEAR_TEXT:
        return None
    if styles.says(name, f"{STYLE}vertical-pos") not in ("", "from-top", "top"):
        return None
    align = styles.says(name, f"{STYLE}horizontal-pos")
    if align in SIDES:
        left = SIDES[align] * (paper.width - wide)
    elif styles.says(name, f"{STYLE}horizontal-rel") == "page":
        left -= paper.left
    return (left, top, left + wide, top + high)


def _is_doubtful(shape: _Element, styles: OdfStyles) -> bool:
    """Whether a shape is an empty bar that is placed from the page or its margins."""
    name = shape.get(f"{DRAW}style-name") or ""
    is_by_page = styles.says(name, f"{STYLE}vertical-rel") in ("page", "page-content")
    is_empty = shape.find(f"{DRAW}image") is None and not "".join(map(str, shape.itertext())).strip()
    bottom = length(shape.get(f"{SVG}y")) + length(shape.get(f"{SVG}height"))
    return is_by_page and is_empty and bottom > 0 and is_bar(length(shape.get(f"{SVG}height")) * POINTS)


def _doubt(paragraph: _Element, above: _Element, styles: OdfStyles) -> None:
    """Mark the words of the paragraph that a bar hangs on, or of the next one with words."""
    if above.tag in _CELLS:
        return
    found: _Element | None = paragraph
    for _ in range(_NEXT):
        if found is None or found.tag not in PARAGRAPHS:
            return
        leaves = [leaf for leaf, _ in leaves_of(found, styles)]
        text = "".join(text for _, _, text in leaves)
        if text.strip():
            cut_texts(leaves, dict.fromkeys(range(len(text)), DOUBTED))
            return
        found = found.getnext()


def _lay(above: _Element, bars: list[tuple[_Element, Area]], styles: OdfStyles, paper: _Paper) -> None:
    """Lay bars over the paragraphs of one body or cell."""
    paragraphs: list[_Element] = []
    runs: dict[_Element, int] = {}
    for child in above:
        if child.tag in PARAGRAPHS:
            runs[child] = len(paragraphs)
            paragraphs.append(child)
    leaves = [leaves_of(paragraph, styles) for paragraph in paragraphs]
    flow = [
        _flow(paragraph, found, styles, paper) for paragraph, found in zip(paragraphs, leaves, strict=True)
    ]
    hidden: dict[int, set[int]] = {}
    for paragraph, area in bars:
        anchor = runs[paragraph]
        first, last = _near(paragraphs, anchor)
        for number, indexes in covered(flow[first : last + 1], anchor - first, area).items():
            hidden.setdefault(first + number, set()).update(indexes)
    for number, indexes in hidden.items():
        cut_texts([leaf for leaf, _ in leaves[number]], dict.fromkeys(indexes, COVERED))


def _near(paragraphs: list[_Element], anchor: int) -> tuple[int, int]:
    """The first and last paragraph next to the anchor with nothing else between: no table, no list."""
    first = last = anchor
    while first > max(anchor - FURTHEST, 0) and paragraphs[first].getprevious() is paragraphs[first - 1]:
        first -= 1
    end = min(anchor + FURTHEST, len(paragraphs) - 1)
    while last < end and paragraphs[last].getnext() is paragraphs[last + 1]:
        last += 1
    return first, last


def leaves_of(paragraph: _Element, styles: OdfStyles, usual: float = USUAL_SIZE) -> list[tuple[Leaf, float]]:
    """The texts of a paragraph in order, with their sizes; those of shapes and notes are left out."""
    found: list[tuple[Leaf, float]] = []

    def walk(element: _Element, size: float) -> None:
        if element.text:
            found.append(((element, False, element.text), size))
        for child in element:
            if child.tag in (f"{TEXT}span", f"{TEXT}a"):
                walk(child, _size(child.get(f"{TEXT}style-name") or "", styles, size))
            if child.tail:
                found.append(((child, True, child.tail), size))

    walk(paragraph, _size(paragraph.get(f"{TEXT}style-name") or "", styles, usual))
    return found


def _size(name: str, styles: OdfStyles, usual: float) -> float:
    said = styles.says(name, f"{STYLE}font-size-asian") or styles.says(name, f"{FO}font-size")
    return length(said) * POINTS or usual


def _flow(
    paragraph: _Element, leaves: list[tuple[Leaf, float]], styles: OdfStyles, paper: _Paper
) -> FlowParagraph:
    return FlowParagraph(
        [(leaf[2], size) for leaf, size in leaves], **setting_of(paragraph, styles, paper.width)
    )


def setting_of(paragraph: _Element, styles: OdfStyles, width: float) -> dict[str, float]:
    """How the lines of a paragraph are set in a text of this width (see `FlowParagraph`)."""
    name = paragraph.get(f"{TEXT}style-name") or ""
    above = paragraph.getparent()
    is_cell = above is not None and str(above.tag).startswith(TABLE)
    align = styles.says(name, f"{FO}text-align").replace("end", "right")
    return {
        "width": width,
        "indent": length(styles.says(name, f"{FO}margin-left")) * POINTS,
        "first": length(styles.says(name, f"{FO}text-indent")) * POINTS,
        "align": 0.0 if is_cell else SIDES.get(align, 0.0),
        "step": length(styles.says(name, f"{FO}line-height")) * POINTS,
        "new_page": float(styles.says(name, f"{FO}break-before") == "page"),
        "moves": float(any(not lies_over(shape, styles) for shape in paragraph.iter(*SHAPES))),
    }


def cut_texts(leaves: list[Leaf], marks: Mapping[int, str]) -> None:
    """Put the characters that are marked into spans of these styles; from behind, so that what is before stays where it is."""
    at = sum(len(text) for _, _, text in leaves)
    for element, is_tail, text in reversed(leaves):
        at -= len(text)
        end = len(text)
        while end > 0:
            style, begin = marks.get(at + end - 1), end - 1
            while begin > 0 and marks.get(at + begin - 1) == style:
                begin -= 1
            if style is not None:
                _wrap(element, text, begin, end, style, is_tail=is_tail)
                text = text[:begin]
            end = begin


def _wrap(element: _Element, text: str, begin: int, end: int, style: str, *, is_tail: bool) -> None:
    """Make a span of the characters of a text, or of the text behind an element."""
    span = element.makeelement(f"{TEXT}span", {f"{TEXT}style-name": style}, None)
    span.text, span.tail = text[begin:end], text[end:] or None
    above = element.getparent()
    if not is_tail:
        element.text = text[:begin] or None
        element.insert(0, span)
    elif above is not None:
        element.tail = text[:begin] or None
        above.insert(above.index(element) + 1, span)
