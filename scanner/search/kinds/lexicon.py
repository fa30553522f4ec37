"""Kind `lexicon`: marks made of words (密级、内部资料、征求意见稿 …), told from sentences that speak of them.

A rule has one or more `[[parameters.mark]]` tables; any of them is enough:

`words`         the triggers, literally; where none stands in the text nothing else is looked at.
`pattern`       optional; must match in the line or title around a trigger. What it matches is the find, or
                its group `mark`. Without a pattern the trigger itself is.
`where`         "anywhere" (default); "head": the title and what stands above it, or the first `lines`
                lines; "title": the title alone, drawn together over its lines; "foot": the last `lines`.
`lines`         how many lines head and foot have, 12 unless told.
`scope`         what pattern and `unless` see: "line" (default; a row with its tabs), "cell", "sentence".
`whole_line`    true: nothing else but brackets, stars and white space may stand in the scope.
`unless`        words that turn the scope into a sentence about the mark (制度, 审查, 标注 …).
`unless_head`   the same, anywhere in the head of the document.
`unless_profile` notice types that may carry the mark, where the type is certain.

A trigger inside 《 》 is the name of another text and never counts; `in_titles = true` lifts that.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.model import Fact, Finding, Gap, Search
from scanner.regexes import any_of, compiled
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from scanner.model import Rule
    from scanner.search.subject import Subject

    Mark = Mapping[str, Any]

PLACES = ("anywhere", "head", "title", "foot")
SCOPES = ("line", "cell", "sentence")
HEAD_LINES = 12
MOST_SCOPE = 400  # characters of a line that a pattern sees around a trigger
PATIENCE = 1.0  # seconds a pattern may take on one line; the rule is a gap then
_LISTS = ("words", "unless", "unless_head", "unless_profile")
_KEYS = (*_LISTS, "pattern", "where", "lines", "scope", "whole_line", "in_titles")
_BORDERS = {"line": compiled("\n"), "cell": compiled("[\n\t]"), "sentence": compiled("[\n。；！？]")}
_AROUND = ' \t　★☆*【】[]（）()〔〕《》“”"—-'


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    marks = parameters.get("mark")
    reasons = [f"不认识的参数 / unknown parameter “{key}” (mark)" for key in parameters if key != "mark"]
    if not isinstance(marks, list) or not marks or not all(isinstance(mark, dict) for mark in marks):
        return [*reasons, "至少要有一个 / at least one [[parameters.mark]]"]
    return reasons + [reason for mark in marks for reason in _faults(mark)]


def _faults(mark: Mapping[str, object]) -> Iterator[str]:
    for key in mark:
        if key not in _KEYS:
            yield f"不认识的参数 / unknown parameter “mark.{key}” ({', '.join(_KEYS)})"
    for key in _LISTS:
        words = mark.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            yield f"mark.{key} 应为字符串列表 / must be a list of strings"
    if not mark.get("words"):
        yield "mark.words 不能为空 / must not be empty"
    if not isinstance(mark.get("pattern", ""), str):
        yield "mark.pattern 应为字符串 / must be a string"
    for key, allowed in (("where", PLACES), ("scope", SCOPES)):
        if mark.get(key, allowed[0]) not in allowed:
            yield f"mark.{key} 应为 / must be one of {', '.join(allowed)}"
    for key in ("whole_line", "in_titles"):
        if not isinstance(mark.get(key, False), bool):
            yield f"mark.{key} 应为 / must be true or false"
    lines = mark.get("lines", HEAD_LINES)
    if not isinstance(lines, int) or isinstance(lines, bool) or lines < 1:
        yield "mark.lines 应为正整数 / must be a whole number above 0"


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """One finding for every place a mark stands at, rule by rule in order of place."""
    pairs = [(rule, mark) for rule in rules for mark in _marks(rule)]
    words = tuple(
        sorted({word for _, mark in pairs for word in mark["words"]}, key=lambda word: (-len(word), word))
    )
    if not words:
        return Search()
    hits: dict[str, list[int]] = {}
    for match in _alternation(words).finditer(subject.text.text):
        hits.setdefault(match.group(), []).append(match.start())
    if not hits:
        return Search()
    places = _places(words, hits)
    page = Page(subject)
    found: dict[tuple[str, int], Finding] = {}
    gaps: list[Gap] = []
    for rule, mark in pairs:
        try:
            for word in mark["words"]:
                for position in places.get(word, ()):
                    for start, end in _matches(mark, word, position, page):
                        found.setdefault((rule.id, start), _finding(rule, word, start, end, mark, subject))
        except TimeoutError:  # the pattern is not tried again in this file: it would take as long
            gaps.append(Gap("rule", "pattern-timeout", detail=rule.id))
    return Search(findings=tuple(_apart(found)), gaps=tuple(gaps))


def _marks(rule: Rule) -> list[Mark]:
    marks: Any = rule.parameters["mark"]
    return list(marks)


@lru_cache(maxsize=8)
def _alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    """Every trigger, the longest first; a shorter one at the same place is worked out from it."""
    return compiled(any_of(words))


def _places(words: Sequence[str], hits: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Where each trigger stands: as the longest at its place or as the beginning of a longer one."""
    places: dict[str, list[int]] = {}
    for longest, positions in hits.items():
        for word in words:
            if longest.startswith(word):
                places.setdefault(word, []).extend(positions)
    return places


def _apart(found: Mapping[tuple[str, int], Finding]) -> Iterator[Finding]:
    """The findings without those that overlap an earlier one of the same rule."""
    last: dict[str, tuple[int, int]] = {}
    for (rule, _), finding in sorted(found.items(), key=lambda item: item[0][1]):
        first, final = finding.spans[0], finding.spans[-1]
        if rule in last and (first.block, first.start) < last[rule]:
            continue
        last[rule] = (final.block, final.end)
        yield finding


# ---------------------------------------------------------------- one trigger


class Page:
    """The searched text with its head and title, read when first asked for."""

    def __init__(self, subject: Subject) -> None:
        self.text = subject.text.text
        self.profile = subject.profile.id if subject.profile and subject.certainty == "certain" else ""
        self.anatomy = subject.anatomy
        self._areas: dict[tuple[str, int], tuple[int, int]] = {}

    def _head_end(self, lines: int) -> int:
        """Where the head ends: behind the title or the first lines, whichever comes later."""
        own = [line for line in self.anatomy.lines[: lines * 4] if not line.is_chrome][:lines]
        title = self.anatomy.title
        return max(own[-1].end if own else 0, title.end if title else 0)

    def area(self, where: str, lines: int) -> tuple[int, int]:
        """The part of the text that a mark may stand in."""
        key = (where, lines)
        if key not in self._areas:
            self._areas[key] = self._area(where, lines)
        return self._areas[key]

    def _area(self, where: str, lines: int) -> tuple[int, int]:
        if where == "head":
            return 0, self._head_end(lines)
        if where == "foot":
            last = self.anatomy.lines[-lines:]
            return (last[0].start if last else len(self.text)), len(self.text)
        if where == "title":
            title = self.anatomy.title
            return (title.start, title.end) if title else (0, 0)
        return 0, len(self.text)

    def scope(self, scope: str, position: int, area: tuple[int, int]) -> tuple[int, int]:
        """The line, cell or sentence around a position, within the area."""
        low, high = max(area[0], position - MOST_SCOPE), min(area[1], position + MOST_SCOPE)
        border = _BORDERS[scope]
        before = [match.end() for match in border.finditer(self.text, low, position)]
        behind = border.search(self.text, position, high)
        return (before[-1] if before else low), (behind.start() if behind else high)


def _matches(mark: Mark, word: str, position: int, page: Page) -> Iterator[tuple[int, int]]:
    where = mark.get("where", "anywhere")
    area = page.area(where, mark.get("lines", HEAD_LINES))
    if not area[0] <= position < area[1] or page.profile in mark.get("unless_profile", ()):
        return
    low, high = area if where == "title" else page.scope(mark.get("scope", "line"), position, area)
    line = page.text[low:high]
    if any(veto in line for veto in mark.get("unless", ())):
        return
    if not mark.get("in_titles") and _is_in_title(line, position - low):
        return
    if mark.get("unless_head"):
        head = page.text[: page.area("head", mark.get("lines", HEAD_LINES))[1]]
        if any(veto in head for veto in mark["unless_head"]):
            return
    span = _span(mark, word, line, position - low)
    if span is not None:
        yield low + span[0], low + span[1]


def _span(mark: Mark, word: str, line: str, at: int) -> tuple[int, int] | None:
    """What is found in the line around the trigger at `at`."""
    end = at + len(word)
    if mark.get("whole_line") and line.strip(_AROUND) != word:
        return None
    pattern = mark.get("pattern")
    if not pattern:
        return at, end
    for match in _compiled(pattern).finditer(line, timeout=PATIENCE):
        if match.start() <= at and end <= match.end():
            group = "mark" if "mark" in match.re.groupindex else 0
            first, last = match.span(group)
            return first, last
    return None


@lru_cache(maxsize=128)
def _compiled(pattern: str) -> Any:
    # Imported only when a trigger was met: most texts hold none.
    import regex

    return regex.compile(pattern)


def _is_in_title(line: str, at: int) -> bool:
    """Whether the position lies between 《 and 》."""
    before, behind = line[:at], line[at:]
    return before.rfind("《") > before.rfind("》") and "》" in behind


def _finding(rule: Rule, word: str, start: int, end: int, mark: Mark, subject: Subject) -> Finding:
    spans = subject.text.spans(start, end)
    layer, visible = layer_of(subject.document, spans)
    where = mark.get("where", "anywhere")
    facts = [Fact("mark-words", (("mark", word),))]
    if where != "anywhere":
        facts.append(Fact(f"mark-in-{where}"))
    return Finding(rule.id, rule.level, "certain", spans, tuple(facts), layer, visible, (("mark", word),))
