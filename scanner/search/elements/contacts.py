"""Contacts beside numbers: the person to ask for, and mailboxes in cells and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, Candidate, folded
from scanner.search.elements.passages import Passage
from scanner.values import is_person

PERSON, MAILBOX = "contact-person", "complaint-email"
LESS = 1  # added for a person beside a number that is no number for contact
BESIDE = 24  # characters beside a number in which its person stands
_NUMBER = compiled(
    "(?:[(（]?0[0-9]{2,3}[)）]?[-—－ ]?[0-9]{7,8}|1[3-9][0-9]{9}|(?<![0-9])[2-8][0-9]{6,7})(?![0-9])"
)
_MAILBOX = compiled(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,60}\.[A-Za-z]{2,8}")
_NAME_BEFORE = compiled(
    r"([^\W\da-zA-Z_]{2,12}(?:·[^\W\da-zA-Z_]{1,6})*)(?:同志|先生|女士|主任|老师)?(?:[（(][^（()）0-9]{1,10}[)）])?[\s，,、：:（(]{0,3}(?:(?:联系|办公)?(?:电话|手机)[:： ]?)?\s?$"
)
_NAME_BEHIND = compiled(
    r"\s?[，,、（( ]\s?([^\W\da-zA-Z_]{2,12}(?:·[^\W\da-zA-Z_]{1,6})*)(?:同志|先生|女士)?(?:接听|接待|受理)?(?=[）)，,、。；; ]|$)"
)
_BEFORE_NAMES = compiled(
    "^.*(?:办公室|委员会|中心|大队|人民政府|政府|[办股科室局站所组部处会委给找由是请人打知系]|采购人|联系)"
)
_TITLES = compiled("(?:同志|先生|女士|主任|老师|接听|接待|受理|处)$")
_NO_NAMES = compiled(
    "^(?:来|周[一二三四五六日末]|时间|时段|地址|方式|方便|单位|传真|公示|公开|通信|邮[编箱寄]|电话|白天|全天|和|或|于|从|到|向|同意|安排|农业|水利)"
)
_OTHERS = compiled("监督|投诉|举报|纪委|专家|评委|中标|成交|供应商|监理")


def contact_candidates(passages: Sequence[Passage], asked: Sequence[str]) -> list[Candidate]:
    """Persons beside numbers and mailboxes, for those of the two elements that are asked for."""
    found: list[Candidate] = []
    if PERSON not in asked and MAILBOX not in asked:
        return found
    for passage in passages:
        if MAILBOX in asked and "@" in passage.text:
            for match in _MAILBOX.finditer(passage.text):
                found.append(_candidate(MAILBOX, passage, match.start(), match.end(), RANK["prose"]))
        if PERSON in asked:
            found.extend(_persons(passage))
    return found


def _persons(passage: Passage) -> Iterator[Candidate]:
    for number in _NUMBER.finditer(passage.text):
        low = max(0, number.start() - BESIDE)
        before = _NAME_BEFORE.search(passage.text, low, number.start())
        behind = _NAME_BEHIND.match(passage.text, number.end(), number.end() + BESIDE)
        for match in (before, behind):
            name = _TITLES.sub("", _BEFORE_NAMES.sub("", match[1])) if match is not None else ""
            if match is None or not is_person(name) or _NO_NAMES.search(name):
                continue
            start = passage.text.rindex(name, match.start(1), match.end(1))
            others = _OTHERS.search(passage.text, max(0, low - BESIDE), number.start()) is not None
            yield _candidate(PERSON, passage, start, start + len(name), RANK["prose"] + LESS * others)
            break


def _candidate(name: str, passage: Passage, start: int, end: int, rank: int) -> Candidate:
    value = folded(passage.text[start:end])
    return Candidate(name, value, passage.place(start), passage.place(end - 1) + 1, "prose", "good", "", rank)
