"""A story of runs that waits to its end, as bars of headers and footers may lie over any of its lines."""

from __future__ import annotations

from scanner.extract.flow import MAYBE, FlowParagraph
from scanner.extract.run_story import RunStory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.flow import Area, Piece
    from scanner.extract.paged import FlowRow, MarginBar, Paper
    from scanner.extract.run_story import RowEnd

    Event = tuple[
        str, list[Piece], dict[str, object]
    ]  # what ends, the pieces of its last paragraph, what is said of it

_TWIPS = 20  # in a point
_SEEN = frozenset(("", "insertion"))
_COVERED = "covered-text"


class PagedStory(RunStory):
    """Notes what it is told and tells it on once all is known. `paper` and `bars` may be set until it is closed."""

    def __init__(self, builder: DocumentBuilder, part: str, layer: str) -> None:
        super().__init__(builder, part, layer)
        self.paper: Paper | None = None
        self.bars: list[MarginBar] = []
        self._events: list[Event] = []
        self._is_told_on = False
        self.is_lost = False  # whether it is not known any more where on its page what comes next stands

    def lose_place(self) -> None:
        """From here on it is not known where on its page something stands."""
        self.is_lost = True
        self._events.append(("lose_place", [], {}))

    def cover(self, area: Area | None) -> None:
        """See `RunStory`."""
        if self._is_told_on:
            super().cover(area)
        else:
            self._events.append(("cover", [], {"area": area}))

    def end_paragraph(
        self, *, in_cell: bool = False, setting: Mapping[str, float] | None = None, step: float = 0.0
    ) -> None:
        """See `RunStory`."""
        if self._is_told_on:
            super().end_paragraph(in_cell=in_cell, setting=setting, step=step)
        else:
            self._note("end_paragraph", in_cell=in_cell, setting=setting, step=step)

    def end_cell(self, *, step: float = 0.0) -> None:
        """See `RunStory`."""
        if self._is_told_on:
            super().end_cell(step=step)
        else:
            self._note("end_cell", step=step)

    def end_row(self, about: RowEnd) -> None:
        """See `RunStory`."""
        if self._is_told_on:
            super().end_row(about)
        else:
            self._events.append(("end_row", [], {"about": about}))

    def close(self) -> None:
        """Tell on all that was noted, what bars lie over taken out of it."""
        if not self._is_told_on:
            rest, self._pieces = self._pieces, []
            self._hide_covered()
            self._is_told_on = True
            for name, pieces, said in self._events:
                self._pieces = pieces
                if name != "lose_place":
                    getattr(self, name)(**said)
            self._events, self._pieces = [], rest
        super().close()

    def _note(self, name: str, **said: object) -> None:
        self._events.append((name, self._pieces, said))
        self._pieces = []

    def _hide_covered(self) -> None:
        if not self.bars or self.paper is None:
            return
        from scanner.extract.paged import under_bars

        flow = [
            _flow(pieces, said) if name in ("end_paragraph", "end_cell") else None
            for name, pieces, said in self._events
        ]
        hidden = under_bars(_items(self._events, flow), self.paper, self.bars)
        for number, paragraph in enumerate(flow):
            if paragraph in hidden:
                name, pieces, said = self._events[number]
                sure, doubted = hidden[paragraph]
                pieces = _cut(_cut(pieces, sure, _COVERED), doubted - sure, MAYBE, sure)
                self._events[number] = (name, pieces, said)


def _flow(pieces: Sequence[Piece], said: dict[str, object]) -> FlowParagraph:
    """A paragraph as it is laid out: what is not seen takes no room."""
    setting = said.get("setting")
    about = dict(setting) if isinstance(setting, dict) else {}
    return FlowParagraph([(text if look in _SEEN else "", size) for text, look, _, size in pieces], **about)


def _items(
    events: Sequence[Event], flow: Sequence[FlowParagraph | None]
) -> list[FlowParagraph | Sequence[FlowRow] | None]:
    """Paragraphs and tables in order, up to where it is not known how high something is."""
    from scanner.extract.paged import FlowRow

    found: list[FlowParagraph | Sequence[FlowRow] | None] = []
    rows: list[FlowRow] = []
    cells: list[list[FlowParagraph]] = []
    cell: list[FlowParagraph] = []
    for (name, _, said), paragraph in zip(events, flow, strict=True):
        if name == "lose_place":
            return [*found, *([rows] if rows else []), None]
        if paragraph is not None and (name == "end_cell" or said.get("in_cell")):
            cell.append(paragraph)
            if name == "end_cell":
                cells.append(cell)
                cell = []
        elif name == "end_row":
            about: RowEnd = said["about"]  # type: ignore[assignment]
            edges = [edge / _TWIPS for edge in about.edges]
            if len(edges) != len(cells) + 1:
                return [*found, None]
            rows.append(FlowRow(cells, edges, -about.high, about.below))
            cells = []
        elif paragraph is not None:
            if rows:
                found.append(rows)
                rows = []
            found.append(paragraph)
    return [*found, rows] if rows else found


def _cut(
    pieces: Sequence[Piece], hidden: set[int], layer: str, before: set[int] | None = None
) -> list[Piece]:
    """The pieces parted where something covers them; indexes count what is seen, and what was taken out `before`."""
    found: list[Piece] = []
    at = 0
    for text, look, author, size in pieces:
        is_counted = look in _SEEN or (look == _COVERED and bool(before))
        begin = 0
        for end in range(1, len(text) + 1) if is_counted and hidden else ():
            is_hidden = at + begin in hidden
            if end == len(text) or (at + end in hidden) != is_hidden:
                found.append((text[begin:end], layer if is_hidden else look, author, size))
                begin = end
        if not (is_counted and hidden):
            found.append((text, look, author, size))
        at += len(text) if is_counted else 0
    return found
