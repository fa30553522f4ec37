"""The quick look at a paragraph of a .docx: most hold nothing but runs of text."""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.styles import list_level, outline_role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

# What stands among runs and in them without holding words.
_EMPTY = frozenset(
    w.W + name
    for name in (
        *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart"),
        *("commentRangeEnd", "lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef"),
        *("footnoteReference", "endnoteReference", "separator", "continuationSeparator"),
    )
)


class Plain:
    """Text, style id, role and (list, level) of a paragraph; `wants_close_look` where text is not all."""

    __slots__ = ("numbered", "role", "style", "text", "wants_close_look")

    def __init__(self, paragraph: _Element) -> None:
        self.style = self.role = ""
        self.numbered: tuple[str, int] | None = None
        self.wants_close_look = False
        pieces: list[str] = []
        for child in paragraph:
            tag = child.tag
            if tag == w.RUN:
                for leaf in child:
                    kind = leaf.tag
                    if kind == w.T:
                        pieces.append(leaf.text or "")
                    elif kind not in _EMPTY and (kind != w.R_PR or leaf.find(w.VANISH) is not None):
                        self.wants_close_look = True
            elif tag == w.P_PR:
                self._read_properties(child)
            elif tag not in _EMPTY:
                self.wants_close_look = True
        self.text = "".join(pieces)

    def _read_properties(self, properties: _Element) -> None:
        for element in properties:
            tag = element.tag
            if tag == w.P_STYLE:
                self.style = element.get(w.VAL) or ""
            elif tag == w.OUTLINE:
                self.role = outline_role(element)
            elif tag == w.NUM_PR:
                self.numbered = list_level(element)
