"""A candidate: something in the text that may be the value of an element."""

from __future__ import annotations

from scanner.model import Fact, NormalizedText
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.values import (
    MONTH,
    NOTHING_WORDS,
    days,
    has_money,
    has_period,
    is_number,
    is_placeholder,
    is_unit,
    persons,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    State = Literal["good", "poor", "placeholder", "empty"]
else:
    State = str

# How much a way of finding something weighs against the others: the smaller, the better.
RANK = {"label": 0, "signature": 0, "head": 0, "title": 0, "column": 1, "heading": 2, "prose": 3}
WEAK = 4  # added for a label that often means something else (电话, 名称)


class Candidate(metaclass=noun):
    """What may be the value of element `id`: searched characters `start` to `end`.

    `rows` are the rows of a column that want something: a fact and the block of the cell.
    """

    id: str
    value: str
    start: int
    end: int
    found_by: str
    state: State
    label: str = ""
    rank: int = 0
    lacking: tuple[tuple[Fact, int], ...] = ()

    @property
    def is_good(self) -> bool:
        return self.state == "good"


def state_of(kind: str, value: str) -> State:
    """Whether a text can be a value of this kind (text money date period phone person unit names)."""
    value = value.strip()
    if not value:
        return "empty"
    if kind == "unit" and any(is_unit(part) for part in _UNIT_PARTS.split(value)):
        return "good"
    if kind in ("person", "names") and persons(value):
        return "good"  # masked names are no holes
    if is_placeholder(value) or is_placeholder(value.strip(_FRAME)):
        return "placeholder"
    if kind == "text":
        return "good" if len(value) > 1 or value not in NOTHING_WORDS else "empty"
    return "good" if _FITS[kind](value) else "poor"


def lacks_unit(value: str, label: str, text: NormalizedText) -> bool:
    """Whether a sum of money is a bare number, and neither its label nor the page says 元 or 万元."""
    return (
        _BARE_NUMBER.fullmatch(value) is not None
        and "元" not in label
        and _UNIT_SAID.search(text.text) is None
    )


_BARE_NUMBER = compiled(r"\s*[0-9][0-9,，]*(?:\.[0-9]+)?\s*")
_UNIT_SAID = compiled(
    r"单位\s?[:：]?\s?(?:人民币)?\s?(?:亿|万|千)?元|[（(](?:单位[:：])?(?:亿|万|千)?元[)）]|元/"
)
_FRAME = "（）()[]【】〔〕“”\"' 。；;"


def _fits_phone(value: str) -> bool:
    from scanner.search.numbers.phones import phones

    if any(phone.kind != "invalid" for phone in phones(value)):
        return True
    closed = _SPREAD_DIGITS.sub("", value)  # 0 3 9 3 - 8 0 0 0 0 0 1
    return closed != value and any(phone.kind != "invalid" for phone in phones(closed))


_SPREAD_DIGITS = compiled(r"(?<=[0-9\-—－]) (?=[0-9\-—－])")
_UNIT_PARTS = compiled(r"[、，,；;\s（(]")
# A number that counts nothing else: not 3头, 23级, 5户, 2024年.
_SUM = compiled(
    r"(?<![0-9.])[0-9][0-9,]{0,24}(?:\.[0-9]{1,9})?(?![0-9.,]|\s?[%级班年月日号届户名人口村个台套头只条亩次批期组分户])"
)
_YEAR = compiled(r"[0-9]{4}")
_TWO_HAN = compiled(r"[^\W\da-zA-Z_]{2}")
_TWO_SIGNS = compiled(r"[^\W_]\s?[^\W_]|[^\W_][·*]")
_ATTRIBUTE = compiled(r"(?:主动|依申请|不予|免予)公开|公开发布|不公开")
_NUMBER = compiled(r"[0-9]{1,5}\s?号")
_SPACES = compiled(r"\s+")


_FITS: dict[str, Callable[[str], bool]] = {
    "money": lambda value: has_money(value) or is_number(value) or _SUM.search(value) is not None,
    "date": lambda value: any(day.real for day in days(value)) or MONTH.search(value) is not None,
    "period": lambda value: has_period(value) or _YEAR.search(value) is not None,
    "phone": _fits_phone,
    "person": lambda value: bool(persons(value)),
    "unit": lambda value: _TWO_HAN.search(value) is not None,
    "names": lambda value: _TWO_SIGNS.search(value) is not None or is_number(value),
    "attribute": lambda value: _ATTRIBUTE.search(value) is not None,
    "email": lambda value: "@" in value,
    "number": lambda value: _NUMBER.search(value) is not None,
}
VALUE_KINDS = ("text", *_FITS)


def folded(text: str, limit: int = 80) -> str:
    """A value for showing: white space folded, cut at `limit` characters."""
    text = _SPACES.sub(" ", text).strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"
