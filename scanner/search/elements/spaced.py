"""Labels that no colon parts from their values: a space, a dash, a bracket, letters spread over the line does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scanner.regexes import compiled
from scanner.search.elements.labels import LabelIndex, cleaned

# Brackets that seldom hold labels: only at the start of a line, and only a label as it is.
_QUOTED = compiled(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]\s?)?[（(「『〈<《“\"]([^\W\da-zA-Z_]{3,14})[)）」』〉>》”\"]\s?[:：]?\s?(?=\S)"
)
# A label and its value parted by spaces, dots or a dash alone: 资金规模  32.6万元, 实施地点……青山村.
_SPACED = compiled(
    r"^((?:[-*•·▪●■]\s?|[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]\s?)?[^\W\da-zA-Z_]{3,14}"
    r"(?:[（(][^（()）]{1,12}[)）])?)(?:[ \t]+(?:[-－/|｜]\s?)?|\s?(?:…+|[.。·]{3,}|—+|[-－;；/|｜])\s?)(?=[^ \t])"
)
# A label of two characters needs a wider gap: 依据      《……》.
_SHORT = compiled(r"^([^\W\da-zA-Z_]{2})(?:[ ]{3,}|[ ]?——[ ]?|[ ]?…{2,}[ ]?|[ ]?\.{6,}[ ]?)(?=[^ \t])")
# 公 示 时 间 2022年6月6日: characters of a label spread over the line.
_SPREAD = compiled(r"^([^\W\da-zA-Z_](?:[ ]{1,4}[^\W\da-zA-Z_]){1,7})[ ]{1,6}(?=[^ ]{2})")
# Labels in turns with their values: 1.地址 石桥村；2.任务 大棚100亩, ①标准——……。②程序——…….
_TURN = compiled(
    r"(?:^|(?<=[\s；;。|]))(?:[①-⑳][ ]?|[0-9]{1,2}[.、][ ]?|[（(][0-9]{1,2}[)）][ ]?)?([^\W\da-zA-Z_]{2,8})(?:[ ]?——?[ ]?|[ ]{1,4})(?=[^\s—])"
)
FEWEST_TURNS = 2
_TOKEN = compiled(r"[^\s|｜;；]+")
_LISTED = compiled(r"[、）)]")
_COMMAS = compiled(r"[,，、]")
_MAYBE_NUMBER = compiled("[0-9×xX*＊_＿○]{3}|@")

Met = tuple[int, int, str]  # where a label begins, where its value begins, the cleaned label


def spaced_labels(line: str, index: LabelIndex) -> list[Met]:
    """The labels of a line whose values a space, a dash or a bracket parts from them."""
    return _one_and_more(line, index) or _in_turns(line, index) or _spread(line, index)


def _one_and_more(line: str, index: LabelIndex) -> list[Met]:
    """A label at the start of the line; more of them on the same line."""
    first: list[Met] = []
    for pattern in (_QUOTED, _SPACED, _SHORT):
        found = None if first else pattern.match(line)
        first = met_labels((found,), index, exact=True) if found else first
    if not first or not _may_hold(line[first[0][1] :], first[0][2], index):
        return []
    met = [*first]
    start = first[0][1]
    for token in _TOKEN.finditer(line, start):
        label = cleaned(token[0])
        if index.is_label(label) and len(label) > 2:
            if token.start() <= start + 1:
                return []  # labels behind labels: the head of a table
            following = _TOKEN.search(line, token.end())
            start = following.start() if following else len(line)
            met.append((token.start(), start, label))
    return met


def _in_turns(line: str, index: LabelIndex) -> list[Met]:
    """Labels and values in turns: two labels at least, and none without a value."""
    met: list[Met] = []
    for found in _TURN.finditer(line) if " " in line or "—" in line else ():
        label = cleaned(found[1])
        if not index.is_label(label):
            continue
        if met and found.start() <= met[-1][1]:
            return []  # labels behind labels: the head of a table
        met.append((found.start(), found.end(), label))
    met = [one for one in met if one[2] in index.known and _may_hold(line[one[1] :], one[2], index)]
    return met if len({label for _, _, label in met}) >= FEWEST_TURNS else []


def _spread(line: str, index: LabelIndex) -> list[Met]:
    """A label whose characters stand apart, before its value."""
    found = _SPREAD.match(line)
    label = found[1].replace(" ", "") if found else ""
    if found is None or label not in index.known:
        return []
    return [(0, found.end(), label)]


def _may_hold(rest: str, label: str, index: LabelIndex) -> bool:
    """Whether words behind a spaced label can be its value: a telephone has digits, the next head of a table none."""
    meaning = index.meaning(label)
    kinds = {index.kinds.get(name) for name in meaning.ids} if meaning is not None else set()
    return kinds != {"phone"} or _MAYBE_NUMBER.search(rest) is not None


def met_labels(found: Iterable[re.Match[str]], index: LabelIndex, *, exact: bool = False) -> list[Met]:
    """(where it begins, where its value begins, label) of the labels that mean something."""
    return list(_meaningful(found, index, exact))


def _meaningful(found: Iterable[re.Match[str]], index: LabelIndex, exact: bool) -> Iterator[Met]:
    for match in found:
        label = known_label(match[1], index, exact=exact)
        if label:
            yield match.start(), match.end(), label


def known_label(raw: str, index: LabelIndex, *, exact: bool = False) -> str:
    """The cleaned label when it means something: whole, or what stands behind the last 、 or ）."""
    whole = cleaned(raw)
    if index.meaning(whole, exact=exact):
        return whole
    if exact:
        return ""
    for part in (_LISTED.split(raw)[-1], _COMMAS.split(raw)[-1]):
        part = cleaned(part)
        if part != whole and index.meaning(part):
            return part
    return ""
