"""What the styles of an OpenDocument file say: hidden text, hidden tables, pages that are not shown.

Source: ODF 1.3 part 3, 16 (styles), 20.3 (fo:color), 20.425 (text:display), 17.15 (table properties).
"""

from __future__ import annotations

from scanner.extract.unseen import (
    LEAST_LINE,
    LEAST_ROW,
    NARROWEST,
    are_piled,
    ends_left_of_page,
    is_near,
)
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW, META, PRESENTATION = (
    f"{OASIS}{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing", "meta", "presentation")
)
FO = f"{OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{OASIS}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"

_BODY, _STYLE, _NAME = f"{OFFICE}body", f"{STYLE}style", f"{STYLE}name"
_PAGE_LAYOUT = f"{STYLE}page-layout-properties"
_MAP, _DATA_STYLE, _NUMBER = f"{STYLE}map", f"{STYLE}data-style-name", f"{OASIS}datastyle:1.0}}"
_DISPLAY, _SIZE, _GROUND, _COLOUR = f"{TEXT}display", f"{FO}font-size", f"{FO}background-color", f"{FO}color"
_ANY_COLOUR = f"{STYLE}use-window-font-color"
_SCALE, _POSITION, _SPACING = f"{STYLE}text-scale", f"{STYLE}text-position", f"{FO}letter-spacing"
_OPACITY = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}opacity"
_EDGES = (f"{STYLE}text-outline", f"{FO}text-shadow", f"{STYLE}font-relief")  # draw edges of their own
_LINE, _LEFT, _ROW_HEIGHT = f"{FO}line-height", f"{FO}margin-left", f"{STYLE}row-height"
_GONE = frozenset((_SCALE, _POSITION, _SPACING, _OPACITY, _LINE))
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_TINY = 2.0 / 72 * 2.54  # centimetres: two points
_NARROW = 5 / 96 * 2.54  # centimetres: five pixels, what a cell keeps free beside its text
_OPTIMAL = f"{STYLE}use-optimal-row-height"
_WHITE = "white"
_BESIDE = "beside"  # begins so far left that a short paragraph ends before its page
POINT = 2.54 / 72  # in centimetres
_USUAL_SIZE = 12.0 * POINT
_CLEAR = 10.0  # per cent of opacity
_WHITES = frozenset(("#ffffff", "#fefefe"))
_LIGHT = frozenset(("", "transparent", *_WHITES))
_LETTERS = f"{STYLE}text-properties"
_COLUMN = b"<table:table-column "
_LONG_VALUE = compiled_bytes(rb"value\s*=\s*(?:'|\"[^\"]{12}|\"[^\"eE]{0,11}[eE])")
_COUNTS = compiled_bytes(  # of columns and rows; what the last cell of a row says is told apart
    rb'number-(columns|rows)-(spanned|repeated)(="[0-9]+"/></table:table-row>)?'
)
UNSHOWN = frozenset((b"collapse", b"filter"))  # what table:visibility says of rows and columns
_UNKNOWN = 1 << 60  # how often something is said that was not counted
_SHORT = 2000  # bytes of a content part for each style, below which asking its elements costs less than judging these
_ESCAPED = frozenset("&<>\"' \t\r\n")  # what XML may write otherwise in the name of a style
_DEEPEST = 10  # styles based on one another
AROUND = "\0"  # no XML holds it


class OdfStyles:
    """The styles of content and styles parts by name.

    `written` are the bytes of the content part, where they are at hand: what they do not name need not be asked for;
    `values` are those of all its attributes, where these are known.
    `spans_left` and `repeats_left` are for who meets each cell once: what says so and was not met yet.
    """

    def __init__(
        self, *roots: _Element | None, written: bytes = b"", values: Collection[bytes] | None = None
    ) -> None:
        counts = _counts(written) if is_utf_8(written) else (_UNKNOWN, _UNKNOWN, _UNKNOWN, 0)
        self.spans_left, repeats, rows, last = counts
        self.repeats_left = repeats - last
        self.has_spans = self.spans_left > 0
        self.has_repeats = repeats > 0 or rows > 0
        self.has_unshown = (
            _may_name(written, b"visibility") if values is None else not UNSHOWN.isdisjoint(values)
        )
        self._styles: dict[str, _Element] = {}
        self._layers: dict[str, str] = {}
        self._put_in: set[str] = set()
        self._looks: dict[str, _Look] = {}
        self._chains: dict[str, list[_Look]] = {}
        self._formats: dict[str, _Element] = {}  # of numbers
        self._may_rule = False
        self.has_long_values = _LONG_VALUE.search(written) is not None or not is_utf_8(written)
        self.largest_page = (0.0, 0.0)  # width and height in centimetres, where the file says
        for part in (part for root in roots if root is not None for part in root if part.tag != _BODY):
            self._formats.update(
                (found.get(_NAME) or "", found) for found in part if str(found.tag).startswith(_NUMBER)
            )
            self._may_rule = self._may_rule or next(part.iter(_MAP), None) is not None
            for found in part.iter(_STYLE, _PAGE_LAYOUT):
                if found.tag == _STYLE:
                    self._styles.setdefault(found.get(_NAME) or "", found)
                else:
                    size = length(found.get(f"{FO}page-width")), length(found.get(f"{FO}page-height"))
                    largest = self.largest_page
                    self.largest_page = max(largest[0], size[0]), max(largest[1], size[1])

        self.flat_rows = self._flat_rows(written)
        self.has_unshown = self.has_unshown or bool(self.flat_rows)
        self.has_hidden_paragraphs = _may_name(written, b"hidden-paragraph")
        self._may_rule = self._may_rule or self._has_white_formats()
        self.has_unseen = self._may_use_layers(written, values)

    def _has_white_formats(self) -> bool:
        """Whether a number format gives letters their colour, and that is white."""
        letters = (said for found in self._formats.values() for said in found.iterchildren(_LETTERS))
        return any((said.get(_COLOUR) or "").lower() in _WHITES for said in letters)

    def _may_use_layers(self, written: bytes, values: Collection[bytes] | None) -> bool:
        """Whether the content part may name a style that hides letters."""
        if not is_utf_8(written) or any(
            b"&#" in value for value in ([written] if values is None else values)
        ):
            return True
        if values is None:  # each name is looked for in all of the part: only those that hide something
            return len(written) < _SHORT * len(self._styles) or any(
                not name or not name.isidentifier() or name.encode() in written
                for name in filter(self.layer, self._styles)
            )
        names = [name for name in self._styles if name.encode() in values or _ESCAPED.intersection(name)]
        return any(map(self.layer, names))

    def layer(self, name: str, element: _Element | None = None) -> str:
        """The layer that a text style puts text in: "hidden-text", "invisible-text" or "".

        The styles around it may follow its name, each behind `AROUND`: they count where it says nothing itself. White letters are seen where something around the `element` that bears the style has a ground.
        """
        found = self._layers.get(name)
        if found is None:
            own = name.partition(AROUND)[0]
            found = self._layers[name] = self._layers[own] if own in self._put_in else self._layer(name)
        if found == _WHITE:
            return "" if element is not None and self._is_on_ground(element) else "invisible-text"
        if found == _BESIDE and AROUND in name:
            return ""  # the paragraph is not beside the page
        if found == _BESIDE:
            letters = sum(map(len, map(str, element.itertext()))) if element is not None else 0
            left = length(self.says(name, _LEFT)) / POINT
            return "off-page" if ends_left_of_page(left, letters) else ""
        return found

    def _flat_rows(self, written: bytes) -> frozenset[str]:
        """The styles of rows too low to show a letter."""
        if not _may_name(written, b"row-height"):
            return frozenset()
        return frozenset(
            name
            for name in self.names("table-row")
            if 0 < length(self.says(name, _ROW_HEIGHT)) <= LEAST_ROW * POINT
        )

    def put_in(self, name: str, layer: str) -> None:
        """Let a style of this name put text in a layer."""
        self._layers[name] = layer
        self._put_in.add(name)
        self.has_unseen = True

    def ask_all(self) -> None:
        """From now on elements are read that do not stand in the content part: everything may be said there."""
        self.has_spans = self.has_repeats = self.has_unshown = self.has_unseen = self.has_long_values = True
        self.spans_left = self.repeats_left = _UNKNOWN

    def _is_on_ground(self, element: _Element) -> bool:
        """Whether a paragraph, cell, row, table or shape around an element is painted, or may be."""
        for above in element.iterancestors():
            if above.tag == f"{DRAW}page":
                return True  # the page of a slide is painted by its master
            for key in (f"{TEXT}style-name", f"{TABLE}style-name", f"{DRAW}style-name"):
                name = above.get(key) or ""
                ground = self.says(name, f"{FO}background-color") if name else ""
                if ground not in _LIGHT or (name and self._is_filled(name)):
                    return True
        return False

    def _is_filled(self, name: str) -> bool:
        """Whether a shape is filled with anything but white."""
        fill = self.says(name, f"{DRAW}fill")
        if fill == "solid":
            return not _is_near(self.says(name, f"{DRAW}fill-color").lower(), "#ffffff")
        return fill not in ("", "none")

    def names(self, family: str) -> list[str]:
        """The names of the styles of a family."""
        return [name for name, style in self._styles.items() if style.get(f"{STYLE}family") == family]

    def page_style(self, name: str) -> str:
        """The page style that paragraphs or tables of a style begin; "" where they begin none."""
        style = self._styles.get(name)
        return (style.get(f"{STYLE}master-page-name") or "") if style is not None else ""

    def is_based_on(self, name: str, base: str) -> bool:
        """Whether a style is based on another, however many lie between."""
        return any(look.parent == base for look in self._chain(name))

    def says(self, name: str, key: str) -> str:
        """What a style, or one it is based on, says of the property `key`; "" where it says nothing."""
        for look in self._chain(name):
            value = look.says.get(key)
            if value is not None:
                return value
        return ""

    def is_flat(self, name: str) -> bool:
        """Whether a row of this style is too low to show anything of a letter."""
        height = self.says(name, f"{STYLE}row-height")
        return 0 < length(height) <= _TINY and self.says(name, _OPTIMAL) != "true" if height else False

    def is_narrow(self, name: str) -> bool:
        """Whether a column of this style shows nothing but its margins."""
        width = self.says(name, f"{STYLE}column-width")
        return length(width) <= _NARROW if width[:1].isdigit() else False

    def _layer(self, name: str, *, is_applied: bool = False) -> str:
        if self.says(name, _DISPLAY) in ("none", "condition"):
            return "hidden-text"
        size = self._size(name)
        if 0 < size <= _TINY:
            return "invisible-text"
        looks = self._chain(name)
        if any(look.may_be_gone for look in looks) and self._is_gone(name, size or _USUAL_SIZE):
            return "invisible-text"
        ground, colour = self.says(name, _GROUND), self._colour(name)
        if colour and ground and _is_near(colour, ground.lower()) and not self._has_edges(name):
            return "invisible-text"
        hidden = self._hidden_by_rule(name, ground) if self._may_rule and not is_applied else ""
        if hidden:
            return hidden
        if colour and ground in _LIGHT and _is_near(colour, "#ffffff") and not self._has_edges(name):
            return _WHITE
        is_left = any(look.says.get(_LEFT, "").startswith("-") for look in looks)
        return _BESIDE if is_left and ends_left_of_page(length(self.says(name, _LEFT)) / POINT, 0) else ""

    def _size(self, name: str) -> float:
        """The size of letters in centimetres; 0 where it is not told."""
        said = self.says(name, _SIZE)
        return 0.0 if said.endswith("%") else length(said)

    def _has_edges(self, name: str) -> bool:
        """Whether letters are drawn with edges of their own, which show on any ground."""
        return any(self.says(name, edge) not in ("", "none", "false") for edge in _EDGES)

    def _is_gone(self, name: str, size: float) -> bool:
        """Whether letters of this size are too small, too narrow, clear, on one another, or in lines without height."""
        place = self.says(name, _POSITION).split()
        share = _per_cent(place[1]) if len(place) == 2 else 100.0
        if 0 < size * share / 100 <= _TINY or 0 < _per_cent(self.says(name, _SCALE)) <= NARROWEST:
            return True
        spacing = length(self.says(name, _SPACING))
        if spacing < 0 and are_piled("00", size, spacing):
            return True
        return self._is_clear(name) or 0 < length(self.says(name, _LINE)) <= LEAST_LINE * POINT

    def _is_clear(self, name: str) -> bool:
        """Whether letters are seen through; LibreOffice also writes 0 % where they have no colour of their own, and draws them."""
        for look in self._chain(name):
            said = _per_cent(look.says.get(_OPACITY, ""))
            if said >= 0:
                return said <= _CLEAR and (said > 0 or bool(self._colour(name)))
            if look.colour is not None:
                return False
        return False

    def _hidden_by_rule(self, name: str, ground: str) -> str:
        """The layer that a condition which always holds, or a number format that shows nothing, puts a cell in."""
        ruling = [look.style for look in self._chain(name) if look.may_rule or "" in self._formats]
        if not ruling:
            return ""
        from scanner.extract.odf.conditions import applied, is_silent, is_white

        for style in ruling:
            format = style.get(_DATA_STYLE) or ""
            if is_silent(format, self._formats):
                return "invisible-text"
            if ground in _LIGHT and is_white(format, self._formats):
                return _WHITE
            for other in applied(style):
                found = self._layer(other, is_applied=True)  # its own conditions may lead back here
                if found != _WHITE or ground in _LIGHT:
                    return found
        return ""

    def _colour(self, name: str) -> str:
        """The colour of letters; "" where none is stated, or that which shows on any ground (20.395)."""
        return next((look.colour for look in self._chain(name) if look.colour is not None), "")

    def _chain(self, name: str) -> list[_Look]:
        """A style and those it is based on."""
        found = self._chains.get(name)
        if found is None:
            found = []
            own, _, around = name.partition(AROUND)
            while own in self._styles and len(found) < _DEEPEST:
                if own not in self._looks:
                    self._looks[own] = _Look(self._styles[own])
                found.append(self._looks[own])
                own = found[-1].parent
            if around:
                found += self._chain(around)
            self._chains[name] = found
        return found


class _Look:
    """What one style says itself; `colour` is that of letters, "" for any that shows, None where it says none."""

    __slots__ = ("colour", "may_be_gone", "may_rule", "parent", "says", "style")

    def __init__(self, style: _Element) -> None:
        self.style = style
        self.parent = style.get(f"{STYLE}parent-style-name") or ""
        self.may_rule = style.get(_DATA_STYLE) is not None
        self.colour: str | None = None
        self.says: dict[str, str] = {}
        for properties in style:
            own: dict[str, str] = dict(properties.attrib)  # type: ignore[arg-type]
            if self.colour is None and own.get(_ANY_COLOUR) == "true":
                self.colour = ""
            elif self.colour is None and _COLOUR in own:
                self.colour = own[_COLOUR].lower()
            own.update(self.says)
            self.says = own
            self.may_rule = self.may_rule or properties.tag == _MAP
        self.may_be_gone = not _GONE.isdisjoint(self.says)


def _is_near(colour: str, other: str) -> bool:
    """Whether two colours written as #rrggbb cannot be told apart."""
    if colour == other and colour:
        return True
    try:
        one, two = ((int(said[1:3], 16), int(said[3:5], 16), int(said[5:7], 16)) for said in (colour, other))
    except ValueError:
        return False
    return is_near(one, two)


def _per_cent(said: str) -> float:
    """A number of per cent; -1 where none is stated."""
    number = said.removesuffix("%")
    return float(number) if said.endswith("%") and number.replace(".", "", 1).isdecimal() else -1.0


def _may_name(written: bytes, name: bytes) -> bool:
    """Whether an attribute of a name that ends so may stand in XML; an encoding that is not UTF-8 may hold any."""
    return not is_utf_8(written) or name in written


def is_utf_8(written: bytes) -> bool:
    """Whether XML says that it is written in UTF-8."""
    head = written[:100].partition(b"?>")[0]
    return head.startswith(b"<?xml") and b'encoding="UTF-8"' in head


def _counts(written: bytes) -> tuple[int, int, int, int]:
    """How often cells are said to be spanned, cells to be repeated, rows to be, and of cells the last of their row."""
    found = _COUNTS.findall(written)
    spans = sum(how == b"spanned" for _, how, _ in found)
    rows = sum(what == b"rows" and how == b"repeated" for what, how, _ in found)
    repeats = len(found) - spans - rows
    repeats -= _of_columns(written) if repeats else 0
    last = sum(bool(end) for what, _, end in found if what == b"columns") if repeats else 0
    return spans, repeats, rows, last


def _of_columns(written: bytes) -> int:
    """How many columns of tables say that they are repeated, which tells nothing of rows and cells."""
    count, at = 0, written.find(_COLUMN)
    while at >= 0:
        count += b"-columns-repeated" in written[at : written.find(b">", at)]
        at = written.find(_COLUMN, at + 1)
    return count


def length(said: str | None) -> float:
    """A length such as 2.5cm in centimetres; 0 where it is none."""
    if not said:
        return 0.0
    for unit, size in _UNITS.items():
        if said.endswith(unit):
            try:
                return float(said[: -len(unit)]) * size
            except ValueError:
                return 0.0
    return 0.0
