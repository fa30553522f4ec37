"""Texts inside the XML of a workbook: elements by name, formatted pieces joined."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree


_MOST_TAGS = 1000  # that are remembered
_names: dict[object, str] = {}


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and instructions."""
    name = _names.get(element.tag)
    return _name_of(element.tag) if name is None else name


def _name_of(tag: object) -> str:
    """The name of a tag without its namespace, kept by the tag."""
    if len(_names) > _MOST_TAGS:
        _names.clear()
    return _names.setdefault(tag, tag.rpartition("}")[2] if isinstance(tag, str) else "")


def named(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The elements below `root` with this name, in any namespace."""
    return iter(()) if root is None else root.iter(f"{{*}}{name}")


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first element directly below one with this name, in any namespace; for elements with few below them."""
    for found in element:
        if local(found) == name:
            return found
    return None


def joined_text(element: etree._Element) -> str:
    """The text of all `t` elements below; phonetic guides are left out (ISO/IEC 29500-1, 18.4.6)."""
    return "".join(
        piece.text or ""
        for piece in named(element, "t")
        if not any(local(above) == "rPh" for above in piece.iterancestors())
    )
