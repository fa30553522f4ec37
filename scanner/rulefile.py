"""One TOML file of `patterns/` -> Rule, Profile or Standard; refuses what it does not understand.

Only reached when the files have changed since they were last read (see `rulebook`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, cast

from scanner.calendar import of_iso
from scanner.characters import plain
from scanner.errors import RuleFileBroken
from scanner.model import (
    CONFIDENCES,
    LEVELS,
    Audience,
    CalendarYear,
    CalledFor,
    Confidence,
    Cue,
    ElementSpec,
    Example,
    Lang,
    Law,
    Level,
    Limit,
    Matter,
    Profile,
    Requirement,
    Rule,
    Standard,
    Wording,
)
from scanner.model.rules import MASK_ERROR, MASK_WARNING
from scanner.search.kinds import KINDS, kind_module

LANGS: tuple[Lang, ...] = ("zh", "en")
# Beside 汉字 these do not mean what they seem: 汉字 are \w, full-width digits are \d.
FORBIDDEN_CLASSES = re.compile(r"(?<!\\)(?:\\\\)*\\[bBdDwW]")
MOST_HOLIDAYS = 31  # days that one stretch off can have
CUE_PLACES = ("title", "head", "body", "header", "publisher", "tail")


class RuleFile:
    """The parsed table of one file with the way to say where something is wrong."""

    def __init__(self, path: str, name: str, text: str) -> None:
        self.path = path
        self.name = name  # id: path below the rules folder without .toml
        self.text = text
        try:
            self.table: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line ([0-9]+)", str(error))
            raise RuleFileBroken(
                file=path, line=int(found[1]) if found else text.count("\n") + 1, reason=f"TOML: {error}"
            ) from error

    def broken(self, reason: str, *, at: str = "") -> RuleFileBroken:
        """The error to raise; `at` is the key (or table) whose first line is named."""
        found = re.search(rf"^[ \t]*\[*[a-z_.]*{re.escape(at)}", self.text, re.M) if at else None
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        return RuleFileBroken(file=self.path, line=line, reason=reason)

    def only(self, table: Mapping[str, object], allowed: tuple[str, ...], where: str = "") -> None:
        """Refuse keys that nobody reads."""
        for key in table:
            if key not in allowed:
                raise self.broken(
                    f"不认识的键 / unknown key “{where}{key}”（可用 / allowed: {', '.join(allowed)}）", at=key
                )

    def want(self, table: Mapping[str, Any], key: str, kind: type, where: str = "") -> Any:
        """The value of a required key of the given type."""
        if key not in table:
            raise self.broken(f"缺少 / missing “{where}{key}”", at=where.rstrip(".") + "]" if where else "")
        value = table[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.broken(f"“{where}{key}” 应为 / must be {kind.__name__}", at=key)
        return value

    def choice(self, table: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
        """The value of a required key that must be one of `allowed`."""
        value = self.want(table, key, str)
        if value not in allowed:
            raise self.broken(f"“{key}” 应为 / must be one of {', '.join(allowed)}：{value}", at=key)
        return cast(str, value)

    def words(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """An optional list of strings."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            raise self.broken(f"“{key}” 应为字符串列表 / must be a list of strings", at=key)
        return tuple(value)


def rule_of(file: RuleFile, *, built_in: bool = False) -> Rule:
    """The rule that the file states; raises RuleFileBroken with file, line and reason."""
    table = file.table
    file.only(table, ("kind", "level", "since", "law", "zh", "en", "parameters", "example"))
    kind = file.choice(table, "kind", tuple(KINDS))
    parameters = table.get("parameters", {})
    for pattern in _patterns(parameters):
        _check_pattern(file, pattern)
    for reason in kind_module(kind).check(parameters):
        named = re.search(r"([a-z_]+)[”\s（(]", reason)
        raise file.broken(reason, at=named[1] if named and named[1] in file.text else "parameters")
    wording = {lang: _wording(file, lang) for lang in LANGS}
    _compare_names(file, wording)
    return Rule(
        file.name,
        kind,
        cast(Level, file.choice(table, "level", LEVELS)),
        file.want(table, "since", str),
        _laws(file, table, required=True),
        wording,
        parameters,
        tuple(_examples(file, table)),
        built_in,
    )


def profile_of(file: RuleFile) -> Profile:
    """The notice type that the file states."""
    table = file.table
    file.only(
        table,
        (
            *("pack", "area", "since", "zh", "en", "law", "cue", "element", "permits", "forbids"),
            *("circumstances", "limit", "audience"),
        ),
    )
    titles, about = _titles(file)
    return Profile(
        file.name.split("/", 1)[1],
        titles,
        table.get("since", ""),
        about,
        _laws(file, table, required=False),
        tuple(_cue(file, cue) for cue in table.get("cue", [])),
        tuple(_element(file, element) for element in table.get("element", [])),
        file.words(table, "permits"),
        table.get("circumstances", {}),
        file.words(table, "forbids"),
        tuple(_limit(file, limit) for limit in table.get("limit", [])),
        tuple(_audience(file, audience) for audience in table.get("audience", [])),
        table.get("area", ""),
    )


def _titles(file: RuleFile) -> tuple[dict[Lang, str], dict[Lang, str]]:
    """Title and description of a profile or a standard in each language."""
    titles: dict[Lang, str] = {}
    about: dict[Lang, str] = {}
    for lang in LANGS:
        words = file.want(file.table, lang, dict)
        file.only(words, ("title", "about"), f"{lang}.")
        titles[lang] = file.want(words, "title", str, f"{lang}.")
        about[lang] = words.get("about", "")
    return titles, about


def standard_of(file: RuleFile) -> Standard:
    """The standard that the file states."""
    table = file.table
    file.only(
        table,
        (
            *("since", "extends", "zh", "en", "law", "mask", "limit", "element", "audience"),
            *("requirement", "matter"),
        ),
    )
    titles, about = _titles(file)
    mask = table.get("mask", {})
    file.only(mask, ("error", "warning"), "mask.")
    return Standard(
        file.name.split("/", 1)[1],
        titles,
        _laws(file, table, required=True),
        mask.get("error", MASK_ERROR),
        mask.get("warning", MASK_WARNING),
        tuple(_limit(file, limit) for limit in table.get("limit", [])),
        tuple(found for spec in table.get("element", []) for found in _elements(file, spec)),
        tuple((_profiles(file, spec), _audience(file, spec)) for spec in table.get("audience", [])),
        tuple(_requirement(file, spec) for spec in table.get("requirement", [])),
        tuple(_matter(file, spec) for spec in table.get("matter", [])),
        table.get("extends", ""),
        about,
    )


def calendar_of(file: RuleFile) -> CalendarYear:
    """The holidays of the year that names the file."""
    file.only(file.table, ("since", "off", "work", "law"))
    year = file.name.rpartition("/")[2]
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise file.broken("文件名应为年份，如 2027.toml / the file must be named by its year")
    return CalendarYear(
        int(year), _dates(file, "off"), _dates(file, "work"), _laws(file, file.table, required=True)
    )


def _dates(file: RuleFile, key: str) -> tuple[int, ...]:
    """The days of a list of 2027-01-01 and 2027-02-06/2027-02-12."""
    found: list[int] = []
    for text in file.words(file.table, key):
        ends = [of_iso(part) for part in text.split("/")]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None or not 0 <= last - first < MOST_HOLIDAYS:
            raise file.broken(f"“{key}” 应为日期 / must be dates or first/last: {text}", at=key)
        found.extend(range(first, last + 1))
    return tuple(found)


def _profiles(file: RuleFile, table: dict[str, Any]) -> tuple[str, ...]:
    """The profiles that a table of a standard is about, taken out of it."""
    found = file.words(table, "profiles")
    table.pop("profiles", None)
    return found


def _elements(file: RuleFile, table: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], ElementSpec]]:
    """The elements of one table of a standard, which may name several that one clause asks for."""
    profiles = _profiles(file, table)
    ids = file.words(table, "ids")
    table.pop("ids", None)
    for name in ids or (file.want(table, "id", str, "element."),):
        yield profiles, _element(file, {**table, "id": name})


def _limit(file: RuleFile, table: Mapping[str, Any]) -> Limit:
    keys = ("what", "unit", "least", "most", "counted_from", "when", "profiles", "law")
    file.only(table, keys, "limit.")
    least, most = table.get("least", 0), table.get("most", 0)
    what = file.choice(table, "what", ("display", "publish"))
    if what == "display" and table.get("unit") == "monthly":
        raise file.broken("limit：monthly 只用于 publish / is for publish only", at="unit")
    if not isinstance(least, int) or not isinstance(most, int) or (least if what == "display" else most) < 1:
        raise file.broken("limit：display 写 least，publish 写 most，单位天 / whole days wanted", at="limit")
    return Limit(
        cast(Any, what),
        cast(Any, file.choice(table, "unit", ("working", "calendar", "monthly"))),
        least,
        most,
        table.get("counted_from", ""),
        _when(table),
        file.words(table, "profiles"),
        _laws(file, table, required=True),
    )


def _audience(file: RuleFile, table: Mapping[str, Any]) -> Audience:
    file.only(table, ("rule", "levels", "channels", "audiences", "when", "law"), "audience.")
    return Audience(
        file.want(table, "rule", str, "audience."),
        file.words(table, "levels"),
        file.words(table, "channels"),
        file.words(table, "audiences"),
        _when(table),
        _laws(file, table, required=True),
    )


def _requirement(file: RuleFile, table: Mapping[str, Any]) -> Requirement:
    file.only(table, ("id", "how", "zh", "en", "by", "why_zh", "why_en"), "requirement.")
    why = {lang: table[f"why_{lang}"] for lang in LANGS if table.get(f"why_{lang}")}
    if not table.get("by") and len(why) < 2:
        raise file.broken("requirement 要有 by，或者两种语言的 why / wants `by` or a why", at="requirement")
    return Requirement(
        file.want(table, "id", str, "requirement."),
        {lang: file.want(table, lang, str, "requirement.") for lang in LANGS},
        file.want(table, "how", str, "requirement."),
        file.words(table, "by"),
        why,
    )


def _matter(file: RuleFile, table: Mapping[str, Any]) -> Matter:
    file.only(table, ("id", "zh", "en", "profiles", "words", "elements"), "matter.")
    return Matter(
        file.want(table, "id", str, "matter."),
        {lang: file.want(table, lang, str, "matter.") for lang in LANGS},
        file.words(table, "profiles"),
        file.words(table, "words"),
        file.words(table, "elements"),
    )


def _when(table: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in table.get("when", {}).items()}


def _laws(file: RuleFile, table: Mapping[str, Any], *, required: bool) -> tuple[Law, ...]:
    laws = []
    for law in table.get("law", []):
        file.only(law, ("name", "clause", "confidence", "zh", "en"), "law.")
        confidence = file.choice(law, "confidence", CONFIDENCES)
        says = {lang: file.want(law, lang, str, "law.") for lang in LANGS if lang in law}
        if len(says) == 1:
            raise file.broken("law 的 zh 与 en 缺一 / law says something in one language only", at="law")
        name = file.want(law, "name", str, "law.")
        laws.append(Law(name, law.get("clause", ""), says, cast(Confidence, confidence)))
    if required and not laws:
        raise file.broken("没有出处 / no [[law]]: a rule carries its source")
    return tuple(laws)


def _wording(file: RuleFile, lang: Lang) -> Wording:
    table = file.want(file.table, lang, dict)
    file.only(table, ("title", "message", "why", "fix"), f"{lang}.")
    return Wording(*(file.want(table, key, str, f"{lang}.") for key in ("title", "message", "why", "fix")))


def _compare_names(file: RuleFile, wording: Mapping[Lang, Wording]) -> None:
    names = {}
    for lang, words in wording.items():
        try:
            names[lang] = {name for _, name, _, _ in Formatter().parse(words.message) if name is not None}
        except ValueError as error:
            raise file.broken(f"{lang}.message: {error}", at="message") from error
    if names["zh"] != names["en"]:
        raise file.broken(
            f"两种语言的 {{}} 不一致 / different {{names}} in the messages: {sorted(names['zh'] ^ names['en'])}",
            at="message",
        )


def _examples(file: RuleFile, table: Mapping[str, Any]) -> Iterator[Example]:
    for example in table.get("example", []):
        file.only(example, ("text",), "example.")
        text = file.want(example, "text", str, "example.")
        if text.count("⟦") != text.count("⟧"):
            raise file.broken("⟦ 与 ⟧ 不成对 / ⟦ and ⟧ do not match", at="example")
        yield Example(text, "⟦" in text)


def _patterns(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, str) and key.startswith("pattern"):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _patterns(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _patterns(inner, key)


def _check_pattern(file: RuleFile, pattern: str) -> None:
    if FORBIDDEN_CLASSES.search(pattern):
        raise file.broken(
            r"模式里不能用 \b \d \w（与汉字相邻时含义不同）/ no \b, \d or \w: write [0-9] and so on",
            at="pattern",
        )
    try:
        re.compile(plain(pattern))
    except re.error as error:
        raise file.broken(f"模式有误 / bad pattern: {error}", at="pattern") from error


def _cue(file: RuleFile, cue: Mapping[str, Any]) -> Cue:
    file.only(cue, ("where", "words", "points"), "cue.")
    where = file.choice(cue, "where", CUE_PLACES)
    points = cue.get("points", 1)
    if not isinstance(points, (int, float)):
        raise file.broken("cue.points 应为数字 / must be a number", at="points")
    words = file.words(cue, "words")
    if not words:
        raise file.broken("cue.words 为空 / is empty", at="cue")
    return Cue(cast(Any, where), words, float(points))


def _element(file: RuleFile, table: Mapping[str, Any]) -> ElementSpec:
    file.only(table, ("id", "called_for", "law", "when", "each_row", "only"), "element.")
    return ElementSpec(
        file.want(table, "id", str, "element."),
        cast(CalledFor, file.choice(table, "called_for", ("must", "should"))),
        _laws(file, table, required=False),
        _when(table),
        bool(table.get("each_row", False)),
        file.words(table, "only"),
    )
