"""A file within a file: read by the reader of its own format, poured into the document around it.

The blocks keep their places, which `Place.inside` says are those of the inner file. Nobody sees an
embedded file on the page, so all of it lies in one hidden layer, unless it is shown as part of the text.
"""

from __future__ import annotations

from scanner.model import Grid, Place
from scanner.noun import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.model import Block, Document
    from scanner.settings import Limits

_MOST_TOLD = 120  # characters of the way into a file within files within files


def pour_file(
    builder: DocumentBuilder,
    name: str,
    data: bytes,
    limits: Limits,
    *,
    shown: str,
    layer: str = "embedded-file",
) -> None:
    """Add what the file `data` holds; `name` serves for its extension, `shown` stands in its places.

    `layer` is that of all its blocks; with "" they keep their own. What cannot be read, or lies deeper
    than `limits.depth` files, is a gap.
    """
    from scanner.extract import extract

    here = Place("embedded", (), "named", inside=shown)
    if limits.depth <= 0:
        builder.gap("part", "nested-too-deep", here)
        return
    pour_document(builder, extract(name, data, replace(limits, depth=limits.depth - 1)), shown, layer)


def pour_document(
    builder: DocumentBuilder, inner: Document, shown: str, layer: str = "embedded-file"
) -> None:
    """Add the blocks, tables and gaps of a document that was read out of this one; `shown` is "" for a part of it."""
    tables = {table.first: (index, table) for index, table in enumerate(inner.tables)}
    numbers: dict[int, int] = {}
    for first, stretch in inner.blocks.stretches:
        if isinstance(stretch, Grid):
            index, table = tables[first]
            known = numbers.get(table.continues, -1)
            grid = replace(stretch, place=_within(stretch.place, shown))
            if layer:
                grid = replace(grid, layer=layer, visible=False)
            numbers[index] = builder.add_table(grid, replace(table, continues=known))
            continue
        for block in stretch:
            _add(builder, block, shown, layer)
    for gap in inner.gaps:
        place = _within(gap.place or Place("embedded", (), "named"), shown)
        builder.gap("part" if gap.what == "file" else gap.what, gap.reason, place, gap.detail)


def _add(builder: DocumentBuilder, block: Block, shown: str, layer: str) -> None:
    builder.add(
        block.text,
        _within(block.place, shown),
        layer=layer or block.layer,
        visible=block.visible and not layer,
        continues=block.continues,
        marks=() if layer else block.marks,
    )


def _within(place: Place, shown: str) -> Place:
    inside = f"{shown}!{place.inside}" if shown and place.inside else shown or place.inside
    return replace(place, inside=inside[:_MOST_TOLD])
