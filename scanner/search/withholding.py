"""A report holds no personal value: what was found as one is masked wherever else it was quoted.

The value of an element, a column's head in the evidence, a label: each is text of the file and may hold
the very number that a finding masks. Quoted text is folded and cut, so a number is known by its digits,
a code by its letters and digits, anything else (a date of birth, a number in 汉字) by its own words. A date of
birth that was taken for the date of the signature is no circumstance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scanner.masking import CUT, masked
from scanner.model import Circumstance, Element, Fact, Finding, NormalizedText
from scanner.noun import replace
from scanner.regexes import compiled

FAMILY = "personal/"
MASKS = "mask/"
PUBLISHED = "publish_date"
BIRTH = f"{FAMILY}birth-date"
EARLIEST = "2000"  # the year before which no notice was published: such a date is a birth, a founding, a law
LEAST = 6  # digits of a quoted piece that are worth hiding: a region, a birth date, the tail of a card
_STRETCH = compiled(r"[0-9０-９](?:[^\w@]{0,3}[0-9０-９XxＸｘ]){5,}")
_CODE = compiled(r"[A-Za-z0-9](?:[ ·_()（）-]{0,2}[A-Za-z0-9]){4,}")
_NOT_DIGITS = compiled(r"[^0-9X]")
_NOT_CODE = compiled(r"[^0-9A-Za-z]")
_NARROW = {0xFF01 + i: 0x21 + i for i in range(94)}


def circumstances_shown(
    circumstances: Mapping[str, Circumstance], findings: Iterable[Finding], text: NormalizedText
) -> dict[str, Circumstance]:
    """The circumstances without an inferred date of publication that is somebody's date of birth."""
    from scanner.values import days

    published = circumstances.get(PUBLISHED)
    if published is None or published.source != "inferred":
        return dict(circumstances)
    texts = text.document.blocks.texts
    for finding in findings:
        if finding.rule == BIRTH:
            value = "".join(texts[span.block][span.start : span.end] for span in finding.spans)
            if any(day.iso == published.value for day in days(value)):
                return {name: known for name, known in circumstances.items() if name != PUBLISHED}
    return dict(circumstances)


def circumstances_possible(circumstances: Mapping[str, Circumstance]) -> dict[str, Circumstance]:
    """The circumstances without an inferred date of publication from before there were such notices."""
    published = circumstances.get(PUBLISHED)
    if published is None or published.source != "inferred" or published.value >= EARLIEST:
        return dict(circumstances)
    return {name: known for name, known in circumstances.items() if name != PUBLISHED}


class Withheld:
    """The personal values of one file, as (rule, value)."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        self._numbers: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._said: dict[str, str] = {}  # a list quotes the head of its column 20,000 times
        for rule, value in values:
            narrow = "".join(value.translate(_NARROW).split())
            code = _code(narrow)
            if "@" in narrow:
                self._words[narrow] = masked(rule, value)
                self._words.setdefault(_local_part(narrow), CUT)
            elif len(code.rstrip("X")) >= LEAST and code.rstrip("X").isdigit() and _is_plain(narrow):
                self._numbers[_digits(value)] = masked(rule, value)
            else:
                self._words[narrow] = masked(rule, value)
                if len(code) >= LEAST - 1 and not code.isdigit():
                    self._codes[code] = masked(rule, value)
        self._words.pop("", None)

    def text(self, quoted: str) -> str:
        """The text with every value, and every piece of one, masked."""
        if quoted not in self._said:
            self._said[quoted] = self._masked(quoted)
        return self._said[quoted]

    def _masked(self, quoted: str) -> str:
        for word, shown in self._words.items():
            quoted = quoted.replace(word, shown)
        if self._codes:
            quoted = _CODE.sub(lambda found: self._of_code(found[0]), quoted)
        if self._numbers and any(character.isdigit() for character in quoted):
            return _STRETCH.sub(lambda found: self._number(found[0]), quoted)
        return quoted

    def element(self, element: Element) -> Element:
        """The element without personal values."""
        lacking = tuple((self._fact(fact), spans) for fact, spans in element.lacking)
        return replace(element, value=self.text(element.value), lacking=lacking)

    def finding(self, finding: Finding) -> Finding:
        """The finding whose evidence quotes no personal value."""
        fields = tuple((name, self.text(value)) for name, value in finding.fields)
        evidence = tuple(map(self._fact, finding.evidence))
        if fields == finding.fields and evidence == finding.evidence:
            return finding
        return replace(finding, evidence=evidence, fields=fields)

    def _fact(self, fact: Fact) -> Fact:
        values = tuple((name, self.text(value)) for name, value in fact.values)
        return fact if values == fact.values else Fact(fact.name, values)

    def _number(self, stretch: str) -> str:
        digits = _digits(stretch)
        for number, shown in self._numbers.items():
            if number in digits:
                return shown
            if digits in number and len(digits) >= LEAST:
                return CUT
        return stretch

    def _of_code(self, stretch: str) -> str:
        code = _code(stretch)
        if code in self._codes:
            return self._codes[code]
        return next((shown for known, shown in self._codes.items() if known in code), stretch)


def _is_plain(narrow: str) -> bool:
    """Whether the value is digits and separators: no 年, no 字, no 汉字 for digits."""
    return narrow.isascii() or not any(char.isalpha() for char in narrow if not char.isascii())


def _digits(value: str) -> str:
    return _NOT_DIGITS.sub("", value.translate(_NARROW).upper())


def _code(value: str) -> str:
    return _NOT_CODE.sub("", value).upper()


def _local_part(address: str) -> str:
    name = address.partition("@")[0]
    return name if len(name) >= LEAST else ""
