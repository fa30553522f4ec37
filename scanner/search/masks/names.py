"""Masked names: 张*, 张某某, 欧阳*, 张*三, *三. They are what a notice ought to show; nothing is found fault with.

Under a name head a masked name may have any shape; in prose it begins with a surname, stands where a
person can stand and is not the beginning of a place or a body (于某某县, 张某镇, 李某公司).
"""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.values import SURNAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

    Range = tuple[int, int]

CHARACTERS = "*＊∗×xX某○◯〇□●■█☆★_"
LONGEST = 12
COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 "
    "慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 呼延 令狐 轩辕 拓跋 百里 东郭 西门".split()
)
_HAN = r"[^\W\da-zA-Z_某〇]"
_SIGN = f"[{CHARACTERS}]"
_IN_COLUMN = compiled(
    f"{_HAN}{{1,2}}{_SIGN}{{1,4}}{_HAN}?|[*＊×○●■█]{{1,3}}{_HAN}{{1,2}}"
    f"|{_HAN}{{1,4}}{_SIGN}{{0,4}}(?:[·•.]{_HAN}{{0,4}}{_SIGN}{{1,4}}{_HAN}?)+"
)
_IN_PROSE = ("某", "*", "∗", "○", "◯", "□", "●", "■", "█", "××", "xx", "XX")  # one × or x multiplies
_LONGEST_RUN = 3
_LETTER = compiled(_HAN)
# Words of speech that are also surnames: after another 汉字 they are no name (位于某某县, 对某某).
_OF_SPEECH = frozenset(
    "于向和任时方应包但同关管常须从及支党全安宁路都单成车对有由在与以经被把给将是为等或各该此"
)
# What stands right before a name without a mark between: 村民张某, 户主李**.
_BEFORE = frozenset("民户人员象生任记长主者亲子女夫妻兄弟母父名为由将对给被与和及是志属友师工")
_BEHIND_PLACE = compiled(
    "[县镇乡村市区省州旗局厅组屯庄街路店社站所院校班厂场矿山河湖桥处]|公司|集团|企业|银行|单位|部门|项目|小区|学校|医院|基金|工程|地[区方点]"
)


def is_masked_name(cell: str) -> bool:
    """Whether a cell under a name head holds a masked name: 张*, 张某某, 张*三, 阿**·买**."""
    return 1 < len(cell) <= LONGEST and _IN_COLUMN.fullmatch(cell) is not None


def is_hidden_name(name: str) -> bool:
    """Whether some character of a name is hidden."""
    return any(char in CHARACTERS for char in name)


def masked_names(text: NormalizedText, heads: Heads) -> Iterator[Range]:
    """Where masked names stand, in order of kind of place: columns first, then prose."""
    if not any(sign in text.text for sign in CHARACTERS):
        return
    columns = dict(_in_columns(text, heads))
    yield from columns.items()
    for sign in _IN_PROSE:
        if sign in text.text:
            for start, end in _runs(text.text, sign):
                found = _around(text.text, start, end)
                if found is not None and text.starts[text.block_at(found[0])] not in columns:
                    yield found


def _runs(whole: str, sign: str) -> Iterator[Range]:
    """Runs of one sign, up to three of it; longer ones hide digits or are lines to write on."""
    start = whole.find(sign)
    while start >= 0:
        end = start + len(sign)
        while whole[end : end + 1] == sign[0]:
            end += 1
        if end - start <= _LONGEST_RUN:
            yield start, end
        start = whole.find(sign, end)


def _in_columns(text: NormalizedText, heads: Heads) -> Iterator[Range]:
    for table in text.document.tables:
        above = {*table.header_rows, *table.caption_rows}
        for column in range(table.columns):
            if not any(name == "name" for name, _ in heads.labels_of(table, column)):
                continue
            for row in range(table.rows):
                block = table.block(row, column)
                if row not in above and is_masked_name(text.document.blocks.texts[block].strip()):
                    yield text.block_range(block)


def _around(whole: str, start: int, end: int) -> Range | None:
    """The masked name that these signs are part of, in prose; None where they are not of a name."""
    begin = start - 2 if whole[max(0, start - 2) : start] in COMPOUND else start - 1
    if begin < 0 or not _is_surname(whole, begin, start) or _BEHIND_PLACE.match(whole, end):
        return None
    following = whole[end : end + 2]
    is_apart = len(following) < 2 or not _LETTER.match(following[1])
    if whole[start] != "某" and following and _LETTER.match(following[0]) and is_apart:
        end += 1  # the last character is shown: 张*三
    return begin, end


def _is_surname(whole: str, begin: int, start: int) -> bool:
    surname = whole[begin:start]
    if surname not in COMPOUND and surname not in SURNAMES:
        return False
    before = whole[begin - 1 : begin] if begin else ""
    if not before or not _LETTER.match(before):
        return True
    return before in _BEFORE and surname not in _OF_SPEECH
