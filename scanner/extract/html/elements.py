"""The elements of a page as a tree, for what depends on where an element stands: selectors, inherited looks, grounds.

End tags that a page leaves out are put where a browser puts them, as far as neighbours and parents of elements go by it
(HTML Living Standard, 13.1.2.4, 13.2.6). Deeper than 512 elements none lies, as in browsers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

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
# What a head holds; before a body has begun it lies in one, whether the page says so or not.
HEADS = frozenset("head title meta link base style script noscript template".split())
_CELLS = frozenset(("td", "th", "tr"))
_CLOSED = frozenset(("td", "th", "caption"))
_GROUPS = frozenset(("tbody", "thead", "tfoot"))
_NO_CLASSES: frozenset[str] = frozenset()
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
    is_link: bool = False


def kind_of(tag: str, source: str, words: Words) -> Kind:
    """The kind of a tag as it stands in the page, without what no rule calls for."""
    known = attributes_of(source)
    name = known.get("id", "")
    return Kind(
        tag,
        name if name in words.ids else "",
        words.classes.intersection(known["class"].split()) if "class" in known else _NO_CLASSES,
        tuple(pair for pair in known.items() if pair[0] in words.attributes),
        tuple(declarations(known["style"])) if "style" in known else (),
        tuple(_hints(tag, known).items()),
        tag == "a" and "href" in known,
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


HTML, HEAD, BODY = Kind("html"), Kind("head"), Kind("body")  # where a page leaves them out
HEAD_DEPTH = 2  # of a head, which is taken for the first thing in the body
_PLAIN = {name: Kind(name) for name in ("tbody", "tr")}


def is_void(kind: Kind, parent: Node) -> bool:
    """Whether an element holds nothing: by its nature, or because it lies too deep."""
    return kind.tag in _VOID or parent.depth >= _DEEPEST


def around(node: N, kind: Kind) -> tuple[N, tuple[Kind, ...]]:
    """The element in which one begins when it stands in `node`, and those that a browser adds around it."""
    name = kind.tag
    if node.kind.tag == "head" and name not in HEADS and node.parent is not None:
        node = node.parent  # type: ignore[assignment]
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


class Words(metaclass=noun):
    """The names that any rule of a page calls for."""

    ids: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()


class Kinds:
    """The tags of runs as kinds; what no rule can tell apart is the same kind."""

    def __init__(self, tokens: Callable[[str], Tokens], words: Words) -> None:
        self._tokens = tokens
        self._words = words
        self._runs: dict[str, Read] = {}
        self._known: dict[str, Kind] = {}
        self._same: dict[Kind, Kind] = {one: one for one in (HTML, BODY, HEAD, *_PLAIN.values())}

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
                    kind = kind_of(name, source, self._words) if len(source) > len(name) + 2 else Kind(name)
                    kind = self._known[source] = self._same.setdefault(kind, kind)
                yield name, kind, start
                if name in DRAWN and source.endswith("/>"):
                    yield name, None, start


def followed(
    node: N, tags: Read, child: Callable[[N, Kind], N], framed: Callable[[N, Kind], N]
) -> Iterator[tuple[N, N | None, int, bool]]:
    """What tags do where `node` is open: the element that is open around each of them, the one that it begins, where its tag
    stands in its run (-1 where a browser adds it), and whether it stays open. `child` begins an element in another; `framed`
    is told of the tags of the page and its body, which count once and hold what stands before them too."""
    for name, kind, start in tags:
        if kind is None:
            node = behind(node, name)
            yield node, None, start, True
        elif name in ("html", "body"):
            node = framed(node, kind)
            yield node, None, start, True
        else:
            outer, added = around(node, kind)
            for one in added:
                node = child(outer, one)
                yield outer, node, -1, True
                outer = node
            made = child(outer, kind)
            stays = not is_void(kind, outer)
            node = made if stays else made.parent  # type: ignore[assignment]
            yield (outer if stays else node), made, start, stays
