"""Shapes of a .doc that lie over its text: where they hang, what they hide; how the lines of a paragraph are set.

[MS-DOC]: 2.8.37 (PlcfSpa), 2.9.253 (Spa), 2.9.172 (OfficeArtContent), 2.8.26 (PlcfSed), 2.6.2 and 2.6.4 (sprms of
paragraphs and sections); [MS-ODRAW]: 2.3.4.19 to 2.3.4.22 (posh, posrelh, posv, posrelv), 2.2.32 (FBSE).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.flow import USUAL_WIDTH, is_bar
from scanner.extract.ole.drawn_shapes import ABOUT, drawn_shapes, fill_of, is_opaque, properties, shape_type
from scanner.extract.unseen import WIDEST_PAGE, is_beside_page
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.extract.doc.file import Sprms, WordFile
    from scanner.extract.flow import Area

_SECTIONS, _PLACES, _DRAWINGS = 6, 40, 50  # of FibRgFcLcb97
_SPA = 26  # bytes
_BOXES = {"textbox": 56, "header-textbox": 58}  # of FibRgFcLcb97
_FTXBXS, _LID = 22, 14  # bytes; where in them the number of the shape lies
_GROUP_FLAGS, _IS_HIDDEN = 0x03BF, 0x00020002  # fHidden and that it is stated ([MS-ODRAW], 2.3.4.44)
# Of the words in a shape ([MS-ODRAW], 2.3.21): whether it grows with them and that it is stated, what is free above them.
_TEXT_FLAGS, _GROWS, _INSET, _USUAL_INSET, _EMU = 0x00BF, 0x00020002, 0x0082, 45720, 12700
_ROOMY = 20.0  # points of a line; what has room for all of its lines at that height is not looked at
_MOVED = (0x0087, 0x0088, 0x008A, 0x0004)  # anchorText, txflTextFlow, hspNext, rotation
_MOST_SHAPES = 10_000
_MOST_SECTIONS = 1_000
_TWIPS = 20  # in a point
_PAGE_WIDTH, _PAGE_HEIGHT, _LEFT, _RIGHT = (
    0xB01F,
    0xB020,
    0xB021,
    0xB022,
)  # sprmSXaPage, sprmSYaPage, sprmSDxaLeft, sprmSDxaRight
_INDENTS, _FIRSTS, _ALIGNS, _LINE = (0x840F, 0x845E), (0x8411, 0x8460), (0x2403, 0x2461), 0x6412
_WRAP_NONE, _BY_COLUMN, _BY_PARAGRAPH, BY_PAGE = 3, 2, 2, 1
BY_MARGIN, _TOP = 0, 1440  # twips of the usual margin at the top
_BELOW_TEXT = 0x4000
POSH, POSRELH, POSV, POSRELV, _PICTURE = 0x038F, 0x0390, 0x0391, 0x0392, 0x0104
_WORDS = 0x0080  # lTxid: the text in it
_INLINE = 0x053F  # fPseudoInline: it has a line of its own
NEAR_TEXT = (2, 3)  # the column or the character; the paragraph or the line
_FRAME, _JPEG = 75, 5  # a shape for a picture; the kind of picture that has no holes
_GROUP, _STORE, _ENTRY = 0xF000, 0xF001, 0xF007


class Paper:
    """The edges of the text on the first section's pages, in points."""

    def __init__(self, file: WordFile, sprms_of: Callable[[bytes], Iterator[tuple[int, bytes]]]) -> None:
        self.left, self.width = 90.0, USUAL_WIDTH
        said = next(sections(file), {})
        page, left, right = (
            unpack_from("<H", value)[0] if len(value) == 2 else usual
            for value, usual in (
                (said.get(_PAGE_WIDTH, b""), 0),
                (said.get(_LEFT, b""), 1800),
                (said.get(_RIGHT, b""), 1800),
            )
        )
        if page > left + right:
            self.left, self.width = left / _TWIPS, (page - left - right) / _TWIPS

    def setting(self, sprms: Sprms) -> dict[str, float]:
        """How the lines of a paragraph with these sprms are set (see `FlowParagraph`)."""
        height, is_multiple = _numbers(sprms.get(_LINE, b""), "<hh") or (0, 0)
        align = next((sprms[code] for code in _ALIGNS if code in sprms), b"")
        return {
            "width": self.width,
            "indent": _first(sprms, _INDENTS) / _TWIPS,
            "first": _first(sprms, _FIRSTS) / _TWIPS,
            "align": {b"\1": 0.5, b"\2": 1.0}.get(align, 0.0),
            "step": -height / _TWIPS if height < 0 and not is_multiple else 0.0,
        }


def sections(file: WordFile) -> Iterator[dict[int, bytes]]:
    """What each section says of its pages."""
    offset, length = file.pair(_SECTIONS)
    count = max(length - 4, 0) // 16
    for number in range(min(count, _MOST_SECTIONS)):
        try:
            begin = unpack_from("<i", file.table, offset + 4 * (count + 1) + 12 * number + 2)[0]
            size = unpack_from("<H", file.main, begin)[0] if begin > 0 else 0
        except StructError:
            return
        yield dict(file.sprms_of(file.main[begin + 2 : begin + 2 + size]) if begin > 0 else ())


def section_ends(file: WordFile) -> list[int]:
    """The numbers of the characters behind the end of each section."""
    offset, length = file.pair(_SECTIONS)
    count = min(max(length - 4, 0) // 16, _MOST_SECTIONS)
    return [unpack_from("<i", file.table, offset + 4 * number + 4)[0] for number in range(count)]


def places(file: WordFile, index: int = _PLACES) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """The character that each shape hangs on, where it lies ([MS-DOC], 2.9.253), its number among them."""
    offset, length = file.pair(index)
    many = max(length - 4, 0) // (4 + _SPA)
    for number in range(min(many, _MOST_SHAPES)):
        at = unpack_from("<i", file.table, offset + 4 * number)[0]
        yield at, unpack_from("<IiiiiH", file.table, offset + 4 * (many + 1) + _SPA * number), number


def lies_over(flags: int) -> bool:
    """Whether a shape lets the text go on below it and stands in front of it."""
    return flags >> 5 & 15 == _WRAP_NONE and not flags & _BELOW_TEXT


def is_empty(said: dict[int, int]) -> bool:
    """Whether a shape is no picture and holds no words."""
    return not (said.get(_WORDS, 0) or said.get(_PICTURE, 0))


def page_lengths(file: WordFile) -> tuple[float, float]:
    """Width and height of the largest page in points; those of the largest there is where none is stated."""
    found = list(sections(file))
    wide, high = (
        max((_first(said, (code,)) / _TWIPS for said in found), default=0.0)
        for code in (_PAGE_WIDTH, _PAGE_HEIGHT)
    )
    return wide or WIDEST_PAGE, high or WIDEST_PAGE


def least_margin(file: WordFile) -> float:
    """The least margin at the left of a section's pages, in points."""
    usual = 1800  # twips
    found = [_first(said, (_LEFT,)) if _LEFT in said else usual for said in sections(file)]
    return min(found, default=usual) / _TWIPS


def bars(file: WordFile, paper: Paper) -> list[tuple[int, Area | None]]:
    """What lies over the body: the number of the character it hangs on, in ascending order, and its area.

    That is None for a bar over a line of the page it is placed from, which is not known.
    """
    try:
        shapes = opaque_shapes(file)
        found: list[tuple[int, Area | None]] = []
        for at, place, _ in places(file) if shapes else ():
            area = _area(place, shapes[place[0]], paper) if place[0] in shapes else None
            if area is not None or (place[0] in shapes and _is_doubtful(place, shapes[place[0]])):
                found.append((at, area))
    except StructError:  # a drawing cut short
        return []
    return sorted(found, key=lambda bar: bar[0])


def _is_doubtful(place: tuple[int, ...], said: dict[int, int]) -> bool:
    """Whether a shape is an empty bar that is placed from the page or its margin."""
    _, _, top, _, bottom, flags = place
    if not lies_over(flags) or said.get(POSV, 0) or said.get(_INLINE, 0) & 1:
        return False
    origin = said.get(POSRELV, flags >> 3 & 3)
    is_in_text = origin == BY_MARGIN or (origin == BY_PAGE and bottom > _TOP)
    return is_in_text and is_empty(said) and bottom > 0 and is_bar((bottom - top) / _TWIPS)


def _area(place: tuple[int, ...], said: dict[int, int], paper: Paper) -> Area | None:
    """The area of a shape from its paragraph, in points; None where its place is told from something else."""
    _, left, top, right, bottom, flags = place
    across, down = flags >> 1 & 3, flags >> 3 & 3
    if not lies_over(flags) or said.get(POSV, 0) or said.get(_INLINE, 0) & 1:
        return None
    is_by_paragraph = said[POSRELV] in NEAR_TEXT if POSRELV in said else down == _BY_PARAGRAPH
    origin = said.get(POSRELH, across)
    if not is_by_paragraph:
        return None
    move = -paper.left * _TWIPS if origin == BY_PAGE else 0.0
    if said.get(POSH, 0) in (1, 2, 3):
        move = (said[POSH] - 1) / 2 * (paper.width * _TWIPS - (right - left)) - left
    return ((left + move) / _TWIPS, top / _TWIPS, (right + move) / _TWIPS, bottom / _TWIPS)


class TextBox(metaclass=noun):
    """Where the words of a text box begin in their story, the layer that hides them, "" for none, how high the room for
    them is in points, 0 where they have enough, and whether they stand on a ground that is not white."""

    first: int
    layer: str
    room: float
    has_ground: bool


def text_boxes(file: WordFile, story: str, begin: int) -> list[TextBox]:
    """The text boxes of "textbox" or "header-textbox"; `begin` is the first character of the story.

    Nothing where all are as usual. Of headers only the grounds are told. [MS-DOC], 2.8.32 (PlcftxbxTxt), 2.9.101 (FTXBXS).
    """
    offset, length = file.pair(_BOXES[story])
    count = min(max(length - 4, 0) // (4 + _FTXBXS), _MOST_SHAPES)
    try:
        is_of_body = count > 0 and story == "textbox"
        layers, rooms = (_layers(file), _rooms(file)) if is_of_body else ({}, {})
        grounds = _grounds(file) if count else frozenset()
        found = []
        for number in range(count if layers or rooms or grounds else 0):
            first = unpack_from("<i", file.table, offset + 4 * number)[0]
            at = offset + 4 * ((length - 4) // (4 + _FTXBXS) + 1) + _FTXBXS * number
            shape = unpack_from("<I", file.table, at + _LID)[0]
            last = unpack_from("<i", file.table, offset + 4 * number + 4)[0]
            room = rooms.get(shape, 0.0)
            lines = file.paragraph_marks(begin + first, begin + last) if room else 0
            room = room if 1 < lines > room / _ROOMY else 0.0
            found.append(TextBox(first, layers.get(shape, ""), room, shape in grounds))
    except StructError:
        return []
    return found if any(box.layer or box.room or box.has_ground for box in found) else []


def _grounds(file: WordFile) -> frozenset[int]:
    """The shapes that are filled with anything but white, and those without a fill where such a one may lie below."""
    fills = {number: fill_of(said) for number, said, _ in _shapes(file)}
    if "coloured" not in fills.values():
        return frozenset()
    return frozenset(number for number, fill in fills.items() if fill != "white")


def _rooms(file: WordFile) -> dict[int, float]:
    """How high the room for words is in shapes that do not grow, in points, by their number."""
    shapes = {number: said for number, said, _ in _shapes(file)}
    found: dict[int, float] = {}
    for _, place, _ in places(file):
        said = shapes.get(place[0])
        if said is None or said.get(_TEXT_FLAGS, 0) & _GROWS == _GROWS or any(said.get(n, 0) for n in _MOVED):
            continue
        high = (place[4] - place[2]) / _TWIPS - said.get(_INSET, _USUAL_INSET) / _EMU
        found[place[0]] = max(high, 0.0)
    return found


def _layers(file: WordFile) -> dict[int, str]:
    """The layer that hides the words of a shape, by its number; those that are seen are left out."""
    found: dict[int, str] = {}
    shapes = {number: said for number, said, _ in _shapes(file)}
    lengths = page_lengths(file)
    for _, place, _ in places(file):
        said = shapes.get(place[0], {})
        if said.get(_GROUP_FLAGS, 0) & _IS_HIDDEN == _IS_HIDDEN:
            found[place[0]] = "hidden-text"
        elif _is_off_page(place, said, lengths):
            found[place[0]] = "off-page"
    return found


def _is_off_page(place: tuple[int, ...], said: dict[int, int], lengths: tuple[float, float]) -> bool:
    """Whether a shape lies beside every page; of its height only what is told from the page or its margin is judged."""
    _, left, top, right, bottom, flags = place
    across, down = said.get(POSRELH, flags >> 1 & 3), said.get(POSRELV, flags >> 3 & 3)
    ways = (
        (said.get(POSH, 0), across, left, right, lengths[0]),
        (said.get(POSV, 0), down, top, bottom, lengths[1] if down in (BY_MARGIN, BY_PAGE) else 0.0),
    )
    for aligned, origin, first, last, length in ways:
        about = "page" if origin == BY_PAGE else "margin"
        size = (last - first) / _TWIPS
        if length and not aligned and is_beside_page(about, first / _TWIPS, size, length):
            return True
    return False


def opaque_shapes(file: WordFile) -> dict[int, dict[int, int]]:
    """The properties of the shapes that hide what is below them, by their number."""
    return {number: said for number, said, hides in _shapes(file) if hides}


def _shapes(file: WordFile) -> Iterator[tuple[int, dict[int, int], bool]]:
    """The number and properties of each shape, and whether it hides what is below it."""
    offset, length = file.pair(_DRAWINGS)
    data = file.table[offset : offset + length]
    photos: set[int] = set()
    at = 0
    while at + 8 <= len(data):
        _, kind, size = unpack_from("<HHI", data, at)
        if kind == _GROUP:
            photos = _photos(data, at + 8, min(at + 8 + size, len(data)))
        else:
            for shape in drawn_shapes(data, at, min(at + 8 + size, len(data)), 0):
                said = properties(shape)
                is_photo = shape_type(shape) == _FRAME and said.get(_PICTURE, 0) in photos
                if len(shape.get(ABOUT, b"")) >= 6:
                    yield unpack_from("<I", shape[ABOUT], 2)[0], said, is_photo or is_opaque(shape)
        at += 8 + size + 1  # a byte before each drawing says whether it is of the body or of headers


def _photos(data: bytes, at: int, end: int) -> set[int]:
    """The numbers, from 1, of the pictures in the store that have no holes."""
    found: set[int] = set()
    number = 0
    while at + 8 <= end:
        _, kind, size = unpack_from("<HHI", data, at)
        if kind == _STORE:
            size = 0  # go on with what it holds
        elif kind == _ENTRY:
            number += 1
            found.update((number,) if data[at + 8 : at + 9] == bytes([_JPEG]) else ())
        at += 8 + size
    return found


def _numbers(value: bytes, form: str) -> tuple[int, ...]:
    return unpack_from(form, value) if len(value) >= 4 else ()


def _first(sprms: Sprms, codes: tuple[int, ...]) -> int:
    """The first of these sprms that is there, as a length."""
    value = next((sprms[code] for code in codes if len(sprms.get(code, b"")) == 2), b"\0\0")
    return int(unpack_from("<h", value)[0])
