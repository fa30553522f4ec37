"""The elements of a page as a tree, for what depends on where an element stands: selectors, inherited looks, grounds.

End tags that a page leaves out are put where a browser puts them, as far as neighbours and parents of elements go by it
(HTML Living Standard, 13.1.2.4, 13.2.6). Deeper than 512 elements none lies, as in browsers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from scanner.extract.html.attributes import DRAWN, attributes_of
from scanner.extract.html.declarations import Style, declarations
from scanner.extract.html.values import attribute_colour
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    N = TypeVar("N", bound="Node")
    Read = list[
        tuple[str, "Kind | None", int]
    ]  # name, kind or None for an end tag, where it begins in its run
    Tokens = Iterable[tuple[str, int, int]]

_DEEPEST = 512
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr script style".split())
_ENDS_P = frozenset(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul".split()
)
_AROUND = frozenset("html body table td th caption button object template marquee".split())
# What an element closes when it begins, and what it does not reach beyond.
_ENDS = {
    **dict.fromkeys(("li",), (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir")))),
    **dict.fromkeys(("dt", "dd"), (frozenset(("dt", "dd")), frozenset(("dl",)))),
    **dict.fromkeys(("option", "optgroup"), (frozenset(("option",)), frozenset(("select", "datalist")))),
    **dict.fromkeys(("td", "th"), (frozenset(("td", "th", "caption", "colgroup")), frozenset(("table",)))),
    "tr": (frozenset(("tr", "caption", "colgroup")), frozenset(("table",))),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"),
        (frozenset(("tbody", "thead", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    ),
}
_CELLS = frozenset(("td", "th", "tr"))
_CLOSED = frozenset(("td", "th", "caption"))
_GROUPS = frozenset(("tbody", "thead", "tfoot"))
_HINTED = ("display", "visibility")
_HINTED_DRAWING = ("display", "visibility", "opacity", "font-size")


class Kind(metaclass=noun):
    """What one tag says: all tags of the same words are one kind."""

    tag: str
    id: str = ""
    classes: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str], ...] = ()
    inline: tuple[tuple[str, str, bool], ...] = ()
    hints: tuple[tuple[str, str], ...] = ()  # what attributes say of its look

    @property
    def is_link(self) -> bool:
        return self.tag == "a" and any(name == "href" for name, _ in self.attributes)


def kind_of(tag: str, source: str) -> Kind:
    """The kind of a tag as it stands in the page."""
    known = attributes_of(source)
    return Kind(
        tag,
        known.get("id", ""),
        frozenset(known.get("class", "").split()),
        tuple(known.items()),
        tuple(declarations(known["style"])) if "style" in known else (),
        tuple(_hints(tag, known).items()),
    )


def _hints(tag: str, known: Style) -> Style:
    """The style that attributes stand for (HTML Living Standard, 15.3; SVG 2, 6.6)."""
    found: Style = {}
    if "hidden" in known or "popover" in known:
        found["display"] = "none"
    for name in _HINTED_DRAWING if tag in DRAWN else _HINTED:
        if name in known:
            found[name] = known[name].strip().lower()
    for name, key in (("bgcolor", "background-color"), ("color" if tag != "body" else "text", "color")):
        if name in known and (key != "color" or tag in ("font", "body", "basefont")):
            said = attribute_colour(known[name])
            found[key] = "?" if said is None else f"rgb({said[0]},{said[1]},{said[2]})"
    if known.get("background"):
        found["background-image"] = "url()"
    return found


class Node:
    """An open element among those that it lies in."""

    __slots__ = ("depth", "kind", "parent", "tags")

    def __init__(self, kind: Kind, parent: Node | None) -> None:
        self.kind = kind
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.tags: frozenset[str] = (
            parent.tags if parent is not None else frozenset()
        )  # of itself and all around it
        if kind.tag not in self.tags:
            self.tags = self.tags | {kind.tag}


HTML, BODY = Kind("html"), Kind("body")  # where a page leaves them out
_PLAIN = {name: Kind(name) for name in ("tbody", "tr")}


def is_void(kind: Kind, parent: Node) -> bool:
    """Whether an element holds nothing: by its nature, or because it lies too deep."""
    return kind.tag in _VOID or parent.depth >= _DEEPEST


def around(node: N, kind: Kind) -> tuple[N, tuple[Kind, ...]]:
    """The element in which one begins when it stands in `node`, and those that a browser adds around it."""
    name = kind.tag
    if name in _ENDS_P and "p" in node.tags:
        node = _ended(node, frozenset(("p",)), _AROUND)
    if name in _ENDS:
        node = _ended(node, *_ENDS[name])
        if name in _CELLS:
            if node.kind.tag == "table":
                return node, (_PLAIN["tbody"],) if name == "tr" else (_PLAIN["tbody"], _PLAIN["tr"])
            if name != "tr" and node.kind.tag in _GROUPS:
                return node, (_PLAIN["tr"],)
    return node, ()


def behind(node: N, name: str) -> N:
    """The element that is open behind an end tag."""
    if name not in node.tags or name in ("html", "body"):
        return node
    is_cell = name in _ENDS or name == "table"
    at: Node | None = node
    while at is not None:
        found = at.kind.tag
        if found == name:
            return at.parent  # type: ignore[return-value]
        if not is_cell and found in _CLOSED:
            return node
        at = at.parent
    return node


def _ended(node: N, names: frozenset[str], limits: frozenset[str]) -> N:
    """The element that is open behind the innermost one of these names, unless a limit comes before it."""
    at: Node | None = node if names & node.tags else None
    while at is not None:
        if at.kind.tag in names:
            return at.parent  # type: ignore[return-value]
        if at.kind.tag in limits:
            break
        at = at.parent
    return node


class Kinds:
    """The tags of runs as kinds; the same words are the same kind."""

    def __init__(self, tokens: Callable[[str], Tokens]) -> None:
        self._tokens = tokens
        self._runs: dict[str, Read] = {}
        self._known: dict[str, Kind] = {}

    def read(self, run: str) -> Read:
        """The tags of a run."""
        found = self._runs.get(run)
        if found is None:
            found = self._runs[run] = [*self._read(run)]
        return found

    def _read(self, run: str) -> Iterator[tuple[str, Kind | None, int]]:
        for name, start, end in self._tokens(run):
            if name[0] == "/":
                yield name[1:], None, start
            elif name[0] not in "!?":
                source = (
                    run[start : run.find(">", start) + 1] if name in ("script", "style") else run[start:end]
                )
                kind = self._known.get(source)
                if kind is None:
                    kind = self._known[source] = (
                        kind_of(name, source) if len(source) > len(name) + 2 else Kind(name)
                    )
                yield name, kind, start
                if name in DRAWN and source.endswith("/>"):
                    yield name, None, start


class Element(Node):
    """An element of a page with its number."""

    __slots__ = ("number",)

    def __init__(self, kind: Kind, parent: Element | None, number: int) -> None:
        super().__init__(kind, parent)
        self.number = number


class Tree:
    """The elements of a page in their order: kinds, parents (-1 for the first), where their tags and runs begin (-1 where
    a browser adds them), and which of them hold text of their own."""

    def __init__(self) -> None:
        self.kinds: list[Kind] = []
        self.parents: list[int] = []
        self.starts: list[int] = []
        self.run_starts: list[int] = []
        self.owners: set[int] = set()
        self._open = self._add(BODY, self._add(HTML, None))

    def fill(self, parts: Sequence[str], kinds: Kinds) -> None:
        """Take the texts and runs of a page."""
        at = 0
        for index, part in enumerate(parts):
            if index % 2 == 0:
                if part and not part.isspace():
                    self.owners.add(self._open.number)
            else:
                for name, kind, start in kinds.read(part):
                    if kind is None:
                        self._open = behind(self._open, name)
                    else:
                        self._begin(kind, at + start, at)
            at += len(part)

    def _add(self, kind: Kind, parent: Element | None, start: int = -1, run_start: int = -1) -> Element:
        number = len(self.kinds)
        self.kinds.append(kind)
        self.parents.append(parent.number if parent is not None else -1)
        self.starts.append(start)
        self.run_starts.append(run_start)
        return Element(kind, parent, number)

    def _begin(self, kind: Kind, start: int, run_start: int) -> None:
        if kind.tag in ("html", "body"):
            number = 0 if kind.tag == "html" else 1
            if self.kinds[number] in (HTML, BODY):
                self.kinds[number] = kind
            return
        outer, added = around(self._open, kind)
        for one in added:
            outer = self._add(one, outer)
        made = self._add(kind, outer, start, run_start)
        self._open = outer if is_void(kind, outer) else made
