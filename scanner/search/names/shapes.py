"""What a name alone looks like: a token of a list, the value of a label, the text of a cell."""

from __future__ import annotations

from functools import cache

from scanner.regexes import any_of, compiled
from scanner.search.names.words import listed, surnames

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

HAN = r"[^\W\da-zA-Z_]"
# 张某某, 张*, 张**, 张*明, 张××, 欧阳*, *明, 阿**·买**. What else multiplies (×) or crosses out (xx) stands twice.
_SIGN = "[*＊∗×○◯●■█□]"
MASKED = compiled(
    rf"{HAN}{{1,3}}{_SIGN}{{0,5}}{HAN}?(?:·{HAN}{{0,3}}{_SIGN}{{1,6}}{HAN}?)+"
    rf"|{HAN}{{1,2}}(?:某{{1,3}}|[*＊∗○]{{1,8}}|{_SIGN}{{1,3}}|[xX]{{2,3}}){HAN}?|[*＊×]{{1,3}}{HAN}{{1,2}}"
)
DOTTED = compiled(
    rf"(?!平方|立方|[^·]{{1,3}}·[月年次天日户人亩](?!{HAN})){HAN}{{2,9}}(?:·{HAN}{{1,9}}){{1,3}}"
)
_PLAIN = compiled(rf"{HAN}{{2,4}}")
_ANY = compiled(rf"{HAN}{{1,9}}(?:·{HAN}{{1,9}}){{0,3}}")
_REMARK = compiled(r"[（(\[【][^（()）\[\]【】]*[)）\]】]?|[0-9][0-9\- ]*|[;；。]+$")
_HAMLET = compiled("[^\\W\\d_]家[庄湾沟河坡岭堡营桥店坝塘冲坪屯寨村口集圩埠]")  # 任家庄
NUMBER = r"(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})"
_TELLING = compiled(
    rf"(?<![公铁道马业])路(?![灯面基口况径线由过]|街道)|[街巷](?!道(?:办|党|社|各|纪|$))|大道|胡同|楼|大厦|大院|院[内里]|小区|花园|家园|佳苑|公寓|家属[院区]|宿舍"
    rf"|{NUMBER}[ ]?(?:号|栋|幢|室|层|单元|窗口|座|连|分?箱)|[A-Z](?:座|区|[0-9])"
)
PARTS = compiled(r"[、，,;；/／|\s]+")
_NO_VALUE = frozenset(
    "无 无名 合计 小计 总计 共计 其他 其它 不详 待定 略 空缺 暂缺 男 女 是 否 有 同上 姓名 备注 汇总 平均 序号 户主".split()
)
LONGEST = 12


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]:
    known = surnames()
    vetoes = listed("not-names")
    single = frozenset(known.single) | frozenset(known.rare)
    return (
        single,
        frozenset(known.compound),
        frozenset(vetoes["words"].split()),
        tuple(vetoes["ends"].split()),
    )


def has_surname(token: str) -> bool:
    """Whether a text begins with a surname and something follows it."""
    single, compound, _, _ = _sets()
    return len(token) > 1 and (token[0] in single or (token[:2] in compound and len(token) > 2))


def is_word(token: str) -> bool:
    """Whether a text is a word that only looks like a name (高度, 任何), or ends as places and bodies do."""
    _, _, words, ends = _sets()
    if token in words or _HAMLET.fullmatch(token):
        return True
    return len(token) > 2 and token.endswith(ends)


def is_masked(token: str) -> bool:
    """Whether a whole text is a masked name: 张某某, 张*, 张×明."""
    return 1 < len(token) <= LONGEST and token[0] != "某" and MASKED.fullmatch(token) is not None


def is_name(token: str) -> bool:
    """Whether a whole text can be a name by itself: a surname and one or two characters, or one with ·."""
    if "·" in token:
        return DOTTED.fullmatch(token) is not None
    if not _PLAIN.fullmatch(token) or not has_surname(token) or is_word(token):
        return False
    return len(token) <= (4 if token[:2] in _sets()[1] else 3)


def can_be_name(token: str) -> bool:
    """Whether a cell under a head of names can hold this as a name, whatever it looks like: 云朵, 乌云其木格."""
    if not 2 <= len(token) <= LONGEST or token in _NO_VALUE or not _ANY.fullmatch(token):
        return False
    return "·" in token or len(token) <= 7


def is_placed(value: str) -> bool:
    """Whether a text says where something is to be found: by road, building, estate, floor, room or door.

    A village, a group or a region alone does not.
    """
    return _TELLING.search(value) is not None


def is_body(token: str) -> bool:
    """Whether a text ends as bodies and places do, beyond the length of a name."""
    return len(token) > 3 and token.endswith(_sets()[3])


def parts_of(cell: str) -> list[tuple[str, int]]:
    """The texts of a cell between its separators, without remarks in brackets and numbers, and where they begin."""
    bare = _REMARK.sub(lambda found: " " * len(found[0]), cell)
    found, at = [], 0
    for part in PARTS.split(bare):
        if part:
            at = bare.index(part, at)
            found.append((part, at))
            at += len(part)
    return found


@cache
def title_pattern() -> str:
    """The offices that stand before or behind a name, as a pattern."""
    return any_of(listed("context")["title"].split())


@cache
def _title_ends() -> re.Pattern[str]:
    return compiled(rf"^(?:.*(?:{title_pattern()}))(?=(?:{HAN}{{2,4}}|{HAN}+·[^ ]+)$)")


@cache
def _titled() -> re.Pattern[str]:
    return compiled(rf"(?:{title_pattern()})$")


def without_title(token: str) -> tuple[str, int]:
    """The name in 副镇长王芳 or 王芳同志, and where it begins."""
    behind = _titled()
    found = _title_ends().match(token)
    start = found.end() if found else 0
    rest = token[start:]
    cut = behind.search(rest)
    return (rest[: cut.start()] if cut and cut.start() >= 2 else rest), start
