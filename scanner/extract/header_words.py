"""How the heads of public lists and forms are worded, and how plain data looks."""

from __future__ import annotations

from scanner.regexes import compiled

LONGEST_LABEL = 14  # characters, remarks in brackets left out

# How headers and labels end. Endings of values (…村, …工程, …局) must not stand here.
_ENDINGS_TEXT = """
序号 编号 文号 账号 账户 帐号 卡号 证号 号码 案号 名称 姓名 村名 户名 户主 性别 年龄 民族 学历 关系
身份证 职务 职业 职称 单位 部门 主体 机构 地点 地址 位置 住址 电话 手机 方式 邮箱 内容 规模 金额
总额 余额 资金 投资 补助 补贴 标准 单价 数量 面积 人数 户数 个数 次数 亩数 总数 人口 比例 时间 日期
期限 时限 进度 年度 年份 月份 备注 说明 附注 类别 类型 性质 种类 来源 渠道 载体 目标 效益 绩效 机制
结果 情况 状态 意见 依据 对象 条件 程序 原因 事由 事项 要素 指标 层级 级别 等级 范围 用途 签名 签字
盖章 开户行 责任人 负责人 联系人 经办人 监护人 受益人 代表人 申请人 领取人 收款人 持卡人 联络人
填报人 审核人 成员 率 name phone mobile amount date address email e-mail remark remarks note notes
unit total type status number code
"""
_WORDS_TEXT = """
项目 类 合计 小计 总计 中央 省级 市级 县级 区级 乡级 其他 其它 自筹 省 市 县 区 乡 镇 村 组 县区
区县 市县 乡镇 镇村 村组 行政村 自然村 所在村 街道 社区 序 号 科目 栏目 值 id no no. 户型 是否公开
邮编 签章 数值 信息
"""
_ENDINGS = tuple(_ENDINGS_TEXT.split())
_WORDS = frozenset(_WORDS_TEXT.split())
SUMS = frozenset(("合计", "小计", "总计", "共计", "总和"))

_BRACKETS = compiled(r"[（(][^（）()]{0,20}[）)]")
_NUMBER = compiled(
    r"[-+－＋]?[￥¥$]?[0-9０-９][0-9０-９,，.．]*(?:%|％|元|万元|亿元|亩|户|人|公里|米|岁|个|套|头|只|次)?\Z"
)
_YEAR = compiled(r"(?:19|20)[0-9]{2}年?\Z")
_DATE = compiled(r"[0-9]{4}[-./年][0-9]{1,2}(?:[-./月](?:[0-9]{1,2}日?)?)?\Z")
_LONG_RUN = compiled(r"[0-9０-９*＊xX×-]{7,}")
_CAPTION = compiled(
    r"(?:附件|附表|续表|单位[:：]|金额单位|计量单位|填报|制表|编制|公示|日期[:：]|表[0-9一二三四五六七八九十])"
)
_GOES_ON = compiled(
    r"\s*(?:.{0,24}[（(]\s?续\s?[表页前]?[0-9一二三四五六七八九十]{0,2}\s?[)）]|续\s?[表页]\s?[0-9一二三四五六七八九十]{0,2}"
    r"|[（(]?接上[表页][)）]?|[-—－–\s]*第?\s?[0-9]{1,3}\s?页?(?:\s?[,，/]?\s?共\s?[0-9]{1,3}\s?页)?[-—－–\s]*)\s*[:：]?\s*\Z"
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def header_text(text: str) -> str:
    """A header cell without its line breaks and the spaces between 汉字; a space between words stays."""
    if text.isprintable() and " " not in text:  # no other space is printable, nor is what nobody sees
        return text
    words = text.translate(_INVISIBLE).split()
    if len(words) < 2:
        return words[0] if words else ""
    joined = words[0]
    for word in words[1:]:
        joined += " " + word if joined[-1].isascii() and word[0].isascii() else word
    return joined


def is_label(text: str) -> bool:
    """Whether a folded cell text reads like a header or label of a public list (项目名称, 金额（万元）)."""
    bare = _BRACKETS.sub("", text).strip(":：*★ ").lower()
    return 0 < len(bare) <= LONGEST_LABEL and (bare in _WORDS or bare in SUMS or bare.endswith(_ENDINGS))


def is_year(text: str) -> bool:
    """Whether the text is a year of the last or this century: 2023, 2023年."""
    return bool(_YEAR.match(text))


def is_value(text: str) -> bool:
    """Whether a folded cell text is plainly data: a number, an amount, a date, a long or masked number."""
    if is_year(text):
        return False  # 2020 heads a column as often as it fills one
    return bool(_NUMBER.match(text) or _DATE.match(text) or "*" in text or _LONG_RUN.search(text))


def without_remarks(text: str) -> str:
    """The text without what stands in brackets: 金额（万元） → 金额."""
    return _BRACKETS.sub("", text)


def goes_on(text: str) -> bool:
    """Whether a line only says that the table before it goes on: 续表, 附件1（续）, 第2页 共5页."""
    return len(text) < 48 and bool(_GOES_ON.match(text))


def is_caption_text(text: str) -> bool:
    """Whether the text begins like what stands above a table: 附件1, 单位：万元, 填报单位：…"""
    return bool(_CAPTION.match(text))
