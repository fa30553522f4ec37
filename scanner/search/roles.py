"""In what role somebody is named: by the label, the title or the office beside the name.

official      负责人 帮扶责任人 书记 主任 …: answers for something; the office's telephone stays
contact       联系人 经办人: may be called; a mobile is for review
author        作者 编辑 摄影 通讯员
company       法定代表人 经营者 of a firm
guardian      监护人 家长
applicant     申请人
beneficiary   户主 受益人 村民 …: a villager, nobody's contact
minor         孤儿 儿童 学生
""  # not told
"""

from __future__ import annotations

from scanner.regexes import any_of, compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Role = Literal[
        "",
        "official",
        "contact",
        "author",
        "company",
        "guardian",
        "applicant",
        "beneficiary",
        "minor",
        "family",
    ]

LABELS: dict[str, str] = {
    "official": "负责人 主要负责人 项目负责人 分管领导 责任人 主要责任人 监督责任人 帮扶责任人 帮扶干部 帮扶人 包联干部 包村干部 包保责任人 驻村干部 驻村工作队长 工作队长 第一书记 结对干部 联户干部 "
    "审核人 审核 签发人 签发 审批人 复核人 复核 制表人 制表 填表人 填报人 记录人 记录 主持人 主持 出席 列席 参会 参加人员 请假 缺席 验收人 监督员 护林站长 河长 网格员 网格长 评议组长 评审专家 评标委员会成员 "
    "评标专家 采购人代表 院长 校长 所长 站长 组长 队长 会计 文书 村医 村支书 支书 书记 主任 副主任 镇长 副镇长 乡长 副乡长 县长 副县长 局长 副局长 科长 股长 理事长 会长 主席",
    "contact": "联系人 联络人 联络员 经办人 承办人 咨询人 受理人 收件人 收信人 接待人 项目联系人 采购联系人 村级联系人",
    "author": "作者 编辑 责任编辑 责编 摄影 通讯员 记者 供稿 撰稿 文/图 来源 审稿 校对",
    "company": "法定代表人 法人代表 法人 经营者 董事长 总经理 经理 项目经理 投资人 股东 厂长 负责人（企业）",
    "guardian": "监护人 法定监护人 家长 代领监护人 现监护人 监护人姓名",
    "applicant": "申请人 申请老人 申请家庭 报名人 来信人 反映人",
    "family": "妻子 丈夫 配偶 老伴 儿子 女儿 长子 次子 长女 次女 父亲 母亲 其妻 其夫 其子 其女 其父 其母 孙子 孙女 家庭成员 共同生活的家庭成员",
    "minor": "孤儿 孤儿姓名 儿童 儿童姓名 幼儿 困境儿童 学生 学生姓名 受助学生 同学 小学生 中学生 女童",
    "beneficiary": "户主 户主姓名 姓名 村民 居民 农户 牧民 受益人 受益户 贫困户 脱贫户 监测户 监测对象 低保户 低保对象 五保户 特困户 特困人员 特困供养对象 救助对象 补贴对象 补助对象 保障对象 奖扶对象 老人 老人姓名 "
    "残疾人 受助人 受助者 承租人 购机者 权利人 被征收人 搬迁户 种植户 养殖户 借款人 患者 护林员 保洁员 务工人员",
}
_ROLE_OF = {word: role for role, words in LABELS.items() for word in words.split()}
_BEFORE = compiled(
    rf"({any_of(sorted(_ROLE_OF, key=len, reverse=True))})(?:[（(][^（()）]{{1,12}}[)）])?[ 　]*[:：为是]?[ 　]*$"
)
_POST = compiled(
    r"[ 　\t]?[（(]?[^\W\da-zA-Z_]{0,8}?(?:书记|主任|局长|镇长|乡长|县长|区长|市长|科长|股长|处长|站长|所长|院长|校长|会长|主席|部长|组长|队长|委员|专干|干事|民警|医生|律师|老师|记者|摄影|同志任|任[^\W\d_]{0,6}长)"
)
_POST_BEFORE = compiled(
    r"(?:书记|主任|局长|镇长|乡长|县长|区长|市长|科长|股长|处长|站长|所长|院长|校长|会长|主席|部长|组长|队长|委员|专干|干事|民警|医生|律师|老师|记者|队员|(?<!受助)代表|干部|网格员|负责人|责任人|经理|董事长|理事长|教授|专家)"
    r"[（(:：]?[ 　]?$"
)
LEFT = 24  # characters before a name in which its label stands


def role_of_label(label: str) -> str:
    """The role that the head of a column or the label of a form gives; "" for another label."""
    return _ROLE_OF.get("".join(label.split()).partition("（")[0].partition("(")[0].removesuffix("姓名"), "")


def role_before(text: str, start: int) -> str:
    """The role that a label or an office right before a name gives; "" where nothing tells."""
    left = text[max(0, start - LEFT) : start].rpartition("\n")[2]
    found = _BEFORE.search(left)
    if found:
        return _ROLE_OF[found[1]]
    return "official" if _POST_BEFORE.search(left) else ""


def role_of(text: str, start: int, end: int) -> str:
    """The role of the person named at ``text[start:end]``, by what stands before and behind."""
    role = role_before(text, start)
    if role in ("", "beneficiary"):
        behind = _POST.match(text, end, end + 14)
        if behind and "，" not in behind.group():
            return "official"
    return role


def is_official(text: str, start: int, end: int) -> bool:
    """Whether somebody is named for an office, a firm or a text, not for what is given to him."""
    return role_of(text, start, end) in ("official", "contact", "author", "company")
