"""The written notices as texts in which persons, organisations and addresses are marked, drawn from wide pools.

One notice gives many texts: every draw fills its slots anew and lays its tables out in another way. What is an
organisation or an address is what the notices mark, completed where they leave a like mention unmarked: a firm or
a school of a slot, and a place followed by an institution that is marked elsewhere. An office without its place
(县民政局) is learned as an organisation but neither right nor wrong when it is measured (`optional`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from corpora.name_pools import Pools, UsualPools
from corpora.slots import PEOPLE, Slots
from corpora.written_notices import (
    Entry,
    Passage,
    Span,
    Written,
    _cells,
    later_entries,
    opened_entries,
    people_entries,
    read_passage,
)
from scanner.search.names.shapes import is_placed

MEASURING = (
    "unheard",
)  # open texts on people that measure names still: nothing of them is in the model of names
KINDS = ("person", "masked", "organisation", "address")
_YEAR = re.compile(r"20[0-9]{2}")
_PLACES = r"(?:\{(?:province|city|county|town|village|school|company)(?:#[0-9]+)?\})"
_MARKED = re.compile(r"\{o\|((?:[^{}]|\{[^{}]*\})*)\}")
_ENDED = re.compile(
    r"[局厅委办部院站所社团队会校园厂]$|中心|政府|公司|支部|支行|小组|委员会|小学|中学|大学|两委”?$|学校|银行|办公室"
)
_NOT_BEHIND = re.compile(r"[网门大官信服员长]|便民|工作")
_SUBUNIT = re.compile(
    r"(\{o\|(?:[^{}]|\{[^{}]*\})*)\}((?:[\u4e00-\u9fa5]{2,8}?(?:股|科|处|大队|中队|调查队|窗口|环卫所)|办公室))(?![\u4e00-\u9fa5])"
)
OTHERS = "中学 小学 中心小学 初级中学 高级中学 第一中学 第二中学 卫生院 中心卫生院 幼儿园 敬老院 党委 纪委 总工会 妇联 团委 商会".split()
_LEVEL = r"[省市县区镇乡旗州]"
_GROUP = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[组社](?!长|干部|员)")


@dataclass(frozen=True)
class Marked:
    """One name: `start` to `end` of the text, its kind, the shape it stands in; `optional` ones are not measured."""

    kind: str
    start: int
    end: int
    shape: str = "prose"
    optional: bool = False


@dataclass
class Text:
    """A text with the names that stand in it."""

    name: str
    text: str
    marks: list[Marked]


# ---------------------------------------------------------------- marks that are completed


@cache
def institutions() -> tuple[str, ...]:
    """What follows a place in the marked organisations of the notices that are learned from; longest first."""
    found: Counter[str] = Counter()
    for entry in opened_entries():
        for line in entry.lines:
            for marked in _MARKED.finditer(line):
                rest = re.sub(f"^{_PLACES}+", "", marked[1])
                if rest != marked[1] and "{" not in rest:
                    found[rest] += 1
    found.update(OTHERS)
    ended = [
        word for word in found if len(word) >= 2 and _ENDED.search(word) and not re.search("[0-9组]", word)
    ]
    return tuple(sorted(ended, key=lambda word: (-len(word), word)))


@cache
def _unmarked() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(map(re.escape, institutions()))
    plain = "|".join(
        re.escape(word)
        for word in institutions()
        if not re.match("村|居|股份|中心", word) or word in ("村委会", "村民委员会")
    )
    return (
        re.compile(
            rf"{_PLACES}*\{{(?:company|school)(?:#[0-9]+)?\}}|{_PLACES}+(?:{words})(?:{_PLACES}?(?:{words}))?"
        ),
        re.compile(rf"(?:{_LEVEL}|(?<![\u4e00-\u9fa5}}]))(?:{plain})(?![\u4e00-\u9fa5]*[路街])"),
    )


def completed(line: str) -> str:
    """A line with the unmarked mentions of organisations in marks: {o|…}, and {b|…} where no place is named.

    An organisation ends with its section where one is named (县农业农村局种植业管理股).
    """
    line = _SUBUNIT.sub(r"\1\2}", line)
    taken = _groups(line, ("{o|", "{a|"))
    full, bare = _unmarked()
    added: list[tuple[int, int, str]] = []
    for pattern, mark in ((full, "{o|"), (bare, "{b|")):
        for found in pattern.finditer(line):
            start, end = found.span()
            if any(start < last and first < end for first, last in taken) or _is_in_slot(line, start):
                continue
            if not _is_whole(line, start, end):
                continue
            taken.append((start, end))
            added.append((start, end, mark))
    for start, end, mark in sorted(added, reverse=True):
        line = f"{line[:start]}{mark}{line[start:end]}}}{line[end:]}"
    return line


def _is_whole(line: str, start: int, end: int) -> bool:
    piece = line[start:end]
    return piece.count("{") == piece.count("}")


def _is_in_slot(line: str, at: int) -> bool:
    opened = line.rfind("{", 0, at)
    return opened >= 0 and "}" not in line[opened:at] and "|" not in line[opened:at]


def _groups(line: str, heads: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the groups with these heads begin and end."""
    found, open_ = [], []
    for at, char in enumerate(line):
        if char == "{":
            open_.append(at)
        elif char == "}" and open_:
            start = open_.pop()
            if line.startswith(heads, start):
                found.append((start, at + 1))
    return found


# ---------------------------------------------------------------- drawing


class NameSlots(Slots):
    """Slots whose people, places and firms come from the pools of one half, or (`usual`) as often as they are met."""

    def __init__(self, rng: Random, *, held: bool, usual: bool = False) -> None:
        self.pools = (UsualPools if usual else Pools)(rng, held)
        super().__init__(rng)

    def __post_init__(self) -> None:
        self.region = self.pools.region()

    def _draw(self, name: str, word: str) -> str:
        region, pools, rng = self.region, self.pools, self.rng
        if name == "town":
            return rng.choice(region.towns) if rng.random() < 0.8 else pools.town()
        if name == "village":
            return rng.choice(region.villages) if rng.random() < 0.6 else pools.village()
        if name == "company":
            return pools.firm(region)
        if name == "school":
            return pools.school(region)
        if name in ("province", "city", "county") and name in self._taken_kinds():
            return str(getattr(pools.region(), name))
        return super()._draw(name, word)

    def _person(self) -> str:
        if self.region.names and self.rng.random() < 0.45:
            return self.rng.choice(self.region.names)
        return self.pools.person()

    def _hidden(self, name: str, key: str) -> str:
        ways = self._drawn.setdefault(
            "mask", self.rng.choice(("某", "某某", "*", "**", "middle", "＊", "×", "××", "○", "last"))
        )
        head = 2 if name[:2] in _compound() else 1
        if "·" in name:
            return "·".join(part[0] + "*" * min(len(part) - 1, 3) for part in name.split("·"))
        rest = max(len(name) - head, 1)
        if ways in ("某某", "**", "××"):
            return name[:head] + ways
        if ways == "middle" and rest > 1:
            return name[:head] + "*" * (rest - 1) + name[-1]
        if ways == "last" and rest > 1:
            return "*" * (len(name) - 1) + name[-1] if head == 1 else name[:head] + "**"
        sign = ways if ways in ("某", "＊", "×", "○") else "*"
        return name[:head] + sign * rest


@cache
def _compound() -> frozenset[str]:
    from scanner.search.names.words import surnames

    return frozenset(surnames().compound)


def drawn(entry: Entry, number: int, *, held: bool, usual: bool = False) -> Written:
    """The entry with its slots filled from the pools of one half; another `number` gives other values."""
    rng = Random(f"names/{entry.name}/{number}")
    slots = NameSlots(rng, held=held, usual=usual)
    years = sorted(_YEAR.findall("".join(entry.lines)))
    slots.year = years[len(years) // 2] if years else "2023"
    is_spread = rng.random() < 0.3
    written = Written(entry, rng, [])
    for line in entry.lines:
        if line.startswith("|"):
            row = [
                _spread(read_passage(cell.strip(), slots), rng, is_spread) for cell in _cells(completed(line))
            ]
            if not written.parts or isinstance(written.parts[-1], Passage):
                written.parts.append([])
            written.parts[-1].append(row)  # type: ignore[union-attr,arg-type]
        else:
            written.parts.append(_spread(read_passage(completed(line), slots), rng, is_spread))
    return written


def _spread(passage: Passage, rng: Random, is_spread: bool) -> Passage:
    """The passage with its names of two characters spread (李　明), in short lines without a full stop."""
    if not is_spread or len(passage.text) > 60 or "。" in passage.text:
        return passage
    at = [s.start + 1 for s in passage.spans if s.kind in PEOPLE and len(s.text) == 2 and not s.status]
    at = [
        where
        for where in at
        if not re.search(
            r"[\u4e00-\u9fa5]",
            passage.text[max(where - 2, 0) : where - 1] + passage.text[where + 1 : where + 2],
        )
    ]
    if not at:
        return passage
    gap = rng.choice(("\u3000", "\u3000", " ", "  "))
    text = passage.text
    for where in sorted(set(at), reverse=True):
        text = text[:where] + gap + text[where:]
    moved = sorted(set(at))

    def shifted(position: int, *, end: bool) -> int:
        return position + len(gap) * sum(
            where < position or (not end and where == position and False) for where in moved
        )

    spans = []
    for span in passage.spans:
        start, end = shifted(span.start, end=False), shifted(span.end, end=True)
        spans.append(replace(span, start=start, end=end, text=text[start:end]))
    return Passage(text, spans)


# ---------------------------------------------------------------- marks of a passage


def marks_of(passage: Passage, shape: str) -> list[Marked]:
    """The names of a passage; an address holds no organisation of its own, a title no person."""
    found: list[Marked] = []
    outer = [span for span in passage.spans if span.kind == "a"]
    for span in passage.spans:
        kind = "address" if _is_home(span, outer) else _kind(span)
        if not kind or span.start >= span.end:
            continue
        if kind == "organisation" and any(one.start <= span.start and span.end <= one.end for one in outer):
            continue
        is_optional = (
            span.kind == "b"
            or (kind == "organisation" and _is_loose(passage.text, span))
            or (kind == "address" and not is_placed(span.text))
        )
        found.append(Marked(kind, span.start, span.end, shape, is_optional))
    inner = [one for one in found if one.kind == "organisation"]
    found = [
        one
        for one in found
        if not any(
            one is not other and other.start <= one.start and one.end <= other.end
            for other in inner
            if one.kind == "organisation"
        )
    ]
    return sorted(found, key=lambda one: one.start)


def _kind(span: Span) -> str:
    if span.kind in PEOPLE:
        return "masked" if span.status == "masked" else "person"
    return {"o": "organisation", "b": "organisation", "a": "address"}.get(span.kind, "")


def _is_home(span: Span, addresses: list[Span]) -> bool:
    """Whether somebody's home that is marked as personal data is an address which no mark of its own names."""
    is_marked = any(one.start < span.end and span.start < one.end for one in addresses)
    return span.name == "personal/home-address" and span.kind in ("!", "?") and not is_marked


def _is_loose(text: str, span: Span) -> bool:
    """Whether more of the name may follow: 云溪县人民政府门户网站."""
    return _NOT_BEHIND.match(text, span.end) is not None


def shape_of(passage: Passage, entry: Entry, *, in_table: bool, is_last: bool) -> str:
    """table, cells (a cell a line), list, sign-off, label or prose."""
    layout = entry.keys.get("layout", "")
    if in_table:
        return {"cells": "cell per line", "tabs": "list", "spaces": "list", "one-line": "list"}.get(
            layout, "table"
        )
    text = passage.text.strip()
    people = sum(span.kind in PEOPLE for span in passage.spans)
    if people >= 3 and len(text) < people * 14 and "。" not in text[:-1]:
        return "list"
    if layout == "cells" and len(text) <= 12:
        return "cell per line"
    if is_last and len(text) <= 60 and "。" not in text:
        return "sign-off"
    if "。" in text or "，" in text or len(text) > 60:
        return "prose"
    return "label" if re.search("[:：]", text) else "line"


# ---------------------------------------------------------------- texts to learn from


JOINTS = ("\t", "\t", "\t", "\t", "  ", " ", "cells", "cells", " | ", "，", "、", "one-line", "    ")


def training_text(entry: Entry, number: int) -> Text:
    """One draw of a notice as a text, its tables laid out in one of many ways."""
    written = drawn(entry, number, held=False)
    rng = written.rng
    joint = {"cells": "cells", "one-line": "one-line", "tabs": "\t", "spaces": "    "}.get(
        entry.keys.get("layout", ""), ""
    )
    joint = joint if joint and rng.random() < 0.6 else rng.choice(JOINTS)
    return _joined(written, joint, f"{entry.name}/{number}")


def _joined(written: Written, joint: str, name: str) -> Text:
    text, marks = "", []
    rows: list[list[list[Passage]]] = [
        [[part]] if isinstance(part, Passage) else part for part in written.parts
    ]
    for part, lines in zip(written.parts, rows, strict=True):
        is_line = isinstance(part, Passage)
        for row in lines:
            for at, cell in enumerate(row):
                if is_line and not cell.text.strip():
                    continue
                if joint in ("cells", "one-line") and not is_line and not cell.text:
                    continue
                marks += [
                    replace(one, start=one.start + len(text), end=one.end + len(text))
                    for one in marks_of(cell, "")
                ]
                text += cell.text
                is_last = at == len(row) - 1
                if is_line or joint == "cells" or (is_last and joint != "one-line"):
                    text += "\n"
                else:
                    text += " " if joint == "one-line" else joint
        if not is_line and joint == "one-line":
            text += "\n"
    return Text(name, text, marks)


def training_entries() -> list[Entry]:
    """The texts that are learned from: all that have been opened but those that measure."""
    return [*opened_entries(), *later_entries(), *people_entries(but=MEASURING)]


def texts(count: int, entries: list[Entry] | None = None) -> Iterator[Text]:
    """`count` draws of every notice that is learned from."""
    for number in range(count):
        for entry in entries if entries is not None else training_entries():
            yield training_text(entry, number)
