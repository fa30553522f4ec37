"""The labels that Word writes before numbered paragraphs: 一、 （二） 3. ① …

The formats are those of county notices; others are written in Arabic digits. Bullets give no label.
"""

from __future__ import annotations

import re

from scanner.errors import Unreadable
from scanner.extract.docx.tags import VAL, W
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Package

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_PLACE = compiled(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9  # 17.9.6
_LARGEST = 9999


def counted(number: int, digits: str = _DIGITS, tens: str = "十", hundreds: str = "百千") -> str:
    """A number from 1 to 9999 in Chinese counting words: 12 → 十二, 105 → 一百〇五."""
    if number < 10:
        return digits[number]
    text, is_open = "", False
    for value, unit in ((1000, hundreds[1]), (100, hundreds[0]), (10, tens), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += (digits[0] if is_open and text else "") + digits[digit] + unit
            is_open = False
        elif text:
            is_open = True
    return text[1:] if text.startswith(digits[1] + tens) else text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _lettered(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 26 * 4 else str(number)


def _roman(number: int) -> str:
    if number >= 40:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _stem(number: int) -> str:
    return _STEMS[(number - 1) % 10]


def _formal(number: int) -> str:
    return counted(number, _FORMAL, "拾", "佰仟")


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), counted
    ),
    **dict.fromkeys(("taiwaneseCountingThousand", "ideographDigital", "koreanDigital"), counted),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _formal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "ideographTraditional": _stem,
    "lowerLetter": _lettered,
    "upperLetter": lambda number: _lettered(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
}


class Numbering:
    """Counts the numbered paragraphs of a document, in reading order."""

    def __init__(self, package: Package, part: str | None) -> None:
        self._package = package
        self._part = part
        self.fault = ""  # why the part could not be read
        self._lists: dict[str, tuple[str, dict[int, int]]] | None = None  # list → (abstract list, new starts)
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # format, pattern, start
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of this list and level; "" for none."""
        if self._lists is None:
            self._parse()
        abstract, starts = (self._lists or {}).get(list_id, ("", {}))
        levels = self._levels.get(abstract)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [0] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for depth, start in starts.items():
                counts[depth] = start - 1
        counts[level] = counts[level] + 1 if counts[level] or level in starts else levels[level][2]
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return self._written(levels, counts, level)

    def _written(self, levels: dict[int, tuple[str, str, int]], counts: list[int], level: int) -> str:
        if levels[level][0] in ("bullet", "none"):
            return ""

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            if depth not in levels:
                return ""
            value = counts[depth] or levels[depth][2]
            return _FORMATS.get(levels[depth][0], str)(value) if 0 < value <= _LARGEST else str(value)

        return _PLACE.sub(number, levels[level][1])

    def _parse(self) -> None:
        self._lists = {}
        if self._part is None:
            return
        try:
            root = self._package.xml(self._part)
        except Unreadable as error:
            self.fault = error.reason
            return
        for element in root.iterchildren(W + "abstractNum"):
            self._levels[element.get(W + "abstractNumId") or ""] = {
                _number(level.get(W + "ilvl")): _level(level)
                for level in element.iterchildren(W + "lvl")
                if _number(level.get(W + "ilvl")) < _LEVELS
            }
        for element in root.iterchildren(W + "num"):
            abstract = element.find(W + "abstractNumId")
            starts = {}
            for override in element.iterchildren(W + "lvlOverride"):
                start = override.find(W + "startOverride")
                if start is not None and _number(override.get(W + "ilvl")) < _LEVELS:
                    starts[_number(override.get(W + "ilvl"))] = _number(start.get(VAL))
            name = (abstract.get(VAL) or "") if abstract is not None else ""
            self._lists[element.get(W + "numId") or ""] = (name, starts)


def _level(element: _Element) -> tuple[str, str, int]:
    found = {name: element.find(W + name) for name in ("numFmt", "lvlText", "start")}
    values = {name: (child.get(VAL) or "") if child is not None else "" for name, child in found.items()}
    return values["numFmt"] or "decimal", values["lvlText"][:40], _number(values["start"] or "1")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
