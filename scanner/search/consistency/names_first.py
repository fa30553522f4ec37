"""Names in a row and their number right behind them: 东岭村、西岭村、南坪村3个村; 王某、李某、赵某3户."""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.consistency.announced import Announced
from scanner.values import chinese_number, is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading

_NUMBER = r"(?P<number>[0-9]{1,3}|[二两三四五六七八九十]{1,3})"
_PLACES = compiled(
    rf"(?<=[村镇乡区道县，,共]){_NUMBER}个(?P<thing>行政村|贫困村|脱贫村|村（社区）|村\(社区\)|村|乡镇（街道）|乡镇|镇|乡|社区|街道|县区|县|区)(?![^\W\d_]?民小组|级|[组校部])"
)
_BEFORE = compiled(r"[^，,。；;：:（）()\n0-9]+[，,]?共?$")
_PEOPLE = compiled(
    r"(?P<names>[^\W\d_×]{2,12}(?:、[^\W\d_×]{2,4}){2,60}(?:[和及与][^\W\d_]{2,4})?)[，,]?共?(?P<number>[0-9]{1,3})(?P<thing>户|人|名|位)(?!次|均|口|民|家|[0-9])"
)
_SPLIT = compiled(r"(?<=[村镇乡区道县])[、和及与]")
_COMMA = compiled(r"、")
_RANKS = {
    "乡镇": "镇乡",
    "乡镇（街道）": "镇乡道",
    "县区": "县区",
    "村（社区）": "村区",
    "村(社区)": "村区",
}
LEAST = 3
LONGEST, REACH = 10, 400  # characters of a name, of all names
MOST_APART = 3  # of two numbers that are about one thing


def numbered_behind(reading: Reading) -> Iterator[Announced]:
    """The numbers behind such names that are others than the names give."""
    for line in reading.lines:
        if "、" not in line.text:
            continue
        for match in _PLACES.finditer(line.text):
            before = _BEFORE.search(line.text, max(match.start() - REACH, 0), match.start())
            if before is None or match.start() - before.start() >= REACH:
                continue
            names = _SPLIT.split(before[0].rstrip("，,共"))
            is_short = all(0 < len(name) <= LONGEST for name in names[1:])
            if is_short and len(names) >= LEAST and _is_of_rank(names, match["thing"]):
                yield from _judged(line.start, match, len(names))
        for match in _PEOPLE.finditer(line.text):
            names = _COMMA.split(match["names"])
            if _are_persons(names) and "等" not in names[-1]:
                yield from _judged(line.start, match, len(names))


def _judged(start: int, match: re.Match[str], listed: int) -> Iterator[Announced]:
    number = chinese_number(match["number"].replace("两", "二"))
    if listed >= LEAST and number != listed and abs(number - listed) <= MOST_APART:
        yield Announced(start + match.start("number"), start + match.end("thing"), listed, "names")


def _is_of_rank(names: Sequence[str], thing: str) -> bool:
    """Whether all names are places of the rank that is counted; of mixed ones nothing is said."""
    allowed = _RANKS.get(thing, thing[-1])
    return all(name[-1:] in allowed and name for name in names)


def _are_persons(names: Sequence[str]) -> bool:
    """Whether the pieces are names; words may stand before the first."""
    first = names[0]
    heads = [first[-size:] for size in (2, 3, 4) if len(first) >= size]
    return any(map(_is_name, heads)) and all(map(_is_name, names[1:]))


def _is_name(words: str) -> bool:
    return is_person(words) or is_masked_name(words)
