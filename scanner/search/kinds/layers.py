"""For the kinds: in which layer a found piece of text lies, and whether a reader of the printed page sees it."""

from __future__ import annotations

from scanner.model import VISIBLE_LAYERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model import Document, Span


def layer_of(document: Document, spans: Sequence[Span]) -> tuple[str, bool]:
    """(layer, visible) of the first span; an insertion inside a block is a layer of its own."""
    if not spans:
        return "body", True
    block = document.blocks[spans[0].block]
    for mark in block.marks:
        if mark.start < spans[0].end and spans[0].start < mark.end:
            return mark.layer, block.visible and mark.layer in VISIBLE_LAYERS
    return block.layer, block.visible
