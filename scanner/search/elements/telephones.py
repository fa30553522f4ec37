"""Telephones that no label names: whose they are, told by the words round them.

Every number of an office is looked at once. A sign of an element (举报, 咨询 …) in its clause, behind it
in brackets, or in the words above or before it makes it that element's number; a word for somebody else
(施工单位, 户主 …) nearer to the number takes it away again. A number of an office that nothing is said
about is where a reader would call, whatever he wants to say. The words are parameters of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scanner.model import NormalizedText, Rulebook
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, WEAK, Candidate, folded
from scanner.search.elements.passages import Passage, pattern_of

IDS = ("complaint-phone", "contact-phone", "inquiry-phone", "office-phone")
MOST = 60  # numbers of one notice that are looked at
BEFORE = 90  # characters before a number that are read
NEAR = 30  # characters before a number in which somebody else is named
MIXED = 1  # added where the words say another element as well, or where the number is a private one
CALLED = 14  # characters from a word for a telephone to its number
SHORT = 9  # characters of a number without area code
_DIGITS = compiled("[0-9]{3}|0 [0-9] [0-9]")
# What every telephone holds, and few cells of figures do: five digits in a row, or the beginning of a number with gaps.
_MAYBE_PHONE = compiled("[0-9]{5}|[48]00|1[3-9](?:[-—－–‐一 ]?[0-9]){8}|0 [0-9] [0-9]")
_OPEN_SIGNS = compiled("[×xX*＊_＿○]")
_HOTLINE = compiled("(?<![0-9A-Za-z.,，—-])(?:12[0-9]{3}|9[56][0-9]{3,4})(?![0-9A-Za-z.])")
_SPREAD = compiled(
    "(?<![0-9])0(?: [0-9]){2,3} ?[-—－]? ?(?:[0-9] ){6,7}[0-9](?![0-9])"
)  # 0 3 9 3 - 8 0 0 0 0 0 1
_WELL_KNOWN = frozenset({"12317", "12345", "12388"})
_CALL = compiled("电话|热线|拨|打|致电|来电|座机|总机|☎|📞|📱|☏|号码|Tel|TEL|tel")
_ENDS = compiled("[。；;！!\n]")
_BEHIND = compiled(r"\s?[（(]([^（()）]{1,24})[)）]|([^\s，。；;,、：:（(0-9]{1,10})(?![：:0-9]|\s?[0-9])")
_JOINED = compiled(
    r"\s?(?:[（(][^（()）]{1,16}[)）])?\s?(?:[、,，/／]|或者?|和|及|以及)(?:[^，。；;、0-9:：]{0,8}?(?:电话|热线|拨打?|打))?\s?"
)
_FAX = compiled(r"(?:传真|邮编|邮政编码|网站|QQ|qq|微信)[^，。；;电话]{0,6}$")
_NO_PHONE = compiled("编号|编码|代码|索引|账号|账户|(?<!号)码|卡号|证号|文号|批号|标号|凭证|工号|[￥¥]")
_IN_NAMES = compiled(
    "监督管理(?!部门|机关|单位|机构|股|科|处)|市场监督管理|监察局|监察厅|信访局|纪念"
)  # of bodies: no sign
_HOLE = r"(?:电话|热线|方式)?\s?(?:[:：]|为|是)\s?(?P<hole>[×xX*＊_＿○]{3,}(?:\s?[-—－]\s?[×xX*＊_＿○]{3,})?)"


class Telephone(metaclass=noun):
    """A number of an office: where it stands, its kind, the words before, behind and above it."""

    start: int
    end: int
    kind: str
    before: str
    behind: str
    head: str
    is_cell: bool = False
    goes_on: bool = False  # with the number before: 0393-8000001、12317
    is_alone: bool = False  # a hotline that everybody knows, alone on a line


class Signs(metaclass=noun):
    """The words that make a number an element's, and those that make it somebody else's."""

    own: re.Pattern[str]
    foreign: re.Pattern[str]
    hole: re.Pattern[str]


def _of_passage(passage: Passage) -> Iterator[Telephone]:
    said = 0
    for kind, start, end in _numbers(passage.text):
        between = passage.text[said:start]
        border = [match.end() for match in _ENDS.finditer(between)]
        before = between[border[-1] :] if border else between
        # A number that stands alone in its sentence is about what was said in the one before.
        if len(before.strip()) < 3 and len(border) > 1:
            before = between[border[-2] :]
        if not border and not said:
            before = passage.led + before
        behind = _BEHIND.match(passage.text, end)
        said_behind = (behind[1] or behind[2]) if behind else ""
        goes_on = bool(said) and _JOINED.fullmatch(between) is not None
        places = passage.place(start), passage.place(end - 1) + 1
        if _FAX.search(before) is None and _NO_PHONE.search(before[-CALLED:]) is None:
            looks = kind, before[-BEFORE:], said_behind, passage.head
            yield Telephone(*places, *looks, passage.is_cell, goes_on, passage.text.strip() in _WELL_KNOWN)
        said = end


def holds_office_number(text: str) -> bool:
    """Whether a text holds a telephone that is no mobile, no fax and no number of something else."""
    return any(telephone.kind != "mobile" for telephone in _of_passage(Passage(text, 0)))


def _numbers(passage: str) -> list[tuple[str, int, int]]:
    """(kind, where it begins, where it ends) of the telephones of a text."""
    if _MAYBE_PHONE.search(passage) is None:
        return []
    from scanner.search.numbers.phones import phones

    found: list[tuple[str, int, int]] = [
        (phone.kind, phone.start, phone.end)
        for phone in phones(passage)
        if phone.kind in ("landline", "mobile") or (phone.kind == "hotline" and phone.digits[0] in "48")
    ]
    taken = [(start, end) for _, start, end in found]
    for kind, pattern in (("hotline", _HOTLINE), ("landline", _SPREAD)):
        for match in pattern.finditer(passage):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append((kind, match.start(), match.end()))
    return sorted(found, key=lambda entry: entry[1])


def telephone_candidates(
    text: NormalizedText, passages: Sequence[Passage], rulebook: Rulebook, asked: Sequence[str]
) -> list[Candidate]:
    """What the numbers of a notice offer for the telephone elements it is asked for."""
    ids = [name for name in IDS if name in asked]
    if not ids:
        return []
    signs = {name: _signs(rulebook.rules[f"element/{name}"].parameters) for name in ids}
    found: list[Candidate] = []
    chains: dict[int, list[Telephone]] = {}
    for passage in passages:
        if len(chains) >= MOST:
            break
        if _DIGITS.search(passage.text) is not None:
            for telephone in _of_passage(passage):
                if telephone.goes_on and chains and [*chains.values()][-1][-1].end < telephone.start:
                    [*chains.values()][-1].append(telephone)
                else:
                    chains.setdefault(telephone.start, [telephone])
        elif _OPEN_SIGNS.search(passage.text) is not None:
            found.extend(_holes(passage, signs))
    for chain in chains.values():
        start, end = chain[0].start, chain[-1].end
        for name, rank in _meant(chain, signs):
            by = "prose" if rank < WEAK else "nearby"
            found.append(Candidate(name, folded(text.text[start:end]), start, end, by, "good", "", rank))
    return found


def _signs(parameters: Mapping[str, object]) -> Signs:
    own: Sequence[str] = parameters.get("signs", ())  # type: ignore[assignment]
    foreign: Sequence[str] = parameters.get("foreign", ())  # type: ignore[assignment]
    return Signs(pattern_of(tuple(own)), pattern_of(tuple(foreign)), pattern_of(tuple(own), _HOLE))


def _holes(passage: Passage, signs: Mapping[str, Signs]) -> Iterator[Candidate]:
    """Numbers that were left open: 投诉：XXXX-XXXXXXX."""
    for name, sign in signs.items():
        found = sign.hole.search(passage.text)
        if found is not None:
            start, end = passage.place(found.start("hole")), passage.place(found.end("hole") - 1) + 1
            yield Candidate(name, found["hole"], start, end, "prose", "placeholder", "", RANK["prose"])


def _meant(chain: Sequence[Telephone], signs: Mapping[str, Signs]) -> list[tuple[str, int]]:
    """(element, rank) that numbers are for, by the nearest words that say so; whatever they are for, if none do."""
    first, last = chain[0], chain[-1]
    between = " ".join(telephone.before for telephone in chain[1:])
    private = MIXED if first.kind == "mobile" else 0
    for words in (f"{first.before} {first.behind} {between} {last.behind}", f"{first.head} {first.before}"):
        words = _IN_NAMES.sub("", words)
        said = {name: _last(sign.own, words) for name, sign in signs.items()}
        said = {name: at for name, at in said.items() if at >= 0 and not _is_foreign(signs[name], words, at)}
        if said:
            nearest = max(said.values())
            shared = [name for name, at in said.items() if at == nearest][-1]
            return [(name, RANK["prose"] + max(private, name != shared)) for name in said]
    return _unsaid(first, signs)


def _unsaid(telephone: Telephone, signs: Mapping[str, Signs]) -> list[tuple[str, int]]:
    """A number that no word is said about: for contact where that is asked for, else for complaints."""
    if telephone.is_cell or telephone.kind == "mobile":
        return []
    is_short = telephone.end - telephone.start < SHORT
    is_called = _CALL.search(telephone.before[-CALLED:]) is not None
    if is_short and not is_called and not telephone.is_alone:
        return []  # seven digits may be anything
    words = f"{telephone.head} {telephone.before[-NEAR:]} {telephone.behind}"
    name = next((name for name in (*IDS[1:], IDS[0]) if name in signs), "")
    if _is_foreign(signs[name], words, 0):
        return []
    return [(name, RANK["prose"] + WEAK)]


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Where the last of the words begins; -1 where none is said."""
    return max((match.start() for match in pattern.finditer(words)), default=-1)


def _is_foreign(signs: Signs, words: str, at: int) -> bool:
    """Whether a word for somebody else stands behind the place `at` and near the end of the words."""
    return signs.foreign.search(words, max(at, len(words) - NEAR)) is not None
