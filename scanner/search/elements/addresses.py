"""Addresses that no label names: where to write or to come, told by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scanner.model import Rulebook
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, Candidate, folded
from scanner.search.elements.passages import Passage, pattern_of

IDS = ("complaint-address", "office-address")
NEAR = 60  # characters round an address that say whose it is
SHORTEST, LONGEST = 4, 36
LESS = 1  # added for an address that no word leads to
_TOKEN = compiled(r"[^\s，。；;：:、“”？?]+")
_LEADS = compiled(
    "^.*?(?:通信地址|通讯地址|地址|地点|位于|寄(?:至|到|往|给)?|送(?:至|到|交|往)?|交(?:至|到)?|投(?:至|到|进|递)|设在|(?:可|请|可以|或|或者|再|直接|也|人)到|来信|写信|信函|信件|来访)(?:请寄|为|是|在)?(?=..)"
)
_TRAILS = compiled(
    "(?:当面|面谈|反映|提出|申请|办理|咨询|领取|查阅|查询|登记|书面|或者|或电话|或致电|告知|窗口反|说明|举报|投诉|面对面|（请|[（(]请).*$"
)
_STRONG = compiled(
    "[路街巷道段][^路街]{0,8}?[0-9]{1,4}号|[0-9]{2,4}室|[0-9]{1,2}(?:楼|层|号楼|号窗口|栋)|[一二三四五六七八九十]楼|[A-Z]座|大厦|大楼|配楼|主楼|北楼|南楼"
    "|大院|院内|院里|院子里|窗口|(?:西侧|东侧|南侧|北侧|隔壁|对面)$"
)
_WEAK = compiled("(?<![0-9])[路街巷道]|中心|院|楼|室|局|办|镇|乡|号")
_MARKS = compiled("[路街道巷号楼室院厦座层栋侧口心]")


def address_candidates(
    passages: Sequence[Passage], rulebook: Rulebook, asked: Sequence[str]
) -> list[Candidate]:
    """What the addresses of a notice offer for the elements it is asked for."""
    ids = [name for name in IDS if name in asked]
    words = {name: _words(rulebook.rules[f"element/{name}"].parameters) for name in ids}
    found: list[Candidate] = []
    if words:
        for passage in passages:
            if _MARKS.search(passage.text) is not None:
                found.extend(_of_passage(passage, words))
    return found


def _words(parameters: Mapping[str, object]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    own: Sequence[str] = parameters["signs"]  # type: ignore[assignment]
    foreign: Sequence[str] = parameters["foreign"]  # type: ignore[assignment]
    return pattern_of(tuple(own)), pattern_of(tuple(foreign))


def _of_passage(
    passage: Passage, words: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
) -> Iterator[Candidate]:
    before = ""
    for token in _TOKEN.finditer(passage.text):
        lead = _LEADS.match(token[0])
        led = lead is not None or (_LEADS.match(f"{before}某某") is not None and len(before) <= SHORTEST)
        start = token.start() + (lead.end() if lead else 0)
        value = _TRAILS.sub("", passage.text[start : token.end()]).strip("（(）)至到")
        before = token[0]
        fits = (_STRONG if not led else _WEAK).search(value) is not None
        if not fits or not SHORTEST <= len(value) <= LONGEST:
            continue
        start = passage.text.index(value, start)
        around = f"{passage.head} {passage.text[max(0, start - NEAR) : start]}"
        after = passage.text[start + len(value) : start + len(value) + 12]
        for name, (own, foreign) in words.items():
            if own.search(around + after) is None or foreign.search(around[-20:]) is not None:
                continue
            rank = RANK["prose"] + LESS * (not led)
            places = passage.place(start), passage.place(start + len(value) - 1) + 1
            yield Candidate(name, folded(value), *places, "prose", "good", "", rank)
