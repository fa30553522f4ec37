"""All finds of all rules of one text: the trigger words once, then sentence by sentence and row by row."""

from __future__ import annotations

from scanner.model import Fact, Finding
from scanner.regexes import any_of, compiled
from scanner.search.attributes.binding import Binding, Bound
from scanner.search.attributes.minors import minors
from scanner.search.attributes.specs import Spec
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Level, Rule, Table
    from scanner.search.subject import Subject

LABEL = compiled(r"[ 　●▪•*·\-—]*(?P<label>[^\s:：，。、；（()）]+(?:[ 　]{1,4}[^\s:：，。、；（()）]+){0,4}?)[ 　]*(?:[:：]|[ 　]{2,}|　|\t)[ 　]*")
_TOKEN = compiled(r"[^\s|]+(?: (?=[（(]))?")
_SQUEEZE = str.maketrans("", "", " 　\t\n*★")
_NOTHING = frozenset(("", "/", "-", "—", "——", "－", "\\", "无", "否", "0", "正常", "空"))
_MOST_LABEL = 14

Found = tuple[int, int, Bound, str]


class Finder:
    """One search of one text."""

    def __init__(self, rules: Sequence[Rule], subject: Subject) -> None:
        self._subject = subject
        self._text = subject.text.text
        self._specs = [Spec(rule) for rule in rules]
        self._binding = Binding(subject)
        self._taken: dict[Spec, list[Found]] = {spec: [] for spec in self._specs}

    def findings(self) -> Iterator[Finding]:
        """Every find beside a person, in order of place."""
        self._read_sentences()
        for table in self._subject.document.tables:
            self._read_columns(table)
        for spec in self._specs:
            if spec.is_name:
                self._taken[spec] += minors(spec, self._subject, self._binding)
        made = [
            (found, finding)
            for spec, all_ in self._taken.items()
            for found in _apart(all_)
            for finding in [self._finding(spec, found)]
            if finding is not None
        ]
        for _, finding in sorted(made, key=lambda pair: (pair[0][0], pair[1].rule)):
            yield finding

    # ---- sentences, cells, lines

    def _read_sentences(self) -> None:
        by_word: dict[str, list[Spec]] = {}
        for spec in self._specs:
            for word in spec.gate:
                by_word.setdefault(word, []).append(spec)
        seen: dict[Spec, int] = {spec: -1 for spec in self._specs}
        for match in compiled(any_of(by_word)).finditer(self._text):
            for word in _words_at(match.group(), by_word):
                for spec in by_word[word]:
                    if match.start() >= seen[spec]:
                        start, end = self._binding.sentence(match.start())
                        seen[spec] = end
                        self._read(spec, start, end)

    def _read(self, spec: Spec, start: int, end: int) -> None:
        if spec.is_name:
            return
        for first, last in spec.found(self._text, start, end):
            bound = self._binding.bound(first, last, of_officials=spec.of_officials)
            if bound is not None:
                self._taken[spec].append((first, last, bound, ""))
        for token in _TOKEN.finditer(self._text, start, end):
            if spec.is_cell(token.group().strip("（()）；;。")):
                self._take(spec, token.start(), token.end(), "")
        self._read_label(spec, start, end)

    def _read_label(self, spec: Spec, start: int, end: int) -> None:
        """病情：…, at the beginning of the sentence or, in a form, in the cell to the left."""
        match = LABEL.match(self._text, start, end)
        if match is None:
            return
        label = match["label"].translate(_SQUEEZE)
        if label in spec.labels and spec.is_value(self._text[match.end() : end].strip()):
            self._take(spec, match.end(), end, label, is_enough=label in spec.alone)

    def _take(self, spec: Spec, start: int, end: int, label: str, *, is_enough: bool = False) -> None:
        bound = self._binding.bound(start, end, of_officials=spec.of_officials)
        if bound is None and is_enough:
            bound = Bound(None, "label")
        if bound is not None:
            self._taken[spec].append((start, end, bound, label))

    # ---- columns

    def _read_columns(self, table: Table) -> None:
        form = self._binding.persons.of_form(table)
        if form is not None:
            self._read_form(table, Bound(form, "form"))
            return
        head = self._subject.numbers.heads.head_of(table)
        for column, path in enumerate(head):
            label = path[-1].translate(_SQUEEZE) if path else ""
            for spec in self._specs:
                if label and (label in spec.columns or _bare(label) in spec.columns):
                    self._read_column(spec, table, column, label)

    def _read_column(self, spec: Spec, table: Table, column: int, label: str) -> None:
        for row in table.body_rows():
            start, end = self._cell(table, row, column)
            word = self._text[start:end]
            if word in _NOTHING or not spec.is_value(word):
                continue
            person = self._binding.persons.of_row(table, row)
            if person is not None and not person.start <= start < person.end:
                self._taken[spec].append((start, end, Bound(person, "row"), label))

    def _read_form(self, table: Table, bound: Bound) -> None:
        for row in range(table.rows):
            for column in range(table.columns - 1):
                first, last = self._cell(table, row, column)
                label = _bare(self._text[first:last].translate(_SQUEEZE)) if last - first <= _MOST_LABEL else ""
                for spec in self._specs:
                    if label and (label in spec.columns or label in spec.labels):
                        start, end = self._cell(table, row, column + 1)
                        word = self._text[start:end]
                        if word not in _NOTHING and spec.is_value(word):
                            self._taken[spec].append((start, end, bound, label))

    def _cell(self, table: Table, row: int, column: int) -> tuple[int, int]:
        start, end = self._subject.text.block_range(table.block(row, column))
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        return start, max(start, end - (len(words) - len(words.rstrip())))

    # ---- findings

    def _finding(self, spec: Spec, found: Found) -> Finding | None:
        start, end, bound, label = found
        person = bound.person
        level: Level | None = spec.level(self._subject.profile, is_masked=person is not None and person.is_masked)
        if level is None:
            return None
        facts = [Fact("column-label", (("label", label),))] if label else []
        facts.append(Fact(f"beside-{bound.how}"))
        if person is not None and person.is_masked:
            facts.append(Fact("name-masked"))
        spans = self._subject.text.spans(start, end)
        layer, visible = layer_of(self._subject.document, spans)
        return Finding(spec.rule.id, level, "likely", spans, tuple(facts), layer, visible)


def _words_at(word: str, by_word: dict[str, list[Spec]]) -> Iterator[str]:
    """A trigger and the shorter ones it begins with."""
    for length in range(1, len(word) + 1):
        if word[:length] in by_word:
            yield word[:length]


def _bare(label: str) -> str:
    """A head without what stands in brackets behind it."""
    return label.partition("（")[0].partition("(")[0].rstrip(":：")


def _apart(found: list[Found]) -> list[Found]:
    """The finds without those inside or across a longer one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: (item[0], -item[1])):
        if kept and one[0] < kept[-1][1]:
            if one[1] - one[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = one
        else:
            kept.append(one)
    return kept
