"""Where the reader of a page stands: the open block, table, hidden element, heading."""

from __future__ import annotations

from scanner.extract.html.asides import CELL_TAGS, UNSEEN, VOID, Aside
from scanner.extract.html.attributes import DRAWN
from scanner.extract.html.page import BOUNDARY_NAMES, Line, Manner, Page, PageBuilder
from scanner.extract.html.tables import TableDraft
from scanner.extract.html.tags import plain, tags
from scanner.extract.html.unseen import comment_block, held_addresses, script_blocks, style_blocks
from scanner.model import Block, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.html.attributes import Notable

_CHROME = frozenset("nav header footer aside".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MOST_ASIDES = 20  # within each other
_DEEP = 4  # steps of a table within a table; deeper ones are numbered like tables of the page
_NOT_SHOWN = frozenset(
    "noscript template title desc metadata datalist noframes noembed iframe canvas video audio meter progress rp annotation "
    "annotation-xml dialog defs symbol".split()
)
_DISGUISES = ('"+', '" +', "'+", "' +", "fromCharCode", "%3", "%4", '",', '" ,', "',", "' ,", ".join")
_PIECED = ("\\x", "'+", "' +", "fromCharCode", "%3", ".join")
_HIDDEN = Manner("hidden-element", False)
_TITLE = Manner("attribute", False, "head", "", "title")


def _is_drawn(name: str, html: str, start: int, end: int) -> bool:
    """Whether an element that is mostly not drawn is: an open dialogue, a template that is the inside of an element, parts of
    a drawing that are used (HTML Living Standard, 4.11.4, 4.12.3; SVG 2, 5.5)."""
    if name in ("defs", "symbol"):
        return "<use" in html
    sign = {"dialog": "open", "template": "shadowrootmode"}.get(name)
    return sign is not None and sign in html[start:end].lower()


class State:
    """The open block and all that it lies in; gives finished blocks and tables to the builder.

    `first` is where the open stretch of text begins in the file, -1 where none is open; `done` are the
    closed stretches of the same block.
    """

    def __init__(self, page: Page, builder: PageBuilder) -> None:
        self.page = page
        self.buffer: list[str] = []
        self.first = -1
        self.done: tuple[int, ...] = ()
        self.table: TableDraft | None = None  # the innermost one, if it is a table of data
        self.cell_is_open = False
        self.addresses: list[str] = []  # that hold a file themselves (data:)
        self.is_aside = False  # inside an element that is not drawn, or preformatted
        self._builder = builder
        self._manners: dict[tuple[str, str], Manner] = {}
        self._manner = Manner()
        self._aside: Aside | None = None
        # What each open aside lies in: the aside around it, the open block, whether in a cell, its manner.
        self._interrupted: list[tuple[Aside | None, list[str], tuple[int, ...], bool, Manner]] = []
        self._is_preformatted = False
        self._run_at = 0
        self._tables: list[TableDraft | None] = []
        self._drafts: list[TableDraft] = []
        self._table_count = 0
        self._chrome = 0
        self._role = ""
        self._behind: list[Block] = []

    # ------------------------------------------------------------ blocks and cells

    def flush(self, end: int) -> None:
        """Close the open block before offset `end` and hand it on, unless it is blank."""
        text = "".join(self.buffer).strip()
        self.buffer.clear()
        if text:
            line = Line(text, self.page, self._stretches(end), self._manner)
            if self._aside is not None and (self._drafts or any(one[1] for one in self._interrupted)):
                self._behind.append(line)
            else:
                self._builder.append(line)
        self.first, self.done = -1, ()
        if self._behind and self._aside is None and not self._drafts:
            self._hand_on_unseen()

    def open_table(self) -> TableDraft | None:
        """The table whose cell is open, if nothing else is going on in it."""
        return self.table if self.cell_is_open and not self.is_aside else None

    def next_cell(self, end: int, *, new_row: bool) -> None:
        """Close the open cell and open the next one."""
        table = self.table
        if table is None:
            return
        if self.cell_is_open:
            self._close_cell(table, end)
        elif self.buffer:
            self.flush(end)
        if new_row:
            table.end_row()
        table.cell = self.cell_is_open = True

    def _close_cell(self, table: TableDraft, end: int) -> None:
        buffer = self.buffer
        table.texts.append("".join(buffer).strip() if buffer else "")
        table.stretches.append(self._stretches(end) if buffer else None)
        buffer.clear()
        self.first, self.done = -1, ()
        table.cell = self.cell_is_open = False

    def _stretches(self, end: int) -> tuple[int, ...]:
        return (*self.done, self.first, end) if self.first >= 0 else self.done

    # ------------------------------------------------------------ runs that need a closer look

    def take(self, run: str, joint: str, at: int) -> None:
        """A run of tags at offset `at`, tag by tag."""
        self._run_at = at
        if self._is_preformatted and self.first >= 0:
            self._take_lines(at)
        found = self.page.runs.notables.get(run, {})
        tokens = self.page.runs.tokens.get(run)
        if tokens is None:
            tokens = self.page.runs.tokens[run] = [*tags(run)]
        for name, start, end in tokens:
            notable = found.get(start)
            if notable is not None and notable.values:
                self._note_values(run, at, notable)
            while self._aside is not None and self._aside.ends_before(name):
                self._end_aside(at + start)
            hides = self._hides(at + start, notable)
            if self._aside is not None:
                self._take_aside(name, at + start, at + end, hides=hides)
            else:
                self._take(name, at + start, at + end, notable, hides=hides)
        if joint and self.first >= 0 and self.buffer:
            self.buffer.append(joint)

    def _hides(self, start: int, notable: Notable | None) -> bool:
        """Whether the element of the tag at offset `start` is hidden: as the style sheets have it, else as it says itself."""
        styled = self.page.styled
        return start in styled.hidden if styled is not None else notable is not None and notable.hides

    def _take(self, name: str, start: int, end: int, notable: Notable | None, *, hides: bool) -> None:
        """One tag."""
        if name in UNSEEN:
            self._note_unseen(name, start, end)
            return
        if name in BOUNDARY_NAMES and self.buffer and not self.cell_is_open:
            self.flush(start)
        if hides and self._is_hidden_apart(name) and not (name in DRAWN and self.page.html[end - 2] == "/"):
            self._begin_aside(Aside(name, _HIDDEN), start, end)
        elif name in _NOT_SHOWN and not _is_drawn(name, self.page.html, start, end):
            self._begin_aside(Aside(name, _TITLE if name == "title" else _HIDDEN), start, end)
        elif name == "table":
            self._begin_table(start, end)
        elif name == "/table":
            self._end_table(start)
        elif name.lstrip("/") in CELL_TAGS:
            self._take_cell_tag(name, start, end, notable, hides=hides)
        elif name == "col" and self.table is not None:
            self.table.take_column(self.page.html[start:end])
        else:
            self._take_frame_tag(name)

    def _take_frame_tag(self, name: str) -> None:
        """Headings, preformatted text and what belongs to the site rather than to the notice."""
        tag = name.lstrip("/")
        if tag in _HEADINGS:
            self._set_manner(self._chrome, "" if name != tag else "title" if tag == "h1" else "heading")
        elif tag in _CHROME:
            self._set_manner(max(0, self._chrome + (1 if name == tag else -1)), self._role)
        elif tag == "pre":
            self._is_preformatted = self.is_aside = name == tag and self.table is None

    def _set_manner(self, chrome: int, role: str) -> None:
        self._chrome, self._role = chrome, role
        key = ("chrome" if chrome else "body", role)
        if key not in self._manners:
            self._manners[key] = Manner(part=key[0], role=role)
        self._manner = self._manners[key]

    def _take_lines(self, end: int) -> None:
        """Preformatted text: every line of the source is a block."""
        start = self.first
        for line in self.page.html[start:end].split("\n"):
            self.buffer[:] = (self.page.text(start, start + len(line)),)
            self.first = start
            start += len(line) + 1
            self.flush(start - 1)

    # ------------------------------------------------------------ tables

    def _begin_table(self, start: int, end: int) -> None:
        outer = self.table
        if outer is not None and self.cell_is_open:
            self._interrupt(end)
            outer.interrupted = (list(self.buffer), self.done)
            self.buffer.clear()
            self.first, self.done = -1, ()
        self.cell_is_open = False
        if start in self.page.frames:
            self._tables.append(None)
            self.table = None
            return
        if outer is not None and len(outer.steps) < _DEEP:
            outer.children += 1
            steps = (*outer.steps, *outer.position(), outer.children)
        else:
            self._table_count += 1
            steps = (self._table_count,)
        self.table = TableDraft(steps, self._manner)
        self._tables.append(self.table)
        self._drafts.append(self.table)

    def _end_table(self, end: int) -> None:
        if not self._tables:
            return
        draft = self._tables.pop()
        if draft is not None:
            if self.cell_is_open:
                self._close_cell(draft, end)
            draft.end_row()
        outer = self.table = self._tables[-1] if self._tables else None
        self.cell_is_open = False
        if outer is not None:
            self.buffer[:], self.done = outer.interrupted
            outer.interrupted = ([], ())
            self.cell_is_open = outer.cell
        elif self._drafts and self._drafts[0] is draft:
            self._hand_on_tables()

    def _take_cell_tag(
        self, name: str, start: int, end: int, notable: Notable | None, *, hides: bool
    ) -> None:
        table = self.table
        if table is None:
            return
        if name not in ("td", "th"):
            if self.cell_is_open:
                self._close_cell(table, start)
            if name != "/td" and name != "/th":
                table.end_row()
            if name == "tr" and hides:
                table.hidden_rows.add(len(table.row_ends))
            return
        self.next_cell(start, new_row=False)
        cell = len(table.texts)
        if name == "th":
            table.heads.add(cell)
        if notable is not None:
            table.spans[cell] = notable.columns, notable.rows
        if hides and self.page.styled is not None and self.page.styled.shown:
            self._begin_aside(Aside(name, _HIDDEN), start, end)  # some of its words may be seen
        elif hides:
            table.hidden_cells.add(cell)

    def _hand_on_tables(self) -> None:
        for draft in self._drafts:
            if any(draft.texts):
                before = self._builder.table_before() if len(self._drafts) == 1 else (None, -1)
                self._builder.add_table(*draft.grid(self.page, *before))
        self._drafts.clear()
        self._hand_on_unseen()

    # ------------------------------------------------------------ what is not drawn

    def _is_hidden_apart(self, name: str) -> bool:
        """Whether a hidden element is taken out of the page; hidden rows and cells stay in their table."""
        if name in VOID or name in ("html", "head", "body"):
            return False
        return self.table is None or name not in CELL_TAGS

    def _interrupt(self, end: int) -> None:
        """Close the open stretch of the block at `end`, which lies in the run that is being taken."""
        if self.first < 0:
            return
        before = self.page.html[self._run_at : end]
        joint = self.page.runs[before][1] if before else ""
        if joint:
            self.buffer.append(joint)
        self.done = self._stretches(end)
        self.first = -1

    def _begin_aside(self, aside: Aside, start: int, end: int) -> None:
        self._interrupt(end if aside.root in BOUNDARY_NAMES else start)
        self._interrupted.append((self._aside, list(self.buffer), self.done, self.cell_is_open, self._manner))
        self.buffer.clear()
        self.done = ()
        self.cell_is_open = False
        self._aside, self._manner, self.is_aside = aside, aside.manner, True

    def _take_aside(self, name: str, start: int, end: int, *, hides: bool) -> None:
        aside, styled = self._aside, self.page.styled
        if name in UNSEEN:
            self._note_unseen(name, start, end)
        elif name in BOUNDARY_NAMES and self.buffer:
            self.flush(start)
        if styled is not None and name not in VOID and aside is not None:
            if hides and aside.manner.visible:
                self._begin_aside(Aside(name, _HIDDEN), start, end)
                return
            if start in styled.shown and aside.manner is _HIDDEN and len(self._interrupted) < _MOST_ASIDES:
                self._begin_aside(Aside(name, self._interrupted[0][4]), start, end)
                return
        if aside is not None and aside.ends_with(name):
            self._end_aside(start)

    def _end_aside(self, end: int) -> None:
        self.flush(end)
        self._aside, self.buffer[:], self.done, self.cell_is_open, self._manner = self._interrupted.pop()
        self.is_aside = self._aside is not None or self._is_preformatted

    def _note_values(self, run: str, at: int, notable: Notable) -> None:
        for layer, name, start, end in notable.values:
            if layer == "embedded-file":
                self.addresses.append(plain(run[start:end]))
                continue
            block = self.page.value_block(at + start, at + end, layer, name)
            if block is not None:
                self._behind.append(block)
            if name.startswith("on") and any(sign in run[start:end] for sign in _PIECED):
                self._behind += self._put_together(at + start, at + end)
        if not (self.buffer or self._drafts or self._aside):
            self._hand_on_unseen()

    def _put_together(self, start: int, end: int) -> list[Block]:
        """What a script in ``html[start:end]`` spells by codes and pieces."""
        from scanner.extract.html.disguised import disguised_blocks

        html = self.page.html
        found = [*disguised_blocks(html, start, end)]
        found += script_blocks(html, start, end) if "\\" in html[start:end] else []
        return [
            Block(
                text,
                Place("body", (self.page.line(source.pieces[0][1]),), "line"),
                "hidden-element",
                False,
                source=source,
            )
            for text, source in found
        ]

    def _note_unseen(self, name: str, start: int, end: int) -> None:
        html = self.page.html
        if name in ("!--", "!", "?"):
            comment = comment_block(html, start, end)
            found = [comment] if comment else []
            layer = "markup-comment"
        else:
            blocks = script_blocks if name == "script" else style_blocks
            found = list(blocks(html, html.find(">", start) + 1, end))
            self.addresses += held_addresses(html, start, end) if name == "style" else []
            if name == "script" and any(sign in html[start:end] for sign in _DISGUISES):
                from scanner.extract.html.disguised import disguised_blocks

                found += disguised_blocks(html, html.find(">", start) + 1, end)
            layer = "hidden-element"
        for text, source in found:
            place = Place("body", (self.page.line(source.pieces[0][1]),), "line")
            self._behind.append(Block(text, place, layer, False, source=source))
        if found and not (self.buffer or self._drafts or self._aside):
            self._hand_on_unseen()

    def _hand_on_unseen(self) -> None:
        for block in self._behind:
            self._builder.append(block)
        self._behind.clear()

    def finish(self, text: str, at: int) -> None:
        """The end of the page: the text behind the last tag, whatever is still open."""
        if text.strip():
            self.first = at if self.first < 0 else self.first
            self.buffer.append(plain(text))
        end = at + len(text)
        while self._aside is not None:
            self._end_aside(end)
        while self._tables:
            if not self.cell_is_open:
                self.flush(end)
            self._end_table(end)
        self.flush(end)
        self._hand_on_unseen()
