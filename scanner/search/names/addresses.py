"""Rules for addresses: what stands behind 地址：, and 解放路12号3楼, 前进村3组8号, 幸福家园2栋1单元301室 anywhere."""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.names.columns import Claim, is_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.search.names.strips import Strip

_HAN = r"[^\W\da-zA-Z_]"
# 建设地点 is where a project is, not where somebody lives or works.
_LABEL = compiled(
    r"(?:地址|住址|住所地?|坐落(?:位置)?|经营场所|(?:受理|办理|办公|报名|领取|接待|来访|咨询|信访|投递)地点)[ ]?[:：][ ]*"
)
_VALUE = compiled(r"[^\n\t，。；,;|]{4,48}")
_STOP = compiled(
    r"[ ]*(?:[（(]?邮\s?(?:政)?编|[（(]|联系|电话|收信|收件|收[ ]|邮箱| [^\W\d_]{2,6}[:：]|[ ]{2,}| [0-9]{3,4}-)"
)
_NUMBER = r"(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})"
_ANCHOR = compiled(
    rf"(?:(?:路|街|大道|巷|胡同|[组社队])(?:[东西南北中]段)?{_NUMBER}号|{_NUMBER}(?:栋|幢|号楼){_NUMBER}单元)"
    rf"(?:(?:{_HAN}{{1,8}}?)?(?:{_NUMBER}|[A-Z])(?:号楼|楼|层|室|单元|幢|栋|座|号窗口|窗口|号院|号)|{_HAN}{{2,8}}?(?:大厦|大楼|院内|大院|大厅))*"
)
_LEFT = 26
_EDGE = compiled(r"[\s，。；、：:,;（(）)“”\"《》|/0-9a-zA-Z]")
_LEAD = compiled(
    r".*(?:住在|家住|现住|住|位于|坐落于|坐落在|寄至|寄到|寄往|请寄|寄|前往|送至|送到|送|搬至|搬到|来到|到|在|至|赴|从|或|和|及|与|为|是|由|向)"
)
_NUMBERED_GROUP = compiled(r"[0-9一二三四五六七八九十]+$")


def address_claims(strip: Strip) -> Iterator[Claim]:
    """Addresses behind a label, whole, and by their shape; the latter only where the model says nothing else."""
    text = strip.text
    if "址" in text or "地点" in text or "坐落" in text or "场所" in text or "住所" in text:
        for label in _LABEL.finditer(text):
            value = _VALUE.match(text, label.end())
            if value is None:
                continue
            stop = _STOP.search(value[0])
            words = (value[0][: stop.start()] if stop else value[0]).rstrip()
            if is_address(words):
                yield Claim("address", *strip.span(label.end(), label.end() + len(words)), "label")
    if "号" in text or "单元" in text:
        yield from _shaped(strip)


def _shaped(strip: Strip) -> Iterator[Claim]:
    text = strip.text
    for anchor in _ANCHOR.finditer(text):
        low = max(0, anchor.start() - _LEFT)
        start = low
        for edge in _EDGE.finditer(text, low, anchor.start()):
            if not _is_group(text, edge.start(), anchor.start()):
                start = edge.end()
        lead = _LEAD.match(text[start : anchor.start()])
        start += lead.end() if lead else 0
        if anchor.start() - start >= 1 and text[start : anchor.start()].strip():
            yield Claim("address", *strip.span(start, anchor.end()), "shape")


def _is_group(text: str, at: int, anchor: int) -> bool:
    """Whether a digit belongs to the number of a group right before the anchor (3 of 前进村3组8号)."""
    return text[at].isdigit() and _NUMBERED_GROUP.fullmatch(text, at, anchor) is not None
