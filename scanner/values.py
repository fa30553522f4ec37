"""What the values of a notice look like: dates, periods, money, units, persons, placeholders.

Everything works on searched text (ASCII digits, single spaces) and answers with positions in it.
"""

from __future__ import annotations

import re

from scanner.noun import noun
from scanner.regexes import compiled

_CN_DIGITS = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    "○": 0,
    "零": 0,
    "Ｏ": 0,
    "O": 0,
    "o": 0,
    "0": 0,
}
_YEAR = r"(?:[12][0-9 ]{3,6}|[一二][〇○零OoＯ一二三四五六七八九]{3})"
_TENS = r"(?:[〇○零一二三四五六七八九十]{1,3}|元|正)"  # 元月 is January
DATE = compiled(
    rf"({_YEAR})\s?[年./\-]\s?([0-9]{{1,2}}|{_TENS})\s?[月./\-]\s?([0-9]{{1,2}}|{_TENS})\s?[日号]?"
)
MONTH = compiled(rf"({_YEAR})\s?年\s?(?:([0-9]{{1,2}}|{_TENS})\s?月)?")
_MONTH_ALONE = compiled(rf"\s*{_YEAR}\s?年\s?(?:[0-9]{{1,2}}|{_TENS})\s?月\s*")
_DATE_ALONE = compiled(rf"\s*[（(]?\s*{DATE.pattern}\s*[)）]?\s*(印发)?\s*[。]?\s*")
# A printed number, thousands set off or not. More than sixteen digits are no amount: bounded, and never begun within
# a longer one, it walks a run of digits once.
NUMBER = r"(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,16})(?:\.[0-9]{1,9})?"
MONEY = compiled(
    r"(?:人民币|[¥￥])?\s?((?<![0-9])[0-9][0-9,，]{0,24}(?:\.[0-9]{1,9})?)\s?(亿元|亿|百万元|万元|千元|万|元)(?!\s?[/／]|件|整数)"
)
MONEY_IN_WORDS = compiled(
    r"[零壹贰叁肆伍陆柒捌玖拾佰仟萬万亿]{2,40}[元圆](?:[零壹贰叁肆伍陆柒捌玖角分整正]*)"
)
DURATION = compiled(
    r"(?:[0-9]{1,4}|[一二三四五六七八九十百两半]{1,4})\s?(?:个)?(?:工作日|自然日|日历天|日|天|个月|月|年|周)"
)
UNIT_ENDS = (
    "人民政府 政府 办公室 委员会 管委会 村委会 居委会 办事处 领导小组 指挥部 工作组 工作专班 专班 公司 合作社 联合社 合作联社 中心 "
    "服务站 站 所 局 厅 委 处 办 院 队 社 校 学校 中学 小学 幼儿园 大学 学院 医院 卫生院 协会 联合会 联社 支部 党委 "
    "党组 党工委 总支 红十字会 慈善会 慈善总会 总会 商会 工会 理事会 监事会 监委会 筹委会 组委会 议事会 宣讲团 残联 妇联 工商联 侨联 科协 残协 老协 “两委” 两委 嘎查 基金会 银行 信用社 农场 林场 企业 集团 厂 村 社区 镇 乡 街道 科 股 部 组 村民委员会 居民委员会"
).split()
_UNIT_TUPLE = tuple(UNIT_ENDS)
_UNIT_END = compiled(
    "(?:"
    + "|".join(sorted(map(re.escape, UNIT_ENDS), key=len, reverse=True))
    + r")(?:[（(][^（()）]{1,20}[)）])?$"
)
# Beginnings of a unit within a longer text: everything up to its last ending word.
_UNIT_PREFIX = compiled(
    r"^.*(?:人民政府|政府|办公室|委员会|村委会|居委会|办事处|公司|合作社|中心|站|所|局|厅|学校|医院|银行|协会|队|组|村|社区|镇|乡)"
)
_POSTS = (
    "党组书记 党委副书记 副书记 党委书记 支部书记 第一书记 村支书 书记 副主任 主任 副局长 局长 副镇长 镇长 副乡长 乡长 副县长 县长 "
    "副区长 区长 副市长 市长 副科长 科长 股长 副站长 站长 所长 副所长 处长 副处长 会计 文书 村主任 经理 总经理 "
    "项目经理 董事长 理事长 校长 院长 队长 组长 副组长 厂长 法人 法人代表 工程师 干事 科员 组织委员 宣传委员 党委委员 人大主席 主席 副会长 会长 支书 社长 场长 副理事长 主任委员 同志 先生 女士 负责人"
).split()
_POST = compiled("|".join(sorted(map(re.escape, _POSTS), key=len, reverse=True)))
_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 长孙 宇文 司徒 夏侯 端木 南宫 独孤 拓跋 轩辕 呼延 申屠"
).split()
# The surnames of nearly all Han people, most frequent first (public name statistics).
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢"
    "傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷"
    "盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷"
    "晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆"
    "乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平"
    "计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公"
    "丘习保僧台宇常扬揭木植沿洪畅稽竺糜衣赖"
)
PLACEHOLDER = compiled(
    r"^(?:[×xX*＊_＿.…·•\-—－–/／\\\s?？○〇□■△#（）()【】]+|"
    r"(?:(?:暂|尚)?(?:待定|未定|待确定|待填|待补充|待核实|待公布|未填|空缺)|暂无|略|TBD|tbd|N/?A|n/?a|XX+|某某+)[。；;]?)$"
)
_PARTLY_OPEN = compiled(
    r"[×xX*＊]{2,}|[_＿]{2,}|待定|待填|某某|(?<![○〇])[○〇]{2,}(?=[县市区镇乡村局])|[（(]\s*[)）]|(?<!\s)\s{6,}(?=元|万元|年|月)"
)
NOTHING_WORDS = frozenset({"无", "没有", "/", "-", "—", "无。"})


class Day(metaclass=noun):
    """A date as written; `month` and `day` 0 where not said. `real` is False for 2月30日."""

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def iso(self) -> str:
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def real(self) -> bool:
        leap = self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)
        lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        return 1 <= self.month <= 12 and 1 <= self.day <= lengths[self.month - 1]


def chinese_number(text: str) -> int:
    """The value of digits or of 一 … 九十九, 二〇二〇 in any of the usual writings."""
    text = text.replace(" ", "")
    if text in ("元", "正"):
        return 1
    if text.isascii() and text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_CN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_CN_DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(_CN_DIGITS.get(character, 0)) for character in text) or "0")


def days(text: str) -> list[Day]:
    """All complete dates of a text, in order."""
    found = []
    for match in DATE.finditer(text):
        year = chinese_number(match[1])
        if 1900 <= year <= 2100:
            found.append(Day(year, chinese_number(match[2]), chinese_number(match[3]), *match.span()))
    return found


def is_date_line(text: str) -> bool:
    """Whether a line holds a date, or a month, and nothing else (a signature's date)."""
    if len(text) > 40 or not ("年" in text or text[:4].isdigit() or text[1:5].isdigit()):
        return False
    return _MONTH_ALONE.fullmatch(text) is not None or (
        _DATE_ALONE.fullmatch(text) is not None and bool(days(text))
    )


def has_money(text: str) -> bool:
    """Whether an amount of money with its unit is written in the text."""
    return MONEY.search(text) is not None or MONEY_IN_WORDS.search(text) is not None


def is_number(text: str) -> bool:
    """Whether a cell is a bare number (an amount whose unit stands in the head)."""
    return _NUMBER.fullmatch(text.strip()) is not None


def has_period(text: str) -> bool:
    """Whether a time is said: two dates, a date, a duration, 长期."""
    return bool(
        DATE.search(text) or MONTH.search(text) or DURATION.search(text) or "长期" in text or "月" in text
    )


# A date whose numbers were never filled in: 年 月 日, 2026年×月×日, 20__年.
_OPEN_DATE = compiled(
    r"^[（(]?(?:20)?[0-9×xX_＿○□ ]{0,6}年[×xX_＿○□ ]*月[×xX_＿○□ ]*日[)）]?$|^(?:20)?[×xX_＿○□ ]+年[0-9 ]*月[0-9 ]*日$"
    r"|^20[0-9]{2}年[0-9]{1,2}月[×xX_＿○□ ]*日$"
)


def is_open_date(text: str) -> bool:
    """Whether a text is a date that was left to be filled in."""
    if "年" not in text or len(text) > 40:
        return False
    return _OPEN_DATE.match(text.strip()) is not None


# Without one of these a text holds no place for anything.
_MAYBE_OPEN = compiled(r"[×xX*＊_＿.…·•\-—－–/／\\?？○〇□■△#（(【待未空缺略暂某年TN]|\s{6}")
_NUMBER = compiled(r"[-+]?[0-9][0-9,，]*(?:\.[0-9]+)?\s?(?:%|元|万元|户|人|万)?")
_MASKED_NAME = compiled(r"([^\W\da-zA-Z_])(?:[*＊×xX某]{1,2})([^\W\da-zA-Z_]?)")
_NAME_WITH_DOTS = compiled(r"[^\W\da-zA-Z_]{1,8}(?:·[^\W\da-zA-Z_]{1,8}){1,3}")
_NAME = compiled(r"[^\W\da-zA-Z_]{2,4}")
# Words of notices that begin with a surname.
_NO_PERSONS = frozenset(
    (
        "时间 时段 时期 周一 周二 周三 周四 周五 周六 周日 周末 方式 方便 方面 方案 单位 单价 计划 计算 安排 安全 支出 支付 项目 车辆 "
        "公示 公告 公开 金额 资金 产业 平方米 平方 万元 施工 成本 成员 党员 农业 农村 农户 水利 温室 路灯 石料 和平 简介 申请 申报 全县 全镇 全村"
    ).split()
)
_BETWEEN_NAMES = compiled(r"[、，,;；。/／\s()（）:：\t\n|0-9+\-—]+")


def is_placeholder(text: str) -> bool:
    """Whether a value only holds its place: ××, ____, 待定, empty brackets, or has such a hole."""
    text = text.strip()
    if not _MAYBE_OPEN.search(text):
        return False
    return (
        is_open_date(text)
        or PLACEHOLDER.match(text) is not None
        or (len(text) <= 40 and _PARTLY_OPEN.search(text) is not None and not is_masked_name(text))
    )


def is_masked_name(text: str) -> bool:
    """张*, 张××, 张某某, 张*明: a name that was masked on purpose."""
    text = text.strip()
    return _MASKED_NAME.fullmatch(text) is not None and text[0] in SURNAMES


def is_unit(text: str) -> bool:
    """Whether a text is the name of a body: ends as bodies' names end, and is no sentence."""
    text = text.strip()
    if not (2 < len(text) <= 40 and (text.endswith(_UNIT_TUPLE) or text[-1] in "）)")):
        return False
    return _UNIT_END.search(text) is not None and not any(mark in text for mark in "。，；：")


def is_person(text: str) -> bool:
    """Whether a text alone can be a person's name (two to four 汉字 with a surname, or with ·)."""
    text = text.strip()
    if "·" in text:
        return _NAME_WITH_DOTS.fullmatch(text) is not None
    if not _NAME.fullmatch(text) or text in UNIT_ENDS or text in _NO_PERSONS:
        return False
    if text[:2] in _COMPOUND:
        return len(text) >= 3
    return text[0] in SURNAMES and len(text) <= 3 and not (len(text) == 3 and _UNIT_END.search(text))


def persons(text: str) -> list[str]:
    """The names of persons that a value holds beside units, posts and numbers."""
    found = []
    for part in _BETWEEN_NAMES.split(text):
        part = _POST.sub("", part)
        for candidate in (part, _UNIT_PREFIX.sub("", part)):
            if is_person(candidate) or is_masked_name(candidate):
                found.append(candidate)
                break
    return found
