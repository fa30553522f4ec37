"""For the kind `column`: one list with the tables that go on from it, and which of its columns alarm."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.model import LEVELS, Fact, Finding
from scanner.regexes import compiled
from scanner.search.kinds.column_heads import Group, Head, Vocabulary, parts
from scanner.search.kinds.layers import layer_of
from scanner.search.numbers.labels import ORGANISATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model import Certainty, Level, Rule, Span, Table
    from scanner.search.subject import Subject

    Hit = tuple[int, Group, tuple[Span, ...], str]  # column, group, spans and words of its head

NUMBERED = frozenset(("序号", "编号", "序", "号", "行次", "No.", "NO.", "No", "备注"))
_MASKED = compiled("[*＊×•●■□○〇…#＃某]|[xX]{2}")
_NOTHING = frozenset(("", "/", "-", "—", "——", "－", "\\", "无"))
# What is harmless for people who answer for something; the others are nobody's business anywhere.
_OF_OFFICIALS = ("phone", "birth-date", "address", "circumstances", "guardian", "income")


class Listing:
    """One table with the tables that go on from it."""

    def __init__(self, rule: Rule, words: Vocabulary, pieces: list[Table], subject: Subject) -> None:
        self._rule = rule
        self._words = words
        self._pieces = pieces
        self._subject = subject
        self._head = Head(subject.text, pieces[0])

    def findings(self) -> Iterator[Finding]:
        """Findings for the columns of a list of persons; none for a form that nobody has filled in."""
        hits = self._hits()
        if not hits:
            return
        columns = self._person_columns()
        if not self._is_filled(columns):
            return
        named = {group.name for _, group, _, _ in hits}
        is_contacts = named.isdisjoint(("identity", "account")) and self._heads(self._words.contacts)
        for column, group, spans, label in hits:
            if self._is_alarming(column, group, is_listed=bool(columns), is_contacts=is_contacts):
                yield self._finding(column, group, spans, label, columns)

    # ---- heads

    def _hits(self) -> list[Hit]:
        hits: list[Hit] = []
        under: set[tuple[int, str]] = set()  # merged heads, one of whose columns is a hit of the same group
        for column, path in enumerate(self._head.paths):
            hit = self._inner(column, path)
            if hit:
                hits.append(hit)
                under.update((self._head.block(label, column) or -1, hit[1].name) for label in path[:-1])
        for column, path in enumerate(self._head.paths):
            for label in path[:-1]:
                block = self._head.block(label, column)
                hit = self._of_cell(column, block) if all(h[0] != column for h in hits) else None
                if hit and block is not None and (block, hit[1].name) not in under:
                    under.add((block, hit[1].name))
                    hits.append(hit)
        return sorted(hits, key=lambda hit: hit[0])

    def _inner(self, column: int, path: Sequence[str]) -> Hit | None:
        """What the lowest head says, by itself or read on from the one above (残疾 over 等级)."""
        if not path:
            return None
        low = self._head.block(path[-1], column)
        hit = self._of_cell(column, low)
        if hit or len(path) < 2 or low is None:
            return hit
        group = self._words.group(path[-2] + path[-1])
        high = self._head.block(path[-2], column)
        if group is None or high is None or any(word in "".join(path) for word in self._words.unless):
            return None
        spans = (*self._head.spans(high, 0, 99), *self._head.spans(low, 0, 99))
        return (column, group, spans, path[-2] + path[-1])

    def _of_cell(self, column: int, block: int | None) -> Hit | None:
        if block is None:
            return None
        cell = self._head.text(block)
        if any(word in cell for word in self._words.unless):
            return None
        worst: Hit | None = None
        for part, start, end in parts(cell):
            group = self._words.group(part)
            if group and (worst is None or LEVELS.index(group.level) < LEVELS.index(worst[1].level)):
                worst = (column, group, self._head.spans(block, start, end), part)
        return worst

    def _heads(self, words: frozenset[str]) -> bool:
        return any(path and self._words.has(words, path[-1]) for path in self._head.paths)

    # ---- rows

    def _cells(self, column: int) -> Iterator[str]:
        texts = self._subject.document.blocks.texts
        for table in self._pieces:
            if column < table.columns:
                for row in table.body_rows():
                    yield texts[table.block(row, column)].strip()

    def _person_columns(self) -> list[int]:
        """Columns of names that do not name organisations."""
        return [
            column
            for column, path in enumerate(self._head.paths)
            if path
            and self._words.has(self._words.persons, path[-1])
            and not self._words.is_answered(path)
            and not self._names_units(column)
        ]

    def _names_units(self, column: int) -> bool:
        cells = [cell for cell in self._cells(column) if cell not in _NOTHING]
        return sum(1 for cell in cells if ORGANISATION.search(cell)) * 2 > len(cells)

    def _is_filled(self, columns: Sequence[int]) -> bool:
        """Whether any row names somebody, or, without such a column, holds anything."""
        asked = columns or [
            column for column, path in enumerate(self._head.paths) if path and path[-1] not in NUMBERED
        ]
        return any(cell not in _NOTHING for column in asked for cell in self._cells(column))

    # ---- judgement

    def _is_alarming(self, column: int, group: Group, *, is_listed: bool, is_contacts: bool) -> bool:
        profile = self._subject.profile
        if profile is not None and group.name in profile.permits:
            return False
        if not is_listed and not group.alone:
            return False
        if group.name == "account" and not is_listed and self._heads(self._words.units):
            return False
        if group.name not in _OF_OFFICIALS:
            return True
        path = self._head.paths[column]
        beside = self._head.paths[column - 1] if column else ()
        is_theirs = self._words.is_answered(path) or (
            group.name == "phone" and bool(beside) and self._words.has(self._words.answering, beside[-1])
        )
        return not (is_contacts or is_theirs)

    def _finding(
        self, column: int, group: Group, spans: tuple[Span, ...], label: str, columns: Sequence[int]
    ) -> Finding:
        cells = list(self._cells(column))
        if columns:  # a line for remarks below the list is no row of it
            named = self._cells(columns[0])
            cells = [cell for cell, name in zip(cells, named, strict=False) if name not in _NOTHING] or cells
        filled = [cell for cell in cells if cell not in _NOTHING]
        level: Level = group.level if filled else "info"
        rows = (("rows", str(len(filled) or len(cells))),)
        if not filled:
            state = Fact("column-empty", rows)
        elif all(map(_MASKED.search, filled)):
            state = Fact("column-masked", rows)
        else:
            state = Fact("column-open", rows)
        evidence = (Fact("column-label", (("label", label),)), Fact(f"alarm-{group.name}"), state)
        layer, visible = layer_of(self._subject.document, spans)
        certainty: Certainty = "certain" if columns else "likely"
        return Finding(self._rule.id, level, certainty, spans, evidence, layer, visible)
