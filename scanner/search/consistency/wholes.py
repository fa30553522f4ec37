"""A whole and the parts behind it: 总投资500万元，其中中央300万元、省级200万元; 36户：甲村12户，乙村24户.

What is called 其中 need not be all of it. Parts that are more than their whole are wrong; parts that are less are
so only where they are a complete list by their kind (the sources of a fund, 其余, 其他), by the words that introduce
them, or where the difference is a slip of the pen.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import islice, takewhile

from scanner.money import ZERO
from scanner.regexes import compiled
from scanner.search.consistency.listed_totals import has_swapped_part
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of
from scanner.search.consistency.stretches import LONGEST, counts_in, is_money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.stretches import Stretch

_ASKED = ("其中", "包括", "包含", "含", "由", "分别", "构成", "组成", "来源", "：", ":", "（", "(", "用于")
# Between a whole and its first part: 320户1102人，其中…; （…; 。资金来源为：…; ，具体分配为：…
_COUNTS = r"(?:[0-9][0-9,.]*\s?(?:户次?|人次?|名|个|亩|万元|元|%)[，,、]?\s?){0,2}"
_INTRO = compiled(
    rf"[ ]?{_COUNTS}(?P<list>[ ]?[（(]|[^。；;：:\n0-9]{{0,10}}[：:])?[)）]?\s*[。，,；;]?\s*"
    r"(?P<word>其\s?中|其资金来源|(?:主要)?包括|包含|含|均?分别[为是]|即|由|(?:项目|投资)?资金(?:来源|渠道|构成|组成)(?:及规模)?|具体(?:分配|安排|构成|明细)?"
    r"|(?:资金|任务|收益|使用)?(?:分配|支出|使用|安排)(?:方案|情况|明细)|(?:资金|调整|全部|统筹)*(?:主要)?用于|用途)?"
    r"(?:情况)?[为是有]?(?:如下)?\s*[:：，,|]?\s*(?P<name>[^。；;：:\n]{0,30}\n?)"
)
_AWAY = compiled(r"结余|剩余|尚|余额|不超过|每|标准|(?<![期次批笔])支付|已")
_SUMS = compiled(r"合计|共计|总计|小计")
_FULL = ("分别", "即", "由", "构成", "组成", "来源", "具体", "分配", "全部", "渠道")
_BETWEEN = compiled(
    r"\s*[)）]?(?:[^。；;，,、\n\t]{0,12}[，,、；;和及与]|[。；;，,]?\s*\n|\t|[ ])\s*(?P<name>[^。；;\n]{0,30}\n?)"
)
# A part that is none: a new total, a share, another relation, another matter.
_NO_PART = compiled(
    r"合计|(?<!公)共(?![同建享])|总(?!工)|累计|其中|其\s中|平均|[户人]均|每|标准|增加到|调整|核减|产值|增收|带动|实现|同比|比上年|较上年|年前|节约|中标|审定|结算"
    r"|已拨|未拨|已支付|未支付|已支出|剩余|结余|到位|贷款|贴息|截至|截止|现有|原有|原计划|达到|收入|减免|另外|惠及|受益|不含|扣除"
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
_LISTED = compiled(r"([0-9]{1,2}|[一二三四五六七八九十])\s?[个项类]")
_OF_SEGMENTS = compiled(r"[^。；;\n]{0,20}?(?:其中|包括|分别[为是]|[：:])[：:，,]?")
_SEGMENT = compiled(r"[；;]")
_OF_SEGMENT = compiled(r"(?:计|共|合计|小计|资金|金额|补助|投资)[^，。；、0-9]{0,6}$")
_END = compiled(r"[。\n]")
NEAR = Decimal("0.1")  # of a whole that parts may lack and yet be a list of all of it, by one digit
_OPEN = compiled(r"\s?等(?![级于额待候])|\s?余|……|…|不等")
_BROKEN = compiled(r"[，,；;、][^。；;，,、：:\n]{1,12}\n")  # the next part goes on below
_BRACKET = compiled(r"\s?[（(][^（()）]{0,120}[)）]")
_SHARE = compiled(r"\s?[，,]?\s?占(?:比)?[^，。；;、\n（(]{0,16}%")
FURTHEST = 2  # times
MOST_PARTS = 60


def wrong_wholes(reading: Reading) -> Iterator[SpokenSum]:
    """The wholes whose parts cannot give them."""
    for stretch in reading.stretches:
        words = reading.text[stretch.start : stretch.end]
        if not any(word in words for word in _ASKED):
            continue
        money = [one for one in stretch.money if not one.is_rate]
        yield from _of_kind(reading.text, stretch, money)
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
    if text.startswith("其中", _line_of(text, first.start)) and not _is_in_line(text, whole, first):
        return _of_line_before(text, stretch, found, at)
    segments = _segments(text, stretch, found, at)
    if len(segments) > 1:
        return _judged(whole, segments, [""] * len(segments), is_full=True, is_open=False)
    intro = _INTRO.fullmatch(text, whole.end, first.start)
    if intro is None or not (intro["list"] or intro["word"]) or _NO_PART.search(intro["name"]):
        return None
    if intro["list"] and not intro["word"] and not intro["name"].strip():
        return None  # 500万元（400万元
    if not intro["word"] and is_money(whole) and any(char.isdecimal() for char in intro["name"]):
        return None  # 45元 腊肉：500g 49元
    if _AWAY.search(text, whole.end, intro.start("name")) or _SUMS.search(text, whole.end, first.start):
        return None
    if _END.search(text, whole.end, intro.start("word") if intro["word"] else whole.end) and not _is_alone(
        text, stretch, found, at
    ):
        return None
    opened = intro["list"] is not None and intro["list"].strip() in ("（", "(")
    is_full = bool(intro["word"] and any(word in intro["word"] for word in _FULL)) or (
        not intro["word"] and intro["list"] is not None
    )
    is_full = is_full or _announces(text, stretch, whole, found, at)
    end = _closing(text, intro.start("list"), stretch.end) if opened else stretch.end
    parts, names, is_open = _parts(text, found[at + 1 :], intro["name"], end)
    if not opened and _is_part(text, stretch, whole):
        return None
    if opened and not intro["word"] and len(parts) < 2:
        return None  # 节约14.97万元（预算251万元）
    return _judged(whole, parts, names, is_full=is_full, is_open=is_open)


def _line_of(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _is_in_line(text: str, one: Amount, other: Amount) -> bool:
    return _line_of(text, one.start) == _line_of(text, other.start)


def _of_line_before(text: str, stretch: Stretch, found: Sequence[Amount], at: int) -> SpokenSum | None:
    """共发放1325.7万元，现公布如下。 and a line that begins with 其中: what the one figure above divides in."""
    whole, first = found[at], found[at + 1]
    above = [one for one in found[: at + 1] if _is_in_line(text, one, whole)]
    if (
        len(above) != 1
        or text.count("\n", whole.end, first.start) != 1
        or _AWAY.search(text, whole.end, first.start)
    ):
        return None
    start = _line_of(text, first.start)
    parts, names, is_open = _parts(text, found[at + 1 :], text[start + 2 : first.start], stretch.end)
    return _judged(whole, parts, names, is_full=False, is_open=is_open) if len(parts) > 1 else None


def _judged(
    whole: Amount, parts: Sequence[Amount], names: Sequence[str], *, is_full: bool, is_open: bool
) -> SpokenSum | None:
    """The sum where these parts cannot be those of the whole."""
    if not parts or any(one.is_about or one.is_rate for one in parts) or _settles(parts, whole):
        return None
    total = sum_of(parts)
    if total < whole.value:
        if (
            is_open
            or len(parts) < 2
            or not (_is_complete(names, is_full, whole) or _is_slip(parts, total, whole))
        ):
            return None
    elif not _is_more(parts, names, whole, is_full):
        return None
    if not whole.value or not 1 / FURTHEST <= total / whole.value <= FURTHEST:
        return None  # figures so far apart are about different things
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
    after = _behind(text, parts[-1].end, end)
    return parts, names, _OPEN.match(text, after) is not None or _BROKEN.match(text, after) is not None


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
    if (
        len(parts) > 2
        and _is_slip(parts, sum_of(parts), whole)
        and len({name.strip()[-2:] for name in names}) == 1
    ):
        return True  # 一般脱贫户, 低保脱贫户, 特困脱贫户
    return (
        is_full or _REST.search(names[-1]) is not None or all(_KINDS.search(name.strip()) for name in names)
    )


def _announces(text: str, stretch: Stretch, whole: Amount, found: Sequence[Amount], at: int) -> bool:
    """Whether the words before a whole say how many parts it has, 实施项目3个，投资430万元, and so many follow."""
    start = max(
        (border.end() for border in _END.finditer(text, stretch.start, whole.start)), default=stretch.start
    )
    said = list(_LISTED.finditer(text, start, whole.start))
    if not said or not is_money(whole):
        return False
    count = int(said[-1][1]) if said[-1][1].isascii() else "零一二三四五六七八九十".index(said[-1][1])
    stop = _END.search(text, found[at + 1].start)
    behind = [one for one in found[at + 1 :] if stop is None or one.start < stop.start()]
    return 1 < count == len(behind)


def _is_part(text: str, stretch: Stretch, whole: Amount) -> bool:
    """Whether an amount is itself called a part in its line: 其中城市38人, 其中农村20人."""
    low = max(
        (border.end() for border in _END.finditer(text, stretch.start, whole.start)), default=stretch.start
    )
    own = text[max(low, whole.start - 20) : whole.start]
    return own.lstrip("（(").startswith("其中") or "\t其中" in own


def _is_alone(text: str, stretch: Stretch, found: Sequence[Amount], at: int) -> bool:
    """Whether a whole is the only amount of its sentence: what a new sentence divides is not the last of a list."""
    whole = found[at]
    start = max(
        (border.end() for border in _END.finditer(text, stretch.start, whole.start)), default=stretch.start
    )
    return all(one.start < start for one in found[:at])


def _segments(text: str, stretch: Stretch, found: Sequence[Amount], at: int) -> list[Amount]:
    """共312人，其中甲280人，每人60元，计16800元；乙30人，…: one amount of every part that ；parts; none where one has several."""
    whole = found[at]
    intro = _OF_SEGMENTS.match(text, whole.end, stretch.end)
    if intro is None:
        return []
    furthest = min(stretch.end, whole.end + LONGEST)
    stop = _END.search(text, whole.end, furthest)
    last = stop.start() if stop else furthest
    if _SEGMENT.search(text, intro.end(), last) is None:
        return []
    following = list(takewhile(lambda one: one.start < last, islice(found, at + 1, None)))
    if _AWAY.search(text, whole.end, intro.end()):
        return []
    chosen: list[Amount] = []
    low = intro.end()
    for border in (*_SEGMENT.finditer(text, low, last), None):
        high = border.start() if border else last
        own = [one for one in following if low <= one.start < high]
        if len(own) > 1 and is_money(whole):
            own = [one for one in own if _OF_SEGMENT.search(text[max(low, one.start - 10) : one.start])]
        if len(own) != 1 or _OPEN.match(text, own[0].end):
            return []
        chosen.append(own[0])
        low = border.end() if border else high
    return chosen


def _is_slip(parts: Sequence[Amount], total: Decimal, stated: Amount) -> bool:
    """Whether the figures differ as slips do: by one digit or two that changed places.

    Figures of two digits only where three parts and more give nearly all of the whole.
    """
    if has_swapped_part(parts, stated):
        return True
    one, other = (f"{value.normalize():f}" for value in (total, stated.value))
    is_near = len(parts) > 2 and stated.value - total <= stated.value * NEAR
    fewest = 2 if is_near else 3
    if len(one) != len(other) or min(len(one.strip("0.")), len(other.strip("0."))) < fewest:
        return False
    apart = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]
