"""A total and right behind it, without a word between, parts that are named alike: 96万元，青河镇28万元、白石乡22万元….

Parts are named alike when they are all places of one rank, batches or classes in order, months, ages, a known family
of kinds (男, 女), or end in the same two characters (学前阶段, 小学阶段). A part may say more of itself up to the
next ；. A total that money which is left closes, 共64800元，其中…，结余4800元, is divided wholly as well.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, ZERO
from scanner.regexes import compiled
from scanner.search.consistency.listed_totals import has_swapped_part, is_slip
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of
from scanner.search.consistency.stretches import counts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.stretches import Stretch

_LEAD = compiled(
    r"[^。；;\n]{0,24}?(?:[，,：:（(。]\s?)?(?P<word>其中|分别[为是]|即|包括)?[：:，,]?\s?(?P<name>[^。；;：:、（(\n]{1,40})"
)
_JOINT = compiled(
    r"[）)]?(?:(?:[^。；;\n]{0,48}[；;]|[^。；;，,、\n]{0,14}[，,、](?:\s?[^。；;，,、\n0-9]{0,8}?[，,])?)\s?|\s?[和及与]\s?|\s?[（(])(?P<name>[^。；;\n]{1,40})"
)
_PIECES = compiled(r"[，,、]")
_PLACE = compiled(r"[^\W\d_]{1,8}?(镇|乡|街道|村|社区|县|区|组|屯|寨)(?=[^\W\d_]{0,8}$)")
_ORDERED = compiled(
    r"第[一二三四五六七八九十]批|[一二三四]季度|[一二三四]类|[一二三四]档|[一二三四]级|(?<![0-9])[0-9]{1,2}月|[0-9]{2,3}[岁-]"
)
_FAMILIES = (("男", "女"), ("城市", "农村"), ("集中", "分散"), ("新建", "续建"), ("新识别", "继续"))
_KIND_TAIL = compiled(r"[^\W\d_]{2}(?=[有共计各资补的为]{0,3}(?:金额|资金|补助|补贴)?\s?$)")
_LEFT = compiled(r"(?:结余|剩余|结转|留存|节余)(?:资金|款)?\s?$")
_OPEN = compiled(r"\s?等(?![级额])|……|不等|左右")
_NO_PART = compiled(
    r"合计|共计|总计|小计|累计|标准|均|不超过|占|利率|带动|增收|调整|同比|比上年|上年|去年|已|未|尚|还|另|预计|计划|到位|剔除|新增|退出|取消"
)
_IS_PART = compiled(r"其中[^，。；;]{0,16}$")
LEAST, MOST = 2, 40
SURE = 3  # parts that are enough without a slip of the pen
CLOSE = Decimal("0.8")  # of the greater; sides farther apart are about different things


def wrong_named(reading: Reading) -> Iterator[SpokenSum]:
    """The totals that parts named alike do not give."""
    for stretch in reading.stretches:
        if stretch.is_table:
            continue
        found: list[list[Amount]] = [[one for one in stretch.money if not one.is_rate]]
        found += counts_in(reading.text, stretch.start, stretch.end).values()
        for own in found:
            for at, whole in enumerate(own[:-LEAST]):
                wrong = None if whole.is_about else _wrong(reading.text, stretch, own, at)
                if wrong is not None:
                    yield wrong


def _wrong(text: str, stretch: Stretch, found: Sequence[Amount], at: int) -> SpokenSum | None:
    whole = found[at]
    lead = _LEAD.fullmatch(text, whole.end, found[at + 1].start)
    if lead is None or _IS_PART.search(text, max(stretch.start, whole.start - 20), whole.start):
        return None
    own = text[max(stretch.start, whole.start - 24) : whole.start]
    parts, names = [found[at + 1]], [_name(lead["name"], is_first=bool(lead["word"]))]
    for one in found[at + 2 : at + 2 + MOST]:
        joint = _JOINT.fullmatch(text, parts[-1].end, one.start)
        if joint is None:
            break
        parts.append(one)
        names.append(_name(joint["name"], is_first=_is_segment(joint[0])))
    if _is_whole_of_list(text, whole, own, names):
        return None
    return _of_kind(text, whole, parts, names, own) or _with_rest(text, whole, parts, names, lead["word"])


def _is_segment(joint: str) -> bool:
    return "；" in joint or ";" in joint


def _name(words: str, *, is_first: bool) -> str:
    """The name of a part: the piece right before its figure, or the first of a part that says more of itself."""
    pieces = [piece for piece in _PIECES.split(words) if piece.strip()]
    if not pieces:
        return ""
    return (pieces[0] if is_first else pieces[-1]).strip()


def _is_whole_of_list(text: str, whole: Amount, own: str, names: Sequence[str]) -> bool:
    """Whether the total is itself one of the list: 甲镇20户，乙镇30户 …."""
    cut = max(own.rfind(sign) for sign in "，。；、,;：:\n")
    words = own[cut + 1 :]
    kind = _kind(words)
    return (
        bool(kind) and kind == _kind(names[0]) and not words.lstrip().startswith(("全", "本", "我", "涉及"))
    )


def _of_kind(
    text: str, whole: Amount, parts: Sequence[Amount], names: Sequence[str], own: str
) -> SpokenSum | None:
    """The total that all parts of one kind of name in a row do not give."""
    kind = _kind(names[0])
    is_tail = not kind
    if is_tail:
        size, tail = _same_tail(names)
        if size < SURE or tail in own:
            return None
    else:
        size = next((at for at, name in enumerate(names) if _kind(name) != kind), len(names))
        size = LEAST if _is_family(names[:2]) else size
    if size < LEAST:
        return None
    chosen, called = parts[:size], names[:size]
    if any(one.is_about for one in chosen) or any(map(_NO_PART.search, called)):
        return None
    if len(set(called)) < size or _OPEN.match(text, chosen[-1].end):
        return None
    return _judged(whole, parts, chosen, is_slip_only=is_tail)


def _judged(
    whole: Amount, parts: Sequence[Amount], chosen: Sequence[Amount], *, is_slip_only: bool
) -> SpokenSum | None:
    running = ZERO
    for one in parts:
        running += one.value
        if abs(running - whole.value) <= slack_of((one,), whole):
            return None
    total = sum_of(chosen)
    low, high = sorted((total, whole.value))
    is_close = not is_slip_only and len(chosen) >= SURE and low >= high * CLOSE
    is_wrong = is_close or is_slip(total, whole.value) or has_swapped_part(chosen, whole)
    return SpokenSum(whole, tuple(chosen), total, "likely") if is_wrong else None


def _kind(name: str) -> str:
    """What parts are named by: the rank of a place, a kind of order, a family; empty where by none."""
    words = name.strip()
    if any(words.startswith(member) for family in _FAMILIES for member in family):
        return "family"
    ordered = _ORDERED.findall(words)
    if ordered:
        return str(ordered[-1][-1]).replace("-", "岁")
    place = _PLACE.match(words)
    if place is None:
        return ""
    ranks = {"镇": "town", "乡": "town", "街道": "town", "村": "village", "社区": "village"}
    return ranks.get(place[1], place[1])


def _same_tail(names: Sequence[str]) -> tuple[int, str]:
    """How many names from the first on end in the same two characters, and these."""
    first = _KIND_TAIL.search(names[0])
    if first is None:
        return 0, ""
    size = 0
    for name in names:
        found = _KIND_TAIL.search(name)
        if found is None or found[0] != first[0]:
            break
        size += 1
    return size, first[0]


def _is_family(names: Sequence[str]) -> bool:
    return any(
        all(name.startswith(member) for name, member in zip(names, family, strict=False))
        for family in _FAMILIES
    )


def _with_rest(
    text: str, whole: Amount, parts: Sequence[Amount], names: Sequence[str], word: str | None
) -> SpokenSum | None:
    """共64800元，其中…38400元，…15600元，结余4800元: what is left closes the list."""
    last = next((at for at, name in enumerate(names) if _LEFT.search(name)), 0)
    if last < LEAST - 1 or whole.unit not in UNITS or not word or any(map(_NO_PART.search, names[:last])):
        return None
    chosen = parts[: last + 1]
    total = sum_of(chosen)
    right = whole.value - total + chosen[-1].value  # what is left when all else is right
    if any(one.is_about for one in chosen) or abs(total - whole.value) <= slack_of(chosen, whole):
        return None
    is_wrong = is_slip(total, whole.value) or (right > 0 and is_slip(right, chosen[-1].value))
    return SpokenSum(whole, tuple(chosen), total, "likely") if is_wrong else None
