"""What a rule of kind `code` says, ready to be looked for; and what is wrong with it."""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.characters import plain
from scanner.model import LEVELS
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.codes.checks import CHECKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from scanner.model import Rule

WORD_LISTS = ("labels", "columns", "bare_gate", "bare_start", "unless", "unless_line", "unless_title")
PATTERN_LISTS = ("forms", "malformed", "bare")
CHOICES = {"check": tuple(CHECKS), "lists": ("persons", "contacts")}
_SINGLE = ("check", "lists", "anchor", "identity", "spaced", "bare_near")
ROLES = ("person", "contact", "loose")
KEYS = (*WORD_LISTS, *PATTERN_LISTS, *CHOICES, "anchor", "bare_near", "identity", "levels", "spaced", "also")
PATIENCE = 1.0  # seconds a pattern of a user's rule may take at one place; the rule is a gap then
_FORBIDDEN = compiled(r"(?<!\\)(?:\\\\)*\\[bBdDwW]")

# Where a value begins or ends with a letter or a digit, none and no mask may be glued to it.
_BEGIN = "(?:(?<![0-9A-Za-z*＊●■□×])|(?![0-9A-Za-z]))"
_END = "(?:(?![0-9A-Za-z*＊●■□×])|(?<![0-9A-Za-z]))"
# Between a label and its value: （本人） 号码 ： 分别为 No. and at most one border.
_ASIDE = "(?:[（(][^（）()0-9\n\t]{1,8}[）)])?"
_NUMBER = "(?:号码|编号|号)?"
SKIP = (
    f"{_NUMBER}[】\\]」』”]?{_ASIDE}[，,]?(?:证件)?{_NUMBER}{_ASIDE}[ :：（(【\\[“\"'=/|—–-]{{0,4}}{_NUMBER}[:：]?"
    "(?:分别|依次)?(?:为|是|系|即)?[:：]?[ “]{0,3}(?:[Nn][Oo][.．:：°]?|№)?[ ]{0,2}[\n\t]{0,3}[ ]{0,4}"
)
MORE = "[ ]?[、/和及与][ ]?"  # between a value and a further one


class Spec(metaclass=noun):
    """One table of parameters: those of the rule itself or one of its `also`."""

    rule: Rule
    labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    malformed: tuple[str, ...] = ()
    spaced: bool = False
    check: str = ""
    bare: tuple[str, ...] = ()
    bare_gate: tuple[str, ...] = ()
    bare_start: tuple[str, ...] = ()
    bare_near: int = 0
    anchor: str = ""
    lists: str = ""
    unless: tuple[str, ...] = ()
    unless_line: tuple[str, ...] = ()
    unless_title: tuple[str, ...] = ()
    identity: str = ""

    @property
    def starts(self) -> frozenset[str]:
        """The pairs of characters that a bare value begins with."""
        if not self.bare_start:
            return frozenset()
        first, second = self.bare_start
        return frozenset([a + b for a in first for b in second])

    @property
    def tries(self) -> tuple[tuple[str, bool], ...]:
        """(form, whether it is one of a slip) in the order in which they are tried."""
        return (*((form, False) for form in self.forms), *((form, True) for form in self.malformed))

    def after(self, form: str) -> Pattern:
        """The form behind a label."""
        return _pattern(f"{SKIP}{_BEGIN}(?P<whole>{form}){_END}", self.rule.built_in)

    def further(self, form: str) -> Pattern:
        """The form behind a value of the same kind."""
        return _pattern(f"{MORE}{_BEGIN}(?P<whole>{form}){_END}", self.rule.built_in)

    def loose(self, form: str) -> Pattern:
        """The form from here on, whatever stands behind it."""
        return _pattern(f"(?P<whole>{form})", self.rule.built_in)

    def anywhere(self, form: str) -> Pattern:
        """The form with nothing glued to its end; without a look back `re` skips faster to its beginning."""
        return _pattern(f"(?P<whole>{form}){_END}", self.rule.built_in)

    def inside(self, form: str) -> Pattern:
        """The form anywhere, with nothing glued to it."""
        return _pattern(f"{_BEGIN}(?P<whole>{form}){_END}", self.rule.built_in)


class Pattern:
    """A pattern of a rule file: `re` runs the built-in ones, `regex` with a time limit the others."""

    def __init__(self, pattern: str, is_trusted: bool) -> None:
        self._more: dict[str, float] = {}
        if is_trusted:
            self._made: Any = compiled(plain(pattern))
        else:
            import regex  # only where a user has rules of this kind

            self._made = regex.compile(pattern)
            self._more = {"timeout": PATIENCE}
        self._group = "mark" if "mark" in self._made.groupindex else "whole"

    def value_at(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The value's range where the pattern matches at `start`. Raises TimeoutError."""
        match = self._made.match(text, start, end, **self._more)
        return self._span(match) if match else None

    def values(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The ranges of all values between `start` and `end`. Raises TimeoutError."""
        for match in self._made.finditer(text, start, end, **self._more):
            yield self._span(match)

    def _span(self, match: Any) -> tuple[int, int]:
        found: tuple[int, int] = match.span(self._group)
        return found if found[0] >= 0 else match.span("whole")


@lru_cache(maxsize=512)
def _pattern(pattern: str, is_trusted: bool) -> Pattern:
    return Pattern(pattern, is_trusted)


def specs_of(rule: Rule) -> Iterator[Spec]:
    """The rule's own table and those of `also`."""
    parameters: Any = rule.parameters
    for table in (parameters, *parameters.get("also", ())):
        said = {key: table[key] for key in _SINGLE if key in table}
        said.update({key: tuple(table.get(key, ())) for key in (*WORD_LISTS, *PATTERN_LISTS)})
        yield Spec(rule, **said)


# ---------------------------------------------------------------- what is wrong with parameters


def faults(parameters: Mapping[str, object]) -> Iterator[str]:
    """Why a table of parameters is not understood, a short sentence each."""
    for key in parameters:
        if key not in KEYS:
            yield f"不认识的参数 / unknown parameter “{key}” ({', '.join(KEYS)})"
    for key in (*WORD_LISTS, *PATTERN_LISTS):
        words = parameters.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            yield f"{key} 应为字符串列表 / must be a list of strings"
        elif key in ("labels", "columns") and any(len(word) < 2 for word in words):
            yield f"{key}：每个词至少两个字 / {key}: a word has two characters or more"
        elif key in PATTERN_LISTS:
            yield from _pattern_faults(key, words)
    for key, allowed in CHOICES.items():
        if key in parameters and parameters[key] not in allowed:
            yield f"{key} 应为 / must be one of {', '.join(allowed)}"
    if not isinstance(parameters.get("spaced", False), bool):
        yield "spaced 应为 / must be true or false"
    for key in ("anchor", "identity"):
        if not isinstance(parameters.get(key, ""), str):
            yield f"{key} 应为字符串 / must be a string"
    yield from _level_faults(parameters.get("levels", {}))
    yield from _lacking(parameters)


def _pattern_faults(key: str, patterns: list[str]) -> Iterator[str]:
    for pattern in patterns:
        if _FORBIDDEN.search(pattern):
            yield (
                rf"{key} 里不能用 \b \d \w（与汉字相邻时含义不同）/ {key}: no \b, \d or \w: write [0-9] and so on"
            )
        try:
            re.compile(plain(pattern))
        except re.error as error:
            yield f"{key} 的模式有误 / {key}: bad pattern: {error}"


def _level_faults(levels: object) -> Iterator[str]:
    if not isinstance(levels, dict):
        yield "levels 应为表 / must be a table: role = level"
        return
    for role, level in levels.items():
        if role not in ROLES or level not in LEVELS:
            yield f"levels: {role} = {level}；角色 / roles {', '.join(ROLES)}；级别 / levels {', '.join(LEVELS)}"


def _lacking(parameters: Mapping[str, object]) -> Iterator[str]:
    has_words = bool(parameters.get("labels") or parameters.get("columns"))
    if has_words != bool(parameters.get("forms")):
        yield "labels 或 columns 与 forms 要同时写 / labels or columns go together with forms"
    ways = [key for key in ("bare_gate", "bare_start", "anchor") if parameters.get(key)]
    if bool(parameters.get("bare")) != (len(ways) == 1):
        yield (
            "bare 要与 bare_gate、bare_start、anchor 之一同时写 / bare goes with one of bare_gate, bare_start, anchor"
        )
    starts = parameters.get("bare_start", [])
    if isinstance(starts, list) and len(starts) not in (0, 2):
        yield "bare_start 应为两个字符串 / must be two strings: the first and the second characters"
    near = parameters.get("bare_near", 0)
    if not isinstance(near, int) or isinstance(near, bool) or near < 0:
        yield "bare_near 应为字数 / must be a number of characters"
    if not has_words and not parameters.get("bare") and not parameters.get("identity"):
        yield "至少要有 labels、columns、bare 或 identity / at least one of labels, columns, bare, identity"
