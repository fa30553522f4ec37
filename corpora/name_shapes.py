"""Shapes made by hand and by chance beside the written notices: sentences of many registers, lists, tables, sign-offs.

`corpora/written_names/` holds the sentences, with slots as in `corpora/written/`; {n} is a number. The tables are put
together here: thirty columns, eight separators, names in one of them or in none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from corpora.invented import bank_card, mobile, resident_id
from corpora.name_addresses import carried
from corpora.name_texts import Marked, NameSlots, Text, marks_of
from corpora.written_notices import Passage, Span, read_passage

FOLDER = Path(__file__).resolve().parent / "written_names"
SHARES = (
    ("sentences", 0.44),
    ("carriers", 0.18),
    ("places", 0.10),
    ("silent", 0.14),
    ("table", 0.08),
    ("list", 0.06),
)
_HAN_NUMBERS = "一二三四五六七八九十"


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The sentences of one file."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def shaped(number: int, *, held: bool = False) -> Text:
    """A text of three to nine pieces, drawn from its number."""
    rng = Random(f"shapes/{number}")
    slots = NameSlots(rng, held=held)
    text, marks = "", []
    for _ in range(rng.randint(3, 9)):
        passage = _piece(rng, slots)
        marks += [
            replace(one, start=one.start + len(text), end=one.end + len(text))
            for one in marks_of(passage, "")
        ]
        text += passage.text + "\n"
        slots = NameSlots(rng, held=held) if rng.random() < 0.5 else slots
    return Text(f"shapes/{number}", text, marks)


def shapes(count: int) -> Iterator[Text]:
    """`count` texts."""
    return map(shaped, range(count))


def _piece(rng: Random, slots: NameSlots) -> Passage:
    name = rng.choices([one for one, _ in SHARES], [share for _, share in SHARES])[0]
    if name == "table":
        return _table(rng, slots)
    if name == "list":
        return _list(rng, slots)
    line = rng.choice(lines_of(name))
    if name == "carriers":
        line = carried(line, rng, slots)
    if name == "silent" and "、" in line and rng.random() < 0.5:
        words = line.rstrip("。；").split("、")
        rng.shuffle(words)
        line = rng.choice(("、", "、", "，", " ", "\t", "\\n", "")).join(words[: rng.randint(3, 12)])
    line = re.sub(r"\{n\}", lambda _: _number(rng), line).replace("\\n", "\n").replace("\\t", "\t")
    if rng.random() < 0.25:
        line = "\u3000\u3000" + line
    return _varied(read_passage(line, slots), rng)


def _number(rng: Random) -> str:
    return (
        rng.choice(_HAN_NUMBERS)
        if rng.random() < 0.25
        else str(rng.randint(1, rng.choice((9, 30, 700, 1900))))
    )


def _varied(passage: Passage, rng: Random) -> Passage:
    """Now and then without its full stop, or with half-width marks."""
    text = passage.text
    chance = rng.random()
    if chance < 0.08:
        text = text.replace("，", ",").replace("：", ":")
    elif chance < 0.16:
        text = text.replace("：", " ").replace("、", " ")
    elif chance < 0.22:
        text = text.replace("、", "，")
    return Passage(text, passage.spans)


# ---------------------------------------------------------------- tables and lists

_COLUMNS: dict[str, Callable[[Random, NameSlots], str]] = {
    "序号": lambda rng, _: str(rng.randint(1, 60)),
    "村组": lambda rng, slots: f"{slots.value('village')}{rng.choice(_HAN_NUMBERS)}组",
    "行政村": lambda rng, slots: slots.pools.village(),
    "乡镇": lambda rng, slots: slots.pools.town(),
    "组别": lambda rng, _: f"{rng.randint(1, 12)}组",
    "性别": lambda rng, _: rng.choice("男女"),
    "年龄": lambda rng, _: str(rng.randint(3, 95)),
    "民族": lambda rng, _: rng.choice("汉 汉族 彝族 藏 回族 苗 壮族".split()),
    "人口": lambda rng, _: str(rng.randint(1, 7)),
    "金额（元）": lambda rng, _: str(rng.randint(3, 90) * 50),
    "面积（亩）": lambda rng, _: f"{rng.uniform(0.2, 30):.1f}",
    "身份证号": lambda rng, _: resident_id(rng),
    "证件号码": lambda rng, _: resident_id(rng)[:6] + "********" + resident_id(rng)[14:],
    "卡号": lambda rng, _: bank_card(rng),
    "电话": lambda rng, _: mobile(rng),
    "类别": lambda rng, _: rng.choice(
        "A类 B类 一档 二档 低保户 监测户 脱贫户 一般户 特困 C级 D级 重残 轻度".split()
    ),
    "项目": lambda rng, _: rng.choice(
        "产业路硬化 文化墙 安全饮水 路灯安装 高标准农田 光伏电站 温室大棚 雨露计划 公益岗 屋面防水 水渠清淤 石榴种植 金银花基地 白茶加工 养蜂 马铃薯种薯".split()
    ),
    "原因": lambda rng, _: rng.choice(
        "因病 因残 因学 缺劳力 因灾 突发事故 自然死亡 车辆核查不符 收入超标 房产超标 符合条件".split()
    ),
    "与户主关系": lambda rng, _: rng.choice("本人 妻 之子 之女 配偶 长子 次女 母亲 祖孙 户主".split()),
    "岗位": lambda rng, _: rng.choice("保洁员 护林员 管水员 护路员 网格员 宣传员 炊事员".split()),
    "职务": lambda rng, _: rng.choice(
        "书记 副镇长 主任 会计 副局长 党委委员 镇长 支书 文书 科员 队员".split()
    ),
    "备注": lambda rng, _: rng.choice(("", "", "新增", "续保", "已公示", "外出务工", "代领", "高龄")),
    "学历": lambda rng, _: rng.choice("本科 专科 高中 初中 中职 小学 文盲".split()),
    "时间": lambda rng, _: f"20{rng.randint(15, 26)}年{rng.randint(1, 12)}月",
    "作物": lambda rng, _: rng.choice("水稻 小麦 玉米 马铃薯 油菜 花生 大豆 苹果 核桃 花椒".split()),
}
_NAMED = "姓名 户主 户主姓名 姓名 受益人 申请人 责任人 负责人 联系人 学生姓名 领取人 农户 户名".split()
_JOINTS = ("\t", "\t", "\t", "  ", " ", "\n", " | ", "，", "、", "")


def _table(rng: Random, slots: NameSlots) -> Passage:
    """Rows under a head or without one, names in one column, in two or in none."""
    columns = rng.sample(sorted(_COLUMNS), rng.randint(2, 6))
    for _ in range(rng.choice((0, 1, 1, 1, 1, 2))):
        columns.insert(rng.randint(0, len(columns)), rng.choice(_NAMED))
    if rng.random() < 0.25:
        columns.insert(rng.randint(0, len(columns)), rng.choice(("学校", "单位名称", "施工单位")))
    joint = rng.choice(_JOINTS)
    kind = "villager" if rng.random() < 0.85 else "villager~"
    text, spans = "", []
    if rng.random() < 0.7:
        text = (joint or " ").join(columns) + "\n"
    for number in range(rng.randint(2, 6)):
        for at, column in enumerate(columns):
            value = _value(rng, slots, column, f"{number}{at}", kind)
            if column not in _COLUMNS and value:
                mark = ("villager", "masked" if kind.endswith("~") else "") if column in _NAMED else ("o", "")
                spans.append(Span(mark[0], column, mark[1], len(text), len(text) + len(value), value))
            text += value + ("\n" if at == len(columns) - 1 else joint)
    return Passage(text, spans)


def _value(rng: Random, slots: NameSlots, column: str, number: str, kind: str) -> str:
    if column in _COLUMNS:
        return _COLUMNS[column](rng, slots)
    if column == "学校":
        return slots.pools.school(slots.region)
    if column in ("单位名称", "施工单位"):
        return slots.pools.firm(slots.region)
    value = slots.value(f"villager#{rng.randint(0, 10**6)}{number}" + ("~" if kind.endswith("~") else ""))
    return (
        value[0] + "\u3000" + value[1]
        if len(value) == 2 and value.isalpha() and rng.random() < 0.25
        else value
    )


def _list(rng: Random, slots: NameSlots) -> Passage:
    """Names one behind the other, or a line each."""
    joint = rng.choice(("、", "、", "，", " ", "  ", "\n", "\t", "\u3000", "；", "/"))
    behind = rng.choice(("", "", "", "（{}）", " {}", "{}元", "{}户"))
    before = rng.choice(("", "", "{}.", "{}、", "（{}）", "名单：", "受益户："))
    text, spans = "", []
    for number in range(rng.randint(2, 14)):
        value = _value(rng, slots, "姓名", str(number), "villager~" if rng.random() < 0.03 else "villager")
        is_masked = any(sign in value for sign in "*＊×某○")
        head = before.format(number + 1) if "{}" in before else before if number == 0 else ""
        text += head
        spans.append(
            Span("villager", "", "masked" if is_masked else "", len(text), len(text) + len(value), value)
        )
        text += value + behind.format(rng.choice((rng.randint(1, 900), slots.pools.village()))) + joint
    return Passage(text.rstrip(joint), spans)


__all__ = ["Marked", "lines_of", "shaped", "shapes"]
