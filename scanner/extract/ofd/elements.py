"""Elements of OFD parts by their local names: producers spell the namespace in several ways (GB/T 33190-2016, 6)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_MOST_NAMES = 1000  # of elements, that are remembered


class _Names(dict[object, str]):
    """The names of elements by their tags."""

    def __missing__(self, tag: object) -> str:
        if len(self) > _MOST_NAMES:
            self.clear()
        name = self[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


names = _Names()


def local(element: _Element) -> str:
    """The name of an element without its namespace, which producers spell in several ways."""
    return names[element.tag]


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
