"""Texts inside the XML of a workbook: elements by name, formatted pieces joined."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def named(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The elements below `root` with this name, in any namespace."""
    return iter(()) if root is None else root.iter(f"{{*}}{name}")


def joined_text(element: etree._Element) -> str:
    """The text of all `t` elements below; phonetic guides are left out (ISO/IEC 29500-1, 18.4.6)."""
    return "".join(
        piece.text or ""
        for piece in named(element, "t")
        if not any(local(above) == "rPh" for above in piece.iterancestors())
    )
