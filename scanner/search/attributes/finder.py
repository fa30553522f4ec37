"""All finds of all rules of one text: the trigger words once, then sentence by sentence and row by row."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.model import Fact, Finding
from scanner.needs import signs_of
from scanner.regexes import compiled
from scanner.search.attributes.binding import Binding, Bound
from scanner.search.attributes.cells import (
    LABEL_ALONE,
    bare,
    is_form_label,
    is_kind_of_aid,
    is_nothing,
    is_of_service,
    rows_below,
    span_of,
)
from scanner.search.attributes.clauses import heard, is_telling
from scanner.search.attributes.found import aids_pupils, fits, is_headline, is_title, meets, settled
from scanner.search.attributes.grounds import grounds
from scanner.search.attributes.named import Named, is_name_head, names_only
from scanner.search.attributes.speaking import is_about_one
from scanner.search.attributes.specs import Spec, opened, specs_of
from scanner.search.kinds.layers import layer_of
from scanner.values import is_masked_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Certainty, Level, Rule, Table
    from scanner.search.attributes.found import Found
    from scanner.search.subject import Subject

_TOKEN = compiled(r"[^\s|]+(?: (?=[（(]))?")
_SQUEEZE = str.maketrans("", "", " 　\t\n*★")
_MOST_LABEL = 14
_FORM_ROWS = 40
_SHORT_PAPER = 1600  # characters of a text that can be about one person alone
_SHORT = 3  # characters of a clause outside of tables that says something by itself (精神 does not)
_CLEAR = 0.3  # how loud a clause must speak whose person stands further away
# Without one of these nobody is spoken of who is a child, or who brings one up.
_OF_CHILDREN = compiled(
    "[岁童孩娃幼婴孤孙宝子女儿父母爷奶婆姥伯叔姑舅姨]|学生|同学|年级|班|就读|[小初高中]学|[初高][一二三]|监护|抚养|家长|代理人|出生|生日|[年日]生"
    "|未成年|少年|朋友|[带代寄收]养|照[料看护顾]|[月周年]龄|早产儿|新生儿|个月|离[异婚]"
)
# 护理等级 in a line of its own
_A_LABEL = compiled(
    r"[^\W\d_]{0,6}(?:等级|类别|类型|情况|原因|来源|标准|方式|日期|时间|姓名|单位|金额|收入|住址|地址|职务|结果|备注|去向|编号|状况|程度|意见|事项|关系|年龄|职业)"
)
_COLONS = (":", "：")
_HAN = compiled(HAN)
# Without one of these nobody has been in prison, whose it is need not be asked
_OFFENCE = compiled("刑|监狱|坐牢|牢里|在押|羁押|看守所|戒毒|吸毒|被判|判了|被捕|被拘|拘留|出狱|罪")


class Finder:
    """One search of one text."""

    def __init__(self, rules: Sequence[Rule], subject: Subject) -> None:
        self._subject = subject
        self._text = subject.text.text
        self._specs = specs_of(rules)
        self._binding = Binding(subject)
        self._taken: dict[Spec, list[Found]] = {spec: [] for spec in self._specs}
        self._aided: list[Named] = []  # those of whom a column says that they get aid, and no more
        self._signs: tuple[int, int, set[str]] = 0, 0, set()  # of the sentence that was looked at last
        self._quiet: set[tuple[int, int]] = set()  # clauses that the model hears little in

    def findings(self) -> Iterator[Finding]:
        """Every find beside a person, in order of place."""
        self._read_sentences()
        for table in self._subject.document.tables:
            self._read_columns(table)
        self._read_flat_lists()
        self._read_stacked()
        for spec, start, end, bound, label in grounds(self._specs, self._subject, self._binding):
            self._taken[spec].append((start, end, bound, label))
        self._read_clauses()
        if _OF_CHILDREN.search(self._text) is not None:
            self._read_children()
        if _OFFENCE.search(self._text) is not None:
            from scanner.search.attributes.offences import rehomed

            rehomed(self._taken, self._binding, self._head_over)
        for spec, found in settled(self._text, self._taken, self._quiet):
            finding = self._finding(spec, found)
            if finding is not None:
                yield finding

    def _read_children(self) -> None:
        """The names of children and of those who bring them up."""
        from scanner.search.attributes.guardians import guardians, is_of_adult
        from scanner.search.attributes.minors import minors
        from scanner.search.attributes.signs import is_of_others

        about = [
            one[2].person
            for spec, found in self._taken.items()
            if not spec.of_officials and not (spec.is_named and aids_pupils(self._subject))
            for one in found
        ]
        about += self._aided
        for spec in self._specs:
            if spec.is_name:
                named = (one for one in about if one is not None)
                young = minors(spec, self._subject, self._binding, named)
                self._taken[spec] += [one for one in young if not is_of_others(self._head_over(one[0]))]
        known = [one[2].person for spec in self._specs if spec.is_name for one in self._taken[spec]]
        for spec in self._specs:
            if spec.is_named:
                children = [one for one in known if one is not None]
                places = {(one.start, one.end) for one in children}
                kept = [one for one in self._taken[spec] if one[3] or one[:2] not in places]
                kept = [one for one in kept if not is_of_adult(self._binding, children, one[3])]
                self._taken[spec] = kept + guardians(spec, self._binding, children)

    # ---- sentences, cells, lines

    def _read_sentences(self) -> None:
        seen: dict[Spec, int] = dict.fromkeys(self._specs, -1)
        start = end = -1
        for at, spec in opened(self._specs, self._text):
            if at >= seen[spec]:
                if at >= end:
                    start, end = self._binding.sentence(at)
                seen[spec] = end
                self._read(spec, start, end)

    def _read(self, spec: Spec, start: int, end: int) -> None:
        if spec.is_name:
            return
        if spec.unless_head and any(word in self._head_over(start) for word in spec.unless_head):
            return
        if self._is_below_other(spec, start, end) or self._is_of_service(spec, start):
            return
        signs = self._signs_of(start, end)
        for first, last in spec.sure(self._text, start, end, signs):
            bound = self._binding.bound(first, last, of_officials=spec.of_officials)
            bound = bound or self._binding.wide(first, last)
            if bound is not None:
                self._taken[spec].append((first, last, bound, ""))
        profile = self._subject.profile
        if profile is None or profile.id not in spec.not_in:
            for first, last, is_told in spec.found(self._text, start, end, signs):
                if spec.is_named and not fits(spec, self._binding, first, last):
                    continue
                bound = self._binding.bound(first, last)
                if bound is not None and spec.by and bound.how not in spec.by:
                    bound = bound if self._binding.goes_on(first) else None
                if bound is None and is_told:
                    bound = self._binding.wide(first, last)
                bound = bound or self._of_sole(spec, first, last)
                if bound is not None and not is_headline(self._subject, first, bound):
                    self._taken[spec].append((first, last, bound, ""))
        for token in _TOKEN.finditer(self._text, start, end):
            if spec.is_cell(token.group().strip("（()）；;。")):
                self._take(spec, token.start(), token.end(), "")
        self._read_label(spec, start, end)

    def _signs_of(self, start: int, end: int) -> set[str]:
        if self._signs[:2] != (start, end):
            self._signs = start, end, signs_of(self._text[start:end])
        return self._signs[2]

    def _of_sole(self, spec: Spec, start: int, end: int) -> Bound | None:
        """The one person of a paper that names no other; not for rules about names."""
        first = self._binding.sentence(start)[0]
        if spec.is_of_names or not is_about_one(self._text, first, start, end):
            return None
        from scanner.search.attributes.sole import bound_to_sole

        return bound_to_sole(self._binding, start, end)

    def _is_of_service(self, spec: Spec, position: int) -> bool:
        """Whether a cell says what is offered, and to whom in general: 重点人群, 疫苗."""
        return not spec.is_of_names and is_of_service(self._head_over(position))

    def _is_below_other(self, spec: Spec, start: int, end: int) -> bool:
        """Whether a line stands below the label of something else: 站址."""
        if self._binding.line(start) != (start, end):
            return False
        is_first = self._text.find("\n", 0, max(start - 1, 0)) < 0  # the line above may be a title
        if is_first or self._binding.is_in_list(start):
            return False
        label = self._text[slice(*self._binding.line(start - 1))].strip().rstrip(":：")
        return len(label) <= LABEL_ALONE and not set(label) & set(_COLONS) and spec.is_other_head(label)

    def _column_label(self, spec: Spec, position: int) -> str:
        """The head over a position where it names what the rule is about."""
        cell = self._subject.document.table_at(self._subject.text.block_at(position))
        head = self._binding.persons.head_of(cell[0]) if cell is not None else ()
        if cell is None or cell[2] >= len(head) or not head[cell[2]]:
            return ""
        label = head[cell[2]][-1].translate(_SQUEEZE)
        return label if self._is_of(spec, label) else ""

    def _head_over(self, position: int) -> str:
        """The head of the column that a position stands in, "" outside of lists."""
        cell = self._subject.document.table_at(self._subject.text.block_at(position))
        if cell is None:
            return ""
        head = self._binding.persons.head_of(cell[0])
        return "".join(head[cell[2]]) if cell[2] < len(head) else ""

    def _read_label(self, spec: Spec, start: int, end: int) -> None:
        """病情：…, at the beginning of the sentence or behind white space in it."""
        for label, first, last in spec.labelled(self._text, start, end):
            words = self._text[first:last].strip()
            if words.strip("_＿…. 　") and spec.is_value(words):
                self._take(spec, first, last, label)

    def _take(self, spec: Spec, start: int, end: int, label: str) -> None:
        is_sure = not label or label in spec.alone
        bound = self._binding.bound(start, end, of_officials=spec.of_officials and is_sure)
        if bound is None and label in spec.alone:
            bound = Bound(None, "label")
        if bound is not None:
            self._taken[spec].append((start, end, bound, label))

    # ---- clauses

    def _read_clauses(self) -> None:
        """What the learned model hears in clauses that no pattern has said anything about."""
        by_answer = {spec.learned: spec for spec in self._specs if spec.learned}
        if not by_answer:
            return
        said = sorted(one[:2] for spec, found in self._taken.items() if not spec.is_of_names for one in found)
        for clause in heard(self._text, by_answer.keys(), self._head_over):
            if meets(said, clause.start, clause.end):
                continue
            for score, answer in clause.said:
                bound = self._of_clause(by_answer[answer], clause.start, clause.end, score)
                if bound is not None:
                    self._taken[by_answer[answer]].append((clause.start, clause.end, bound, ""))
                    if score < _CLEAR:
                        self._quiet.add((clause.start, clause.end))
                    break

    def _of_clause(self, spec: Spec, start: int, end: int, score: float) -> Bound | None:
        """Whom a clause is about that the model hears something in; None where something around it says otherwise."""
        words, profile = self._text[start:end], self._subject.profile
        if profile is not None and profile.id in spec.not_in:
            return None
        if self._is_of_service(spec, start) or not (_HAN.search(words) or self._head_over(start)):
            return None
        if (
            any(self._is_of(one, words) for one in self._specs)
            or self._text[end : end + 1] in _COLONS
            or is_title(self._subject, start)
        ):
            return None
        if spec.says_nothing(words) or spec.is_turned(self._text, *self._binding.sentence(start)):
            return None
        cell = self._subject.document.table_at(self._subject.text.block_at(start))
        if cell is None and end - start < _SHORT and not is_telling(words):
            return None
        if self._binding.line(start) == (start, end) and _A_LABEL.fullmatch(words):
            return None
        if cell is not None and (
            cell[1] in cell[0].header_rows or is_form_label(self._subject, self._binding, cell, words)
        ):
            return None
        bound = self._binding.bound(start, end)
        if bound is None and score > _CLEAR:
            bound = self._binding.inside(start, end) or self._binding.wide(start, end)
            bound = bound or self._of_sole(spec, start, end)
        return None if bound is not None and names_only(self._text, start, end, bound.person) else bound

    # ---- columns

    def _read_columns(self, table: Table) -> None:
        form = self._binding.persons.of_form(table)
        if form is not None:
            self._read_form(table, Bound(form, "form"))
            return
        head = self._binding.persons.head_of(table)
        labels = [path[-1].translate(_SQUEEZE) if path else "" for path in head]
        whole = ["".join(path[-2:]).translate(_SQUEEZE) for path in head]
        for spec in self._specs:
            own = [
                bool(label) and (self._is_of(spec, label) or both in spec.columns)
                for label, both in zip(labels, whole, strict=True)
            ]
            for column, label in enumerate(
                labels
            ):  # a head that alone says little, beside one that says much
                if own[column] or (bare(label) in spec.weak_columns and any(own)):
                    self._read_column(spec, table, column, label)
        if not self._binding.persons.name_columns(table) and table.rows <= _FORM_ROWS:
            self._read_form(table, None)
            self._read_incomes(table)

    def _read_incomes(self, table: Table) -> None:
        """The sums of a table of what comes in, where the text is on one person."""
        spec = next((one for one in self._specs if one.learned == "income"), None)
        if spec is not None and len(self._text) <= _SHORT_PAPER and "收入" in self._text:
            from scanner.search.attributes.sole import incomes

            self._taken[spec] += incomes(self._subject, self._binding, table)

    def _read_flat_lists(self) -> None:
        """Columns of lists whose rows have lost their table."""
        persons = self._binding.persons
        for heads, rows in persons.lost.flat_lists():
            name = next(at for at, word in enumerate(heads) if is_name_head(word))
            for at, word in enumerate(heads):
                for spec in self._specs:
                    if not self._is_of(spec, word.translate(_SQUEEZE)):
                        continue
                    for row in rows:
                        start, end = row[at]
                        if not is_nothing(self._text[start:end]) and spec.is_value(self._text[start:end]):
                            who = self._text[slice(*row[name])]
                            person = Named(*row[name], "column", is_masked_name(who))
                            self._taken[spec].append((start, end, Bound(person, "row"), word))

    def _read_stacked(self) -> None:
        """Labels whose value is the line below, which is no label itself."""
        last = -1
        for one in self._binding.records:
            word = self._text[one.start : one.end].strip()
            if last >= 0 and not self._text[last : one.start].strip():
                continue
            for spec in self._specs:
                if spec.is_name or not (one.label in spec.labels or self._is_of(spec, one.label)):
                    continue
                if not is_nothing(word) and spec.is_value(word):
                    self._taken[spec].append((one.start, one.end, Bound(one.person, "record"), one.label))
                    last = one.end

    def _is_of(self, spec: Spec, label: str) -> bool:
        """Whether a head names what the rule is about."""
        short = bare(label)
        if label in spec.columns or short in spec.columns or spec.is_head(short) or spec.is_head(label):
            return True
        title = self._subject.anatomy.title
        return (
            short in spec.weak_columns
            and title is not None
            and any(word in title.text for word in spec.titles)
        )

    def _read_column(self, spec: Spec, table: Table, column: int, label: str) -> None:
        for row in rows_below(table):
            start, end = self._cell(table, row, column)
            word = self._text[start:end]
            is_said = not is_nothing(word) and spec.is_value(word)
            if not is_said and not is_kind_of_aid(word):
                continue
            person = self._binding.person_of_row(table, row, is_any=spec.of_officials and label in spec.alone)
            if not is_said:
                self._aided += [person] if person is not None else []
                continue
            if person is not None and (spec.is_named or not person.start <= start < person.end):
                self._taken[spec].append((start, end, Bound(person, "row"), label))

    def _read_form(self, table: Table, bound: Bound | None) -> None:
        """Labels and their values side by side; without a person, labels that need none."""
        for row in range(table.rows):
            for column in range(table.columns - 1):
                first, last = self._cell(table, row, column)
                label = (
                    bare(self._text[first:last].translate(_SQUEEZE)) if last - first <= _MOST_LABEL else ""
                )
                for spec in self._specs:
                    if label and (label in spec.alone or (bound and label in spec.columns | spec.labels)):
                        start, end = self._cell(table, row, column + 1)
                        word = self._text[start:end]
                        if not is_nothing(word) and spec.is_value(word):
                            self._taken[spec].append((start, end, bound or Bound(None, "label"), label))

    def _cell(self, table: Table, row: int, column: int) -> tuple[int, int]:
        return span_of(self._subject, table, row, column)

    # ---- findings

    def _finding(self, spec: Spec, found: Found) -> Finding | None:
        start, end, bound, label = found
        label = label or self._column_label(spec, start)
        person = bound.person
        level: Level | None = spec.level(
            self._subject.profile,
            is_masked=person is not None and person.is_masked,
            own=spec.softened(label, self._text[start:end]),
        )
        if level is None or spec.is_given(self._subject.profile, self._text[start:end]):
            return None
        facts = [Fact("column-label", (("label", label),))] if label else []
        facts.append(Fact(f"beside-{bound.how}"))
        if person is not None and person.is_masked:
            facts.append(Fact("name-masked"))
        spans = self._subject.text.spans(start, end)
        layer, visible = layer_of(self._subject.document, spans)
        is_quiet = (start, end) in self._quiet
        level = "warning" if is_quiet and level == "error" else level
        certainty: Certainty = "suspect" if is_quiet else "likely"
        return Finding(spec.rule.id, level, certainty, spans, tuple(facts), layer, visible)
