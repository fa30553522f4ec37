"""A whole and the parts behind it: 总投资500万元，其中中央300万元、省级200万元; 36户：甲村12户，乙村24户.

What is called 其中 need not be all of it. Parts that are more than their whole are wrong; parts that are less are
so only where they are a complete list by their kind (the sources of a fund, 其余, 其他), by the words that introduce
them, or where the difference is a slip of the pen.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import ZERO
from scanner.regexes import compiled
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of
from scanner.search.consistency.stretches import counts_in, is_money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.stretches import Stretch

_ASKED = ("其中", "包括", "包含", "含", "由", "分别", "构成", "组成", "来源", "：", ":", "（", "(", "用于")
# Between a whole and its first part.
_INTRO = compiled(
    r"\s*(?:[)）])?\s*[。，,；;]?\s*(?P<list>[：:]|[（(])?\s*"
    r"(?P<word>其\s?中|其资金来源|(?:主要)?包括|包含|含|均?分别[为是]|即|由|(?:项目)?资金(?:来源|构成|组成)(?:及规模)?|具体[为是]?|(?:资金)?(?:主要)?用于|用途)?"
    r"\s*[:：，,|]?\s*(?P<name>[^。；;：:\n]{0,30}\n?)"
)
_FULL = ("分别", "即", "由", "构成", "组成", "来源", "具体")
_BETWEEN = compiled(r"\s*[)）]?(?:[^。；;，,、\n\t]{0,12}[，,、；;和及与]|[。；;，,]?\s*\n|\t|[ ])\s*(?P<name>[^。；;\n]{0,30}\n?)")
# A part that is none: a new total, a share, another relation, another matter.
_NO_PART = compiled(
    r"合计|共|总|累计|其中|其\s中|平均|[户人]均|每|标准|增加到|调整|核减|产值|增收|带动|实现|同比|比上年|较上年|年前|节约|中标|审定|结算"
    r"|已拨|未拨|已支付|未支付|已支出|剩余|结余|到位|贷款|贴息|截至|截止|现有|原|达到|收入|减免|另|奖励|惠及|受益|不含|除"
)
_SOURCE = compiled(
    r"中央|国家|省|自治区|市级|州级|县|区级|乡镇|镇级|财政|衔接|整合|专项|债券|自筹|配套|捐|帮扶|协作|援助|企业|社会|村集体|贷款|银行|群众|村民|农户|公益金|奖补|以工代赈"
)
_OWN = compiled(r"自筹|配套|捐|社会|企业|村集体|群众|村民|农户|债券|整合|县|区级")
_REST = compiled(r"其余|其他|其它|剩余|余下")
_KINDS = compiled(
    r"脱贫不稳定|边缘易致贫|突发严重困难|^男|^女|[一二三四1234]\s?[类级档]|[A-D]类|低保户?|特困|低收入|困难|重度|中度|轻度|[村镇乡]$|社区$|[一二三四五六七八九十]组"
)
# Kinds that together are all there are.
_FAMILIES = (
    ("脱贫不稳定", "边缘易致贫", "突发严重困难"),
    ("男", "女"),
    ("一类", "二类", "三类"),
    ("一档", "二档", "三档"),
    ("一级", "二级", "三级", "四级"),
    ("A类", "B类", "C类"),
    ("集中供养", "分散供养"),
    ("城市", "农村"),
)
_OPEN = compiled(r"\s?等(?![级于额待候])|\s?余|……|…|不等")
_BRACKET = compiled(r"\s?[（(][^（()）]{0,120}[)）]")
_SHARE = compiled(r"\s?[，,]?\s?占(?:比)?[^，。；;、\n（(]{0,16}%")
MOST_PARTS = 60


def wrong_wholes(reading: Reading) -> Iterator[SpokenSum]:
    """The wholes whose parts cannot give them."""
    for stretch in reading.stretches:
        words = reading.text[stretch.start : stretch.end]
        if not any(word in words for word in _ASKED):
            continue
        yield from _of_kind(reading.text, stretch, stretch.money)
        for found in counts_in(reading.text, stretch.start, stretch.end).values():
            yield from _of_kind(reading.text, stretch, found)


def _of_kind(text: str, stretch: Stretch, found: Sequence[Amount]) -> Iterator[SpokenSum]:
    for at, whole in enumerate(found[:-1]):
        if whole.is_about or whole.is_rate:
            continue
        wrong = _whole(text, stretch, found, at)
        if wrong is not None:
            yield wrong


def _whole(text: str, stretch: Stretch, found: Sequence[Amount], at: int) -> SpokenSum | None:
    whole, first = found[at], found[at + 1]
    intro = _INTRO.fullmatch(text, whole.end, first.start)
    if intro is None or not (intro["list"] or intro["word"]) or _NO_PART.search(intro["name"]):
        return None
    if intro["list"] and not intro["word"] and not intro["name"].strip():
        return None  # 500万元（400万元
    is_full = bool(intro["word"] and any(word in intro["word"] for word in _FULL)) or (
        not intro["word"] and intro["list"] is not None
    )
    opened = intro["list"] in ("（", "(")
    end = _closing(text, intro.start("list"), stretch.end) if opened else stretch.end
    parts, names, is_open = _parts(text, found[at + 1 :], intro["name"], end)
    if not parts or any(one.is_about or one.is_rate for one in parts) or _settles(parts, whole):
        return None
    total = sum_of(parts)
    if total < whole.value:
        is_complete = len(parts) > 1 and not is_open and _is_complete(names, is_full, whole)
        slipped = len(parts) > 1 and not is_open and is_slip(total, whole)
        if not (is_complete or slipped):
            return None
    elif not _is_more(parts, names, whole, is_full):
        return None
    return SpokenSum(whole, tuple(parts), total, "likely")


def _closing(text: str, opened: int, end: int) -> int:
    """Where the bracket that opens at a place closes."""
    depth = 0
    for at in range(opened, min(opened + 300, end)):
        if text[at] in "（(":
            depth += 1
        elif text[at] in "）)":
            depth -= 1
            if depth == 0:
                return at
    return end


def _parts(
    text: str, following: Sequence[Amount], name: str, end: int
) -> tuple[list[Amount], list[str], bool]:
    """The parts of one list, their names, and whether the list says that it is not all."""
    parts, names = [following[0]], [name]
    for one in following[1:MOST_PARTS]:
        if one.start >= end:
            break
        after = _behind(text, parts[-1].end, end)
        if one.start < after:  # in brackets behind the part before: a part of that part
            continue
        if _OPEN.match(text, after):
            return parts, names, True
        joint = _BETWEEN.fullmatch(text, after, one.start)
        if joint is None or _NO_PART.search(joint["name"]):
            break
        parts.append(one)
        names.append(joint["name"])
    return parts, names, _OPEN.match(text, _behind(text, parts[-1].end, end)) is not None


def _behind(text: str, at: int, end: int) -> int:
    """The place behind the brackets and the share that follow a part."""
    for pattern in (_BRACKET, _SHARE, _BRACKET):
        found = pattern.match(text, at, end)
        at = found.end() if found else at
    return at


def _settles(parts: Sequence[Amount], whole: Amount) -> bool:
    """Whether all parts, or the first of them, or some in a row, give the whole."""
    for first in range(len(parts)):
        running = ZERO
        for last in range(first, len(parts)):
            running += parts[last].value
            if abs(running - whole.value) <= slack_of(parts[first : last + 1], whole):
                return True
            if running > whole.value:
                break
    return False


def _is_complete(names: Sequence[str], is_full: bool, whole: Amount) -> bool:
    """Whether a list names all there is."""
    if _REST.search(names[-1]):
        return True
    if is_money(whole):
        return all(map(_SOURCE.search, names)) and (is_full or any(map(_OWN.search, names)))
    said = "\n".join(names)
    is_family = any(
        len(names) == len(family) and all(word in said for word in family) for family in _FAMILIES
    )
    return is_family or (is_full and len(names) > 2)


def _is_more(parts: Sequence[Amount], names: Sequence[str], whole: Amount, is_full: bool) -> bool:
    """Whether parts that are more than the whole are a mistake: kinds of persons may overlap, sums do not."""
    if any(one.value > whole.value for one in parts):
        return len(parts) == 1 or is_money(whole) or is_full
    if is_money(whole):
        return True
    return is_full or _REST.search(names[-1]) is not None or all(_KINDS.search(name.strip()) for name in names)


def is_slip(total: Decimal, stated: Amount) -> bool:
    """Whether two figures of three digits and more differ by one digit or by two that changed places."""
    one, other = (_digits(value) for value in (total, stated.value))
    if len(one) != len(other) or len(one.strip("0.")) < 3 or len(other.strip("0.")) < 3:
        return False
    apart = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"
