"""Kind `code`: identifiers with letters, or known only by their label (护照、通行证、学籍号、车牌 …).

Parameters of a rule; every pattern sees the folded text:

`labels`       words that name the value right before it (prose, a cell to the left), behind it in a
               bracket, or as the head of its column. Of two known words at one place the longer counts.
`columns`      further words that count as the head of a column only, because several kinds of document
               share such a column; a value there whose `check` fails is another document's.
`forms`        patterns of the value, tried in this order behind a label and in the cells of a column. No
               ASCII letter, digit or mask may be glued to them. A group ``(?P<mark>…)`` is the value.
`malformed`    patterns tried after the forms, of values that are known by their label and written wrongly
               (a digit too few); such a finding is suspect. Not tried in columns that kinds share.
`spaced`       true: the value may be written in groups (single spaces, dashes, middle dots).
`check`        a validator of `codes.checks.CHECKS`: certain where it holds; likely or suspect where a
               label stands and it fails. Without one a labelled value is likely.
`bare`         patterns that need no label. With `bare_gate`, characters or strings of which one must stand
               in the text, over the whole text or, with `bare_near`, within so many characters around one;
               with `bare_start`, two strings, where a character of the first is followed by one of the
               second (one pass over the text serves all rules); with `anchor`, an identity of kind `number`, only from
               that number's first character or the one before it. With a `check`, only where it holds.
`lists`        "persons" or "contacts": a column counts only in a table that lists these.
`unless`       words within ten characters, in the same sentence and cell, or in the head of its column, that make
               it something else.
`unless_line`  the same, anywhere in the line or row or in the head of the column; `unless_title` in the title of the document.
`levels`       the level by role: `person` (in a list of persons or beside one), `contact`, `loose` (bare).
`identity`     an identity of kind `number` whose readings are reported by this rule as well.
`also`         a list of further tables with the same parameters (without `levels`).
"""

from __future__ import annotations

from scanner.model import Fact, Finding, Gap, Search
from scanner.regexes import compiled
from scanner.search.codes.checks import CHECKS
from scanner.search.codes.hits import Column, bare, bare_at, behind_label, below_label
from scanner.search.codes.specs import faults
from scanner.search.codes.tables import table_of
from scanner.search.kinds.layers import layer_of
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scanner.model import Certainty, Level, Rule, Table
    from scanner.search.codes.hits import Hit
    from scanner.search.codes.specs import Spec
    from scanner.search.subject import Subject

_OFFICES = ("职务", "职位", "现任", "拟任", "职称", "科室", "党派", "政治面貌", "学历", "报考", "笔试")
NEAR = 10  # characters around label and value that `unless` sees
_BREAK = compiled("[\n\t。；;！？]")
_NAME_LINE = compiled("\n[^\n]{0,4}(?:姓名|名字|户主|老人|学生|儿童|孩子|对象|人员?)[ 　]*\n")
_LINE = 150  # characters of a line to each side that `unless_line` sees
_CERTAINTIES = ("certain", "likely", "suspect")
_PLAIN = str.maketrans("", "", " -—–－·()（）.")


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    reasons = list(faults(parameters))
    also = parameters.get("also", [])
    if not isinstance(also, list) or not all(isinstance(table, dict) for table in also):
        return [*reasons, "also 应为表的列表 / must be a list of tables"]
    for table in also:
        reasons += [f"also: {reason}" for reason in faults(table)]
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """Findings of these rules, in order of place; a rule whose pattern is too slow is a gap."""
    finder = Finder(rules, subject)
    for hits in (finder.labelled, finder.in_columns, finder.in_lost_columns, finder.bare, finder.read):
        hits()
    gaps = tuple(Gap("rule", "pattern-timeout", detail=rule) for rule in sorted(finder.slow))
    return Search(findings=tuple(finder.findings()), gaps=gaps)


class Finder:
    """One search of one text for the values of all rules."""

    def __init__(self, rules: Sequence[Rule], subject: Subject) -> None:
        self.subject = subject
        self.slow: set[str] = set()  # rules whose patterns took too long; not tried again
        self._table = table_of(rules)
        self._found: list[tuple[int, int, Finding]] = []
        self._heads: dict[tuple[str, ...], list[tuple[Spec, str, bool]]] = {}

    def _take(self, spec: Spec, hits: Iterator[Hit]) -> None:
        if spec.rule.id in self.slow:
            return
        try:
            for hit in hits:
                finding = self._judged(hit)
                if finding is not None:
                    self._found.append((hit.start, hit.end, finding))
        except TimeoutError:
            self.slow.add(spec.rule.id)

    # ---- where to look

    def labelled(self) -> None:
        """Values behind their labels, and bare ones that begin with a pair of their own."""
        text = self.subject.text.text
        for word, start, end in self._table.labels.hits(text, 0, len(text)):
            for spec, starts in self._table.starting if not word else ():
                if text[start : start + 2] in starts:
                    self._take(spec, bare_at(spec, start, self.subject))
            for spec in self._table.by_label.get(word, ()):
                self._take(spec, behind_label(spec, word, start, end, self.subject))
                if spec.lists != "contacts":
                    self._take(spec, below_label(spec, word, start, end, self.subject))

    def in_columns(self) -> None:
        """Values in the columns whose heads name them."""
        for table in self.subject.document.tables:
            columns = [
                (column, Column(spec, word, is_shared))
                for column, spec, word, is_shared in self._named_columns(table)
            ]
            for row in table.body_rows() if columns else ():
                for at, column in columns:
                    start, end = self.subject.text.block_range(table.block(row, at))
                    if end - start > 1:
                        self._take(column.spec, column.values(self.subject.text.text, start, end))

    def in_lost_columns(self) -> None:
        """Values in the columns of a list that has become a line a cell."""
        text = self.subject.text.text
        if _NAME_LINE.search(text) is None:
            return
        from scanner.search.persons import Persons

        lost = Persons(self.subject).lost
        rows = lost.cell_rows
        for at, head in enumerate(lost.cell_heads if rows else ()):
            for spec, word, is_shared in self._said((head,)):
                column = Column(spec, word, is_shared)
                for row in rows:
                    self._take(spec, column.values(text, *row[at]))

    def _named_columns(self, table: Table) -> Iterator[tuple[int, Spec, str, bool]]:
        heads = self.subject.numbers.heads
        head = heads.head_of(table)
        if not head and table.columns > 1:
            from scanner.search.persons import Persons

            head = Persons(self.subject).head_of(table)
        for column, path in enumerate(head):
            if path not in self._heads:
                self._heads[path] = list(self._said(path))
            for spec, word, is_shared in self._heads[path]:
                if not spec.lists or heads.list_of(table) == spec.lists or self._is_of_people(spec, table):
                    yield column, spec, word, is_shared

    def _is_of_people(self, spec: Spec, table: Table) -> bool:
        """Whether a table that looks like one of contacts (岗位) lists people by name, nobody's office among them."""
        if spec.lists != "persons":
            return False
        from scanner.search.persons import Persons

        head = " ".join(" ".join(path) for path in self.subject.numbers.heads.head_of(table))
        return bool(Persons(self.subject).name_columns(table)) and not any(word in head for word in _OFFICES)

    def _said(self, path: Iterable[str]) -> Iterator[tuple[Spec, str, bool]]:
        """(spec, word, whether others share the word) of a column's header path, each spec once."""
        head = " ".join("".join(part.split()) for part in path)
        seen: set[int] = set()
        for word, _, _ in self._table.head_words.hits(head, 0, len(head)):
            for by_word, is_shared in ((self._table.by_label, False), (self._table.by_column, True)):
                for spec in by_word.get(word, ()):
                    if id(spec) not in seen and not any(veto in head for veto in spec.unless):
                        seen.add(id(spec))
                        yield spec, word, is_shared

    def bare(self) -> None:
        """Values that need no label."""
        for spec in self._table.bare:
            self._take(spec, bare(spec, self.subject))

    def read(self) -> None:
        """What kind `number` has read and a rule of this kind reports."""
        by_identity = self._table.by_identity
        for reading in self.subject.numbers.readings if by_identity else ():
            spec = by_identity.get(reading.identity)
            if spec is not None:
                made = self._finding(spec, reading.start, reading.end, reading.certainty, reading.facts)
                self._found.append((reading.start, reading.end, made))

    # ---- what to make of it

    def _judged(self, hit: Hit) -> Finding | None:
        spec, text = hit.spec, self.subject.text.text
        if self._is_something_else(hit):
            return None
        certainty: Certainty = "likely"
        said = (Fact(hit.where, (("label", hit.word),)),) if hit.where not in ("", "shared-column") else ()
        if hit.where == "shared-column":
            said = (Fact("column-label", (("label", hit.word),)),)
        facts = (*said, Fact("code-form"))
        if hit.is_slip:
            certainty, facts = "suspect", (Fact("shape-wrong"), *said)
        elif spec.check:
            value = text[hit.start : hit.end].translate(_PLAIN).upper()
            holds, outcome = CHECKS[spec.check](value, self.subject.today.replace("-", ""))
            if not holds and hit.where in ("", "shared-column"):
                return None
            is_slip = any(fact.name in ("check-digit-fails", "birth-date-impossible") for fact in outcome)
            certainty = "certain" if holds else "likely" if is_slip else "suspect"
            facts = (*outcome, *said) if not holds else (*outcome, *facts)
        level, role = self._level(hit)
        return self._finding(spec, hit.start, hit.end, certainty, (*facts, *role), level)

    def _is_something_else(self, hit: Hit) -> bool:
        spec, text = hit.spec, self.subject.text.text
        if spec.unless:
            low = _BREAK.split(text[max(0, hit.start - NEAR - len(hit.word) - 4) : hit.start])[-1]
            high = _BREAK.split(text[hit.end : hit.end + NEAR], maxsplit=1)[0]
            around = f"{low}{text[hit.start : hit.end]}{high}"
            if any(word in around for word in spec.unless):
                return True
        if spec.unless_line:
            low = max(0, hit.start - _LINE)
            start = max(text.rfind("\n", low, hit.start) + 1, low)
            end = text.find("\n", hit.end, hit.end + _LINE)
            line = text[start : end if end >= 0 else hit.end + _LINE]
            head = self._head_over(hit.start)
            if any(word in line or word in head for word in spec.unless_line):
                return True
        title = self.subject.anatomy.title if spec.unless_title else None
        return title is not None and any(word in title.text for word in spec.unless_title)

    def _head_over(self, position: int) -> str:
        """The header path of the column that a position stands in, "" outside of tables."""
        cell = self.subject.document.table_at(self.subject.text.block_at(position))
        if cell is None:
            return ""
        head = self.subject.numbers.heads.head_of(cell[0])
        return " ".join(head[cell[2]]) if cell[2] < len(head) else ""

    def _level(self, hit: Hit) -> tuple[Level, tuple[Fact, ...]]:
        """The level by the role of the place, and what speaks for the role."""
        rule = hit.spec.rule
        levels = rule.parameters.get("levels")
        if not isinstance(levels, dict):
            return rule.level, ()
        near = Surroundings(self.subject.text, self.subject.numbers.heads, hit.start, hit.end)
        role, fact = "loose" if not hit.where else "", Fact("no-context")
        if near.list_kind == "persons" and not near.is_office_cell:
            role, fact = "person", Fact("person-list")
        elif near.is_among_persons and near.list_kind != "contacts":
            role, fact = "person", Fact("beside-person")
        elif near.contact_word:
            role, fact = "contact", Fact("contact-label", (("label", near.contact_word),))
        elif near.list_kind == "contacts":
            role, fact = "contact", Fact("contact-list")
        level: Level = levels.get(role, rule.level)
        return level, (fact,) if role else ()

    def _finding(
        self,
        spec: Spec,
        start: int,
        end: int,
        certainty: Certainty,
        facts: tuple[Fact, ...],
        level: Level | None = None,
    ) -> Finding:
        spans = self.subject.text.spans(start, end)
        layer, visible = layer_of(self.subject.document, spans)
        return Finding(spec.rule.id, level or spec.rule.level, certainty, spans, facts, layer, visible)

    def findings(self) -> Iterator[Finding]:
        """What was found in order of place; of two of one rule at one place the surer, then the longer."""
        kept: dict[str, list[tuple[int, int, Finding]]] = {}
        order = sorted(
            self._found,
            key=lambda item: (_CERTAINTIES.index(item[2].certainty), item[0] - item[1], item[0]),
        )
        for item in order:
            kept.setdefault(item[2].rule, []).append(item)
        apart = [item for items in kept.values() for item in _apart(items)]
        for _, _, finding in sorted(apart, key=lambda item: (item[0], item[2].rule)):
            yield finding


def _apart(items: list[tuple[int, int, Finding]]) -> Iterator[tuple[int, int, Finding]]:
    """The items, best first, without those that overlap a better one."""
    taken: set[int] = set()
    for item in items:
        if not any(at in taken for at in range(item[0], item[1])):
            taken.update(range(item[0], item[1]))
            yield item
