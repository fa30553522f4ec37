"""Shares and rates against any two figures of one kind that stand near them.

A share belongs to the figure right before it, 960万元，占45%; a rate to the figure that has its name, 审核通过1204件，
通过率94.5%. The whole is any greater figure of the same kind in the same stretch of text: where one of them gives
the share, nothing is wrong. Where none does, the share is only reported when there is no doubt about the whole: its
neighbours in a list are shares of it, it is what 其中 divides, it is the only one there is, or the share that it
gives differs from the printed one by a slip of the pen.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, places_of, shown
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.spoken_shares import SpokenShare
from scanner.search.consistency.stretches import counts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.stretches import Stretch

    _Judged = tuple[SpokenShare, set[Decimal]]  # and the two figures it is of

_PERCENT = r"(?<![0-9.])(?P<share>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s?%(?!\s?[至到～~—-])"
_PART = compiled(
    rf"\s?[，,、（(]?\s?占(?:比|到)?(?P<whole>[^，,。；;、%（()）0-9]{{0,16}}?)(?:[为达是：:]{{0,2}})\s?{_PERCENT}"
)
_BRACKETED = compiled(
    rf"(?:占比|占|比例|率)(?:为|达|是)?[:：]?\s?{_PERCENT}\s?[（(](?P<figures>[^（()）%]{{4,60}})[)）]"
)
_EACH = compiled(
    r"\s?[，,]?\s?分别占(?:比)?[^，,。；;、%0-9]{0,10}?(?:为)?\s?(?P<shares>(?:[0-9]{1,3}(?:\.[0-9]{1,4})?\s?%\s?[、，,和及]?\s?){2,8})"
)
_SHARE = compiled(r"[0-9]{1,3}(?:\.[0-9]{1,4})?(?=\s?%)")
_RATE = compiled(rf"(?P<name>[^\W\d_]{{2,6}})(?:率|进度|比例)(?:为|达到?|是)?[:：\s]{{0,2}}{_PERCENT}")
# Whose share it is where it is that of the whole: 占总数的, 占全部建档立卡户的, 占年度计划的.
_WHOLE = compiled(
    r"(?:该|此|本[次批年]|全部|全[县市区镇乡村年部省]|总|资金|投资|投入|预算|安排|下达|计划|合计|[户人套件]?数|[户人]|额|量|规模|分配|年度|我[县市区镇]|补助|的|所有)*"
)
_ABOUT = compiled(r"(?<!节)约|近|超过?|左右|以上|不低于|不超过|以内|不少于|至少|上限|要求|目标|不得")
_NO_RATE = compiled(
    r"利|贴息|税|补助|补贴|折|发生|满意|入学|普及|覆盖|增长|增幅|贫困|参保|死亡|优惠|费|分担|配套|出资|持股|收益|合格"
)
_SAVED = compiled(r"节约|节支|节省|核减|审减|压减|下浮|降低")
_PLANNED = compiled(r"(?:预算|控制价|概算|送审|计划|最高限价|报审|原)[^，。；、0-9]{0,6}$")
_BORDER = compiled(r"[。；;\n]")
_OF_WHICH = compiled(r"其中|包括|分为|分别")
SLACK = Decimal("0.1")
REACH = 16  # characters before a figure in which its name stands
BEHIND = 24  # characters behind a rate in which one of its figures may stand
MOST_FIGURES = 60
LEAST_NAME = 3  # characters
MOST_SIBLINGS = 6  # shares before and behind one
MOST_WHOLES = 4  # at either end of a stretch that the neighbours in a list are held against


class _Figures(metaclass=noun):
    """The figures of one kind in a stretch, in order."""

    text: str
    start: int
    end: int
    found: tuple[Amount, ...]


def wrong_pair_shares(reading: Reading) -> Iterator[SpokenShare]:
    """The shares and rates that no pair of figures beside them gives."""
    known: set[Decimal] | None = None
    for stretch in reading.stretches:
        words = reading.text[stretch.start : stretch.end]
        if "%" not in words:
            continue
        for kind in _kinds(reading.text, stretch):
            found = list(_rates(kind))
            if "占" in words:
                found += [*_parts(kind), *_each(kind), *_explained(kind)]
            if found and known is None:
                known = _known(reading)
            yield from (one for one, values in found if known is not None and not known & values)


def _known(reading: Reading) -> set[Decimal]:
    """The figures that are known to be wrong: shares of them are not reported as well."""
    sums = {one.value for wrong in reading.wrong_spoken for one in (wrong.stated, *wrong.addends)}
    return sums | {wrong.stated.value for wrong in reading.wrong_products}


def _kinds(text: str, stretch: Stretch) -> Iterator[_Figures]:
    money = [one for one in stretch.money if not one.is_rate]
    for found in (money, *counts_in(text, stretch.start, stretch.end).values()):
        if 1 < len(found) <= MOST_FIGURES:
            yield _Figures(text, stretch.start, stretch.end, tuple(found))


# ---- 960万元，占45%


def _parts(kind: _Figures) -> Iterator[_Judged]:
    pairs = []
    for one in kind.found:
        match = _PART.match(kind.text, one.end, kind.end)
        if match and not one.is_about and not _ABOUT.search(kind.text[one.end : match.end() + 3]):
            pairs.append((one, match))
    for at, (one, match) in enumerate(pairs):
        share = Decimal(match["share"])
        wholes = _greater(kind, one)
        siblings = [*pairs[max(at - MOST_SIBLINGS, 0) : at], *pairs[at + 1 : at + 1 + MOST_SIBLINGS]]
        together = sum((other[0].value for other in pairs), Decimal(0))
        if not wholes or any(_fits(one.value, whole, share, match["share"]) for whole in (*wholes, together)):
            continue
        whole = _whole_of(kind, one, match, siblings, wholes)
        if whole is not None:
            yield _share(kind, one, whole, match["share"], match.start("share"))


def _whole_of(
    kind: _Figures,
    one: Amount,
    match: re.Match[str],
    siblings: Sequence[tuple[Amount, re.Match[str]]],
    wholes: Sequence[Decimal],
) -> Decimal | None:
    """The whole that this is a share of, None where that is in doubt."""
    distinct = list(dict.fromkeys(wholes))
    for whole in dict.fromkeys((*distinct[:MOST_WHOLES], *distinct[-MOST_WHOLES:])):
        kept = sum(
            1 for other, its in siblings if _fits(other.value, whole, Decimal(its["share"]), its["share"])
        )
        if kept and kept * 2 >= len(siblings):
            return whole
    if not (_WHOLE.fullmatch(match["whole"]) or _names(kind, match["whole"], wholes)):
        return None
    called = _called(kind, match["whole"], wholes)
    if called is not None:
        return called
    divided = _divided(kind, one)
    if divided is not None:
        return divided
    if len(distinct) == 1 and _near(kind, one, distinct[0]):
        return distinct[0]
    return next((whole for whole in distinct if _is_slip(one.value * 100 / whole, match["share"])), None)


def _names(kind: _Figures, name: str, wholes: Sequence[Decimal]) -> bool:
    """Whether the words for the whole stand before the one figure that can be it: 占全部建档立卡户的."""
    words = name.rstrip("的").removeprefix("全部").removeprefix("总")
    return len(words) > 1 and any(
        words[:2] in kind.text[max(one.start - REACH, kind.start) : one.start]
        for one in kind.found
        if one.value in wholes
    )


def _called(kind: _Figures, name: str, wholes: Sequence[Decimal]) -> Decimal | None:
    """The one figure that stands right behind the very words for the whole: 逾期户数186户 of 占逾期户数的."""
    words = name.rstrip("的").removeprefix("全部")
    found = {
        one.value
        for one in kind.found
        if one.value in wholes
        and len(words) > LEAST_NAME
        and kind.text[kind.start : one.start].endswith(words)
    }
    return found.pop() if len(found) == 1 else None


def _divided(kind: _Figures, part: Amount) -> Decimal | None:
    """The figure that 其中 divides in the sentence of a part."""
    low = _sentence(kind, part.start)
    own = [one for one in kind.found if low <= one.start < part.start]
    if own and own[0].value > part.value and _OF_WHICH.search(kind.text[own[0].end : part.start]):
        return own[0].value if not own[0].is_about else None
    return None


def _near(kind: _Figures, part: Amount, whole: Decimal) -> bool:
    """Whether the whole stands before the part in the same sentence or the one before."""
    low = _sentence(kind, part.start)
    low = _sentence(kind, low - 2) if low > kind.start + 2 else low
    return any(low <= one.start < part.start and one.value == whole for one in kind.found)


# ---- 1600户、960户、640户，分别占50%、35%、20%


def _each(kind: _Figures) -> Iterator[_Judged]:
    for at, last in enumerate(kind.found):
        match = _EACH.match(kind.text, last.end, kind.end)
        if match is None:
            continue
        shares = list(_SHARE.finditer(match["shares"]))
        parts = kind.found[at + 1 - len(shares) : at + 1] if at + 1 >= len(shares) else ()
        if len(parts) < 2 or any(one.is_about for one in parts):
            continue
        wholes = [
            sum((one.value for one in parts), Decimal(0)),
            *_greater(kind, max(parts, key=lambda one: one.value)),
        ]
        for whole in dict.fromkeys(wholes):
            odd = [
                (one, said)
                for one, said in zip(parts, shares, strict=True)
                if not _fits(one.value, whole, Decimal(said[0]), said[0])
            ]
            if len(odd) * 2 <= len(parts):
                for one, said in odd:
                    yield _share(kind, one, whole, said[0], match.start("shares") + said.start())
                break


# ---- 占比25%（脱贫户64户，总户数256户）


def _explained(kind: _Figures) -> Iterator[_Judged]:
    """A share with its two figures in the bracket behind it."""
    for match in _BRACKETED.finditer(kind.text, kind.start, kind.end):
        own = [one for one in kind.found if match.start("figures") <= one.start < match.end()]
        if len(own) != 2 or any(one.is_about for one in own) or own[0].value == own[1].value:
            continue
        part, whole = sorted(own, key=lambda one: one.value)
        if not _fits(part.value, whole.value, Decimal(match["share"]), match["share"]):
            yield _share(kind, part, whole.value, match["share"], match.start("share"))


# ---- 审核通过1204件，通过率94.5%


def _rates(kind: _Figures) -> Iterator[_Judged]:
    for match in _RATE.finditer(kind.text, kind.start, kind.end):
        name, share = match["name"], Decimal(match["share"])
        if _NO_RATE.search(name) or _ABOUT.search(kind.text[match.start() : match.end() + 3]):
            continue
        low = _paragraph(kind, match.start())
        border = _BORDER.search(kind.text, match.end(), kind.end)
        high = min(border.start() if border else kind.end, match.end() + BEHIND)
        near = [one for one in kind.found if low <= one.start < high and not one.is_about]
        parts = [one for one in near if _named(kind, one, name)]
        if len(parts) != 1 or _fits_any(near, share, match["share"]):
            continue
        part = parts[0]
        wholes = list(dict.fromkeys(one.value for one in near if one.value > part.value))
        if len(wholes) > 1 and _SAVED.search(name):
            wholes = [one.value for one in near if one.value in wholes and _named_planned(kind, one)]
        if len(wholes) > 1:
            wholes = [whole for whole in wholes if _is_slip(part.value * 100 / whole, match["share"])]
        if len(wholes) == 1 and share <= 100:
            yield _share(kind, part, wholes[0], match["share"], match.start("share"))


def _named_planned(kind: _Figures, one: Amount) -> bool:
    return _PLANNED.search(kind.text[max(one.start - REACH, kind.start) : one.start]) is not None


def _fits_any(near: Sequence[Amount], share: Decimal, printed: str) -> bool:
    """Whether any two of the figures, or one and what another lacks of it, give the rate."""
    return any(
        _fits(one.value, whole.value, share, printed)
        or _fits(whole.value - one.value, whole.value, share, printed)
        for one in near
        for whole in near
        if whole.value and one.value <= whole.value
    )


_SAME = {
    "支出": ("支出", "报账", "支付", "拨付", "使用"),
    "报账": ("报账", "支出", "拨付"),
    "拨付": ("拨付", "支付", "支出"),
}


def _named(kind: _Figures, one: Amount, name: str) -> bool:
    """Whether the name of a rate stands before a figure: 节约9.9万元 of 节约率, 集中供养人数 312人 of 集中供养率."""
    before = kind.text[max(one.start - REACH, kind.start) : one.start]
    cut = max(before.rfind(sign) for sign in "，。；、,;")
    own = before[cut + 1 :]
    return any(word in own for word in _SAME.get(name[-2:], (name[-2:],)))


# ---- shared


def _greater(kind: _Figures, part: Amount) -> list[Decimal]:
    return [one.value for one in kind.found if one.value > part.value]


def _fits(part: Decimal, whole: Decimal, share: Decimal, printed: str) -> bool:
    decimals = printed.partition(".")[2]
    slack = max(SLACK, Decimal(1).scaleb(-len(decimals)) if decimals else Decimal(1))
    return bool(whole) and abs(part * 100 / whole - share) <= slack


def _is_slip(right: Decimal, printed: str) -> bool:
    """Whether the right share and the printed one differ by one digit or by two that changed places."""
    places = len(printed.partition(".")[2])
    said = f"{right:.{places}f}"
    if len(said) != len(printed):
        return False
    apart = [at for at, pair in enumerate(zip(said, printed, strict=True)) if pair[0] != pair[1]]
    swapped = len(apart) == 2 and apart[1] - apart[0] == 1 and said[apart[0]] == printed[apart[1]]
    return len(apart) == 1 or (swapped and said[apart[1]] == printed[apart[0]])


def _sentence(kind: _Figures, at: int) -> int:
    low = kind.start
    for border in _BORDER.finditer(kind.text, kind.start, max(at, kind.start)):
        low = border.end()
    return low


def _paragraph(kind: _Figures, at: int) -> int:
    """Where the line of a place begins; the lines of labels before it belong to it."""
    low = kind.text.rfind("\n", kind.start, at) + 1 or kind.start
    if at - low < REACH:  # a label of its own line: 集中供养率 36%
        return kind.start
    return low


def _share(kind: _Figures, one: Amount, whole: Decimal, printed: str, start: int) -> _Judged:
    unit = one.unit if one.unit in UNITS else ""
    part = shown(one.value, unit, places_of(one.step, unit)) + ("" if unit else one.unit)
    of = shown(whole, unit) + ("" if unit else one.unit)
    share = SpokenShare(part, of, f"{printed}%", one.value * 100 / whole, start, start + len(printed))
    return share, {one.value, whole}
