"""Fields in running text: `label：value`, several on a line, and headings with the section below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, WEAK, Candidate, folded, state_of
from scanner.search.elements.labels import ENUMERATOR, LabelIndex, Meaning, cleaned
from scanner.values import is_date_line, is_unit

_LABEL = compiled(r"([^\s:：，。；;|]{2,30}?(?:\s?[（(][^（()）:：]{1,16}[)）])?)\s?[:：]\s?")
_LEVELS = (
    compiled(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章条])"),
    compiled(r"^\s*[（(][一二三四五六七八九十]{1,3}[)）]"),
    compiled(r"^\s*[0-9]{1,2}[、.．](?![0-9])"),
    compiled(r"^\s*[（(][0-9]{1,2}[)）]|^\s*[①-⑳]"),
)
_HEADING = compiled(r"^(.{2,25}?)(?:[。:：]\s?(.*))?$", re.S)
_BRACKETED = compiled(r"[【\[〖]([^】\]〗]{2,20})[】\]〗]\s?[:：]?\s?")
# A label and its value parted by spaces, dots or a dash alone: 资金规模  32.6万元, 实施地点……青山村.
_SPACED = compiled(
    r"^((?:[-*•·▪●■]\s?|[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]\s?)?[^\W\da-zA-Z_]{3,14}"
    r"(?:[（(][^（()）]{1,12}[)）])?)(?:[ \t]+|\s?(?:…+|[.。·]{3,}|—+|[;；])\s?)(?=[^ \t])"
)
_ENDS = ",，;；。、 \t|"
SECTION_LINES = 40
NO_LEVEL = 9
LABEL_AT_START = 6  # characters before a label that still stands at the start of its line


@noun
class _Field:
    label: str
    start: int  # of the value, in the line
    end: int
    at: int  # of the label


def field_candidates(text: NormalizedText, anatomy: Anatomy, index: LabelIndex) -> list[Candidate]:
    """What the labelled values and the sections of a text offer."""
    if not index.known:
        return []
    found: list[Candidate] = []
    lines = anatomy.lines
    for number, line in enumerate(lines):
        if line.is_chrome:
            continue
        fields = list(_fields(line.text, index))
        for field in fields:
            found.extend(_from_field(text, lines, number, field, index))
        if not fields:
            found.extend(_from_heading(text, lines, number, index))
    return found


def _fields(line: str, index: LabelIndex) -> Iterator[_Field]:
    """The labelled values of a line: a value ends where the next known label begins."""
    met: list[tuple[int, int, str]] = []
    if ":" in line or "：" in line:
        met = _met(_LABEL.finditer(line), index)
    if not met and ("【" in line or "[" in line or "〖" in line):
        met = _met(_BRACKETED.finditer(line), index)
    if not met:
        spaced = _SPACED.match(line)
        met = _met((spaced,), index, exact=True) if spaced else []
    for position, (at, start, label) in enumerate(met):
        end = met[position + 1][0] if position + 1 < len(met) else len(line)
        yield _Field(label, start, len(line[:end].rstrip(_ENDS)), at)


def _met(
    found: Iterable[re.Match[str]], index: LabelIndex, *, exact: bool = False
) -> list[tuple[int, int, str]]:
    """(where it begins, where its value begins, label) of the labels that mean something."""
    return [
        (match.start(), match.end(), label)
        for match in found
        if (label := _known_label(match[1], index, exact=exact))
    ]


def _known_label(raw: str, index: LabelIndex, *, exact: bool = False) -> str:
    """The cleaned label when it means something: whole, or what stands behind the last 、 or ）."""
    whole = cleaned(raw)
    if index.meaning(whole, exact=exact):
        return whole
    if exact:
        return ""
    for part in (re.split(r"[、）)]", raw)[-1], re.split(r"[,，、]", raw)[-1]):
        part = cleaned(part)
        if part != whole and index.meaning(part):
            return part
    return ""


def _from_field(
    text: NormalizedText, lines: tuple[Line, ...], number: int, field: _Field, index: LabelIndex
) -> Iterator[Candidate]:
    line = lines[number]
    meaning = index.meaning(field.label)
    if meaning is None:
        return
    start, end = line.start + field.start, line.start + max(field.end, field.start)
    if field.start >= field.end:
        many = SECTION_LINES if field.at < LABEL_AT_START else 1
        below = _section(text, lines, number, _level(line.text), index, most=many)
        if below:
            start, end = below
    yield from offered(text, meaning, index, field.label, start, end, "label")


def _from_heading(
    text: NormalizedText, lines: tuple[Line, ...], number: int, index: LabelIndex
) -> Iterator[Candidate]:
    line = lines[number]
    level = _level(line.text)
    heading = _HEADING.match(ENUMERATOR.sub("", line.text) if level != NO_LEVEL else line.text)
    if heading is None or len(heading[1]) > 25:
        return
    meaning = index.meaning(cleaned(heading[1]), exact=level == NO_LEVEL)
    if meaning is None or (level == NO_LEVEL and heading[2]):
        return
    if heading[2]:
        start = line.start + line.text.rindex(heading[2])
        where: tuple[int, int] | None = (start, line.end)
    else:
        where = _section(text, lines, number, level, index)
    if where:
        yield from offered(text, meaning, index, cleaned(heading[1]), *where, "heading")
    elif level != NO_LEVEL:
        yield from offered(text, meaning, index, cleaned(heading[1]), line.end, line.end, "heading")


def offered(
    text: NormalizedText,
    meaning: Meaning,
    index: LabelIndex,
    label: str,
    start: int,
    end: int,
    found_by: str,
) -> Iterator[Candidate]:
    """A candidate for each element that a label stands for."""
    value = text.text[start:end]
    rank = RANK[found_by] + (WEAK if meaning.weak else 0)
    for name in meaning.ids:
        kind = index.kinds.get(name)
        if kind:
            if found_by == "heading" and kind == "attribute":
                continue  # 公开方式 heads a chapter of a standard as well
            state = state_of("text" if found_by == "heading" and kind in ("names", "unit") else kind, value)
            yield Candidate(name, folded(value), start, end, found_by, state, label, rank)


def _level(line: str) -> int:
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(line):
            return level
    return NO_LEVEL


def _section(
    text: NormalizedText,
    lines: tuple[Line, ...],
    number: int,
    level: int,
    index: LabelIndex,
    *,
    most: int = SECTION_LINES,
) -> tuple[int, int] | None:
    """The text below a heading, up to the next heading of its level; a table counts as text.

    A label at the end of a sentence has at most the line below.
    """
    start = lines[number].end
    end = start
    for offset, line in enumerate(lines[number + 1 : number + 1 + most]):
        if _is_border(line, level, index, is_first=offset == 0):
            end = line.start
            break
        end = line.end
    else:
        end = max(end, _table_end(text, end))
    below = text.text[start:end]
    if not below.strip():
        return None
    begin = start + len(below) - len(below.lstrip())
    return begin, start + len(below.rstrip())


def _is_border(line: Line, level: int, index: LabelIndex, *, is_first: bool) -> bool:
    own = _level(line.text)
    if level != NO_LEVEL:
        return own <= level or is_date_line(line.text)
    if own < 2 or is_date_line(line.text) or (is_unit(line.text) and not is_first):
        return True
    found = _LABEL.match(line.text)
    return (
        bool(found and _known_label(found[1], index))
        or index.meaning(cleaned(line.text), exact=True) is not None
    )


def _table_end(text: NormalizedText, position: int) -> int:
    """Where the table that follows directly ends, else the position itself."""
    block = text.block_at(max(position - 1, 0)) + 1
    found = text.document.table_at(block) if block < len(text.starts) else None
    if found is None or found[0].first != block:
        return position
    return text.block_range(found[0].block(found[0].rows - 1, found[0].columns - 1))[1]
