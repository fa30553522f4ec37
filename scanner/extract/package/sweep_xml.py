"""The telling strings of any XML part: texts of elements, joined where runs belong together, and attributes."""

from __future__ import annotations

from scanner.extract.package.telling import is_telling_text, is_telling_value
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

# Elements whose runs are one text: paragraphs, shared strings, comments, headings, cells of HTML in VML.
_JOINED = frozenset(("p", "h", "si", "is", "rich", "text", "div", "title", "comment"))
# Elements that are one row of data: their values belong side by side.
_ROWS = frozenset(("r", "cacheField", "ser", "row", "Row", "ptLst", "record", "series", "person", "docVar"))
_ROWS_OF_WORDS = frozenset(("r",))  # a run in WordprocessingML and DrawingML, a record in a pivot cache
# Attributes that have a layer of their own wherever they stand.
_ALTERNATIVE = frozenset(("descr", "title", "alt"))
_PEOPLE = frozenset(("author", "userId", "userName", "displayName", "initials", "providerId", "lastEditedBy"))
_LINKS = frozenset(("Target", "href", "location", "sourceUrl", "link"))
_LAYERS = {
    **dict.fromkeys(_ALTERNATIVE, ("", "alternative-text")),
    **dict.fromkeys(_PEOPLE, ("people", "property")),
    **dict.fromkeys(_LINKS, ("link", "link-target")),
}
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " ", "noBreakHyphen": "-"}
_BREAK_TAGS = tuple(f"{{*}}{name}" for name in _BREAKS)
# What programs call the shapes they draw.
_DRAWN = compiled(
    "(?:图片|图形|图表|文本框|矩形|直线|椭圆|组合|对象|形状|连接符|艺术字|表格|标题|画布|自选图形|占位符|[A-Za-z ]+)[^0-9]{0,6}[0-9]{0,5}"
)
_LONGEST_ROW = 20_000  # characters
_MOST_TAGS = 1000  # that are remembered
_signs: dict[object, str] = {}


class Lines:
    """Lines of text, gathered by (part, layer); part "" is the part that is read."""

    def __init__(self) -> None:
        self.by_layer: dict[tuple[str, str], dict[str, None]] = {}

    def add(self, text: str, part: str = "", layer: str = "") -> None:
        """Add one line; the same line is kept once."""
        text = text.strip()
        if text:
            self.by_layer.setdefault((part, layer), {})[text] = None

    def add_value(self, name: str, value: str) -> None:
        """Add the value of an attribute where it tells something."""
        if is_telling_value(name, value) and not (name == "name" and _DRAWN.fullmatch(value)):
            self.add(value, *_LAYERS.get(name, ("", "")))


def xml_lines(root: _Element) -> Lines:
    """All telling strings below `root`."""
    lines = Lines()
    _visit(root, lines)
    return lines


def _visit(element: _Element, lines: Lines) -> None:
    tag = element.tag
    if not isinstance(tag, str):
        return
    name = tag.rpartition("}")[2]
    if name in _ROWS and not (name in _ROWS_OF_WORDS and len(element) and _is_run(element)):
        row = _row(element)
        if row:
            lines.add(row)
        return
    for key, value in element.attrib.items():
        lines.add_value(str(key).rpartition("}")[2], str(value))
    if name in _JOINED:
        text = joined_text(element)
        if is_telling_text(text):
            lines.add(text)
        for below in element.iterdescendants():
            for key, value in below.attrib.items():
                lines.add_value(str(key).rpartition("}")[2], str(value))
        return
    text = element.text or ""
    if text.strip() and is_telling_text(text):
        lines.add(text)
    for child in element:
        _visit(child, lines)
        tail = child.tail or ""
        if tail.strip() and is_telling_text(tail):
            lines.add(tail)


def _is_run(element: _Element) -> bool:
    return any(
        str(child.tag).rpartition("}")[2] in ("t", "rPr", "tab", "br", "instrText") for child in element
    )


def joined_text(element: _Element) -> str:
    """The text of an element with its breaks, whatever its elements are called."""
    pieces: list[str] = []
    for below in element.iter():
        tag, text = below.tag, below.text
        sign = _signs.get(tag)
        if sign is None:
            sign = _sign_of(tag)
        if sign:
            pieces.append(sign)
        if text:
            pieces.append(_content(text))
        if below is not element and below.tail:
            pieces.append(_content(below.tail))
    return "".join(pieces)


def text_reader(root: _Element) -> Callable[[_Element], str]:
    """What gives the same as `joined_text` for the elements below `root`, faster where none is a break."""
    if next(root.iter(*_BREAK_TAGS), None) is not None:
        return joined_text
    from scanner.extract.package.xml_library import etree

    written = etree.tostring

    def plain_text(element: _Element) -> str:
        text: str = written(element, method="text", encoding="unicode", with_tail=False)
        return joined_text(element) if "\n" in text else text

    return plain_text


def _sign_of(tag: object) -> str:
    """What stands for an element in the text, kept by its tag."""
    if len(_signs) > _MOST_TAGS:
        _signs.clear()
    return _signs.setdefault(tag, _BREAKS.get(str(tag).rpartition("}")[2], ""))


def _content(text: str | None) -> str:
    """The text, unless it only sets the XML on lines of its own."""
    return "" if text is None or ("\n" in text and not text.strip()) else text


def _row(element: _Element) -> str:
    """The values and texts of an element and all below it, parted by tabs; "" where none tells anything."""
    pieces: list[str] = []
    is_telling = False
    length = 0
    for below in element.iter():
        for key, raw in below.attrib.items():
            name, value = str(key).rpartition("}")[2], str(raw)
            telling = is_telling_value(name, value)
            if telling or (name in ("v", "name", "val") and value and below is not element):
                pieces.append(value)
                is_telling = is_telling or telling
        text = (below.text or "").strip()
        if text:
            pieces.append(text)
            is_telling = is_telling or is_telling_text(text)
        length += len(pieces[-1]) if pieces else 0
        if length > _LONGEST_ROW:
            pieces.append("\n")
            length = 0
    return "\t".join(pieces) if is_telling else ""
