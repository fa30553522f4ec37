"""`document-number`: 发文字号 whose year does not stand in 〔〕, that lost a bracket, or has 第, a zero, a space too many.

The form is that of GB/T 9704-2012 as it is usually quoted; its details are unconfirmed, so this is a note only.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.regexes import compiled
from scanner.search.matching import matches_near

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.model import Finding, Rule
    from scanner.search.consistency.reading import Reading

_OPEN, _CLOSE = "〔[（(【", "〕]）)】"
_NUMBER = compiled(
    r"([^\W\da-zA-Z_]{2,14})( ?)([〔\[（(【])( ?)((?:19|20)[0-9]{2})( ?)([〕\]）)】])?( ?)(第)?( ?)([0-9]{1,5})( ?)号(?![楼院线路桥门井机车地台])"
)
_YEAR = compiled(r"[〔\[（(【] ?(?:19|20)")
# What stands before a year in brackets and is no 机关代字: 公告（2020）3号 is numbered as it likes.
_AGENCY = compiled(
    r"(?:政|府|办|发|函|字|财|农|扶|贫|扶贫|民|人社|教|卫|建|水|交|林|委|党|组|纪|审|发改|乡振|振|规|令|综|社|厅|局|文|预|整|领|脱贫|脱|攻坚|国|税|保|村|金|医保|退役|文旅|体|资|乡)$"
)
_NOT_AGENCY = compiled(
    r"罚|公告|合同|协议|编号|档案|判决|民初|刑初|行初|民终|执|证|房|许可|备案|招标|采购|项目|批复号"
)
_BEFORE = tuple("按照 根据 依据 的 和 以 见 文件 引用 执行 下达 转发 印发 由 与 及 文号".split())
# Numbers of penalties are written with 第 and zeros by custom.
_FINE = compiled(r"罚|处|决|告|听|责")
PLAIN_FAULTS = ("ordinal", "zero")
_PLAIN = compiled(
    r"(?P<agency>[^\W\da-zA-Z_]{2,10})\s?[〔\[（(【]\s?(?P<year>(?:19|20)[0-9]{2})\s?[〕\]）)】]\s?第?\s?(?P<number>[0-9]{1,4})\s?号"
)
_OWN = compiled(
    r"本(?:通知|公告|公示|办法|方案|意见|细则|文件|决定|函)[（(](?P<agency>[^\W\da-zA-Z_]{2,10})\s?[〔\[（(【]\s?(?P<year>(?:19|20)[0-9]{2})\s?[〕\]）)】]\s?第?\s?(?P<number>[0-9]{1,4})\s?号"
)
HEAD = 600  # characters of a text in which its own number stands
MOST = 20  # findings of one text


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Each number once, at its first place."""
    yield from _own_numbers(rule, reading)
    seen: set[str] = set()
    for match in matches_near(_NUMBER, _YEAR, reading.text, before=16, behind=20):
        agency = match[1].rpartition("《")[2]
        if (
            (match[7] and not _AGENCY.search(agency))
            or _NOT_AGENCY.search(agency)
            or reading.is_hidden(match.start(3))
        ):
            continue
        faults = list(_faults(match))
        wanted = f"〔{match[5]}〕{match[11].lstrip('0')}号"
        if not faults or f"{agency[-3:]}{wanted}" in seen or not match[11].strip("0"):
            continue
        seen.add(f"{agency[-3:]}{wanted}")
        start = match.end(1) - _agency_length(agency)
        facts = [Fact(f"document-number-{fault}") for fault in faults]
        facts.append(Fact("document-number-form", (("form", reading.text[start : match.end(1)] + wanted),)))
        is_plain = any(fault in PLAIN_FAULTS for fault in faults)
        yield reading.finding(
            rule,
            [(start, match.end())],
            facts,
            certainty="likely",
            weak=not is_plain or bool(_FINE.search(agency)),
        )
        if len(seen) >= MOST:
            return


def _own_numbers(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """The notice's own number, in its head and where it speaks of itself: 本通知（教基〔2023〕72号）."""
    text = reading.text
    for own in _OWN.finditer(text):
        for match in _PLAIN.finditer(text, 0, min(own.start(), HEAD)):
            same = match["agency"].endswith(own["agency"]) and match["year"] == own["year"]
            if same and match["number"].lstrip("0") != own["number"].lstrip("0"):
                form = f"{own['agency']}〔{own['year']}〕{match['number']}号"
                places = [match.span(), (own.start("agency"), own.end())]
                fact = Fact("document-number-form", (("form", form),))
                yield reading.finding(rule, places, [fact], certainty="likely")
                return
            if same:
                return


def _faults(match: re.Match[str]) -> Iterator[str]:
    if match[7] is None:
        if len(match[11]) <= 3:
            yield "lost-bracket"
        return
    if match[3] != "〔" or match[7] != "〕":
        yield "brackets"
    if match[9]:
        yield "ordinal"
    if match[11].startswith("0"):
        yield "zero"
    if any(match[at] for at in (2, 4, 6, 8, 10, 12)):
        yield "space"


def _agency_length(agency: str) -> int:
    """How many characters before the year are 机关代字: what a sentence says before them is cut off."""
    cut = max(agency.rfind(word) + len(word) if word in agency else 0 for word in _BEFORE)
    return len(agency) - cut if cut < len(agency) else len(agency)
