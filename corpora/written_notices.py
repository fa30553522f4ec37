"""Notices written by hand with slots: what they say, what is right for them, and where names stand.

A file in `written/` holds the notices of one type, each behind a line `=== NN key=value …`. The marks
in the text are described in README.md beside this file. Each notice is drawn from its own number and put into a
file format in turn, so that one skeleton stands for many layouts. The same number gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from corpora.draft import Draft, Grid, Line, Role
from corpora.make import Case, file_bytes
from corpora.slots import PEOPLE, Slots

HERE = Path(__file__).resolve().parent
FORMATS = ("docx", "txt", "html", "docx", "pdf", "txt", "md", "gbk", "html", "xlsx", "docx", "txt")
FLATTENED = ("cells", "one-line", "tabs", "spaces")  # layouts in which a table has lost its borders
_OPEN = re.compile(r"\{([^{}|]*)(\||\})|\}")
_LONG_NUMBER = re.compile(r"20[0-9]{2}")
_CAPTION = re.compile(r"\s*附\s*(?:件|表)\s*[0-9一二三四五]*\s*[:：]?\s*$")
_TOTAL = re.compile(r"\s*(?:[全本].{1,3})?(?:合\s?计|总\s?计|共\s?计)")
_SUMMED = ("amount", "beneficiaries", "interest-subsidy", "loan-amount", "allocation-result")
_ENDED = (
    "公示",
    "公告",
    "公开",
    "通知",
    "名单",
    "一览表",
    "通报",
    "花名册",
    "情况",
    "办法",
    "方案",
    "意见",
    "指南",
)


class Malformed(ValueError):
    """A written notice whose marks cannot be read; says where."""


@dataclass(frozen=True)
class Span:
    """A marked stretch of one paragraph or cell: `kind` is =, !, ?, o, a or the name of a person's slot."""

    kind: str
    name: str  # element, rule, or the slot
    status: str
    start: int
    end: int
    text: str


@dataclass
class Passage:
    """One paragraph or cell as it reads, and what is marked in it."""

    text: str
    spans: list[Span] = field(default_factory=list)


@dataclass
class Entry:
    """One written notice: its type, number, keys of the head line, and lines still with their marks."""

    profile: str
    number: str
    keys: dict[str, str]
    lines: list[str]

    @property
    def name(self) -> str:
        """What the notice is called in reports and misses."""
        return f"{self.profile}-{self.number}"

    @property
    def is_held(self) -> bool:
        """Every fourth notice is neither learned from nor looked at while rules are mended."""
        return int(self.number) % 4 == 0


def entries(path: Path) -> Iterator[Entry]:
    """The notices of one file, in order."""
    entry: Entry | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            if entry:
                yield entry
            number, *rest = line[4:].split()
            keys = {key: value for key, _, value in (word.partition("=") for word in rest)}
            entry = Entry(path.stem, number, keys, [])
        elif entry:
            entry.lines.append(line)
    if entry:
        yield entry


def read_passage(marked: str, slots: Slots) -> Passage:
    """A line with its slots filled, and where its marks lie; Malformed where a brace is not closed."""
    out: list[str] = []
    spans: list[Span] = []
    waiting: list[tuple[str, int]] = []
    at = length = 0
    for found in _OPEN.finditer(marked):
        out.append(marked[at : found.start()])
        length += found.start() - at
        at = found.end()
        if found[0] == "}":
            if not waiting:
                raise Malformed(f"a brace too many: {marked[:60]}")
            spans.append(_span(*waiting.pop(), length, "".join(out)))
        elif found[2] == "|":
            waiting.append((found[1], length))
        else:
            value = slots.value(found[1])
            out.append(value)
            kind = found[1].rstrip("~").partition("#")[0].partition(":")[0]
            if kind in PEOPLE:
                masked = "masked" if found[1].endswith("~") else ""
                spans.append(Span(kind, found[1], masked, length, length + len(value), value))
            length += len(value)
    if waiting:
        raise Malformed(f"not closed: {waiting[-1][0]} in {marked[:60]}")
    return Passage("".join(out) + marked[at:], spans)


def _span(tag: str, start: int, end: int, text: str) -> Span:
    kind, name = (tag[0], tag[1:]) if tag[:1] in "=!?" else (tag, "")
    name, _, status = name.partition(":")
    return Span(kind, name, status, start, end, text[start:end])


@dataclass
class Written:
    """An entry with its slots filled: paragraphs and tables (rows of cells) in order."""

    entry: Entry
    rng: Random
    parts: list[Passage | list[list[Passage]]]

    def passages(self) -> Iterator[Passage]:
        """Every paragraph and cell."""
        for part in self.parts:
            if isinstance(part, Passage):
                yield part
            else:
                for row in part:
                    yield from row


def filled(entry: Entry) -> Written:
    """The entry drawn from its own name."""
    rng = Random(f"written/{entry.name}")
    slots = Slots(rng)
    years = sorted(_LONG_NUMBER.findall("".join(entry.lines)))
    slots.year = years[len(years) // 2] if years else entry.keys.get("era", "2023")[-4:]
    written = Written(entry, rng, [])
    try:
        for line in entry.lines:
            if line.startswith("|"):
                row = [read_passage(cell.strip(), slots) for cell in _cells(line)]
                _rows_of(written.parts).append(row)
            else:
                written.parts.append(read_passage(line, slots))
    except ValueError as error:
        raise Malformed(f"{entry.name}: {error}") from None
    return written


def _cells(line: str) -> list[str]:
    """The cells of a row; a bar inside a mark belongs to the mark."""
    cells, depth = [""], 0
    for char in line.strip().removeprefix("|").removesuffix("|"):
        depth += (char == "{") - (char == "}")
        if char == "|" and not depth:
            cells.append("")
        else:
            cells[-1] += char
    return cells


def _rows_of(parts: list[Passage | list[list[Passage]]]) -> list[list[Passage]]:
    if not parts or isinstance(parts[-1], Passage):
        parts.append([])
    last = parts[-1]
    assert isinstance(last, list)
    return last


def draft(written: Written) -> Draft:
    """The notice as a draft: parts with the looks they have on a page."""
    found = Draft(written.entry.profile)
    flat = written.entry.keys.get("layout", "")
    for part in _trimmed(written.parts):
        if isinstance(part, Passage):
            found.parts.append(Line(part.text.strip(" \u3000"), _role(part, found)))
        elif flat in FLATTENED:
            found.parts += [Line(text) for text in _flattened(part, flat)]
        else:
            found.parts.append(_grid(part))
    _place_signature(found)
    return found


def _trimmed(parts: list[Passage | list[list[Passage]]]) -> list[Passage | list[list[Passage]]]:
    return [part for part in parts if not isinstance(part, Passage) or part.text.strip()]


def _grid(rows: list[list[Passage]]) -> Grid:
    width = max(len(row) for row in rows)
    cells = [[cell.text for cell in row] + [""] * (width - len(row)) for row in rows]
    rows_of_head = 0 if cells and any(cell.isdigit() for cell in cells[0]) else 1
    return Grid(cells, head=rows_of_head)


def _flattened(rows: list[list[Passage]], layout: str) -> list[str]:
    cells = [[cell.text for cell in row] for row in rows]
    if layout == "cells":
        return [cell for row in cells for cell in row if cell]
    if layout == "one-line":
        return [" ".join(cell for row in cells for cell in row if cell)]
    if layout == "tabs":
        return ["\t".join(row) for row in cells]
    widths = [max(len(row[i]) if i < len(row) else 0 for row in cells) + 2 for i in range(len(cells[0]))]
    return ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) for row in cells]


def _role(part: Passage, found: Draft) -> Role:
    """How a paragraph looks: the first short line is the title, and the second where the first does not end."""
    text = part.text.strip()
    lines = [one for one in found.parts if isinstance(one, Line)]
    titles = [one for one in lines if one.role == "title"]
    if len(text) <= 50 and not text.endswith(("。", "：", ":", "；")):
        fresh = not titles and all("：" in one.text or len(one.text) < 6 for one in lines)
        goes_on = len(titles) == 1 and found.parts[-1] is titles[0] and not titles[0].text.endswith(_ENDED)
        if not any(isinstance(one, Grid) for one in found.parts) and "：" not in text and (fresh or goes_on):
            return "title"
    return "attachment" if _CAPTION.match(text) else "body"


def _place_signature(found: Draft) -> None:
    """Short lines at the end, without a label, stand to the right."""
    for part in reversed(found.parts):
        if not isinstance(part, Line) or part.role != "body" or len(part.text) > 26 or "：" in part.text:
            return
        part.role = "sign"


def answer(written: Written, found: Draft) -> None:
    """Put into the draft what is right for it."""
    entry = written.entry
    unsure = entry.keys.get("unsure", "").split(",")
    marked: dict[str, list[Span]] = {}
    for part in written.parts:
        for span in _whole_sums(part) if isinstance(part, list) else ():
            marked.setdefault(span.name, []).append(span)
    for passage in written.passages():
        for span in passage.spans:
            if span.kind == "=":
                marked.setdefault(span.name, []).append(span)
            elif span.kind in ("!", "?"):
                found.leaks(span.name, span.text, optional=span.kind == "?")
    for element, is_fixed in _asked(entry.profile).items():
        spans = marked.get(element, [])
        if element in unsure or (element == "title" and "no-title" not in entry.keys):
            continue
        if spans:
            status = next((span.status for span in spans if span.status), "present")
            found.holds(element, *(span.text for span in spans), status=status)
        elif is_fixed:
            found.lacks(element)


def _whole_sums(rows: list[list[Passage]]) -> Iterator[Span]:
    """Where a cell of a column is marked as a sum or a number of persons, the cell of the column below 合计 is it too."""
    marks = {
        (at, span.name)
        for row in rows
        for at, cell in enumerate(row)
        for span in cell.spans
        if span.kind == "="
    }
    for row in rows[1:]:
        if row and any(_TOTAL.match(cell.text) for cell in row[:2]):
            for at, name in sorted(marks):
                if name in _SUMMED and at < len(row) and any(digit in row[at].text for digit in "123456789"):
                    yield Span("=", name, "", 0, len(row[at].text), row[at].text)


def _asked(profile: str) -> dict[str, bool]:
    """The elements that a type asks for, and whether of every notice of it."""
    from scanner.road import load_rules

    specs = load_rules().profiles[profile].elements
    return {spec.id: not spec.when for spec in specs}


def case(entry: Entry) -> Case:
    """One written notice as a file with its answer."""
    written = filled(entry)
    found = draft(written)
    answer(written, found)
    format = format_of(entry, written.rng)
    suffix = "txt" if format == "gbk" else format
    right = found.answer(suffix)
    right["rules"] = [rule for rule in entry.keys.get("breaks", "").split(",") if rule]
    if today := entry.keys.get("today"):
        right["today"] = today
    data = file_bytes(found, format, written.rng)
    return Case(f"{entry.name}.{suffix}", data, right)


def format_of(entry: Entry, rng: Random) -> str:
    layout = entry.keys.get("layout", "")
    if layout in FLATTENED:
        return rng.choice(("txt", "docx", "html", "gbk"))
    if layout == "web-page":
        return rng.choice(("html", "html", "txt", "md"))
    return FORMATS[(int(entry.number) * 5 + int(entry.number) // 4 + len(entry.profile)) % len(FORMATS)]


def written_entries(*, held: bool, profile: str = "") -> Iterator[Entry]:
    """The notices that are learned from, or every fourth one, which is held back to measure; by type and number."""
    return (entry for entry in _entries("written", profile) if entry.is_held == held)


def opened_entries() -> Iterator[Entry]:
    """The notices that anybody may read and learn names from: `written/`, the held ones too, and `fresh/`."""
    yield from _entries("written", "")
    yield from _entries("fresh", "")


def later_entries() -> Iterator[Entry]:
    """The notices that measured at last and were opened then: `sealed/` and `unread/`."""
    yield from _entries("sealed", "")
    yield from _entries("unread", "")


OPEN_PEOPLE = (
    "dev",
    "unseen",
    "wide",
    "plain",
    "unread",
    "apart",
    "broad",
    "deep",
    "later",
    "offices",
    "townships",
    "unheard",
)


def people_entries(but: Collection[str] = ()) -> Iterator[Entry]:
    """The short texts on people that are open, without these sets: what is learned, is learned from them."""
    for name in OPEN_PEOPLE:
        if name in but:
            continue
        yield from entries(HERE / "people" / f"{name}.txt")


def border_cases() -> Iterator[Case]:
    """Short texts at the borders between types, without marks: types are learned from them, nothing is measured."""
    return map(case, _entries("borders", ""))


def fresh_entries() -> Iterator[Entry]:
    """The notices of `fresh/`."""
    return _entries("fresh", "")


def sealed_entries() -> Iterator[Entry]:
    """The notices of `sealed/`."""
    return _entries("sealed", "")


def written_cases(part: str, profile: str = "") -> Iterator[Case]:
    """The notices of a part as files with their answers: "written", "held", "fresh", "sealed" or "unread"."""
    if part in ("fresh", "sealed", "unread"):
        return map(case, _entries(part, profile))
    return map(case, written_entries(held=part == "held", profile=profile))


def _entries(folder: str, profile: str) -> Iterator[Entry]:
    for path in sorted((HERE / folder).glob("*.txt")):
        if profile in ("", path.stem):
            yield from entries(path)
