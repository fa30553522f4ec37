"""Numbers written in Chinese numerals: 四一〇九九九…, 零壹贰叁…, 幺三九…, digits among them or not.

Numerals are ordinary words, so the text is not searched for them: of any eleven numerals in a row one
stands at a place that eleven divides, and only those places are looked at.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.regexes import compiled
from scanner.search.numbers.policy import Reading, judged
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

_DIGIT_OF = {
    char: str(digit)
    for digit, chars in enumerate(
        ("〇零○◯", "一壹幺弌", "二贰两弍貳", "三叁弎叄參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_STEP = 11  # the shortest number there is
_LONGEST = 60  # characters of one number, separators included
_NUMERALS = "".join(_DIGIT_OF)
_ONE = compiled(f"[{_NUMERALS}]")
_RUN = compiled(f"[{_NUMERALS}0-9](?:[ -]?[{_NUMERALS}0-9])++(?:[ -]?[Xx×])?")
_PART = frozenset(_NUMERALS + "0123456789 -")
_FEWEST = 5  # numerals: 二〇二三 and the digits around it are a year


def numeral_readings(text: NormalizedText, heads: Heads, today: str) -> Iterator[Reading]:
    """Numbers of eleven or more places with Chinese numerals among them."""
    whole = text.text
    done = 0
    for hit in _ONE.finditer(whole[_STEP - 1 :: _STEP]):
        at = hit.start() * _STEP + _STEP - 1
        if at < done or not (whole[at - 1] in _PART or whole[at + 1 : at + 2] in _PART):
            continue
        start = _beginning(whole, at, done)
        run = _RUN.match(whole, start)
        if run is None:
            continue
        done = run.end()
        reading = _reading(Surroundings(text, heads, start, done), run.group(), today)
        if reading is not None:
            yield reading


def _beginning(whole: str, at: int, done: int) -> int:
    low = max(done, at - _LONGEST)
    while at > low and whole[at - 1] in _PART:
        at -= 1
    while whole[at] in " -":
        at += 1
    return at


def _reading(near: Surroundings, written: str, today: str) -> Reading | None:
    digits = "".join([_DIGIT_OF.get(char, char.upper()) for char in written if char not in " -"])
    digits = digits.replace("×", "X")
    if sum(char in _DIGIT_OF for char in written) < _FEWEST or not _STEP <= len(digits) <= _LONGEST:
        return None
    if near.text[near.end : near.end + 1] in ("年", "月"):
        return None
    reading = judged(digits, near, today, (len(digits),))
    if reading is None or not reading.identity:
        return None
    facts = (*reading.facts, Fact("chinese-numerals"))
    if reading.identity.startswith(("resident-id", "residence")):
        return replace(reading, identity="resident-id-malformed", certainty="suspect", facts=facts)
    return replace(reading, facts=facts)
