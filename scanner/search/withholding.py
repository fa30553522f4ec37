"""A report holds no personal value: what was found as one is masked wherever else it was quoted.

The value of an element, a column's head in the evidence, a label: each is text of the file and may hold
the very number that a finding masks. Quoted text is folded and cut, so a value is known by its digits.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanner.masking import CUT, masked
from scanner.model import Element, Fact, Finding
from scanner.noun import replace
from scanner.regexes import compiled

FAMILY = "personal/"
LEAST = 6  # digits of a quoted piece that are worth hiding: a region, a birth date, the tail of a card
_STRETCH = compiled(r"[0-9０-９](?:[^\w@]{0,3}[0-9０-９XxＸｘ]){5,}")
_NOT_DIGITS = compiled(r"[^0-9X]")
_NARROW = {0xFF01 + i: 0x21 + i for i in range(94)}


class Withheld:
    """The personal values of one file, as (rule, value)."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        self._numbers: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._said: dict[str, str] = {}  # a list quotes the head of its column 20,000 times
        for rule, value in values:
            if "@" in value:
                address = "".join(value.translate(_NARROW).split())
                self._addresses[address] = masked(rule, value)
            else:
                self._numbers[_digits(value)] = masked(rule, value)

    def text(self, quoted: str) -> str:
        """The text with every value, and every piece of one, masked."""
        if quoted not in self._said:
            self._said[quoted] = self._masked(quoted)
        return self._said[quoted]

    def _masked(self, quoted: str) -> str:
        for address, shown in self._addresses.items():
            quoted = quoted.replace(address, shown)
            name = address.partition("@")[0]
            if len(name) >= LEAST:
                quoted = quoted.replace(name, CUT)
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


def _digits(value: str) -> str:
    return _NOT_DIGITS.sub("", value.translate(_NARROW).upper())
