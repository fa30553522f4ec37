"""Elements said in running sentences, by the patterns of their rules.

A pattern is only tried on a line that holds one of its trigger words, on a window round the word, and
under a time limit, because rules may come from a user's folder.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText, Rule, Rulebook
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, Candidate, folded, state_of
from scanner.search.elements.entries import entry_candidates
from scanner.search.elements.labels import LabelIndex, cleaned
from scanner.search.elements.questions import question_candidates
from scanner.search.matching import first_match
from scanner.values import is_masked_name, is_person, is_unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WINDOW = 160  # characters on either side of a trigger word
MOST_WINDOWS = 40  # tried for one pattern
MOST_TRIED = 6  # matches in one window whose clause says something else
MOST_OFFERED = 3  # matches of one pattern; the first good one counts
SAID_RANK = 2  # a label in a sentence weighs as much as one that heads a section
SHOWN_BEFORE = 60  # characters of a sentence that ends with a number
NAMES_IN_A_LINE = 3
NAME_LENGTH = 8  # characters a name takes in such a line, remarks in brackets included


# `label 为 value`: the label is what the 汉字 before 为 end with.
_SAID = compiled(
    r"([^\s，。；：,:、]{2,16}?)(?:为|是|在|包括|包含|以(?=[^。；;]{2,40}为主))\s?[:：]?\s?(?=[^。；;，,：:])"
)
# 1. 王芳（前进村五组），2.2万元: an entry of a list that begins with a name.
_ENTRY = compiled(
    r"^\s*(?:[（(]?[0-9]{1,3}[)）.、．]\s?|[①-⑳]|[-•·]\s?)([^\W\da-zA-Z_]{2,4}|[^\W\da-zA-Z_][*×某]{1,2}[^\W\da-zA-Z_]?)\s?[（(，,：: 、]"
)
FEWEST_ENTRIES = 2
_SHORT_KINDS = ("unit", "person", "money", "period", "phone")  # values that end at the next comma
_CLAUSE_ENDS = compiled(r"[。；;，,\n]")
_CLAUSE = compiled(r"[^，。；;、,\n（()）]{4,60}")
LONGEST_GLUED = 8  # characters of a label that no sign parts from its value
SHORTEST_UNIT = 3  # characters; a shorter value or label may be part of another word
_SENTENCE_ENDS = compiled(r"[。；;\n]")
_BETWEEN_NAMES = compiled(r"[、，,\s]+")
_LABEL = compiled(r"^[^:：]{1,10}[:：]")
_REMARK = compiled(r"[（(].*")


def prose_candidates(
    text: NormalizedText, anatomy: Anatomy, rulebook: Rulebook, index: LabelIndex, ids: Sequence[str]
) -> list[Candidate]:
    """What sentences offer for the elements `ids`."""
    found = list(_said(anatomy, index, frozenset(ids)))
    found.extend(_glued(anatomy, index, frozenset(ids)))
    found.extend(question_candidates(text, anatomy, rulebook, index, ids))
    found.extend(entry_candidates(anatomy, rulebook, index, ids))
    if "beneficiaries" in ids and not index.is_of_people:  # of people recipients.py reads more
        found.extend(_name_lines(anatomy))
    starts = [line.start for line in anatomy.lines]
    chars = set(text.text) if ids else set()
    for name in ids:
        rule = rulebook.rules[f"element/{name}"]
        for entry in _entries(rule):
            if entry.get("lists") and not index.is_of_people:
                continue
            matches = list(_matches(text, starts, anatomy, chars, rule, name, entry))
            found.extend(matches)
            if any(match.is_good for match in matches):
                break  # the patterns of a rule stand in the order of their worth
    return found


def _entries(rule: Rule) -> Sequence[Mapping[str, Any]]:
    entries: Any = rule.parameters.get("prose", ())
    found: Sequence[Mapping[str, Any]] = entries
    return found


def _said(anatomy: Anatomy, index: LabelIndex, ids: frozenset[str]) -> Iterator[Candidate]:
    """实施单位为石桥镇人民政府: a known label, 为, and what follows up to the end of the clause."""
    for line in anatomy.lines:
        if line.is_chrome or not any(verb in line.text for verb in "为是在包"):
            continue
        for found in _SAID.finditer(line.text):
            meaning = index.meaning(cleaned(found[1]))
            if meaning is None or meaning.weak:
                continue
            for name in ids.intersection(meaning.ids):
                kind = index.kinds[name]
                stop = _CLAUSE_ENDS if kind in _SHORT_KINDS else _SENTENCE_ENDS
                value = stop.split(line.text[found.end() : found.end() + WINDOW], maxsplit=1)[0]
                state = state_of(kind, value)
                if state != "poor":
                    start = line.start + found.end()
                    yield Candidate(
                        name, folded(value), start, start + len(value), "prose", state, "", SAID_RANK
                    )


def _glued(anatomy: Anatomy, index: LabelIndex, ids: frozenset[str]) -> Iterator[Candidate]:
    """属产业类，地点石桥村，责任单位石桥镇政府: a known label at the start of a clause, and a value of its kind."""
    for line in anatomy.lines:
        if line.is_chrome or "，" not in line.text:
            continue
        for part in _CLAUSE.finditer(line.text):
            clause = part[0]
            if clause[:2] not in index.beginnings:
                continue
            for length in range(min(LONGEST_GLUED, len(clause) - 2), 1, -1):
                meaning = index.known.get(clause[:length])
                if meaning is None or meaning.weak:
                    continue
                value = clause[length:].strip()
                for name in ids.intersection(meaning.ids):
                    if _is_glued(index.kinds[name], clause[:length], value):
                        start = line.start + part.end() - len(value)
                        end = start + len(value)
                        yield Candidate(name, folded(value), start, end, "prose", "good", "", RANK["prose"])
                break


def _is_glued(kind: str, label: str, value: str) -> bool:
    """Whether what follows a label without a sign is a value of its kind, and not the rest of a word."""
    if kind == "unit":
        return is_unit(value) and len(value) > SHORTEST_UNIT
    if kind == "person":
        return is_person(value)
    if kind in ("money", "period"):
        return value[:1].isdigit() and state_of(kind, value) == "good"
    return kind == "text" and min(len(label), len(value)) > SHORTEST_UNIT and not value[:1].isdigit()


def _name_lines(anatomy: Anatomy) -> Iterator[Candidate]:
    """一组：钱玉兰、孔志刚、白铁柱: a line that is mostly names is a list of people."""
    entries = [
        line
        for line in anatomy.lines
        if (found := _ENTRY.match(line.text)) and (is_person(found[1]) or is_masked_name(found[1]))
    ]
    if len(entries) >= FEWEST_ENTRIES:
        first = entries[0]
        yield Candidate(
            "beneficiaries", folded(first.text), first.start, first.end, "prose", "good", "", RANK["prose"]
        )
    for line in anatomy.lines:
        marks = line.text.count("、") + line.text.count(" ") + line.text.count("，")
        if marks < NAMES_IN_A_LINE - 1 or len(line.text) > (marks + 1) * NAME_LENGTH:
            continue
        parts = _BETWEEN_NAMES.split(_LABEL.sub("", line.text).rstrip("。；;"))
        parts = [_REMARK.sub("", part) for part in parts if part]
        if len(parts) >= NAMES_IN_A_LINE and sum(map(is_person, parts)) * 4 >= len(parts) * 3:
            yield Candidate(
                "beneficiaries", folded(line.text), line.start, line.end, "prose", "good", "", RANK["prose"]
            )


def _matches(
    text: NormalizedText,
    starts: list[int],
    anatomy: Anatomy,
    chars: set[str],
    rule: Rule,
    name: str,
    entry: Mapping[str, Any],
) -> Iterator[Candidate]:
    """What one pattern of a rule finds; `chars` are the characters of the text."""
    words, whole = entry["near"], text.text
    near = [word for word in words if word[:1] in chars and word[-1:] in chars and word in whole]
    if not near:
        return
    kind = str(entry.get("value", rule.parameters["value"]))
    unless: Sequence[str] = entry.get("unless", ())
    offered = 0
    for start, window in _windows(text, starts, anatomy.lines, near):
        match = _match(entry["pattern"], window, unless, trusted=rule.built_in)
        if match is None:
            continue
        # A pattern of alternatives may match without its group: then the whole match is the value.
        group = "value" if match.groupdict().get("value") else 0
        value = match[group]
        begin = start + match.start(group)
        if kind == "phone" and len(value) > SHOWN_BEFORE:  # the number is at the end
            begin, value = begin + len(value) - SHOWN_BEFORE, value[-SHOWN_BEFORE:]
        state = state_of(kind, value)
        if state == "good" or (state == "placeholder" and any(mark in value for mark in "×xX_＿")):
            yield Candidate(name, folded(value), begin, begin + len(value), "prose", state, "", RANK["prose"])
            offered += 1
            if offered >= MOST_OFFERED:
                return


def _match(pattern: str, window: str, unless: Sequence[str], *, trusted: bool) -> Any:
    """The first match in a window before which its clause says none of the words `unless`."""
    start = 0
    for _ in range(MOST_TRIED):
        match = first_match(pattern, window, trusted=trusted, start=start)
        if match is None or not (unless and _says_before(window, match.start(), unless)):
            return match
        start = max(match.end(), start + 1)
    return None


def _says_before(window: str, at: int, words: Sequence[str]) -> bool:
    """Whether the clause in which a match stands says one of the words before it: 公示时间：2026年3月…"""
    clause = _CLAUSE_ENDS.split(window[:at])[-1]
    return any(word in clause for word in words)


def _windows(
    text: NormalizedText, starts: list[int], lines: Sequence[Line], near: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """(where it begins, text) of the surroundings of the trigger words, within their line."""
    count = 0
    for word in near:
        at = text.text.find(word)
        while at >= 0 and count < MOST_WINDOWS:
            index = bisect_right(starts, at) - 1
            if index >= 0 and at < lines[index].end and not lines[index].is_chrome:
                line = lines[index]
                begin = max(at - WINDOW, line.start)
                while line.start < begin < at and text.text[begin] in "0123456789.,":
                    begin += 1  # no number is cut
                yield begin, text.text[begin : min(at + len(word) + WINDOW, line.end)]
                count += 1
                at = max(at, min(at + WINDOW, line.end))
            at = text.text.find(word, at + 1)
