"""Rules for addresses: what stands behind 地址：, and 解放路12号3楼, 前进村3组8号, 幸福家园2栋1单元301室 anywhere."""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.names.columns import Claim, is_address
from scanner.search.names.shapes import NUMBER as _NUMBER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.search.names.strips import Strip

_HAN = r"[^\W\da-zA-Z_]"
# 建设地点 is where a project is, not where somebody lives or works.
_LABEL = compiled(
    r"(?:地址|住址|住所地?|坐落(?:位置)?|经营场所|(?:受理|办理|办公|报名|领取|接待|来访|咨询|信访|投递|登记|查询)地点|窗口位置|通[讯信]处"
    r"|(?:来信|信件)(?:请寄)?|信函|邮寄|来访)(?:[ ]?[:：]|(?<=[址落所点置])\t)[ ]*"
)
_VALUE = compiled(r"[^\n\t，。；,;|]{4,48}")
_STOP = compiled(
    r"[ ]*(?:[（(]?邮\s?(?:政)?编|[（(]|联系|电话|收信|收件|收[ ]|邮箱| [^\W\d_]{2,6}[:：]|[ ]{2,}| [0-9]{3,4}-| (?:咨询|投诉|监督|举报|传真|查询)|[）)])"
)
_ROOM = r"[1-9][0-9]{2,3}(?![ ]?[0-9—-]|[元年月人户万亩米平㎡套间座头只栋幢棵株吨公斤千块.%])"
_PART = (
    rf"(?:附?{_NUMBER}[ ]?(?:号院|号楼|号厂房|号窗口|号窗|号|楼|层|室|单元|幢|栋|座|院|窗口|期|连)|[A-Z](?:座|区|栋|[0-9]{{1,3}}(?:栋|号?窗口)?)|{_ROOM}"
    r"|[东西南北主前后]楼?[附配小]?楼|[东西南北]{1,2}[侧角]|(?:往|向)?[东西南北][0-9]{2,3}米|旁边?|隔壁|对面|院内|后院|大厅|[东西]户)"
)
_BUILDING = r"(?:大厦|大楼|办公楼|综合楼|大院|大厅|中心|院内|院里|小区|花园|家园|佳苑|公寓|家属[院区]|宿舍|安置[点区]|新村|社区|苑)"
_HERE = r"(?=[\s，。；、）)（(]|$|办理|登记|领取|反映|查询|咨询|提出|申请|复核|当面|收)"
_PLAIN = r"[^\W\da-zA-Z_省市县区镇乡旗]"
# A building or an office behind a door goes with it where a floor or a room follows or the address ends there.
_OFFICE = (
    rf"(?:[县市镇乡区]?{_PLAIN}{{0,9}}?(?:{_BUILDING}|[局办委馆院站所楼])(?={_PART}|{_HERE})"
    rf"|[县市镇乡区]?{_PLAIN}{{2,14}}?(?:局|办|委|股|科|站|所|室|社|中心|窗口|大厅){_HERE})"
)
_ANCHOR = compiled(
    rf"(?:(?:(?:路|街|大道|巷|胡同|弄|里|[组社队])(?:[东西南北中]段)?{_NUMBER}号(?![文令楼])"
    rf"|{_NUMBER}(?:栋|幢|号楼)(?:{_NUMBER}单元|{_ROOM})"
    rf"|(?:{_BUILDING}|政府|村委会|[局办委])(?:[A-Z][座区]|{_NUMBER}(?:楼|层|室|号窗口|号楼|栋|幢|号(?![文令线车]))|{_ROOM}|[东西南北主前后][附配小]?楼)(?![道市户])"
    rf"|(?:园区?|集中区|开发区)(?:{_NUMBER}号(?:厂房)?|[A-Z]-?[0-9]{{1,3}}[栋号])"
    rf"|(?:政府|[局委])(?:大院|院[内里])"
    rf"|与{_HAN}{{1,6}}[路街道]交叉口))"
    rf"(?:{_PART}|{_OFFICE})*"
)
_LEFT = 30
_EDGE = compiled(r"[\s，。；、：:,;（(）)“”\"《》|/0-9a-zA-Z!！?？]")
_LEAD = compiled(
    r".*(?:(?:住所地?|[住厂地]址|地点|位置|坐落)[为是]?|住在|家住|现住|租住|(?<!居)住(?![保房建宅])|位于|坐落[于在]|寄[至到往给送]|请寄|邮寄|寄|前往|[送搬投交迁][至到往]|来到|(?<!配)送"
    r"|到|在|至|赴|(?<=[号楼室层户院侧内口])[和与或及]|(?<=[址点置处地正改更迁])为|^[由从自向])"
)
_REGION = compiled(r"[省市县区旗镇乡村州盟屯寨]|街道|苏木|嘎查|社区|农场|林场|地区")
_NUMBERED_GROUP = compiled(r"[0-9一二三四五六七八九十]+$")
_SIGNS_OF_LABELS = ("址", "地点", "坐落", "所", "信", "邮寄", "来访", "位置", "通")
_SIGNS_OF_DOORS = ("号", "院", "楼", "室", "栋", "幢", "层", "单元", "交叉口", "座")


def address_claims(strip: Strip) -> Iterator[Claim]:
    """Addresses behind a label, whole, and by their shape; the latter only where the model says nothing else."""
    text = strip.text
    if any(sign in text for sign in _SIGNS_OF_LABELS):
        for label in _LABEL.finditer(text):
            value = _VALUE.match(text, label.end())
            if value is None:
                continue
            stop = _STOP.search(value[0])
            at = label.end()
            for words in (value[0][: stop.start()] if stop else value[0]).rstrip().split("、"):
                if is_address(words):
                    yield Claim("address", *strip.span(at, at + len(words)), "label")
                at += len(words) + 1
    if any(sign in text for sign in _SIGNS_OF_DOORS):
        yield from _shaped(strip)


def _shaped(strip: Strip) -> Iterator[Claim]:
    """Addresses by their form: `door` where the way to it begins with a region, `shape` where it does not."""
    text = strip.text
    for anchor in _ANCHOR.finditer(text):
        start = low = max(0, anchor.start() - _LEFT)
        for edge in _EDGE.finditer(text, low, anchor.start()):
            if not _is_group(text, edge.start(), anchor.start()):
                start = edge.end()
        lead = _LEAD.match(text[start : anchor.start()])
        start += lead.end() if lead else 0
        head = text[start : anchor.start()]
        if head.strip() or anchor[0][0].isdigit():
            tag = "door" if _REGION.search(head) else "shape"
            yield Claim("address", *strip.span(start, anchor.end()), tag)


def _is_group(text: str, at: int, anchor: int) -> bool:
    """Whether a digit belongs to the number of a group right before the anchor (3 of 前进村3组8号)."""
    return text[at].isdigit() and _NUMBERED_GROUP.fullmatch(text, at, anchor) is not None
