"""HTML: what the page shows, what it carries unseen, and where both stand in the file.

A block is what is drawn without a break: inline elements are joined without a separator, so that a number
split by tags is one number; ``<br>`` is a line feed inside the block. Source: HTML Living Standard, 13.2
(tokens), 4.9 (tables), 15.3 (what is drawn).
"""

from __future__ import annotations

import re

from scanner.errors import Unreadable
from scanner.extract.encoding import line_starts, text_of
from scanner.extract.html.links import encoded_texts, held_file, source_maps
from scanner.extract.html.page import BREAK, CELL, ROW, SPECIAL, Page, PageBuilder
from scanner.extract.html.state import State
from scanner.extract.html.tags import plain
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Document
    from scanner.settings import Limits

_DECLARED = re.compile(rb"(?:[Cc]harset|CHARSET|encoding) *= *[\"']?([A-Za-z0-9_-]{2,20})")
_HEAD_BYTES = 2048


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of an HTML page. Raises `Unreadable` ("empty", "too-large")."""
    declared = _DECLARED.search(data, 0, _HEAD_BYTES)
    builder = PageBuilder(name, "html")
    html = text_of(builder, data, limits, declared=declared[1].decode() if declared else "")
    addresses = add_markup(builder, html)
    _pour_held(builder, [*addresses, *source_maps(html)], limits)
    for text in encoded_texts(html):
        builder.add(text, Place("script", (), "named"), layer="hidden-element", visible=False)
    document = builder.document()
    if not len(document.blocks):
        raise Unreadable("empty")
    return document


def add_markup(builder: PageBuilder, html: str) -> list[str]:
    """Add the blocks and tables of a page, and the starts of its lines, to a document.

    Given back are the addresses that hold a file themselves (data:).
    """
    builder.line_starts = line_starts(html)
    page = Page(html, builder.line_starts)
    state = State(page, builder)
    _walk(page, state)
    if page.runs.styles.is_cut:
        builder.gap("part", "too-many-styles")
    return state.addresses


def _pour_held(builder: PageBuilder, addresses: list[str], limits: Limits) -> None:
    """Read the files that the page's own addresses hold."""
    if not addresses:
        return
    from scanner.extract.nested import pour_file

    for number, address in enumerate(dict.fromkeys(addresses)):
        if number >= limits.parts:
            builder.gap("file", "too-many-parts")
            return
        held = held_file(address)
        if held is not None:
            pour_file(builder, *held, limits, shown="data:")


def _walk(page: Page, state: State) -> None:
    """Text and runs of tags in turn; the common runs are dealt with here, the others by the state."""
    parts, runs, buffer = page.parts, page.runs, state.buffer
    styled = page.styled.runs if page.styled is not None else frozenset()
    table = None  # the one whose cell is open
    at = 0
    for text, run in zip(parts[0::2], parts[1::2], strict=False):
        kind, joint = runs[run]
        end = at + len(text)
        if styled and end in styled:
            kind = SPECIAL
        if kind >= CELL and table is not None and not buffer:
            table.texts.append(plain(text).strip() if "&" in text or "\n" in text else text.strip())
            table.stretches.append((at, end) if text else None)
            if kind == ROW:
                table.row_ends.append(len(table.texts))
            at = end + len(run)
            continue
        if text:
            if state.first < 0:
                state.first = at
            buffer.append(plain(text) if "&" in text or "\n" in text else text)
        if state.is_aside or kind == SPECIAL:
            state.take(run, joint, end)
            table = state.open_table()
        elif kind <= BREAK:
            if joint and buffer:
                buffer.append(joint)
        elif state.table is not None and kind >= CELL:
            state.next_cell(end, new_row=kind == ROW)
            table = state.table
        elif buffer:
            if state.cell_is_open:
                buffer.append("\n")
            else:
                state.flush(end)
        at = end + len(run)
    state.finish(parts[-1], at)
