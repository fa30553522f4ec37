"""An element whose text is not part of the page as drawn, or seen within one that is not: where it ends."""

from __future__ import annotations

from scanner.extract.html.page import BOUNDARY_NAMES, Manner

VOID = frozenset("area base br col embed hr img input link meta param source track wbr !-- ! ?".split())
UNSEEN = frozenset(("script", "style", "!--", "!", "?"))  # "!" and "?" begin CDATA and code of the server
CELL_TAGS = frozenset(("td", "th", "tr"))
_BLOCKS = frozenset("/p /li /dt /dd /h1 /h2 /h3 /h4 /h5 /h6 /center /blockquote".split())
# What ends an element that has no end tag, unless one of those stands within it.
_NEIGHBOURS = {
    "li": (("li",), ("ul", "ol")),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), ("dl",))),
    "option": (("option", "optgroup"), ("select", "datalist")),
}
_HOLDERS = frozenset("/td /th /tr /tbody /table /div /section /article /ul /ol /form /body /html".split())


class Aside:
    """An element whose text is not part of the page as drawn: hidden, or the page's title."""

    def __init__(self, name: str, manner: Manner) -> None:
        self.root = name
        self.manner = manner
        self._open = [name]
        self._counts = {name: 1}

    def ends_before(self, name: str) -> bool:
        """Whether a tag shows that the element was over before it."""
        if name[0] == "/":
            holds = name in _HOLDERS or self.root == "title" or (self.root == "span" and name in _BLOCKS)
            return holds and not self._counts.get(name[1:])
        if self.root == "p":
            return len(self._open) == 1 and name in BOUNDARY_NAMES
        if self.root in ("td", "th", "tr"):
            nested = self._counts.get("table")
            return not nested and (name == "tr" or (name in CELL_TAGS and self.root != "tr"))
        if self.root in _NEIGHBOURS:
            ends, around = _NEIGHBOURS[self.root]
            return name in ends and not any(self._counts.get(one) for one in around)
        return self.root == "title" and name not in VOID

    def ends_with(self, name: str) -> bool:
        """Take a tag inside the element; whether it closes the element."""
        if name[0] != "/":
            if name not in VOID and name not in ("script", "style"):
                self._open.append(name)
                self._counts[name] = self._counts.get(name, 0) + 1
            return False
        if self._counts.get(name[1:]):
            closed = ""
            while closed != name[1:]:
                closed = self._open.pop()
                self._counts[closed] -= 1
        return not self._open
