"""Short parts, parsed by the standard library: a one-page notice is read before lxml would be loaded.

The elements are those of `xml.etree.ElementTree` with what the readers use of lxml's besides. Whatever is long, declares
a document type, is nested deeply or is not well-formed in the eyes of this parser is left to lxml, which decides.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from lxml.etree import _Element


class _Asked:
    """Stands for a module that the library's elements load for paths and copies, which nobody here asks them for."""

    __spec__ = None  # as far as the import system is concerned it is loaded

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        from importlib import import_module

        found: object = getattr(import_module(self._name), name)
        return found

    def deepcopy(self, *given: Any) -> Any:
        """The library's own, which it asks for at once."""
        from copy import deepcopy

        return deepcopy(*given)


_SPARED = [
    name
    for name in ("copy", "xml.etree.ElementPath")
    if "scanner.modules" in sys.modules and name not in sys.modules  # the command, whose only thread this is
]
_modules: dict[str, object] = sys.modules  # type: ignore[assignment]
_modules.update({name: _Asked(name) for name in _SPARED})
try:  # without what its own module loads for writing
    from _elementtree import Element as Plain  # type: ignore[import-not-found]
    from _elementtree import ParseError, TreeBuilder, XMLParser
except ImportError:
    from xml.etree.ElementTree import Element as Plain
    from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser
finally:
    for name in _SPARED:
        del _modules[name]

_LONGEST = 64 * 2**10  # bytes of a part
_DEEPEST = 200  # elements within one another; lxml refuses 256


class Element(Plain):  # type: ignore[misc]
    """An element that knows the one above it."""

    __slots__ = ("above",)

    def iter(self, *tags: str) -> Iterator[Any]:
        """This element and all below it, or those of these tags; `{*}name` is one of any namespace."""
        if len(tags) < 2 and not (tags and tags[0].startswith("{*}")):
            found: Iterator[Any] = super().iter(*tags)
            return found
        exact = {tag for tag in tags if not tag.startswith("{*}")}
        local = {tag[3:] for tag in tags if tag.startswith("{*}")}
        return (
            element
            for element in super().iter()
            if element.tag in exact or (local and element.tag.rpartition("}")[2] in local)
        )

    def itertext(self, *tags: str, with_tail: bool = True) -> Iterator[str]:
        """The texts of this element and all below it, or those of these tags, with what stands behind them or without."""
        if with_tail and not tags:
            found: Iterator[str] = super().itertext()
            return found
        return self._texts(tags, with_tail=with_tail)

    def _texts(self, tags: tuple[str, ...], *, with_tail: bool) -> Iterator[str]:
        is_asked = not tags or self.tag in tags
        if is_asked and self.text:
            yield self.text
        for child in self:
            yield from child._texts(tags, with_tail=with_tail)
            if with_tail and child.tail and (not tags or child.tag in tags):
                yield child.tail

    def iterdescendants(self) -> Iterator[Any]:
        """All elements below this one."""
        found: Iterator[Any] = super().iter()
        next(found)
        return found

    def iterchildren(self, *tags: str) -> Iterator[Any]:
        """The elements directly below, or those of these tags."""
        return (child for child in self if not tags or child.tag in tags)

    def iterancestors(self, *tags: str) -> Iterator[Any]:
        """The elements above, the nearest first, or those of these tags."""
        above = self.getparent()
        while above is not None:
            if not tags or above.tag in tags:
                yield above
            above = above.getparent()

    def itersiblings(self, *tags: str) -> Iterator[Any]:
        """The elements behind this one under the same element, or those of these tags."""
        above = self.getparent()
        around = iter(()) if above is None else iter(above)
        for child in around:
            if child is self:
                break
        return (child for child in around if not tags or child.tag in tags)

    def getparent(self) -> Any:
        """The element above; None for the outermost."""
        return getattr(self, "above", None)

    def makeelement(self, tag: str, attrib: dict[str, str], nsmap: object = None) -> Element:
        """A new element, which is nowhere yet."""
        return Element(tag, attrib)


def small_root(data: bytes) -> _Element | None:
    """The root element of the XML of a part; None where lxml is to read it."""
    if len(data) > _LONGEST or _has_lxml() or b"<!DOCTYPE" in data or b"\0" in data:
        return None
    parser = XMLParser(target=TreeBuilder(element_factory=Element))
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, ValueError, LookupError):
        return None
    return root if _linked(root) else None


def _has_lxml() -> bool:
    return "lxml.etree" in sys.modules


def _linked(root: Any) -> bool:
    """Tell every element what is above it; False where they are nested too deeply."""
    level = [root]
    for _ in range(_DEEPEST):
        below = []
        for above in level:
            for child in above:
                child.above = above
                below.append(child)
        if not below:
            return True
        level = below
    return False
