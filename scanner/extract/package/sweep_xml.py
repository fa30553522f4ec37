"""The telling strings of any XML part: texts of elements, joined where runs belong together, and attributes."""

from __future__ import annotations

from functools import lru_cache

from scanner.extract.package.telling import (
    is_telling_text,
    is_telling_value,
    may_hold_telling_text,
    telling_values,
)
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

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
_FEW, _MOST_DULL = 200, 5_000  # values of a small part; values that are kept as telling nothing
_MACHINE = "typeface", "id"  # attributes that often look as if they told something, and never do
_MOST_NAMED = 8  # tags that are gone through instead of all
_PLAIN, _JOINT, _ROW, _ROW_OR_RUN, _NO_ELEMENT = range(5)
_JOINT_TAGS = tuple(f"{{*}}{name}" for name in sorted(_JOINED))
_ROW_TAGS = tuple(f"{{*}}{name}" for name in sorted(_ROWS - _ROWS_OF_WORDS))
_RUN_TAGS = tuple(f"{{*}}{name}" for name in sorted(_ROWS_OF_WORDS))
_signs: dict[object, str] = {}
_kinds: dict[object, int] = {}


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
        if is_telling_value(name, value):
            self.add_telling(name, value)

    def add_telling(self, name: str, value: str) -> None:
        """Add the value of an attribute that tells something, unless programs call shapes so."""
        if not (name == "name" and _DRAWN.fullmatch(value)):
            self.add(value, *_LAYERS.get(name, ("", "")))


def xml_lines(root: _Element, values: Values | None = None) -> Lines:
    """All telling strings below `root`; `values` may be given for a root that `Package.parsed` gave.

    Most parts tell nothing, and of one that does nearly all elements are passed by: whether anything can be found is asked
    of all values and of the whole text at once.
    """
    lines = Lines()
    if values is None:
        telling = telling_values({str(value) for below in root.iter() for value in below.attrib.values()})
        _Visit(lines, telling, joined_text).visit(root)
        return lines
    (telling, tags), words = values.telling(root), values.text(root)
    is_told = may_hold_telling_text(words)
    if telling or is_told:
        visit = _Visit(lines, telling, text_reader(root))
        joints = _only_joints(root, words if is_told else "", visit.text)
        if joints is None:
            visit.visit(root)
        elif not telling:
            visit.pass_by(joints, joints)
        else:
            visit.pass_by(root.iter(*tags, *_JOINT_TAGS) if tags else root.iter(), joints)
    return lines


class Values:
    """What is known of the values of attributes as the trees of one part after the other are asked."""

    __slots__ = ("_all", "_dull", "_machine", "_named", "_written")

    def __init__(self) -> None:
        self._all, self._named, self._machine, self._written = _askers()
        self._dull: set[str] = set()

    def telling(self, root: _Element) -> tuple[set[str], set[str]]:
        """The values of attributes of a whole tree that may tell something, and the tags of all elements that have them.

        No tags where these are not known: nearly all such values are names of shapes and fonts, and ids.
        """
        values: list[str] = self._all(root)
        left = set(values) - self._dull
        found = telling_values(left)
        if len(left) < _FEW and len(self._dull) < _MOST_DULL:
            self._dull |= left - found
        if not found:
            return found, set()
        count = sum(map(found.__contains__, values))
        for named in self._machine:
            count -= sum(map(found.__contains__, named(root)))
            if not count:
                return set(), set()
        tags: set[str] = set()
        for element in self._named(root):
            told = sum(value in found for key, value in element.attrib.items() if key not in _MACHINE)
            count -= told
            if told:
                tags.add(element.tag)
        return found, tags if not count and len(tags) <= _MOST_NAMED else set()

    def text(self, root: _Element) -> str:
        """All text of a tree."""
        text: str = self._written(root, method="text", encoding="unicode", with_tail=False)
        return text


@lru_cache(maxsize=1)
def _askers() -> tuple[Any, Any, list[Any], Any]:
    """What gives all values of attributes of a tree, the elements with names, the values under each of `_MACHINE`, what writes a tree."""
    from scanner.extract.package.xml_library import etree

    machine = [etree.XPath(f"//@{name}", smart_strings=False) for name in _MACHINE]
    return etree.XPath("//@*", smart_strings=False), etree.XPath("//@name/.."), machine, etree.tostring


class _Visit:
    """One way through a tree, in the order of the file; `telling` are the values that may tell something."""

    __slots__ = ("_lines", "_telling", "text")

    def __init__(self, lines: Lines, telling: set[str], text: Callable[[_Element], str]) -> None:
        self._lines = lines
        self._telling = telling
        self.text = text

    def visit(self, element: _Element) -> None:
        """Take what an element and all below it tell."""
        tag = element.tag
        kind = _kinds.get(tag)
        if kind is None:
            kind = _kind_of(tag)
        if kind == _NO_ELEMENT:
            return
        if kind in (_ROW, _ROW_OR_RUN) and not (kind == _ROW_OR_RUN and len(element) and _is_run(element)):
            row = _row(element, self._telling)
            if row:
                self._lines.add(row)
            return
        if self._telling:
            self._add_values(element)
        if kind == _JOINT:
            text = self.text(element)
            if is_telling_text(text):
                self._lines.add(text)
            for below in element.iterdescendants() if self._telling else ():
                self._add_values(below)
            return
        text = element.text or ""
        if text and not text.isspace() and is_telling_text(text):
            self._lines.add(text)
        for child in element:
            self.visit(child)
            tail = child.tail
            if tail and not tail.isspace() and is_telling_text(tail):
                self._lines.add(tail)

    def pass_by(self, elements: Iterable[_Element], texts: Mapping[_Element, str]) -> None:
        """Take what elements tell, not what is below them; `texts` are those of the ones that are one text."""
        telling = self._telling
        for element in elements:
            if telling:
                self._add_values(element)
            text = texts.get(element)
            if text and is_telling_text(text):
                self._lines.add(text)

    def _add_values(self, element: _Element) -> None:
        telling = self._telling
        attributes = element.attrib
        if not telling.isdisjoint(attributes.values()):
            for key, value in attributes.items():
                if value in telling:
                    self._lines.add_value(str(key).rpartition("}")[2], str(value))


def _only_joints(
    root: _Element, words: str, text_of: Callable[[_Element], str]
) -> dict[_Element, str] | None:
    """The elements that are one text, in their order; None where there are texts or rows besides, or breaks in texts.

    `words` are all of the tree, "" where none of them is asked for. So are nearly all slides and layouts, of which then no other element is looked at.
    """
    if text_of is joined_text or next(root.iter(*_ROW_TAGS), None) is not None:
        return None
    found = root.iter(*_JOINT_TAGS)
    texts = {joint: text_of(joint) for joint in found} if words else dict.fromkeys(found, "")
    above = {joint.getparent() for joint in texts}
    if not above.isdisjoint(texts) or any(
        next(one.iterancestors(*_JOINT_TAGS), None) is not None for one in above if one is not None
    ):
        return None  # some within others
    if not {run.getparent() for run in root.iter(*_RUN_TAGS)} <= texts.keys():
        return None  # runs without a paragraph may be rows
    return texts if _letters("".join(texts.values())) == _letters(words) else None


def _letters(text: str) -> int:
    """How many characters of a text are no white space."""
    return sum(map(len, text.split()))


def _kind_of(tag: object) -> int:
    """How elements of a tag are read, kept by the tag."""
    if len(_kinds) > _MOST_TAGS:
        _kinds.clear()
    name = str(tag).rpartition("}")[2]
    if not isinstance(tag, str):
        kind = _NO_ELEMENT
    elif name in _ROWS:
        kind = _ROW_OR_RUN if name in _ROWS_OF_WORDS else _ROW
    else:
        kind = _JOINT if name in _JOINED else _PLAIN
    return _kinds.setdefault(tag, kind)


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


def _row(element: _Element, values: set[str]) -> str:
    """The values and texts of an element and all below it, parted by tabs; "" where none tells anything."""
    pieces: list[str] = []
    is_telling = False
    length = 0
    for below in element.iter():
        for key, raw in below.attrib.items():
            name, value = str(key).rpartition("}")[2], str(raw)
            telling = value in values and is_telling_value(name, value)
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
