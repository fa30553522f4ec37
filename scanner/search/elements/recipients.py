"""Who receives something: names in lists and sentences that no label introduces.

A name that stands alone between separators (王芳、李国强等13户; ２　王芳　三组　600元) is told by its surname. What
only looks like a name, and who is named for another reason (监督员, 村主任, 代表), is told by the word lists of
the rule `element/beneficiaries`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText, Rule, Table
from scanner.noun import noun
from scanner.regexes import any_of, compiled
from scanner.search.elements.candidates import RANK, Candidate, folded
from scanner.search.elements.columns import TOTAL, data_rows
from scanner.search.elements.labels import RECEIVING, LabelIndex
from scanner.values import SURNAMES, is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

LIST_RANK = 2  # a list of names weighs as much as a heading
LATER = 1  # added for who no longer receives anything
MOST_LINES = 400
MOST_ROWS = 40
FEWEST_LINES = 2
EARLY = 4  # cells of a line among which the name of an entry stands
NEAR = 12  # characters before a name in which somebody else's part is said
_TOKEN = compiled(r"[^\W\da-zA-Z_](?:[^\W\da-zA-Z_]|[·*＊×])*")
_TAIL = compiled(
    r"(?:等|家|户|老人|老汉|同志|夫妇|夫妻|同学|女士|先生|一家|全家|[一二两三四五六七八九十]{1,3}(?:人户|户|人|名|位|家|口))+$"
)
_HEAD = compiled(
    r"^(?:和|及|与|以及|拟将|将|拟对|对|拟给|给|把|为|有|含|其中|分别为|新增|户主|村民|居民|学生|老人|我村|本村)"
)
_NUMBERED = compiled(r"[〔\[]|[（(](?:19|20)[0-9]{2}[)）]")
_CLAUSE = compiled(r"[，。；;！!？?\n]")
_HAN = r"[^\W\da-zA-Z_]"
_FULL = (
    rf"(?:[{''.join(sorted(SURNAMES))}](?:[*＊×某]{{1,3}}{_HAN}?|{_HAN}{{1,2}})|{_HAN}{{2,5}}·{_HAN}{{2,6}})"
)
_AFTER = (
    r"(?=家|户|等|两|二|三|一户|一家|夫妇|老人|同志|同学|因|于|系|年满|今年|现年|的|申请|[，、（(：:0-9\s])"
)

# 拟将王芳户列入, 三号楼李国强家: a name that a household stands behind.
_HOUSEHOLD = compiled(
    rf"(?:^|(?<=[将对把给有和及与、，。；：:\s组村区屯社楼寨户“]))({_FULL})(?=户|家(?!庭)|一户|一家|老人|等[0-9一二三]|一人|夫妇|[两二]户)"
)


class Name(metaclass=noun):
    """A name and where it lies in its line; `cell` counts the words before it."""

    text: str
    start: int
    end: int
    cell: int


class Reader:
    """Reads names with the word lists `naming` of a rule.

    `others` say that somebody is named who receives nothing, `gone` that he no longer does, `recipients` that he
    does; `no_names` and `no_name_ends` are words, and ends of words, that only look like a name.
    """

    def __init__(self, rule: Rule, index: LabelIndex) -> None:
        naming: Mapping[str, Sequence[str]] = rule.parameters.get("naming", {})  # type: ignore[assignment]
        self.no_names = frozenset(naming.get("no_names", ()))
        self.no_name_ends = tuple(naming.get("no_name_ends", ()))
        self.others = _any(tuple(naming.get("others", ())))
        self.gone = _any(tuple(naming.get("gone", ())))
        self.recipient = _behind(tuple(naming.get("recipients", ())))
        self.index = index

    def is_name(self, text: str) -> bool:
        """Whether a word is a person's name and nothing that only looks like one."""
        if text in self.no_names or text[:2] in self.no_names or text.endswith(self.no_name_ends):
            return False
        return (is_person(text) or is_masked_name(text)) and not self.index.is_label(text)

    def names(self, line: str) -> Iterator[Name]:
        """The names that stand alone between separators, without those named for another reason."""
        others_end = -1  # of the last name of somebody else: 监督员：王芳、李国强、张三
        for cell, token in enumerate(_TOKEN.finditer(line)):
            head = _HEAD.match(token[0])
            start = token.start() + (head.end() if head else 0)
            bare = _TAIL.sub("", line[start : token.end()])
            if not self.is_name(bare):
                start, bare = token.start(), _TAIL.sub("", token[0])
            if not self.is_name(bare):
                continue
            goes_on = start == others_end + 1 and line[others_end] in "、和及"
            if goes_on or self._is_other(line, start, start + len(bare)):
                others_end = token.end()
            else:
                yield Name(bare, start, start + len(bare), cell)

    def _is_other(self, line: str, start: int, end: int) -> bool:
        near = _CLAUSE.split(line[max(start - NEAR, 0) : start])[-1]
        behind = line[end : end + 8]
        if _NUMBERED.match(behind):
            return True  # 国发〔2015〕52号
        at = behind[1:] if behind[:1] in ("（", "(") else behind if behind[:1] not in "、，。；; \t" else ""
        return bool(self.others.search(near) or self.others.match(at))


@lru_cache(maxsize=16)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(any_of(sorted(words)) or "(?!)")


@lru_cache(maxsize=16)
def _behind(words: tuple[str, ...]) -> re.Pattern[str]:
    """A name behind one of the words, or before 等3户, 家, 老人."""
    return compiled(rf"(?:{any_of(sorted(words)) or '(?!)'})({_FULL}){_AFTER}")


def recipient_candidates(
    text: NormalizedText, anatomy: Anatomy, rule: Rule, index: LabelIndex, ids: Sequence[str]
) -> list[Candidate]:
    """What lists and sentences of names offer for those of `ids` that people are."""
    wanted = [name for name in RECEIVING if name in ids]
    if not wanted or not index.is_of_people:
        return []
    reader = Reader(rule, index)
    found = [*_of_tables(text, reader), *_of_lines(anatomy, reader), *_of_sentences(anatomy, reader)]
    return [
        Candidate(name, folded(text.text[start:end]), start, end, way, "good", "", rank)
        for name in wanted
        for start, end, way, rank in found
    ]


_Found = tuple[int, int, str, int]  # start, end, found_by, rank


def _of_tables(text: NormalizedText, reader: Reader) -> Iterator[_Found]:
    """The first column of a table that holds names, whatever its head says, unless it says somebody else."""
    for table in text.document.tables:
        if not text.document.blocks[table.first].visible:
            continue
        rows = [row for _, row in zip(range(MOST_ROWS), data_rows(text, table), strict=False)]
        for column in range(table.columns):
            head = "".join(table.head[column]) if column < len(table.head) else ""
            if reader.others.search(head):
                continue
            cells = _names_in_column(text, table, column, rows, reader)
            if cells:
                yield cells[0], cells[1], "column", RANK["column"]
                break


def _names_in_column(
    text: NormalizedText, table: Table, column: int, rows: Sequence[int], reader: Reader
) -> tuple[int, int] | None:
    """Where the first name of a column stands when most of its cells are names."""
    first: tuple[int, int] | None = None
    filled = names = 0
    for row in rows:
        start, end = text.block_range(table.block(row, column))
        cell = text.text[start:end].strip()
        if not cell or TOTAL.match(cell):
            continue
        filled += 1
        token = _TOKEN.match(cell)
        if token is not None and reader.is_name(_TAIL.sub("", token[0])):
            names += 1
            first = first or (start, end)
    return first if names * 3 >= filled * 2 and names else None


def _of_lines(anatomy: Anatomy, reader: Reader) -> Iterator[_Found]:
    """Lines that hold names among separators: 王芳、李国强等13户, or an entry of a list each."""
    entries: list[tuple[Line, Name, int]] = []
    for _, line in zip(range(MOST_LINES), anatomy.lines, strict=False):
        if line.is_chrome or len(line.text) < 2:
            continue
        names = list(reader.names(line.text))
        if not names:
            continue
        rank = LIST_RANK + (LATER if reader.gone.search(line.text[: names[0].start + 30]) else 0)
        first = line.start + names[0].start
        if len({name.text for name in names}) > 1:
            yield first, line.start + names[-1].end, "prose", rank
        elif names[0].cell < EARLY:
            entries.append((line, names[0], rank))
    entries = [(line, name, rank) for line, name, rank in entries if _is_entry(line, name, len(entries))]
    for line, name, rank in entries[:2]:
        yield line.start + name.start, line.start + name.end, "prose", rank + (len(entries) < FEWEST_LINES)


def _is_entry(line: Line, name: Name, count: int) -> bool:
    """Whether a line with one name is an entry of a list: others are like it, or it begins with the name."""
    return count >= FEWEST_LINES or (name.cell == 0 and name.end < len(line.text))


def _of_sentences(anatomy: Anatomy, reader: Reader) -> Iterator[_Found]:
    """我村村民王芳家, 低保户李国强: a name behind a word for those who receive, or before 户."""
    for _, line in zip(range(MOST_LINES), anatomy.lines, strict=False):
        if line.is_chrome:
            continue
        for found in chain(reader.recipient.finditer(line.text), _HOUSEHOLD.finditer(line.text)):
            start, end = found.span(1)
            near = _CLAUSE.split(line.text[max(start - NEAR, 0) : start])[-1]
            if not reader.is_name(found[1]) or reader.others.match(line.text[end : end + 4]):
                continue
            if reader.others.search(near[-4:]):
                continue
            yield line.start + start, line.start + end, "prose", RANK["prose"]
            break
